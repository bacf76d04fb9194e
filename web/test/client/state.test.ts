/** Promise: the state is what the server last said, for every transcript in tests/fixtures/protocol, and nobody can change it. */

import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import type {ServerMessage} from '../../client/messages.ts';
import {reduce} from '../../client/reduce.ts';
import {INITIAL_STATE, type RoomState} from '../../client/state.ts';

interface Transcript {
  readonly promise: string;
  readonly messages: readonly ServerMessage[];
  readonly states: readonly Partial<RoomState>[];
}

const FIXTURES = new URL('../../../tests/fixtures/protocol/', import.meta.url);
const transcripts = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) as Transcript);

function after(...messages: readonly Parameters<typeof reduce>[1][]): RoomState {
  return messages.reduce(reduce, INITIAL_STATE);
}

function joined(): ServerMessage {
  const message = transcripts.flatMap(({messages}) => messages).find((each) => each.type === 'state' && each.phase === 'joined');
  assert.ok(message);
  return message;
}

for (const {promise, messages, states} of transcripts) {
  test(promise, () => {
    assert.equal(messages.length, states.length);
    let state = INITIAL_STATE;
    for (const [index, message] of messages.entries()) {
      state = reduce(state, message);
      for (const [field, value] of Object.entries(states[index] ?? {})) {
        assert.deepEqual(state[field as keyof RoomState], value, `${field} after message ${index}`);
      }
    }
  });
}

test('A page cannot change what the server said', () => {
  const state = after(joined());
  assert.throws(() => Object.assign(state, {hold: true}), TypeError);
  assert.throws(() => Object.assign(state.participants[0] ?? {}, {name: 'Mallory'}), TypeError);
  assert.throws(() => (state.participants as unknown[]).push({}), TypeError);
});

test('An interruption keeps the circle as it was, and is no interruption before entering', () => {
  const state = after(joined(), {type: 'dropped'});
  assert.equal(state.phase, 'reconnecting');
  assert.deepEqual(state.participants, after(joined()).participants);
  assert.equal(after({type: 'dropped'}).phase, 'idle');
  assert.equal(after({type: 'joining'}, {type: 'dropped'}).phase, 'connecting');
});

test('A new server is not taken at the word of the one before about whose network is weak', () => {
  const welcome = transcripts.flatMap(({messages}) => messages).find((each) => each.type === 'welcome');
  assert.ok(welcome);
  const before = after(joined(), {type: 'network', weak: ['a']});
  assert.deepEqual([before.weak, reduce(before, welcome).weak], [['a'], []]);
});

test('Whoever neither begins nor stops to speak stays the same object', () => {
  const before = after(joined());
  const state = reduce(before, {type: 'speaking', participants: [before.participants[0]?.id ?? '']});
  assert.notEqual(state.participants[0], before.participants[0]);
  assert.equal(state.participants[1], before.participants[1]);
});

test('What changes nothing gives the same object', () => {
  const state = after(joined());
  assert.equal(reduce(state, {type: 'switched', own: state.own, interrupted: state.interrupted}), state);
  assert.equal(reduce(state, {type: 'muted', by: 'p1'}), state);
});

test('A new stay begins with nothing of the one before', () => {
  assert.deepEqual(after(joined(), {type: 'ended', reason: 'left'}, {type: 'begun'}), INITIAL_STATE);
});
