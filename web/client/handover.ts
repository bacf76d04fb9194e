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

/** Settles when the slot shows its new source. `read` looks at it; never settles for a source that sends nothing. */
export async function handedOver(read: () => Promise<Pictures>, signal: AbortSignal): Promise<void> {
  const before = await read();
  let settled: Pictures | null = null;
  for (let waited = 0; !signal.aborted; waited += INTERVAL) {
    const now = await read();
    if (begunAnew(before, now)) return;
    // The key frame may have been quicker than the message: then any later picture is of the new one.
    if (settled && now.frames > settled.frames) return;
    if (waited >= SETTLED) settled ??= now;
    await pause(INTERVAL);
  }
}

function begunAnew(before: Pictures, now: Pictures): boolean {
  return before.keyFrames !== null && now.keyFrames !== null && now.keyFrames > before.keyFrames;
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
