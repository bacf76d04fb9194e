/** How long to wait before the next attempt: longer each time, and never at the same moment as everyone else. */

const FIRST = 250; // ms: a server that restarts is back within a second or two
const SOON = 100; // ms
const LONGEST = 8000; // ms: a tunnel ends unannounced, and nobody should wait long after it

export class Backoff {
  readonly #random: () => number;
  #attempts = 0;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** Milliseconds until the next attempt. */
  next(): number {
    const longest = Math.min(FIRST * 2 ** this.#attempts, LONGEST);
    this.#attempts += 1;
    return longest * (0.5 + this.#random() / 2);
  }

  /** Milliseconds until an attempt after a connection that held: as good as at once, and yet not all in the same moment. */
  soon(): number {
    return this.#random() * SOON;
  }

  reset(): void {
    this.#attempts = 0;
  }
}
