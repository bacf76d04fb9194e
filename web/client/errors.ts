/** A request that was refused or could not be carried out. `code` is for programs and stable, `message` for people. */
export class RoomError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'RoomError';
    this.code = code;
  }
}
