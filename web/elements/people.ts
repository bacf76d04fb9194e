/** What the interface says of one person: pure readings of the server's view of them. */

import type {Participant, RoomState} from '../client/state.ts';
import type {Values} from './words.ts';

/** One word of a seat's accessible name: a message and its values. */
export interface Facet {
  readonly id: string;
  readonly values: Values;
}

/** Those who have a tile: everyone in this person's room, in the server's order. Observers stand in the panel only. */
export function seated(state: RoomState): readonly Participant[] {
  const own = self(state)?.room;
  return state.participants.filter(({role, room}) => role !== 'observer' && room === own);
}

export function self(state: RoomState): Participant | undefined {
  return state.participants.find(({id}) => id === state.self);
}

export function sharesScreen(state: RoomState): boolean {
  return self(state)?.screen ?? false;
}

/** The sign of a person without a picture: the first letter of their name. */
export function monogram(name: string): string {
  const [first = ''] = name.trim();
  return first.toLocaleUpperCase();
}

/** Whether this person may do what only facilitators may. */
export function facilitates(state: RoomState): boolean {
  return self(state)?.role === 'facilitator';
}

/** The other facilitators who hold a place. */
export function otherFacilitators(state: RoomState): readonly Participant[] {
  return state.participants.filter(({id, role}) => role === 'facilitator' && id !== state.self);
}

/** What somebody is called, whether they are in the room or at its door; '' for whoever is neither. */
export function nameOf(state: RoomState, id: string | null): string {
  return [...state.participants, ...state.lobby].find((each) => each.id === id)?.name ?? '';
}

/** Everyone whose hand is up, first come first. */
export function handsUp(state: RoomState): readonly Participant[] {
  return state.participants.filter(({hand}) => hand !== null).sort((one, other) => (one.hand ?? 0) - (other.hand ?? 0));
}

/** Somebody's place in the queue of their room's raised hands, 1 for the first; null: their hand is down. */
export function placeOf(state: RoomState, id: string | null): number | null {
  const room = state.participants.find((each) => each.id === id)?.room;
  const place = handsUp(state)
    .filter((each) => each.room === room)
    .findIndex((each) => each.id === id);
  return place < 0 ? null : place + 1;
}

/** The facets of a seat's accessible name, in the one order they are always read in. `place`: in the queue of hands; `weak`: their network. */
export function facets(person: Participant, own: boolean, place: number | null = null, weak = false): readonly Facet[] {
  const said: Facet[] = [];
  const say = (id: string, values: Values = {}): void => void said.push({id, values});
  if (person.role !== 'client') say(`facet-${person.role}`);
  if (own) say('facet-you');
  if (person.part !== null) say('facet-part', {part: person.part});
  if (place !== null) say('facet-hand', {place});
  if (person.connection === 'reconnecting') say('facet-reconnecting');
  else if (person.away) say('facet-away');
  if (said.some(({id}) => id === 'facet-reconnecting' || id === 'facet-away')) return said;
  if (person.screen) say('facet-screen');
  if (person.speaking && person.microphone) say('facet-speaking');
  if (!person.microphone && person.role !== 'observer') say('facet-muted');
  if (!person.camera && person.role !== 'observer') say('facet-camera-off');
  if (weak) say('facet-weak');
  return said;
}
