/**
 * Whether anything still arrives: that it stops is the first sign of a network that is gone.
 *
 * No browser says so at once: a socket never learns of it unless something is asked, ICE takes seconds, and a desktop may go from
 * one network to another without a word. Everybody may as well have fallen silent: whoever is told has to ask.
 */

const BEAT = 250; // ms
const STOPPED = 700; // ms: a voice that pauses still says so every 400 (Opus DTX)

export interface FlowListener {
  /** Something has come since the last beat: media may have found another way, without the socket. */
  goesOn(): void;
  /** Nothing has come for a while; said once. */
  stopped(): void;
}

/** Watch `newest`, the moment of the newest thing that came. */
export function watchFlow(newest: () => number, listener: FlowListener, signal: AbortSignal): void {
  let last = newest();
  let movedAt: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const beat = (): void => {
    const now = newest();
    if (now !== last) {
      last = now;
      movedAt = Date.now();
      listener.goesOn();
    } else if (movedAt !== null && Date.now() - movedAt >= STOPPED) {
      movedAt = null;
      listener.stopped();
    }
    timer = setTimeout(beat, BEAT);
  };
  timer = setTimeout(beat, BEAT);
  signal.addEventListener('abort', () => clearTimeout(timer));
}
