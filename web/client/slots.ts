/**
 * Which person each video slot shows, as MediaStreams that stay the same for as long as that person is shown.
 *
 * A slot's track leaves the stream of the one before at once, and enters the stream of the next when it shows them: whatever a page does,
 * nobody's picture can appear under another's name.
 */

import type {WireSlot} from './messages.ts';

/** A person's picture: their id and the source, in one word. */
type Shown = string;

export interface SlotsListener {
  newStream(): MediaStream;
  /** Somebody has left that slot. */
  left(mid: string): void;
  /** Settles when that slot, which has shown someone else, shows its new source. */
  handedOver(mid: string, signal: AbortSignal): Promise<void>;
  /** Someone is shown who could not be before. */
  changed(): void;
}

export class Slots {
  readonly #listener: SlotsListener;
  readonly #streams = new Map<Shown, MediaStream>();
  readonly #shown = new Map<string, Shown>(); // by mid
  /** Whose pictures a track may still hold, by mid. */
  readonly #last = new Map<string, Shown>();
  readonly #waits = new Map<string, AbortController>(); // by mid
  /** A stream for each video slot that has shown nobody yet, by mid: whom it shows first is seen through that. */
  readonly #blank = new Map<string, MediaStream>();
  #tracks: ReadonlyMap<string, MediaStreamTrack> = new Map();

  constructor(listener: SlotsListener) {
    this.#listener = listener;
  }

  get blankStreams(): readonly MediaStream[] {
    return [...this.#blank.values()];
  }

  /** The tracks of a new connection, by mid. People keep their streams; what is in them comes with the next `assign`. */
  connect(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    for (const mid of [...this.#shown.keys()]) this.#empty(mid);
    this.#last.clear();
    this.#tracks = tracks;
    this.#blank.clear();
    for (const [mid, track] of tracks) if (track.kind === 'video') this.#blank.set(mid, this.#streamWith(track));
  }

  /** End what is not in `slots` any more. Return whether anything ended: then say so before `assign`. */
  release(slots: readonly WireSlot[]): boolean {
    const next = new Map(slots.map((slot) => [slot.mid, shownIn(slot)]));
    const ended = [...this.#shown].filter(([mid, shown]) => next.get(mid) !== shown);
    for (const [mid] of ended) this.#empty(mid);
    const staying = new Set(next.values());
    for (const shown of [...this.#streams.keys()]) {
      if (!staying.has(shown)) this.#streams.delete(shown);
    }
    return ended.length > 0;
  }

  /** Show what is in `slots`; call `release` first. */
  assign(slots: readonly WireSlot[]): void {
    for (const slot of slots) {
      const track = this.#tracks.get(slot.mid);
      if (track?.kind === 'video' && !this.#shown.has(slot.mid)) this.#show(slot.mid, shownIn(slot), track);
    }
  }

  /** The same object for as long as that person is shown, or null while there is nothing to see. */
  streamOf(participant: string, source: 'camera' | 'screen'): MediaStream | null {
    const stream = this.#streams.get(`${source} ${participant}`);
    return stream?.getTracks().length ? stream : null;
  }

  #show(mid: string, shown: Shown, track: MediaStreamTrack): void {
    const last = this.#last.get(mid);
    this.#shown.set(mid, shown);
    this.#last.set(mid, shown);
    const blank = this.#blank.get(mid);
    this.#blank.delete(mid);
    if (blank && !this.#streams.has(shown)) this.#streams.set(shown, blank);
    else if (last === undefined || last === shown) this.#streamFor(shown).addTrack(track);
    else void this.#await(mid, shown, track);
  }

  async #await(mid: string, shown: Shown, track: MediaStreamTrack): Promise<void> {
    const wait = new AbortController();
    this.#waits.set(mid, wait);
    await this.#listener.handedOver(mid, wait.signal);
    if (wait.signal.aborted) return;
    this.#waits.delete(mid);
    this.#streamFor(shown).addTrack(track);
    this.#listener.changed();
  }

  #streamWith(track: MediaStreamTrack): MediaStream {
    const stream = this.#listener.newStream();
    stream.addTrack(track);
    return stream;
  }

  #streamFor(shown: Shown): MediaStream {
    const stream = this.#streams.get(shown) ?? this.#listener.newStream();
    this.#streams.set(shown, stream);
    return stream;
  }

  #empty(mid: string): void {
    const track = this.#tracks.get(mid);
    const shown = this.#shown.get(mid);
    this.#waits.get(mid)?.abort();
    this.#waits.delete(mid);
    this.#shown.delete(mid);
    if (shown !== undefined) this.#listener.left(mid);
    if (track && shown !== undefined) this.#streams.get(shown)?.removeTrack(track);
  }
}

function shownIn({participant, source}: WireSlot): Shown {
  return `${source} ${participant}`;
}
