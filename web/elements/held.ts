/** Something that counts only once it has been held for a while: pressed by chance, it does nothing. */

export class Held {
  readonly #duration: number;
  readonly #done: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isDone = false;

  /** `done` is called once `duration` milliseconds have passed between `press` and `release`. */
  constructor(duration: number, done: () => void) {
    this.#duration = duration;
    this.#done = done;
  }

  /** Whether the last press was held to the end: what follows it, such as a click, is then part of it. True once. */
  takeDone(): boolean {
    const isDone = this.#isDone;
    this.#isDone = false;
    return isDone;
  }

  /** Pressing again while it is held changes nothing. */
  readonly press = (): void => {
    if (this.#timer !== null) return;
    this.#isDone = false;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#isDone = true;
      this.#done();
    }, this.#duration);
  };

  /** Releasing twice is harmless. */
  readonly release = (): void => {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  };
}
