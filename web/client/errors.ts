/** Rules of a deal that cannot all hold, each with the people it is about. */
export interface Collision {
  readonly rule: string;
  readonly participants: readonly string[];
}

/** A request that was refused or could not be carried out. `code` is for programs and stable, `message` for people. */
export class RoomError extends Error {
  readonly code: string;
  /** Of 'rules-collide'; empty for all others. */
  readonly colliding: readonly Collision[];

  constructor(code: string, message: string, colliding: readonly Collision[] = []) {
    super(message);
    this.name = 'RoomError';
    this.code = code;
    this.colliding = colliding;
  }
}
