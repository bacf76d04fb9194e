/** One's own screen, shared: what the browser lets us take of it, until it is ended here or from the browser's own bar. */

import {RoomError} from './errors.ts';

/** Our own tab would show itself in itself, without end, and with it what others wrote to us alone. */
const WISHES: DisplayMediaStreamOptions = {
  video: {frameRate: {ideal: 15, max: 30}},
  audio: true,
  ...{selfBrowserSurface: 'exclude', surfaceSwitching: 'include', systemAudio: 'include'},
};

export class Screen {
  readonly #changed: () => void;
  #capture: MediaStream | null = null;
  #attempt = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whether this browser can share a screen at all: phones cannot. */
  static get isPossible(): boolean {
    return typeof globalThis.navigator?.mediaDevices?.getDisplayMedia === 'function';
  }

  /** What is shared, or null. */
  get stream(): MediaStream | null {
    return this.#capture;
  }

  get picture(): MediaStreamTrack | null {
    return this.#capture?.getVideoTracks()[0] ?? null;
  }

  /** The sound of what is shared, if it has any. */
  get sound(): MediaStreamTrack | null {
    return this.#capture?.getAudioTracks()[0] ?? null;
  }

  /** Let the person choose what to share. Rejects with 'screen-denied', also when they thought better of it, or 'screen-unsupported'. */
  async share(): Promise<void> {
    if (!Screen.isPossible) throw new RoomError('screen-unsupported', 'This browser cannot share a screen.');
    this.#attempt += 1;
    const attempt = this.#attempt;
    const capture = await navigator.mediaDevices.getDisplayMedia(WISHES).catch((error: Error) => {
      throw new RoomError('screen-denied', `The screen is not shared: ${error.message}`);
    });
    if (attempt === this.#attempt) this.#take(capture);
    else release(capture);
  }

  /** Twice is harmless. */
  stop(): void {
    this.#attempt += 1;
    const capture = this.#capture;
    if (!capture) return;
    this.#capture = null;
    release(capture);
    this.#changed();
  }

  #take(capture: MediaStream): void {
    const before = this.#capture;
    this.#capture = capture;
    if (before) release(before);
    for (const track of capture.getVideoTracks()) {
      track.contentHint = 'detail'; // Letters are to stay sharp, if need be at fewer pictures a second.
      track.addEventListener('ended', () => capture === this.#capture && this.stop());
    }
    this.#changed();
  }
}

function release(capture: MediaStream): void {
  for (const track of capture.getTracks()) track.stop();
}
