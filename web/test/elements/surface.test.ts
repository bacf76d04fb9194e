/** What is open closes in the order it was opened, and says the most pressing thing first. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {noticeOf} from '../../elements/notices.ts';
import {Surface} from '../../elements/surface.ts';
import {NOTHING_TOLD} from '../../elements/told.ts';
import {joined, person} from './people.ts';

const lena = person('Lena', {role: 'facilitator'});
const fern = person('Fern');
const birch = {id: 'birch', name: 'Birch', privateName: null, role: 'client'} as const;

describe('the surface', () => {
  it('opens the panel with the person who was chosen', () => {
    const surface = new Surface();
    surface.choose('fern');
    assert.deepEqual([surface.panel, surface.chosen], ['people', 'fern']);
  });

  it('closes the topmost thing, one at a time, and then nothing', () => {
    const surface = new Surface();
    surface.choose('fern');
    surface.parting = {act: 'remove', id: 'fern'};
    surface.focus('fern');
    const seen = [1, 2, 3, 4].map(() => surface.closeTopmost() && [surface.parting, surface.chosen, surface.panel, surface.focused]);
    assert.deepEqual(seen, [
      [null, 'fern', 'people', 'fern'],
      [null, null, 'people', 'fern'],
      [null, null, null, 'fern'],
      [null, null, null, null],
    ]);
    assert.equal(surface.closeTopmost(), false);
  });

  it('forgets whoever is gone', () => {
    const surface = new Surface();
    surface.choose('fern');
    surface.reachable = 'fern';
    surface.focus('fern');
    surface.follow(joined([lena]));
    assert.deepEqual([surface.chosen, surface.reachable, surface.focused], [null, null, null]);
  });

  it('puts requests off without losing them', () => {
    const surface = new Surface();
    const state = joined([lena, fern], {lobby: [birch]});
    assert.deepEqual(surface.requests(state), [birch]);
    surface.postpone(state.lobby);
    assert.deepEqual(surface.requests(state), []);
    const alder = {...birch, id: 'alder', name: 'Alder'};
    assert.deepEqual(surface.requests({...state, lobby: [birch, alder]}), [alder]);
  });
});

describe('the notice', () => {
  const here = joined([fern]);

  it('is absent while there is nothing to say', () => {
    assert.equal(noticeOf(here, NOTHING_TOLD), null);
  });

  it('puts one’s own place before everything', () => {
    const told = {...NOTHING_TOLD, mutedBy: 'Lena'};
    assert.equal(noticeOf({...here, phase: 'reconnecting', hold: true}, told)?.id, 'notice-reconnecting');
    assert.equal(noticeOf({...here, hold: true}, told)?.id, 'notice-muted-by');
    const news = {...NOTHING_TOLD, recording: {id: 'notice-recording-paused', values: {}}};
    assert.equal(noticeOf({...here, hold: true}, news)?.id, 'notice-recording-paused');
    assert.equal(noticeOf({...here, hold: true}, NOTHING_TOLD)?.id, 'notice-hold');
  });

  it('asks whoever is asked to speak, until they do', () => {
    const told = {...NOTHING_TOLD, askedBy: 'Lena'};
    assert.equal(noticeOf(here, told)?.act, 'unmute');
    assert.equal(noticeOf({...here, own: {microphone: true, camera: false}}, told), null);
  });

  it('lets nobody hurry before a while has passed', () => {
    const away = {...here, phase: 'reconnecting'} as const;
    assert.equal(noticeOf(away, NOTHING_TOLD)?.act, null);
    assert.equal(noticeOf(away, {...NOTHING_TOLD, stillTrying: true})?.act, 'try');
  });

  it('names facilitators who have dropped', () => {
    const gone = {...lena, connection: 'reconnecting'} as const;
    const notice = noticeOf(joined([fern, gone], {hold: true}), NOTHING_TOLD);
    assert.deepEqual([notice?.id, notice?.names], ['notice-hold-named', ['Lena']]);
  });

  it('tells whoever asked for help how it stands, plainly, until they have read it', () => {
    const asked = joined([fern, lena], {help: [{participant: 'fern', quiet: true, askedAt: 0, claimedBy: null}]});
    const notice = noticeOf(asked, NOTHING_TOLD);
    assert.deepEqual([notice?.id, notice?.tone, notice?.names], ['help-known', 'plain', ['Lena']]);
    assert.equal(noticeOf(asked, {...NOTHING_TOLD, helpRead: true}), null);
    const claimed = {...asked, help: asked.help.map((each) => ({...each, claimedBy: 'lena'}))};
    assert.equal(noticeOf(claimed, NOTHING_TOLD)?.id, 'help-coming');
  });

  it('offers the press that sound waits for', () => {
    assert.equal(noticeOf({...here, soundBlocked: true}, NOTHING_TOLD)?.act, 'play');
  });

  it('says why pictures are gone, beneath whatever else there is to say', () => {
    assert.equal(noticeOf({...here, pictures: false}, NOTHING_TOLD)?.act, 'pictures');
    assert.equal(noticeOf({...here, pictures: false}, {...NOTHING_TOLD, weak: true})?.id, 'notice-weak');
  });

  it('leaves open questions to their sheet', () => {
    const asking = {...here, recording: {state: 'asking', scope: null, since: null}} as const;
    assert.equal(noticeOf(asking, NOTHING_TOLD), null);
  });
});
