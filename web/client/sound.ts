/**
 * What one hears: one graph with a gain per audio slot, silent wherever nobody is assigned.
 *
 * A slot that goes from one voice to another is silent until what is left of the first one is through.
 */

import {type Buffered, drained} from './drained.ts';
import {runOnGesture} from './gesture.ts';
import type {WireSlot} from './messages.ts';
import {notChoosable, Speaker} from './speaker.ts';

const FADE = 0.015; // seconds: short enough for a first syllable, long enough not to click
const GRACE = 1000; // ms until we say that the browser holds sound back: starting takes a moment, too

interface Voice {
  readonly stream: MediaStream;
  readonly source: MediaStreamAudioSourceNode;
  readonly gain: GainNode;
}

/** Somebody's voice that has left a slot and is still in its buffer. */
interface Rest {
  readonly participant: string;
  readonly wait: AbortController;
}

export interface SoundListener {
  /** Whether the browser holds sound back until a gesture. */
  blocked(blocked: boolean): void;
  /** What the slot's buffer has given out so far. */
  buffered(mid: string): Promise<Buffered>;
}

interface Output {
  readonly context: AudioContext;
  readonly speaker: Speaker;
  /** Chromium lets a remote track flow into a graph only while a media element plays it, too; this one is muted. */
  readonly pull: HTMLAudioElement;
}

export class Sound {
  readonly #listener: SoundListener;
  readonly #life = new AbortController();
  readonly #voices = new Map<string, Voice>(); // by mid
  readonly #owners = new Map<string, string>(); // by mid
  readonly #rests = new Map<string, Rest>(); // by mid
  #tracks: ReadonlyMap<string, MediaStreamTrack> = new Map();
  #streams: readonly MediaStream[] = [];
  #slots: readonly WireSlot[] = [];
  #output: Output | null = null;
  #deviceId = '';

  constructor(listener: SoundListener) {
    this.#listener = listener;
  }

  /** One stream per audio slot, for a page that plays them itself. */
  get streams(): readonly MediaStream[] {
    return this.#streams;
  }

  /** The tracks of a new connection, by mid. */
  connect(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    this.#unplug();
    this.#owners.clear();
    this.#forgetRests();
    this.#tracks = new Map([...tracks].filter(([, {kind}]) => kind === 'audio'));
    this.#streams = [...this.#tracks.values()].map((track) => new MediaStream([track]));
    if (this.#output) this.#plug(this.#output);
  }

  /** Who is heard, and how loud; all other slots are silent at once. */
  assign(slots: readonly WireSlot[]): void {
    this.#slots = slots;
    const owners = new Map(slots.map(({mid, participant}) => [mid, participant]));
    for (const mid of this.#tracks.keys()) this.#own(mid, owners.get(mid) ?? null);
    this.#balance();
  }

  /** Begin to play; best from within a click. */
  play(): void {
    if (this.#output || this.#life.signal.aborted) return;
    const context = new AudioContext({latencyHint: 'interactive'});
    const output = {context, speaker: new Speaker(context), pull: new Audio()};
    output.pull.muted = true;
    this.#output = output;
    this.#plug(output);
    this.#watch(output.context);
    if (this.#deviceId) void output.speaker.choose(this.#deviceId).catch(() => {}); // The device is gone: the default one plays.
  }

  /** Play through another device; rejects with 'not-supported' where the browser does not choose. */
  async setSpeaker(deviceId: string): Promise<void> {
    if (!Speaker.isChoosable) throw notChoosable();
    this.#deviceId = deviceId;
    await this.#output?.speaker.choose(deviceId);
  }

  /** Twice is harmless. */
  close(): void {
    this.#life.abort();
    this.#unplug();
    this.#forgetRests();
    const output = this.#output;
    this.#output = null;
    if (!output) return;
    output.pull.srcObject = null;
    output.speaker.close();
    void output.context.close();
  }

  #own(mid: string, participant: string | null): void {
    const before = this.#owners.get(mid);
    if (before === participant || (before === undefined && participant === null)) return;
    if (participant === null) this.#owners.delete(mid);
    else this.#owners.set(mid, participant);
    if (before !== undefined) void this.#rest(mid, before);
    // Who comes back is not held up by what is left of themselves.
    if (this.#rests.get(mid)?.participant === participant) this.#rests.get(mid)?.wait.abort();
  }

  async #rest(mid: string, participant: string): Promise<void> {
    this.#rests.get(mid)?.wait.abort();
    const rest = {participant, wait: new AbortController()};
    this.#rests.set(mid, rest);
    await drained(() => this.#listener.buffered(mid), rest.wait.signal);
    if (this.#rests.get(mid) !== rest) return;
    this.#rests.delete(mid);
    this.#balance();
  }

  #isHeldBack(mid: string): boolean {
    const rest = this.#rests.get(mid);
    return rest !== undefined && !rest.wait.signal.aborted;
  }

  #forgetRests(): void {
    for (const {wait} of this.#rests.values()) wait.abort();
    this.#rests.clear();
  }

  /** Let every slot be as loud as it should be now. */
  #balance(): void {
    const gains = new Map(this.#slots.map(({mid, gain}) => [mid, gain]));
    for (const [mid, {gain}] of this.#voices) {
      const wanted = this.#isHeldBack(mid) ? 0 : (gains.get(mid) ?? 0);
      gain.gain.cancelScheduledValues(0);
      if (wanted === 0) gain.gain.value = 0;
      else gain.gain.setTargetAtTime(wanted, gain.context.currentTime, FADE);
    }
  }

  #plug({context, speaker, pull}: Output): void {
    for (const [index, mid] of [...this.#tracks.keys()].entries()) {
      const stream = this.#streams[index];
      if (!stream) continue;
      const voice = {stream, source: context.createMediaStreamSource(stream), gain: new GainNode(context, {gain: 0})};
      voice.source.connect(voice.gain).connect(speaker.input);
      this.#voices.set(mid, voice);
    }
    pull.srcObject = new MediaStream([...this.#tracks.values()]);
    void pull.play().catch(() => {}); // A newer srcObject interrupts it, and it is played in its stead.
    this.assign(this.#slots);
  }

  #unplug(): void {
    for (const {source, gain} of this.#voices.values()) {
      source.disconnect();
      gain.disconnect();
    }
    this.#voices.clear();
  }

  #watch(context: AudioContext): void {
    const {signal} = this.#life;
    const timer = setTimeout(() => this.#listener.blocked(context.state !== 'running'), GRACE);
    signal.addEventListener('abort', () => clearTimeout(timer));
    context.addEventListener('statechange', () => context.state === 'running' && this.#listener.blocked(false), {signal});
    runOnGesture(context, signal);
  }
}
