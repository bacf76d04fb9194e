/** A weak network is told once and shown as long as it lasts; why a picture is poor is told by the reason nearest to its person. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import type {Quality} from '../../client/quality.ts';
import type {Reception} from '../../client/reception.ts';
import {ConnectionLook} from '../../elements/connection-look.ts';
import {mayBeAnother} from '../../elements/link-watch.ts';
import {noticeOf} from '../../elements/notices.ts';
import {facets} from '../../elements/people.ts';
import {ownReason, reasonFor} from '../../elements/reasons.ts';
import {Surface} from '../../elements/surface.ts';
import {NOTHING_TOLD} from '../../elements/told.ts';
import {WeakWatch} from '../../elements/weak-watch.ts';
import {joined, person} from './people.ts';

const wren = person('Wren');
const fern = person('Fern');
const here = joined([wren, fern], {media: 'connected'});
const weak = {...here, weak: ['wren']};

const picture: Reception = {participant: 'fern', source: 'camera', height: 360, asked: 400, pictures: 24, loss: 0};
const fine: Quality = {
  roundTrip: 40,
  sending: 0,
  receiving: 0,
  lossDown: 0,
  lossUp: 0,
  byTcp: false,
  path: null,
  layers: [],
  receptions: [picture],
};
const showing = (about: Partial<Reception>): Quality => ({...fine, receptions: [{...picture, ...about}]});

describe('a weak connection', () => {
  it('is told once, however often it turns, and again after a long while', () => {
    const watch = new WeakWatch();
    assert.deepEqual(
      [0, 10_000, 299_999, 300_001].map((now) => watch.turned(here, weak, now)),
      [true, false, false, true],
    );
  });

  it('is not told while it lasts, of others, or while one is away', () => {
    const watch = new WeakWatch();
    assert.ok(!watch.turned(weak, weak, 0));
    assert.ok(!watch.turned(here, {...here, weak: ['fern']}, 0));
    assert.ok(!watch.turned(here, {...weak, phase: 'reconnecting'}, 0));
  });

  it('is a line that one can put aside', () => {
    const notice = noticeOf(weak, {...NOTHING_TOLD, weak: true});
    assert.deepEqual([notice?.id, notice?.act], ['notice-weak', 'close']);
  });

  it('is read last of a seat, and not of somebody who is gone', () => {
    const ids = (who: typeof fern): readonly string[] => facets(who, false, null, true).map(({id}) => id);
    assert.deepEqual(ids({...fern, microphone: false}), ['facet-muted', 'facet-weak']);
    assert.deepEqual(ids({...fern, connection: 'reconnecting'}), ['facet-reconnecting']);
  });
});

describe('the reason for a picture', () => {
  it('is looked for first in the person, then in the networks, then in the picture', () => {
    const bad = showing({pictures: 0, loss: 0.2});
    assert.equal(reasonFor({...fern, connection: 'reconnecting', away: true}, weak, bad), 'reason-reconnecting');
    assert.equal(reasonFor({...fern, away: true}, weak, bad), 'reason-away');
    assert.equal(reasonFor(fern, {...here, weak: ['fern', 'wren']}, bad), 'reason-own');
    assert.equal(reasonFor(fern, {...here, weak: ['fern']}, bad), 'reason-theirs');
    assert.equal(reasonFor({...fern, camera: false}, here, bad), 'reason-camera-off');
    assert.equal(reasonFor(fern, here, bad), 'reason-still');
  });

  it('is told of what comes through', () => {
    assert.equal(reasonFor(fern, here, fine), 'reason-good');
    assert.equal(reasonFor(fern, here, showing({loss: 0.05})), 'reason-lossy');
    assert.equal(reasonFor(fern, here, showing({height: 180})), 'reason-coarse');
    assert.equal(reasonFor(fern, here, showing({height: null})), 'reason-waiting');
    assert.equal(reasonFor(fern, here, {...fine, receptions: []}), 'reason-waiting');
  });

  it('is none where more pixels fit than any camera sends', () => {
    assert.equal(reasonFor(fern, here, showing({height: 720, asked: 2000})), 'reason-good');
  });

  it('waits for a first look', () => {
    assert.equal(reasonFor(fern, here, null), 'network-checking-text');
  });
});

describe('one’s own connection', () => {
  it('is what the server says, and else what was measured', () => {
    assert.equal(ownReason(here, fine), 'network-good-text');
    assert.equal(ownReason(here, {...fine, roundTrip: 300}), 'network-fair-text');
    assert.equal(ownReason(here, {...fine, lossUp: 0.2}), 'connection-poor');
    assert.equal(ownReason(weak, fine), 'connection-poor');
    assert.equal(ownReason({...here, media: 'failed'}, fine), 'network-slow-text');
    assert.equal(ownReason({...here, phase: 'reconnecting'}, fine), 'notice-reconnecting');
  });

  it('is looked at for as long as its panel is open, by one at a time', async (test) => {
    test.mock.timers.enable({apis: ['setTimeout']});
    const surface = new Surface();
    let looks = 0;
    const stats = async (): Promise<Quality> => {
      looks += 1;
      return fine;
    };
    const look = new ConnectionLook({stats}, surface, () => undefined, new AbortController().signal);
    surface.panel = 'connection';
    const ended = look.begin();
    void look.begin();
    await settled();
    test.mock.timers.tick(2_000);
    await settled();
    assert.deepEqual([looks, look.quality], [2, fine]);
    surface.panel = null;
    test.mock.timers.tick(2_000);
    await ended;
    assert.deepEqual([looks, look.quality], [2, null]);
  });
});

describe('the link of clients', () => {
  const changed = {...here, linkChanged: true};

  it('may be another one after the first ban, and whenever somebody is gone since', () => {
    assert.ok(mayBeAnother(here, changed));
    assert.ok(mayBeAnother(changed, {...changed, participants: [wren]}));
    const birch = {id: 'birch', name: 'Birch', privateName: null, role: 'client'} as const;
    assert.ok(mayBeAnother({...changed, lobby: [birch]}, changed));
  });

  it('is the same while nobody was banned, and while nobody goes', () => {
    assert.ok(!mayBeAnother(here, {...here, participants: [wren]}));
    assert.ok(!mayBeAnother({...changed, participants: [wren]}, changed));
  });
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}
