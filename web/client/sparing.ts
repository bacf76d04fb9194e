/** Looks every few seconds whether the machine is overworked, and spares it: first what we send, then what we are sent. */

import {AT_EASE, type Ease, eased} from './ease.ts';
import {STEPS_MOST} from './layers.ts';
import {type StrainEntry, strainedBySending, strainedByShowing} from './strain.ts';

const PAUSE = 3000; // ms between two looks, which cost some milliseconds each

/** The height that is asked for at most, in device pixels, by the step: each is a layer less. */
const HEIGHTS: readonly (number | null)[] = [null, 360, 180];

export interface SparingTools {
  readonly report: () => Promise<readonly StrainEntry[]>;
  /** Send our camera as it is after so many steps. */
  readonly spare: (step: number) => void;
  /** Ask for no picture higher than that; null: as high as they are shown. */
  readonly limit: (height: number | null) => void;
}

export class Sparing {
  readonly #tools: SparingTools;
  #sending: Ease = AT_EASE;
  #showing: Ease = AT_EASE;
  #before: readonly StrainEntry[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tools: SparingTools) {
    this.#tools = tools;
  }

  /** Begin to look; twice is harmless. */
  open(): void {
    if (this.#timer === undefined) this.#later();
  }

  /** Look no more; what is spared stays so. Twice is harmless. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#before = [];
  }

  #later(): void {
    this.#timer = setTimeout(() => void this.#look(), PAUSE);
  }

  async #look(): Promise<void> {
    const timer = this.#timer;
    const now = await this.#tools.report();
    if (timer !== this.#timer) return; // It was closed meanwhile.
    const at = Math.max(0, ...now.map(({timestamp}) => timestamp));
    this.#send(eased(this.#sending, strainedBySending(this.#before, now), at, STEPS_MOST));
    this.#show(eased(this.#showing, strainedByShowing(this.#before, now), at, HEIGHTS.length - 1));
    this.#before = now;
    this.#later();
  }

  #send(next: Ease): void {
    if (next.level !== this.#sending.level) this.#tools.spare(next.level);
    this.#sending = next;
  }

  #show(next: Ease): void {
    if (next.level !== this.#showing.level) this.#tools.limit(HEIGHTS[next.level] ?? null);
    this.#showing = next;
  }
}
