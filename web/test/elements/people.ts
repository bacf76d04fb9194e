/** People and states for tests of the elements. */

import {INITIAL_STATE, type Participant, type Room, type RoomState} from '../../client/state.ts';

export function person(name: string, about: Partial<Participant> = {}): Participant {
  return {
    id: name.toLowerCase(),
    name,
    privateName: null,
    role: 'client',
    seat: 0,
    room: 'main',
    microphone: true,
    camera: true,
    screen: false,
    hand: null,
    away: false,
    speaking: false,
    speaksTo: [],
    showsTo: [],
    part: null,
    connection: 'here',
    ...about,
  };
}

/** A joined state seen by the first of `participants`. */
export function joined(participants: readonly Participant[], about: Partial<RoomState> = {}): RoomState {
  return {
    ...INITIAL_STATE,
    phase: 'joined',
    self: participants[0]?.id ?? null,
    role: participants[0]?.role ?? null,
    participants,
    ...about,
  };
}

export function room(id: string, about: Partial<Room> = {}): Room {
  return {
    id,
    name: `Room ${id}`,
    parent: id === 'main' ? null : 'main',
    closes_at: null,
    side: false,
    choice: false,
    people: null,
    ...about,
  };
}
