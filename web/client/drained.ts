/**
 * When a slot that has carried one voice carries another.
 *
 * The server changes the source at once, but the browser still holds a little sound of the one before, and would play it as the next one's.
 */

/** What a slot's buffer has given out so far. */
export interface Buffered {
  /** Seconds that all samples together have waited. */
  readonly waited: number;
  readonly samples: number;
}

const MOMENT = 60; // ms over which the wait is measured; browsers look themselves every 50 ms
const TAIL = 20; // ms: a packet, and what a browser stretches it by
const LONGEST = 2000; // ms after which nothing can be left, whatever was measured

/** Settles when what is in the buffer now is played. `read` looks at it, and may take its time. */
export async function drained(read: () => Promise<Buffered>, signal: AbortSignal): Promise<void> {
  const began = Date.now();
  const before = await read();
  await pause(MOMENT);
  if (signal.aborted) return;
  const now = await read();
  const samples = now.samples - before.samples;
  const wait = samples > 0 ? (1000 * (now.waited - before.waited)) / samples : 0;
  await pause(Math.min(LONGEST, wait + TAIL) - (Date.now() - began));
}

async function pause(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
