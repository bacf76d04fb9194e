/** Promise: everyone knows at every moment which room they are in, with whom, for how long, and who hears them from outside. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it, mock} from 'node:test';

import type {RoomState} from '../../client/state.ts';
import {announcements} from '../../elements/announcements.ts';
import {arrival, breakoutNotice, landingId} from '../../elements/breakout-notices.ts';
import {Countdown, digits, landingOf, secondsLeft} from '../../elements/countdown.ts';
import {Ears} from '../../elements/ears.ts';
import {tilesOf} from '../../elements/layout-watch.ts';
import {placeOf} from '../../elements/people.ts';
import {NOTHING_TOLD} from '../../elements/told.ts';
import {choosable, closesAt, companions, isSplit, listenersHere, ownBreakout, speakersHere, wasWith} from '../../elements/whereabouts.ts';
import {joined, person, room} from './people.ts';

const lena = person('Lena', {role: 'facilitator'});
const wren = person('Wren', {room: 'b1'});
const otter = person('Otter', {room: 'b1'});
const fern = person('Fern', {room: 'elsewhere'});
const ROOMS = [room('main'), room('b1', {closes_at: 500})];
const LANGUAGE = {lobbyKey: 'L', recordingKey: 'R', names: (names: readonly string[]) => names.join(' and '), now: 20};

function inPair(about: Partial<RoomState> = {}): RoomState {
  return joined([wren, otter, fern, {...lena, room: 'elsewhere'}], {rooms: ROOMS, ...about});
}

function inCircle(about: Partial<RoomState> = {}): RoomState {
  return joined([{...wren, room: 'main'}, {...otter, room: 'main'}, {...fern, room: 'main'}, lena], {rooms: [room('main')], ...about});
}

function ids(before: RoomState, after: RoomState): readonly string[] {
  return announcements(before, after, LANGUAGE).map(({region, id}) => `${region} ${id}`);
}

describe('a place', () => {
  it('is a room with the people in it; others are elsewhere', () => {
    assert.equal(ownBreakout(inPair())?.id, 'b1');
    assert.deepEqual(companions(inPair()), [otter]);
    assert.equal(isSplit(inPair()), true);
    assert.equal(ownBreakout(inCircle()), null);
    assert.equal(isSplit(inCircle()), false);
  });

  it('closes with the room it lies in, if that is earlier', () => {
    const rooms = [room('main'), room('b1', {closes_at: 300}), room('b2', {parent: 'b1', closes_at: 400}), room('b3', {closes_at: 100})];
    assert.equal(closesAt(joined([{...wren, room: 'b2'}], {rooms})), 300);
    assert.equal(closesAt(joined([{...wren, room: 'main'}], {rooms})), 100);
    assert.equal(closesAt(inCircle()), null);
  });

  it('can be chosen where rooms are to be chosen, but for the own', () => {
    const rooms = [room('main'), room('b1', {choice: true}), room('b2', {choice: true}), room('b3')];
    assert.deepEqual(
      choosable(inPair({rooms})).map(({id}) => id),
      ['b2'],
    );
  });

  it('has a queue of hands of its own', () => {
    const state = joined([
      {...lena, hand: 1},
      {...wren, hand: 5},
      {...otter, hand: 3},
    ]);
    assert.deepEqual(
      ['lena', 'wren', 'otter'].map((id) => placeOf(state, id)),
      [1, 2, 1],
    );
  });
});

describe('the time', () => {
  it('is told in digits of the seconds that are left', () => {
    assert.equal(secondsLeft(100, 79.2), 21);
    assert.equal(secondsLeft(100, 100.1), 0);
    assert.equal(digits(320), '5:20');
    assert.equal(digits(9), '0:09');
  });

  it('lands at two minutes, thirty seconds and ten seconds', () => {
    assert.deepEqual([121, 120, 31, 30, 11, 10, 0].map(landingOf), [null, 'minutes', 'minutes', 'finish', 'finish', 'last', 'last']);
  });

  it('asks those in a breakout to finish, and tells those outside that they come', () => {
    assert.equal(landingId(inPair(), 'finish'), 'landing-finish');
    assert.equal(landingId(joined([lena, wren], {rooms: ROOMS}), 'finish'), 'landing-finish-rooms');
  });

  describe('that goes on', () => {
    const life = new AbortController();
    let now = 0;
    beforeEach(() => mock.timers.enable({apis: ['setTimeout']}));
    afterEach(() => mock.timers.reset());

    it('is counted by the clock it is given, until it is over or another one', () => {
      const beats: number[] = [];
      const countdown = new Countdown(
        () => now,
        (seconds) => beats.push(seconds),
        life.signal,
      );
      const pass = (seconds: number): void => {
        now += seconds;
        mock.timers.tick(seconds * 1000 + 10);
      };
      countdown.follow(3);
      pass(1);
      pass(1);
      countdown.follow(62);
      pass(1);
      countdown.follow(null);
      pass(5);
      assert.deepEqual(beats, [3, 2, 1, 60, 59]);
    });
  });
});

describe('a move', () => {
  it('interrupts once, with the people and the minutes', () => {
    assert.deepEqual(ids(inCircle(), inPair()), ['alert notice-with', 'alert said-minutes']);
    assert.deepEqual(arrival(inPair()), {id: 'notice-with', names: ['Otter']});
  });

  it('back says whom one was with', () => {
    const back = inCircle({wereTogether: [['wren', 'otter']]});
    assert.deepEqual(wasWith(back), ['Otter']);
    assert.deepEqual(ids(inPair(), back), ['alert notice-merged-with']);
    assert.deepEqual(arrival(inCircle()), {id: 'notice-merged', names: []});
  });

  it('that happened during an interruption is told instead of the same place', () => {
    assert.deepEqual(ids({...inCircle(), phase: 'reconnecting'}, inPair()), ['alert notice-with', 'alert said-minutes']);
    assert.deepEqual(ids({...inPair(), phase: 'reconnecting'}, inPair()), ['status notice-back']);
  });

  it('of others is told in the rooms they leave and enter, and nowhere else', () => {
    const more = joined([wren, otter, {...fern, room: 'b1'}, {...lena, room: 'elsewhere'}], {rooms: ROOMS});
    assert.deepEqual(ids(inPair(), more), ['status said-came']);
    assert.deepEqual(ids(more, inPair()), ['status said-went']);
  });
});

describe('an ear', () => {
  const heard = inPair({ears: [{participant: 'lena', room: 'b1'}]});

  it('is named, and told when it comes and goes', () => {
    assert.deepEqual(listenersHere(heard), ['Lena']);
    assert.deepEqual(ids(inPair(), heard), ['status said-listens']);
    assert.deepEqual(ids(heard, inPair()), ['status said-listens-no-more']);
  });

  it('speaks: that is told, too', () => {
    const spoken = joined([wren, otter, {...lena, room: 'elsewhere', speaksTo: ['b1']}], {rooms: ROOMS});
    assert.deepEqual(speakersHere(spoken), ['Lena']);
    assert.deepEqual(ids({...spoken, participants: inPair().participants}, {...spoken, participants: [...spoken.participants, fern]}), [
      'status said-speaks-in',
    ]);
  });

  it('is acknowledged when it stands on the screen, once', async () => {
    const told: unknown[] = [];
    let paint: () => void = () => {};
    const client = {state: heard, earsSeen: async (ears: unknown) => void told.push(ears)};
    const ears = new Ears(client, () => new Promise((resolve) => (paint = resolve)));
    ears.follow(inPair(), heard);
    await Promise.resolve();
    assert.deepEqual(told, []);
    paint();
    await new Promise(setImmediate);
    ears.follow(heard, {...heard, hold: true});
    assert.deepEqual(told, [heard.ears]);
  });

  it('that is gone before it was painted is not acknowledged; after a return it is again', async () => {
    const told: unknown[] = [];
    const client = {state: inPair(), earsSeen: async (ears: unknown) => void told.push(ears)};
    const ears = new Ears(client, async () => {});
    ears.follow(inPair(), heard);
    await new Promise(setImmediate);
    assert.deepEqual(told, []);
    client.state = heard;
    ears.follow({...heard, phase: 'reconnecting'}, heard);
    await new Promise(setImmediate);
    assert.deepEqual(told, [heard.ears]);
  });
});

describe('the layout', () => {
  it('tells of those in other rooms, too, as high as they were, so that they are there at once', () => {
    const shown = [{participant: 'otter', source: 'camera', height: 360}] as const;
    assert.deepEqual(tilesOf(shown, inPair(), new Map([['fern', 240]])), [
      {participant: 'otter', source: 'camera', height: 360},
      {participant: 'fern', source: 'camera', height: 240},
      {participant: 'lena', source: 'camera', height: 180},
    ]);
    assert.deepEqual(tilesOf([], inCircle(), new Map()), []);
  });
});

describe('a notice', () => {
  const message = {id: 'm', from: 'lena', name: 'Lena', role: 'facilitator', to: 'broadcast', text: 'Swap', at: 1} as const;

  it('is the landing before a word to all rooms, and that before the arrival', () => {
    const told = {...NOTHING_TOLD, landing: 'finish', broadcast: message, moved: true} as const;
    assert.equal(breakoutNotice(inPair(), told)?.id, 'landing-finish');
    assert.equal(breakoutNotice(inPair(), {...told, landing: null})?.id, 'notice-broadcast');
    assert.equal(breakoutNotice(inPair(), {...told, landing: null, broadcast: null})?.id, 'notice-with');
    assert.equal(breakoutNotice(inPair(), NOTHING_TOLD), null);
  });
});
