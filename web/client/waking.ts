/**
 * When somebody comes back to the page: the lid is open again, the call is over, the network is there, the tab is in front.
 *
 * Timers and sockets have slept meanwhile and learn of it late; whoever watches need not wait for them.
 */

const BEAT = 2000; // ms
const SLEPT = 10_000; // ms between two beats that should be one apart: hidden tabs beat once a second, then once a minute

/** Chromium's word for the way to the network: it changes from one to another without ever being offline. */
const WAY = (globalThis.navigator as {readonly connection?: EventTarget} | undefined)?.connection;

/** Call `woke` whenever that may have happened, until `signal`. `page` hears a window's events, `way` those of `navigator.connection`. */
export function watchWaking(page: EventTarget, woke: () => void, signal: AbortSignal, way: EventTarget | undefined = WAY): void {
  way?.addEventListener('change', woke, {signal});
  page.addEventListener('online', woke, {signal});
  page.addEventListener('pageshow', woke, {signal});
  // It is the document's event, and rises to the window.
  page.addEventListener('visibilitychange', ({target}) => isVisible(target) && woke(), {signal});
  watchSleep(woke, signal);
}

function isVisible(target: EventTarget | null): boolean {
  return (target as {readonly visibilityState?: string} | null)?.visibilityState !== 'hidden';
}

/** A machine that slept with the page in front tells no page. */
function watchSleep(woke: () => void, signal: AbortSignal): void {
  let last = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const beat = (): void => {
    const now = Date.now();
    if (now - last > SLEPT) woke();
    last = now;
    timer = setTimeout(beat, BEAT);
  };
  beat();
  signal.addEventListener('abort', () => clearTimeout(timer));
}
