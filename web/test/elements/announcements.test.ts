/** A screen reader is told of one's own place and of arrivals, and of nothing twice; never who speaks. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {INITIAL_STATE, type RoomState} from '../../client/state.ts';
import {announcements, gathered} from '../../elements/announcements.ts';
import {joined, person} from './people.ts';

const lena = person('Lena', {role: 'facilitator'});
const wren = person('Wren');
const fern = person('Fern');

const ENGLISH = {lobbyKey: 'L', recordingKey: 'R', names: (names: readonly string[]) => names.join(' and '), now: 0};

function ids(before: RoomState, after: RoomState): readonly string[] {
  return announcements(before, after, ENGLISH).map(({id}) => id);
}

describe('announcements', () => {
  it('say that one is in the circle, and whether one is heard', () => {
    const [told] = announcements(INITIAL_STATE, joined([wren], {own: {microphone: false, camera: true}}), ENGLISH);
    assert.deepEqual(told, {region: 'alert', id: 'said-joined', values: {microphone: 'off'}});
  });

  it('name who comes and goes', () => {
    assert.deepEqual(ids(joined([wren]), joined([wren, fern])), ['said-here']);
    assert.deepEqual(ids(joined([wren, fern]), joined([wren])), ['said-left']);
  });

  it('tell facilitators alone that somebody dropped', () => {
    const gone = {...fern, connection: 'reconnecting'} as const;
    assert.deepEqual(ids(joined([wren, fern]), joined([wren, gone])), []);
    assert.deepEqual(ids(joined([lena, fern]), joined([lena, gone])), ['said-reconnecting']);
    assert.deepEqual(ids(joined([wren, gone]), joined([wren, fern])), ['said-back']);
  });

  it('never tell who speaks', () => {
    assert.deepEqual(ids(joined([wren, fern]), joined([wren, {...fern, speaking: true}])), []);
  });

  it('interrupt for one’s own drop, and say when one is back', () => {
    const here = joined([wren]);
    const away: RoomState = {...here, phase: 'reconnecting'};
    assert.deepEqual(announcements(here, away, ENGLISH), [{region: 'alert', id: 'notice-reconnecting', values: {}}]);
    assert.deepEqual(ids(away, away), []);
    assert.deepEqual(ids(away, here), ['notice-back']);
  });

  it('follow one’s own microphone and camera', () => {
    const on = joined([wren], {own: {microphone: true, camera: true}});
    assert.deepEqual(ids(on, {...on, own: {microphone: false, camera: true}}), ['said-muted']);
    assert.deepEqual(ids(on, {...on, own: {microphone: true, camera: false}}), ['said-camera-off']);
  });

  it('lead facilitators to whoever waits', () => {
    const birch = {id: 'birch', name: 'Birch', privateName: null, role: 'client'} as const;
    const [told] = announcements(joined([lena]), joined([lena], {lobby: [birch]}), ENGLISH);
    assert.deepEqual(told, {region: 'status', id: 'said-lobby', values: {name: 'Birch', key: 'L'}});
  });

  it('say that the room is on hold, and that it is over', () => {
    assert.deepEqual(ids(joined([wren]), joined([wren], {hold: true})), ['notice-hold']);
    assert.deepEqual(ids(joined([wren], {hold: true}), joined([wren])), ['notice-hold-ends']);
  });
});

describe('announcements of hands', () => {
  const up = {...fern, hand: 3};

  it('tell the place to whoever raised it, and to facilitators', () => {
    assert.deepEqual(announcements(joined([fern, wren]), joined([up, wren]), ENGLISH), [
      {region: 'status', id: 'notice-hand', values: {place: 1}},
    ]);
    assert.deepEqual(announcements(joined([lena, fern]), joined([lena, up]), ENGLISH), [
      {region: 'status', id: 'said-hand', values: {name: 'Fern', place: 1}},
    ]);
    assert.deepEqual(ids(joined([wren, fern]), joined([wren, up])), []);
  });

  it('say that one has moved up, and that one’s hand is down', () => {
    const both = joined([up, {...wren, hand: 1}]);
    assert.deepEqual(announcements(both, joined([up, wren]), ENGLISH)[0]?.values, {place: 1});
    assert.deepEqual(ids(joined([up]), joined([fern])), ['said-hand-down']);
  });
});

describe('announcements of quiet help', () => {
  const request = {participant: 'fern', quiet: true, askedAt: 0, claimedBy: null};

  it('reach facilitators and whoever asked, and nobody else', () => {
    assert.deepEqual(ids(joined([lena, fern]), joined([lena, fern], {help: [request]})), ['help-asks']);
    assert.deepEqual(announcements(joined([fern, lena]), joined([fern, lena], {help: [request]}), ENGLISH), [
      {region: 'status', id: 'help-known', values: {count: 1, names: 'Lena'}},
    ]);
  });

  it('say who is on the way, and that it is over', () => {
    const asked = joined([fern, lena], {help: [request]});
    const claimed = joined([fern, lena], {help: [{...request, claimedBy: 'lena'}]});
    assert.deepEqual(announcements(asked, claimed, ENGLISH), [{region: 'status', id: 'help-coming', values: {name: 'Lena', names: ''}}]);
    assert.deepEqual(ids(claimed, joined([fern, lena])), ['said-help-done']);
  });
});

describe('announcements of messages', () => {
  const message = {id: '1', from: 'fern', name: 'Fern', role: 'client', to: 'facilitators', text: 'May I go last?', at: 0} as const;

  it('are read as they come, with whom they are for', () => {
    assert.deepEqual(announcements(joined([lena, fern]), joined([lena, fern], {chat: [message]}), ENGLISH), [
      {region: 'log', id: 'said-message', values: {name: 'Fern', text: 'May I go last?'}},
    ]);
    assert.deepEqual(ids(joined([lena]), joined([lena], {chat: [{...message, to: 'everyone'}]})), ['said-message-to-all']);
    assert.deepEqual(ids(joined([lena]), joined([lena], {chat: [{...message, to: 'lena'}]})), ['said-message-to-you']);
  });

  it('leave out what one wrote, and what one has heard', () => {
    const chat = [message];
    assert.deepEqual(ids(joined([fern]), joined([fern], {chat})), []);
    assert.deepEqual(ids(joined([lena], {chat}), joined([lena], {chat})), []);
  });
});

describe('a journal that fails', () => {
  it('is told once, to whom the server says it', () => {
    const failing = joined([lena], {unjournalled: true});
    assert.deepEqual(ids(joined([lena]), failing), ['notice-unjournalled']);
    assert.deepEqual(ids(failing, failing), []);
  });
});

describe('announcements of one breath', () => {
  const here = (name: string) => ({region: 'status', id: 'said-here', values: {name}}) as const;

  it('are each told once', () => {
    assert.deepEqual(gathered([here('Fern'), here('Fern')]), [here('Fern')]);
  });

  it('name three arrivals and count more', () => {
    assert.equal(gathered(['A', 'B', 'C'].map(here)).length, 3);
    assert.deepEqual(gathered(['A', 'B', 'C', 'D'].map(here)), [{region: 'status', id: 'said-many-here', values: {count: 4}}]);
  });

  it('say by whom one was muted rather than that one is', () => {
    const muted = {region: 'status', id: 'said-muted', values: {}} as const;
    const by = {region: 'status', id: 'notice-muted-by', values: {name: 'Lena'}} as const;
    assert.deepEqual(gathered([muted, by]), [by]);
  });
});
