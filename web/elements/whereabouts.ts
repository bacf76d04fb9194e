/** Where somebody is while the group is split, and with whom: pure readings of the server's view. */

import type {Participant, Room, RoomState} from '../client/state.ts';
import {nameOf, self} from './people.ts';

/** Whether any breakout is open that this person knows of. */
export function isSplit({rooms}: RoomState): boolean {
  return rooms.some(({parent}) => parent !== null);
}

export function roomById({rooms}: RoomState, id: string | null | undefined): Room | null {
  return rooms.find((each) => each.id === id) ?? null;
}

export function ownRoom(state: RoomState): Room | null {
  return roomById(state, self(state)?.room);
}

export function mainRoom({rooms}: RoomState): Room | null {
  return rooms.find(({parent}) => parent === null) ?? null;
}

/** The breakout this person is in; null: the main room. */
export function ownBreakout(state: RoomState): Room | null {
  const own = ownRoom(state);
  return own?.parent == null ? null : own;
}

/** Those in the same room, without observers and oneself. */
export function companions(state: RoomState): readonly Participant[] {
  const own = self(state)?.room;
  return state.participants.filter(({id, role, room}) => room === own && role !== 'observer' && id !== state.self);
}

/** Everyone in a room, in the order of their seats. */
export function peopleIn({participants}: RoomState, room: string): readonly Participant[] {
  return participants.filter((each) => each.room === room && each.role !== 'observer');
}

/** When this person's room merges by itself: it closes with those it lies in. From the main room: when the first breakout does. */
export function closesAt(state: RoomState): number | null {
  const own = ownBreakout(state);
  const known = own ? lineOf(state, own) : state.rooms;
  const times = known.flatMap(({closes_at}) => (closes_at === null ? [] : [closes_at]));
  return times.length > 0 ? Math.min(...times) : null;
}

/** A room and those it lies in, the main room last. */
function lineOf(state: RoomState, room: Room): readonly Room[] {
  const parent = roomById(state, room.parent);
  return parent ? [room, ...lineOf(state, parent)] : [room];
}

/** Rooms to which this person may go by themselves, but for their own. */
export function choosable(state: RoomState): readonly Room[] {
  const own = self(state)?.room;
  return state.rooms.filter(({id, choice}) => choice && id !== own);
}

/** The names of the facilitators who listen in to this person's room from outside. */
export function listenersHere(state: RoomState): readonly string[] {
  const own = self(state)?.room;
  return state.ears
    .filter(({room, participant}) => room === own && participant !== state.self)
    .map(({participant}) => nameOf(state, participant));
}

/** The names of those who speak to this person's room from outside. */
export function speakersHere(state: RoomState): readonly string[] {
  const own = self(state)?.room;
  return state.participants
    .filter(({id, room, speaksTo}) => id !== state.self && room !== own && speaksTo.some((each) => each === own))
    .map(({name}) => name);
}

/** The rooms besides the own that hear whoever looks. */
export function reached(state: RoomState): readonly string[] {
  const own = self(state);
  return own?.speaksTo.filter((room) => room !== own.room) ?? [];
}

/** The rooms besides the own that see the screen of whoever looks. */
export function shownTo(state: RoomState): readonly string[] {
  const own = self(state);
  return own?.showsTo.filter((room) => room !== own.room) ?? [];
}

/** The rooms that the one who looks listens in to. */
export function listenedTo(state: RoomState): readonly string[] {
  return state.ears.filter(({participant}) => participant === state.self).map(({room}) => room);
}

/** The names of those this person was with before the merge. */
export function wasWith(state: RoomState): readonly string[] {
  const group = state.wereTogether.find((each) => each.some((id) => id === state.self)) ?? [];
  return namesOf(
    state,
    group.filter((id) => id !== state.self),
  );
}

/** Those of `ids` who still have a name here. */
export function namesOf(state: RoomState, ids: readonly string[]): readonly string[] {
  return ids.map((id) => nameOf(state, id)).filter((name) => name !== '');
}
