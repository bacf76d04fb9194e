/**
 * Notices that someone speaks into a microphone that they have switched off, and have perhaps forgotten.
 *
 * It is noticed here and nowhere else: what is heard leaves neither the page nor the next tenth of a second.
 */

import {Meter} from './meter.ts';

const STEP = 100; // ms
const WINDOW = 10; // looks
const LOUD = 0.5; // Of the meter: -35 dBFS, louder than a keyboard or a chair beside the microphone.
const SPOKEN = 6; // Loud looks of ten: a sentence, not a cough.
const REST = 10_000; // ms between two reminders

/** Whether `levels`, newest last, are those of someone who speaks. */
export function isSpeech(levels: readonly number[]): boolean {
  return levels.filter((level) => level >= LOUD).length >= SPOKEN;
}

export class MutedSpeech {
  readonly #told: () => void;
  #track: MediaStreamTrack | null = null;
  #ear: {readonly copy: MediaStreamTrack; readonly meter: Meter} | null = null;
  #levels: readonly number[] = [];
  #toldAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `told` is called at most every 10 s. */
  constructor(told: () => void) {
    this.#told = told;
  }

  /** Mind that switched-off microphone, or none. */
  watch(track: MediaStreamTrack | null): void {
    if (track === this.#track) return;
    this.#rest();
    this.#track = track;
    if (!track) return;
    // The track itself is silent while it is switched off.
    const copy = track.clone();
    copy.enabled = true;
    this.#ear = {copy, meter: new Meter(copy)};
    this.#look();
  }

  #look(): void {
    this.#levels = [...this.#levels, this.#ear?.meter.level() ?? 0].slice(-WINDOW);
    if (isSpeech(this.#levels) && Date.now() - this.#toldAt >= REST) {
      this.#toldAt = Date.now();
      this.#told();
    }
    this.#timer = setTimeout(() => this.#look(), STEP);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#ear?.meter.close();
    this.#ear?.copy.stop();
    this.#ear = null;
    this.#levels = [];
  }
}
