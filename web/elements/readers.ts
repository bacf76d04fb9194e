/** Whom one may write to, and who then reads it. The server decides; this says so before anything is sent. */

import type {Participant, RoomState} from '../client/state.ts';
import {nameOf, otherFacilitators} from './people.ts';
import {isSplit} from './whereabouts.ts';

/** One line of the choice whom to write to. */
export interface Target {
  readonly to: string;
  /** A message of the catalog; null: the name alone says it. */
  readonly id: string | null;
  readonly name: string;
}

/** Who will read it: named if they are few, else counted. */
export interface Readers {
  readonly id: 'readers-named' | 'readers-facilitators' | 'readers-everyone' | 'readers-lobby';
  readonly names: readonly string[];
  readonly count: number;
}

/** More facilitators than this are not named one by one. */
const NAMED = 3;

/** Whom this person may write to just now, the usual one first. */
export function targets(state: RoomState): readonly Target[] {
  if (state.phase === 'lobby') return [several('facilitators', 'write-to-facilitators')];
  if (state.role === 'facilitator') return [...ofFacilitators(state), ...others(state).map(one), ...state.lobby.map(waiting)];
  if (state.chatMode === 'off') return [];
  const open = state.chatMode === 'everyone' && state.role === 'client';
  const people = open ? others(state) : otherFacilitators(state);
  return [
    several('facilitators', 'write-to-facilitators'),
    ...(open ? [several('everyone', 'write-to-everyone')] : []),
    ...people.map(one),
  ];
}

export function readersOf(to: string, state: RoomState): Readers {
  switch (to) {
    case 'facilitators':
      return named(otherFacilitators(state));
    case 'everyone':
    case 'broadcast':
    case 'room':
      return counted('readers-everyone', others(state).length);
    case 'lobby':
      return counted('readers-lobby', state.lobby.length);
    default:
      return {id: 'readers-named', names: [nameOf(state, to)], count: 1};
  }
}

function ofFacilitators(state: RoomState): readonly Target[] {
  // The back-channel first: what goes there by mistake does no harm, and the other way round it might.
  return [
    ...(otherFacilitators(state).length > 0 ? [several('facilitators', 'write-to-between')] : []),
    several('everyone', 'write-to-everyone'),
    ...(isSplit(state) ? [several('broadcast', 'write-to-broadcast')] : []),
    ...(state.lobby.length > 0 ? [several('lobby', 'write-to-lobby')] : []),
  ];
}

function others(state: RoomState): readonly Participant[] {
  return state.participants.filter(({id}) => id !== state.self);
}

function named(people: readonly Participant[]): Readers {
  // At the door nobody knows yet who is inside.
  if (people.length === 0 || people.length > NAMED) return counted('readers-facilitators', people.length);
  return {id: 'readers-named', names: people.map(({name}) => name), count: people.length};
}

function counted(id: Readers['id'], count: number): Readers {
  return {id, names: [], count};
}

function several(to: string, id: string): Target {
  return {to, id, name: ''};
}

function one({id, name}: {readonly id: string; readonly name: string}): Target {
  return {to: id, id: null, name};
}

function waiting({id, name}: {readonly id: string; readonly name: string}): Target {
  return {to: id, id: 'write-to-waiting', name};
}
