/** How loud the microphone is, as a row of bars. It draws by itself: sixty pictures a second are no reason to render. */

export const BARS = 18;

const HEARD_BARS = 4; // a quiet room lights fewer, a normal voice at arm's length more

/** How many bars a level from 0 to 1 lights. */
export function barsOf(level: number): number {
  return Math.round(Math.min(1, Math.max(0, level)) * BARS);
}

export class Meter {
  readonly #level: () => number;
  readonly #heard: () => void;
  #bars: Element | undefined;
  #frame = 0;
  #lit = 0;
  #told = false;

  /** `level` is asked once a frame; `heard` is called once, when a voice was heard. */
  constructor(level: () => number, heard: () => void) {
    this.#level = level;
    this.#heard = heard;
  }

  /** Draw on `bars`, an element with as many children as there are bars; undefined stops. */
  readonly drawOn = (bars: Element | undefined): void => {
    this.#bars = bars;
    cancelAnimationFrame(this.#frame);
    if (bars) this.#next();
  };

  #next(): void {
    this.#frame = requestAnimationFrame(() => {
      const lit = barsOf(this.#level());
      if (lit !== this.#lit) this.#draw(lit);
      if (lit >= HEARD_BARS && !this.#told) {
        this.#told = true;
        this.#heard();
      }
      this.#next();
    });
  }

  #draw(lit: number): void {
    this.#lit = lit;
    for (const [index, bar] of [...(this.#bars?.children ?? [])].entries()) bar.classList.toggle('lit', index < lit);
    this.#bars?.parentElement?.setAttribute('aria-valuenow', `${lit}`);
  }
}
