/** The time that is left in a breakout, by the server's clock, and how it comes to its end. */

/** Two minutes, thirty seconds and ten seconds before the end: told once each. */
export type Landing = 'minutes' | 'finish' | 'last';

const MINUTE = 60; // seconds
const LANDINGS: readonly (readonly [Landing, number])[] = [
  ['last', 10],
  ['finish', 30],
  ['minutes', 120],
];

/** Whole seconds until `closesAt`: 0 only when it is over. */
export function secondsLeft(closesAt: number, now: number): number {
  return Math.max(0, Math.ceil(closesAt - now));
}

/** Digits of a timer: '5:20'. */
export function digits(seconds: number): string {
  return `${Math.floor(seconds / MINUTE)}:${`${seconds % MINUTE}`.padStart(2, '0')}`;
}

/** Minutes to say of a length, at least one. */
export function minutesOf(seconds: number): number {
  return Math.max(1, Math.round(seconds / MINUTE));
}

/** null: the end is far. */
export function landingOf(seconds: number): Landing | null {
  return LANDINGS.find(([, from]) => seconds <= from)?.[0] ?? null;
}

/** Calls `beat` whenever another second is left, as long as there is something to count down to. */
export class Countdown {
  readonly #now: () => number;
  readonly #beat: (seconds: number) => void;
  #closesAt: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `now`: seconds since 1970 by the server's clock. */
  constructor(now: () => number, beat: (seconds: number) => void, signal: AbortSignal) {
    this.#now = now;
    this.#beat = beat;
    signal.addEventListener('abort', () => this.follow(null));
  }

  /** Count down to another moment; null: to none. */
  follow(closesAt: number | null): void {
    if (closesAt === this.#closesAt) return;
    this.#closesAt = closesAt;
    clearTimeout(this.#timer);
    if (closesAt !== null) this.#tell(closesAt);
  }

  #tell(closesAt: number): void {
    const left = closesAt - this.#now();
    this.#beat(secondsLeft(closesAt, this.#now()));
    // Just behind the change of the second, so that no digit stays for two.
    if (left > 0 && closesAt === this.#closesAt) this.#timer = setTimeout(() => this.#tell(closesAt), (left % 1 || 1) * 1000 + 5);
  }
}
