/** The one call of the HTTP API that a visitor may make: start a room, where the server allows it. */

export interface Created {
  readonly name: string;
  readonly facilitatorUrl: string;
  readonly clientUrl: string;
  readonly observerUrl: string;
}

/** The server understood and said no. */
export class Refused extends Error {
  /** Rooms are not for visitors to make here. */
  readonly notAllowed: boolean;

  constructor(status: number, message: string) {
    super(message);
    this.notAllowed = status === 401 || status === 403;
  }
}

/** Rejects with `Refused`, or with whatever fetch rejects with when the server does not answer. */
export async function createRoom(name: string): Promise<Created> {
  const response = await fetch('/v1/rooms', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({name}),
  });
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) throw new Refused(response.status, text(body, 'detail') || text(body, 'title'));
  return {
    name: text(body, 'name'),
    facilitatorUrl: text(body, 'facilitator_url'),
    clientUrl: text(body, 'client_url'),
    observerUrl: text(body, 'observer_url'),
  };
}

function text(body: Record<string, unknown>, field: string): string {
  const value = body[field];
  return typeof value === 'string' ? value : '';
}
