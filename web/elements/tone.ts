/** Soft tones: notes that swell and fade, one after another. */

interface Melody {
  /** Hertz. */
  readonly notes: readonly number[];
  /** Seconds from one note to the next. */
  readonly apart: number;
  /** Seconds of each. */
  readonly length: number;
  /** Of full scale. */
  readonly loudness: number;
}

/** To try the speaker with: two notes, a fifth apart; audible on a phone, gentle in headphones. */
const TRIAL: Melody = {notes: [392, 587.3], apart: 0.28, length: 1.4, loudness: 0.12};

/** Somebody waits: one low note, softer than a voice. */
export const KNOCK: Melody = {notes: [329.6], apart: 0, length: 0.9, loudness: 0.05};

/** Somebody asks for help: the same note twice, so that it is no knock. */
export const HELP: Melody = {notes: [440, 440], apart: 0.32, length: 0.7, loudness: 0.06};

/** The parts are swapped: one long note that fades, as a bell does. */
export const BELL: Melody = {notes: [523.3], apart: 0, length: 3, loudness: 0.1};

/** Play it through `speaker`, a device id, or where the device sends sound by itself. */
export async function playTone(speaker: string, melody: Melody = TRIAL): Promise<void> {
  const context = new AudioContext(speaker ? ({sinkId: speaker} as AudioContextOptions) : {});
  await context.resume();
  const last = melody.notes.map((hertz, index) => note(context, hertz, context.currentTime + index * melody.apart, melody)).at(-1);
  last?.addEventListener('ended', () => void context.close());
}

function note(context: AudioContext, hertz: number, start: number, {length, loudness}: Melody): OscillatorNode {
  const tone = new OscillatorNode(context, {frequency: hertz});
  const gain = new GainNode(context, {gain: 0});
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(loudness, start + 0.08);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + length);
  tone.connect(gain).connect(context.destination);
  tone.start(start);
  tone.stop(start + length);
  return tone;
}
