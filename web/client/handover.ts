/**
 * When a slot that has shown one person shows another.
 *
 * The server changes the source at once, but the browser still holds the last pictures of the one before, and shows the very last one to
 * whoever looks at the track next. A new source begins with a key frame: that is what we wait for.
 */

/** What a slot has decoded so far. */
export interface Pictures {
  readonly frames: number;
  /** null where the browser does not count them. */
  readonly keyFrames: number | null;
}

const INTERVAL = 25; // ms between looks: less than a frame at 24 a second; browsers look themselves every 50 ms
/** ms after which nothing of the one before can be left in a jitter buffer: 110 was measured under load. */
const SETTLED = 300;

/** A slot that somebody has left. */
export class Rest {
  /** What it had decoded when nothing of theirs could come any more; null: that is still to be. */
  settled: Pictures | null = null;

  /** `read` looks at the slot, and may take its time. */
  constructor(read: () => Promise<Pictures>) {
    void this.#settle(read);
  }

  async #settle(read: () => Promise<Pictures>): Promise<void> {
    await pause(SETTLED);
    this.settled = await read();
  }
}

/** Settles when the slot shows its new source; never for a source that sends nothing. */
export async function handedOver(read: () => Promise<Pictures>, rest: Rest, signal: AbortSignal): Promise<void> {
  let before: Pictures | null = null;
  while (!signal.aborted) {
    const now = await read();
    before ??= now;
    if (begunAnew(before, now)) return;
    // The key frame may have been quicker than the message; and what has rested shows nothing but its new source.
    if (rest.settled && now.frames > rest.settled.frames) return;
    await pause(INTERVAL);
  }
}

function begunAnew(before: Pictures, now: Pictures): boolean {
  return before.keyFrames !== null && now.keyFrames !== null && now.keyFrames > before.keyFrames;
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
