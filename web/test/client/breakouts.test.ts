/** Promise: what a page asks about breakouts is said in the protocol's words, and what the server says of them is told once and whole. */

import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {BreakoutRequest} from '../../client/breakout-messages.ts';
import {breakoutsSeen} from '../../client/breakout-state.ts';
import {Breakouts} from '../../client/breakouts.ts';
import {happenings, told} from '../../client/happenings.ts';
import {INITIAL_STATE, type RoomState} from '../../client/state.ts';
import {joined, person} from '../elements/people.ts';

function asking(answer: (request: BreakoutRequest, breakouts: Breakouts) => void = () => {}): {
  readonly breakouts: Breakouts;
  readonly asked: BreakoutRequest[];
} {
  const asked: BreakoutRequest[] = [];
  const breakouts: Breakouts = new Breakouts(async (request) => {
    asked.push(request);
    answer(request, breakouts);
  });
  return {breakouts, asked};
}

test('A split names its rooms, those within them, when they merge, and nothing that was not said', async () => {
  const {breakouts, asked} = asking();
  await breakouts.split({rooms: [{name: 'Fire', participants: ['ada'], rooms: [{participants: []}]}], closesIn: 480});
  await breakouts.split({rooms: [{id: 'b1'}], choice: true});
  assert.deepEqual(asked, [
    {type: 'split', rooms: [{name: 'Fire', participants: ['ada'], rooms: [{participants: []}]}], closes_in: 480},
    {type: 'split', rooms: [{id: 'b1'}], choice: true},
  ]);
});

test('A deal is what came just before its answer', async () => {
  const {breakouts, asked} = asking((request, self) => {
    if (request.type === 'deal' && request.size === 2) {
      self.received({type: 'dealt', rooms: [{participants: ['ada', 'bo']}], repeats: [], minimum: 0, exact: true});
    }
  });
  const deal = await breakouts.deal({size: 2, avoidRepeats: false});
  assert.deepEqual(deal, {rooms: [{participants: ['ada', 'bo']}], repeats: [], minimum: 0, exact: true});
  assert.deepEqual(asked, [{type: 'deal', size: 2, avoid_repeats: false}]);
  await assert.rejects(breakouts.deal({size: 3}), {code: 'disconnected'});
});

test('Everything else is one word with its places', async () => {
  const {breakouts, asked} = asking();
  await breakouts.merge();
  await breakouts.merge({in: 30});
  await breakouts.extend(60);
  await breakouts.exchange('ada', 'bo');
  await breakouts.speakTo(null);
  await breakouts.rolePlay({parts: {ada: 'a'}});
  assert.deepEqual(asked, [
    {type: 'merge'},
    {type: 'merge', in: 30},
    {type: 'extend', seconds: 60},
    {type: 'exchange', participant: 'ada', with: 'bo'},
    {type: 'speak_to', rooms: null},
    {type: 'role_play', parts: {ada: 'a'}, cues: {}},
  ]);
});

test('A server that says nothing of breakouts has none', () => {
  const seen = breakoutsSeen({rooms: [{id: 'm0', name: 'Main room', closes_at: null}]});
  const main = {id: 'm0', name: 'Main room', parent: null, closes_at: null, side: false, choice: false, people: null};
  assert.deepEqual(seen, {rooms: [main], ears: [], cues: null, wereTogether: [], newcomers: null, plans: []});
});

function inRoom(room: string, about: Partial<RoomState> = {}): RoomState {
  return joined([person('Me', {room}), person('Ada', {room: 'main'})], about);
}

test('Being moved is told with both rooms, once, and not by coming in', () => {
  const events = happenings(inRoom('main'), inRoom('b1'));
  assert.deepEqual(events, [{type: 'moved', detail: {from: 'main', to: 'b1'}}, {type: 'breakout-changed'}]);
  assert.deepEqual(happenings(inRoom('b1'), inRoom('b1', {hold: true})), []);
  assert.deepEqual(happenings(INITIAL_STATE, inRoom('b1')), [{type: 'joined'}]);
});

test('More time changes the breakouts, and moves nobody', () => {
  const rooms = breakoutsSeen({rooms: [{id: 'b1', name: 'Fire', closes_at: 100}]}).rooms;
  const later = breakoutsSeen({rooms: [{id: 'b1', name: 'Fire', closes_at: 160}]}).rooms;
  assert.deepEqual(happenings(inRoom('b1', {rooms}), inRoom('b1', {rooms: later})), [{type: 'breakout-changed'}]);
});

test('A bell leaves no trace but its event', () => {
  assert.deepEqual(told({type: 'bell'}), [{type: 'bell'}]);
});
