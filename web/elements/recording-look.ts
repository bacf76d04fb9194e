/** How the recorder is shown: always the truth, in a shape and a word, steady. */

import type {Ask, Recording, RoomState, Scope} from '../client/state.ts';
import type {Values, Words} from './words.ts';

const ENDED_SHOWN = 10; // seconds for which the header says that it ended
const MINUTE = 60; // seconds
const DAY = 86_400; // seconds

/** What the header shows: that it ended is told for a while, then it is simply not recorded. */
export function lookOf({state, since}: Recording, now: number): Recording['state'] {
  return state === 'ended' && endedFor(since, now) <= 0 ? 'off' : state;
}

/** Seconds for which it is still to be said that it ended. */
export function endedFor(since: number | null, now: number): number {
  return since === null ? 0 : since + ENDED_SHOWN - now;
}

/** The whole sentence that the header's button is called by; it begins with the words on it. */
export function stateSentence({recording}: RoomState, now: number, words: Words): string {
  const time = recording.since === null ? '' : words.time(recording.since);
  return words.say(`recording-${lookOf(recording, now)}-sentence`, {time});
}

/** The question that still stands before this person. `all`: also one whose sheet they have put aside. */
export function questionOf({asks, consent}: RoomState, all: boolean): Ask | null {
  return asks.find(({scope}) => consent[scope]?.toAnswer === true && (all || consent[scope].sheetOpen)) ?? null;
}

/** The ask that the recording state is of. */
export function shownAsk({asks, recording}: RoomState): Ask | null {
  return asks.find(({scope}) => scope === recording.scope) ?? asks[0] ?? null;
}

/** Whether something may have been recorded. */
export function hasBegun({outcome}: Ask): boolean {
  return outcome === 'given' || outcome === 'ended';
}

/** Until when, as the values of a sentence. */
export function untilOf({until}: Ask, words: Words): Values {
  return {end: until === null ? 'stop' : 'time', time: until === null ? '' : words.time(until)};
}

/** When what is taken now will be gone, in milliseconds since 1970. */
export function goneAt({retention}: Pick<Ask, 'retention'>, ended: number): number {
  return (ended + retention * DAY) * 1000;
}

/** Whole minutes of so many seconds; 0 is less than one. */
export function minutesIn(seconds: number): number {
  return Math.round(seconds / MINUTE);
}

export const SCOPES: readonly Scope[] = ['main', 'breakouts'];
