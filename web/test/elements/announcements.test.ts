/** A screen reader is told of one's own place and of arrivals, and of nothing twice; never who speaks. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {INITIAL_STATE, type RoomState} from '../../client/state.ts';
import {announcements, gathered} from '../../elements/announcements.ts';
import {joined, person} from './people.ts';

const lena = person('Lena', {role: 'facilitator'});
const wren = person('Wren');
const fern = person('Fern');

function ids(before: RoomState, after: RoomState): readonly string[] {
  return announcements(before, after, 'L').map(({id}) => id);
}

describe('announcements', () => {
  it('say that one is in the circle, and whether one is heard', () => {
    const [told] = announcements(INITIAL_STATE, joined([wren], {own: {microphone: false, camera: true}}), 'L');
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
    assert.deepEqual(announcements(here, away, 'L'), [{region: 'alert', id: 'notice-reconnecting', values: {}}]);
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
    const [told] = announcements(joined([lena]), joined([lena], {lobby: [birch]}), 'L');
    assert.deepEqual(told, {region: 'status', id: 'said-lobby', values: {name: 'Birch', key: 'L'}});
  });

  it('say that the room is on hold, and that it is over', () => {
    assert.deepEqual(ids(joined([wren]), joined([wren], {hold: true})), ['notice-hold']);
    assert.deepEqual(ids(joined([wren], {hold: true}), joined([wren])), ['notice-hold-ends']);
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
