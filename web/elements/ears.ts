/** Tells the server which ears this page really shows: only then does anybody begin to listen. */

import type {HoldspaceRoom} from '../client/room.ts';
import type {RoomState} from '../client/state.ts';

export class Ears {
  readonly #client: Pick<HoldspaceRoom, 'earsSeen' | 'state'>;
  readonly #painted: () => Promise<void>;
  #told = '[]';

  /** `painted` settles when what the state says now stands on the screen. */
  constructor(client: Pick<HoldspaceRoom, 'earsSeen' | 'state'>, painted: () => Promise<void>) {
    this.#client = client;
    this.#painted = painted;
  }

  /** The state may show other ears than before. */
  follow(before: RoomState, after: RoomState): void {
    if (after.phase !== 'joined') return;
    // Another connection: the server knows nothing of what we said on the one before.
    if (before.phase !== 'joined') this.#told = '[]';
    const shown = JSON.stringify(after.ears);
    if (shown === this.#told) return;
    this.#told = shown;
    void this.#acknowledge(shown);
  }

  async #acknowledge(shown: string): Promise<void> {
    await this.#painted();
    const {state} = this.#client;
    // Others are to be shown by now: those are told when they are.
    if (state.phase !== 'joined' || JSON.stringify(state.ears) !== shown) return;
    await this.#client.earsSeen(state.ears).catch(() => undefined); // The server does not wait for ever.
  }
}

/** Two frames on, what the state says now is rendered and painted. */
export async function painted(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}
