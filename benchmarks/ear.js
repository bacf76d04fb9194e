// Hears which tones are in what goes to the speakers, and says so whenever that changes.
//
// Windows of 20 ms, a new one every 10 ms: a tone is heard at the end of the first window in which it
// has a quarter of its loudness, so at most some 15 ms after its first sample.
const WINDOW = 0.02; // seconds
const STEP = 0.01; // seconds
const HEARD = 0.05; // of full scale; a voice has 0.2

class Ear extends AudioWorkletProcessor {
  #samples = new Float32Array(Math.round(sampleRate * WINDOW));
  #shape = this.#samples.map((_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / this.#samples.length));
  #factors;
  #filled = 0;
  #told = '';

  constructor({processorOptions: {tones}}) {
    super();
    this.#factors = tones.map((hertz) => 2 * Math.cos((2 * Math.PI * hertz) / sampleRate));
  }

  process([[sound]]) {
    if (!sound) return true;
    for (const sample of sound) {
      this.#samples[this.#filled++] = sample;
      if (this.#filled === this.#samples.length) this.#listen();
    }
    return true;
  }

  #listen() {
    const heard = this.#factors.flatMap((factor, tone) => (this.#loudness(factor) > HEARD ? [tone] : []));
    const step = Math.round(sampleRate * STEP);
    this.#samples.copyWithin(0, step);
    this.#filled -= step;
    if (String(heard) === this.#told) return;
    this.#told = String(heard);
    this.port.postMessage({at: Date.now(), heard});
  }

  // Goertzel's algorithm; the window halves what a whole one would show.
  #loudness(factor) {
    let [one, two] = [0, 0];
    for (let n = 0; n < this.#samples.length; n += 1) {
      [one, two] = [this.#samples[n] * this.#shape[n] + factor * one - two, one];
    }
    return (4 * Math.sqrt(Math.max(0, one * one + two * two - factor * one * two))) / this.#samples.length;
  }
}

registerProcessor('ear', Ear);
