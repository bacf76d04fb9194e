/** Browsers let a page make sound only after the person has touched it. */

const GESTURES = ['pointerdown', 'pointerup', 'keydown'] as const;

/** Start `context` now or at the next click or key; until `signal`. */
export function runOnGesture(context: AudioContext, signal: AbortSignal): void {
  const run = (): void => {
    if (context.state !== 'running') void context.resume().catch(() => {}); // A later gesture may be let through.
  };
  run();
  for (const gesture of GESTURES) {
    globalThis.addEventListener(gesture, run, {signal, capture: true, passive: true});
  }
}
