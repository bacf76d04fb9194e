/** Looks at the connection again and again, for as long as its panel is open. */

import type {Quality} from '../client/quality.ts';
import type {HoldspaceRoom} from '../client/room.ts';
import type {Surface} from './surface.ts';

const PAUSE = 2_000; // milliseconds between two looks: a voice sends 100 packets in them

export class ConnectionLook {
  /** What the last look found; null before, and while there is no connection. */
  quality: Quality | null = null;
  readonly #client: Pick<HoldspaceRoom, 'stats'>;
  readonly #surface: Surface;
  readonly #changed: () => void;
  readonly #signal: AbortSignal;
  #isLooking = false;

  /** Nothing is looked at after `signal` aborts. */
  constructor(client: Pick<HoldspaceRoom, 'stats'>, surface: Surface, changed: () => void, signal: AbortSignal) {
    this.#client = client;
    this.#surface = surface;
    this.#changed = changed;
    this.#signal = signal;
  }

  /** The panel is open; twice is harmless. */
  readonly begin = async (): Promise<void> => {
    if (this.#isLooking) return;
    this.#isLooking = true;
    while (this.#surface.panel === 'connection' && !this.#signal.aborted) {
      this.quality = await this.#client.stats().catch(() => null);
      this.#changed();
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    this.#isLooking = false;
    this.quality = null;
  };
}
