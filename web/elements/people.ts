/** What the interface says of one person: pure readings of the server's view of them. */

import type {Participant, RoomState} from '../client/state.ts';

/** Those who have a tile: everyone in this person's room, in the server's order. Observers stand in the panel only. */
export function seated(state: RoomState): readonly Participant[] {
  const own = self(state)?.room;
  return state.participants.filter(({role, room}) => role !== 'observer' && room === own);
}

export function self(state: RoomState): Participant | undefined {
  return state.participants.find(({id}) => id === state.self);
}

/** The sign of a person without a picture: the first letter of their name. */
export function monogram(name: string): string {
  const [first = ''] = name.trim();
  return first.toLocaleUpperCase();
}

/** The facets of a seat's accessible name, as message ids, in the one order they are always read in. */
export function facets(person: Participant, own: boolean): readonly string[] {
  const said: string[] = [];
  if (person.role !== 'client') said.push(`facet-${person.role}`);
  if (own) said.push('facet-you');
  if (person.connection === 'reconnecting') return [...said, 'facet-reconnecting'];
  if (person.speaking && person.microphone) said.push('facet-speaking');
  if (!person.microphone && person.role !== 'observer') said.push('facet-muted');
  if (!person.camera && person.role !== 'observer') said.push('facet-camera-off');
  return said;
}
