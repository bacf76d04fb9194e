/** What comes through of each person: the statistics of the slots, by whom they carry. */

import type {WireSlot} from './messages.ts';
import {type Entry, part} from './quality.ts';

export interface Reception {
  readonly participant: string;
  readonly source: WireSlot['source'];
  /** Of the picture that was decoded last, in pixels; null for a voice, and before the first one. */
  readonly height: number | null;
  /** The height the page asked for, in device pixels; null where it asked for none. */
  readonly asked: number | null;
  /** Decoded per second since the call before this one; null for a voice, and the first time. */
  readonly pictures: number | null;
  /** The part of packets that got lost, 0 to 1, since the call before this one. */
  readonly loss: number;
}

interface Count {
  readonly at: number; // ms
  readonly received: number;
  readonly lost: number;
  readonly decoded: number;
}

/** What is added up of each person in each slot: another person there counts afresh. */
export type Counts = ReadonlyMap<string, Count>;

export const NO_COUNTS: Counts = new Map();

/** Return what comes through since `before`, and what to hand in the next time. `asked`: the height the page wants of a picture. */
export function received(
  report: Iterable<[string, Entry]>,
  slots: readonly WireSlot[],
  before: Counts,
  asked: (slot: WireSlot) => number | null,
): readonly [readonly Reception[], Counts] {
  const inbound = new Map([...report].flatMap(([, each]) => (each.type === 'inbound-rtp' ? [[each.mid, each] as const] : [])));
  const counts = new Map<string, Count>();
  const receptions = slots.flatMap((slot) => {
    const entry = inbound.get(slot.mid);
    if (!entry) return [];
    const key = `${slot.mid} ${slot.source} ${slot.participant}`;
    const count = counted(entry);
    counts.set(key, count);
    return [reception(slot, entry, count, before.get(key), asked(slot))];
  });
  return [receptions, counts];
}

function counted({timestamp, packetsReceived = 0, packetsLost = 0, framesDecoded = 0}: Entry): Count {
  return {at: timestamp, received: packetsReceived, lost: packetsLost, decoded: framesDecoded};
}

function reception(slot: WireSlot, entry: Entry, now: Count, before: Count | undefined, asked: number | null): Reception {
  const {participant, source} = slot;
  const isPicture = source === 'camera' || source === 'screen';
  const seconds = before ? (now.at - before.at) / 1000 : 0;
  return {
    participant,
    source,
    height: isPicture ? (entry.frameHeight ?? null) : null,
    asked,
    pictures: isPicture && before && seconds > 0 ? Math.max(0, now.decoded - before.decoded) / seconds : null,
    // What the slot lost before this person was in it is not theirs.
    loss: before ? part(now.lost - before.lost, now.received - before.received) : 0,
  };
}
