/** Promise: each coming and going is told once, an interruption tells of none, and our own entry is not everyone else's. */

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {happenings} from '../../client/happenings.ts';
import {INITIAL_STATE, type Participant, type Phase, type RoomState, type Waiting} from '../../client/state.ts';

function someone(id: string): Participant & Waiting {
  return {
    id,
    name: id,
    privateName: null,
    role: 'client',
    seat: 0,
    room: 'm0',
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
  };
}

function room(phase: Phase, ids: readonly string[] = [], lobby: readonly string[] = []): RoomState {
  return {...INITIAL_STATE, phase, self: 'me', participants: ids.map(someone), lobby: lobby.map(someone)};
}

function told(before: RoomState, after: RoomState): readonly string[] {
  const comings = happenings(before, after).filter(({type}) => type !== 'connection-quality');
  return comings.map((each) => ('detail' in each ? `${each.type} ${(each.detail as {readonly id: string}).id}` : each.type));
}

function qualities(before: RoomState, after: RoomState): readonly unknown[] {
  return happenings(before, after).flatMap((each) => (each.type === 'connection-quality' ? [each.detail] : []));
}

test('Whose network does otherwise than before is told once', () => {
  const good = room('joined', ['me', 'a', 'b']);
  const weak = {...good, weak: ['a', 'me']};
  const gone = {
    ...weak,
    participants: weak.participants.map((each) => (each.id === 'a' ? {...each, connection: 'reconnecting' as const} : each)),
  };
  assert.deepEqual(qualities(good, weak), [
    {participant: 'me', quality: 'weak'},
    {participant: 'a', quality: 'weak'},
  ]);
  assert.deepEqual(qualities(weak, {...weak, locked: true}), []);
  assert.deepEqual(qualities(weak, gone), [{participant: 'a', quality: 'lost'}]);
  assert.deepEqual(qualities(good, {...good, phase: 'reconnecting'}), [{participant: 'me', quality: 'lost'}]);
});

test('Whoever comes or whom we come to is not told of: their quality is in the state', () => {
  const alone = room('joined', ['me']);
  const both = {...room('joined', ['me', 'a']), weak: ['a']};
  assert.deepEqual(qualities(alone, both), []);
  assert.deepEqual(qualities(room('connecting'), both), []);
});

test('Our own entry is told alone', () => {
  assert.deepEqual(told(room('connecting'), room('joined', ['me', 'a', 'b'])), ['joined']);
  assert.deepEqual(told(room('lobby'), room('joined', ['me', 'a'])), ['joined']);
});

test('Others come and go', () => {
  assert.deepEqual(told(room('joined', ['me', 'a']), room('joined', ['me', 'b'])), ['participant-left a', 'participant-joined b']);
});

test('Coming back after an interruption is no entry, but what happened meanwhile is told', () => {
  assert.deepEqual(told(room('reconnecting', ['me', 'a']), room('joined', ['me', 'a', 'b'])), ['participant-joined b']);
});

test('Whoever was at the door when the connection broke enters when it is back', () => {
  assert.deepEqual(told(room('reconnecting'), room('joined', ['me', 'a'])), ['joined']);
});

test('Each one at the door knocks once', () => {
  assert.deepEqual(told(room('joined', ['me'], ['x']), room('joined', ['me'], ['x', 'y'])), ['knock y']);
});

test('The end is told once, and nobody else leaves by it', () => {
  assert.deepEqual(told(room('joined', ['me', 'a']), room('ended')), ['left']);
  assert.deepEqual(told(room('ended'), room('ended')), []);
});
