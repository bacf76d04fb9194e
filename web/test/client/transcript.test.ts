/** Promise: what was written is read once, in its place, however often it is told; and the oldest goes first. */

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {happenings} from '../../client/happenings.ts';
import type {ChatMessage} from '../../client/messages.ts';
import {reduce} from '../../client/reduce.ts';
import {INITIAL_STATE, type RoomState} from '../../client/state.ts';

function said(id: string, at: number): ChatMessage {
  return {type: 'message', id, from: 'p1', name: 'Lena', role: 'facilitator', to: 'room', text: `text ${id}`, at};
}

function after(...messages: readonly ChatMessage[]): RoomState {
  return messages.reduce(reduce, INITIAL_STATE);
}

function ids({chat}: RoomState): string {
  return chat.map(({id}) => id).join(' ');
}

test('What is told again after a return is there once, and nobody is told of it again', () => {
  const before = after(said('a', 1), said('b', 2));
  const again = reduce(before, said('a', 1));
  assert.equal(again, before);
  assert.deepEqual(happenings(before, again), []);
});

test('What was missed finds its place among what is known, and is an event', () => {
  const before = after(said('a', 1), said('c', 3));
  const later = reduce(before, said('b', 2));
  assert.equal(ids(later), 'a b c');
  assert.deepEqual(
    happenings(before, later).map((each) => each.type),
    ['message'],
  );
});

test('What was written at the same moment stays in the order in which it came', () => {
  assert.equal(ids(after(said('b', 1), said('a', 1), said('c', 1))), 'b a c');
});

test('It is bounded: the oldest are forgotten', () => {
  const many = after(...Array.from({length: 520}, (_, index) => said(String(index), index)));
  assert.equal(many.chat.length, 500);
  assert.equal(many.chat[0]?.id, '20');
  assert.equal(many.chat.at(-1)?.id, '519');
});

test('It ends with the session', () => {
  assert.deepEqual(reduce(after(said('a', 1)), {type: 'ended', reason: 'session-ended'}).chat, []);
});
