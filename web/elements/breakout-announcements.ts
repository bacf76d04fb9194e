/** What a screen reader is told of breakouts: where one is now, who listens, who comes, and where there is something to choose. */

import type {RoomState} from '../client/state.ts';
import type {Announcement, Language} from './announcements.ts';
import {arrival} from './breakout-notices.ts';
import {minutesOf, secondsLeft} from './countdown.ts';
import {facilitates, self} from './people.ts';
import {choosable, closesAt, companions, isSplit, listenersHere, speakersHere} from './whereabouts.ts';
import type {Values} from './words.ts';

export function breakoutAnnouncements(before: RoomState, after: RoomState, language: Language): readonly Announcement[] {
  if (self(before)?.room !== self(after)?.room) return arrivalAnnouncements(after, language);
  return [...ofSplit(before, after), ...ofCompany(before, after, language), ...ofOutside(before, after), ...ofChoice(before, after)];
}

/** One's own place: the only thing here that interrupts. */
export function arrivalAnnouncements(after: RoomState, {names, now}: Language): readonly Announcement[] {
  const {id, names: people} = arrival(after);
  const told = [alert(id, {names: names(people)})];
  const end = closesAt(after);
  if (end !== null && id !== 'notice-merged') told.push(alert('said-minutes', {minutes: minutesOf(secondsLeft(end, now))}));
  for (const name of listenersHere(after)) told.push(status('said-listens', {name}));
  return told;
}

/** To facilitators who stay where they are. */
function ofSplit(before: RoomState, after: RoomState): readonly Announcement[] {
  if (!facilitates(after) || isSplit(before) === isSplit(after)) return [];
  const count = after.rooms.length - 1;
  return [isSplit(after) ? status('said-split', {count}) : status('said-merged', {})];
}

/** Who came into one's breakout, or went. */
function ofCompany(before: RoomState, after: RoomState, {names}: Language): readonly Announcement[] {
  if (!isSplit(after) || !isSplit(before)) return [];
  const known = new Map(before.participants.map(({id, room}) => [id, room]));
  const here = new Set(companions(after).map(({id}) => id));
  const came = companions(after).filter(({id}) => known.has(id) && known.get(id) !== self(after)?.room);
  const there = new Set(after.participants.map(({id}) => id));
  const went = companions(before).filter(({id}) => !here.has(id) && there.has(id));
  return [
    ...(came.length > 0 ? [status('said-came', {names: names(came.map(({name}) => name)), count: came.length})] : []),
    ...(went.length > 0 ? [status('said-went', {names: names(went.map(({name}) => name)), count: went.length})] : []),
  ];
}

/** Whoever hears this room from outside, or speaks into it. */
function ofOutside(before: RoomState, after: RoomState): readonly Announcement[] {
  const told: Announcement[] = [];
  const tell = (was: readonly string[], is: readonly string[], begins: string, ends: string | null): void => {
    for (const name of is) if (!was.includes(name)) told.push(status(begins, {name}));
    for (const name of was) if (ends && !is.includes(name)) told.push(status(ends, {name}));
  };
  tell(listenersHere(before), listenersHere(after), 'said-listens', 'said-listens-no-more');
  tell(speakersHere(before), speakersHere(after), 'said-speaks-in', null);
  return told;
}

function ofChoice(before: RoomState, after: RoomState): readonly Announcement[] {
  const count = choosable(after).length;
  return count > 0 && choosable(before).length === 0 && !facilitates(after) ? [status('said-choose', {count})] : [];
}

function status(id: string, values: Values): Announcement {
  return {region: 'status', id, values};
}

function alert(id: string, values: Values): Announcement {
  return {region: 'alert', id, values};
}
