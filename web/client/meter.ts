/** How loud a microphone is, for a meter. */

import {runOnGesture} from './gesture.ts';

const WINDOW = 1024; // samples: about 20 ms
const QUIETEST = -60; // dBFS that counts as silence
const LOUDEST = -10; // dBFS of someone who speaks up close

export class Meter {
  readonly #context = new AudioContext();
  readonly #analyser = new AnalyserNode(this.#context, {fftSize: WINDOW});
  readonly #samples = new Float32Array(WINDOW);
  readonly #life = new AbortController();

  constructor(track: MediaStreamTrack) {
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
    runOnGesture(this.#context, this.#life.signal);
  }

  /** 0 to 1, even on the scale of the ear. */
  level(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / WINDOW;
    const decibels = 10 * Math.log10(power || Number.MIN_VALUE);
    return Math.min(1, Math.max(0, (decibels - QUIETEST) / (LOUDEST - QUIETEST)));
  }

  close(): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    void this.#context.close();
  }
}
