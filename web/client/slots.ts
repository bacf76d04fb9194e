/**
 * Which person each video slot shows, as MediaStreams that stay the same for as long as that person is shown.
 *
 * A slot's track leaves the stream of the one before it enters the stream of the next: whatever a page does, nobody's picture can appear
 * under another's name because the page was late.
 */

import type {WireSlot} from './messages.ts';

/** A person's picture: their id and the source, in one word. */
type Shown = string;

export class Slots {
  readonly #newStream: () => MediaStream;
  readonly #streams = new Map<Shown, MediaStream>();
  readonly #shown = new Map<string, Shown>(); // by mid
  #tracks: ReadonlyMap<string, MediaStreamTrack> = new Map();

  constructor(newStream: () => MediaStream = () => new MediaStream()) {
    this.#newStream = newStream;
  }

  /** The tracks of a new connection, by mid. People keep their streams; what is in them comes with the next `assign`. */
  connect(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    for (const mid of [...this.#shown.keys()]) this.#empty(mid);
    this.#tracks = tracks;
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
      if (track?.kind !== 'video' || this.#shown.has(slot.mid)) continue;
      const shown = shownIn(slot);
      this.#shown.set(slot.mid, shown);
      this.#streamFor(shown).addTrack(track);
    }
  }

  /** The same object for as long as that person is shown, or null while there is nothing to see. */
  streamOf(participant: string, source: 'camera' | 'screen'): MediaStream | null {
    const stream = this.#streams.get(`${source} ${participant}`);
    return stream?.getTracks().length ? stream : null;
  }

  #streamFor(shown: Shown): MediaStream {
    const stream = this.#streams.get(shown) ?? this.#newStream();
    this.#streams.set(shown, stream);
    return stream;
  }

  #empty(mid: string): void {
    const track = this.#tracks.get(mid);
    const shown = this.#shown.get(mid);
    this.#shown.delete(mid);
    if (track && shown !== undefined) this.#streams.get(shown)?.removeTrack(track);
  }
}

function shownIn({participant, source}: WireSlot): Shown {
  return `${source} ${participant}`;
}
