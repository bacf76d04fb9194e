/** A soft tone to try the speaker with: two notes, a fifth apart, that swell and fade. */

const NOTES = [392, 587.3]; // hertz: G4 and D5
const APART = 0.28; // seconds between them
const LENGTH = 1.4; // seconds of each
const LOUDNESS = 0.12; // of full scale: audible on a phone, gentle in headphones

/** Play it through `speaker`, a device id, or where the device sends sound by itself. */
export async function playTone(speaker: string): Promise<void> {
  const context = new AudioContext(speaker ? ({sinkId: speaker} as AudioContextOptions) : {});
  await context.resume();
  const last = NOTES.map((hertz, index) => note(context, hertz, context.currentTime + index * APART)).at(-1);
  last?.addEventListener('ended', () => void context.close());
}

function note(context: AudioContext, hertz: number, start: number): OscillatorNode {
  const tone = new OscillatorNode(context, {frequency: hertz});
  const loudness = new GainNode(context, {gain: 0});
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, start + 0.08);
  loudness.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH);
  tone.connect(loudness).connect(context.destination);
  tone.start(start);
  tone.stop(start + LENGTH);
  return tone;
}
