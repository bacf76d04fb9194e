/** What is held counts only when it is held to the end; sounds are few; a letter is no call for help. */

import assert from 'node:assert/strict';
import {describe, it, mock} from 'node:test';

import {Chimes, chimesOf} from '../../elements/chimes.ts';
import {Held} from '../../elements/held.ts';
import {speaksOn} from '../../elements/held-keys.ts';
import {minutesWaited} from '../../elements/help-cards.ts';
import {asksForHelp} from '../../elements/keys.ts';
import {REACTIONS, ShownReactions} from '../../elements/shown-reactions.ts';
import {joined, person} from './people.ts';

const lena = person('Lena', {role: 'facilitator'});
const fern = person('Fern');
const birch = {id: 'birch', name: 'Birch', privateName: null, role: 'client'} as const;

describe('something held', () => {
  it('counts once it was held to the end, and never before', (test) => {
    test.mock.timers.enable({apis: ['setTimeout']});
    let done = 0;
    const held = new Held(2_000, () => {
      done += 1;
    });
    held.press();
    test.mock.timers.tick(1_999);
    held.release();
    test.mock.timers.tick(10_000);
    assert.deepEqual([done, held.takeDone()], [0, false]);
    held.press();
    held.press();
    test.mock.timers.tick(2_000);
    assert.deepEqual([done, held.takeDone(), held.takeDone()], [1, true, false]);
  });
});

describe('the key of quiet help', () => {
  const press = {key: 'Q', altKey: false, ctrlKey: false, metaKey: false, repeat: false, shiftKey: true};

  it('needs Shift and nothing else, and is a letter in a field', () => {
    assert.ok(asksForHelp(press, 'Q', false));
    assert.ok(!asksForHelp({...press, shiftKey: false}, 'Q', false));
    assert.ok(!asksForHelp({...press, ctrlKey: true}, 'Q', false));
    assert.ok(!asksForHelp(press, 'Q', true));
  });
});

describe('Space', () => {
  const on = (kind: string, tagName: string) => ({tagName, matches: (selector: string) => selector.split(', ').includes(kind)});

  it('speaks on a tile and on the microphone, not where it presses or types', () => {
    assert.ok(speaksOn(on('.tile', 'LI')));
    assert.ok(speaksOn({tagName: 'BUTTON', matches: (selector: string) => /microphone|button/.test(selector)}));
    assert.ok(!speaksOn(on('button', 'BUTTON')));
    assert.ok(!speaksOn(on('textarea', 'TEXTAREA')));
  });
});

describe('chimes', () => {
  const request = {participant: 'fern', quiet: true, askedAt: 0, claimedBy: null};

  it('are for facilitators, for what is new', () => {
    assert.deepEqual(chimesOf(joined([lena]), joined([lena], {lobby: [birch]})), ['knock']);
    assert.deepEqual(chimesOf(joined([lena], {lobby: [birch]}), joined([lena], {lobby: [birch]})), []);
    assert.deepEqual(chimesOf(joined([lena]), joined([lena], {help: [request]})), ['help']);
    assert.deepEqual(chimesOf(joined([fern]), joined([fern], {help: [request]})), []);
  });

  it('do not greet whoever comes in with those who wait already', () => {
    assert.deepEqual(chimesOf({...joined([lena]), phase: 'connecting'}, joined([lena], {lobby: [birch]})), []);
  });

  it('knock once for several who arrive together', () => {
    const played: string[] = [];
    const chimes = new Chimes((chime) => played.push(chime));
    chimes.ring(['knock'], 0);
    chimes.ring(['knock', 'help'], 5_000);
    chimes.ring(['knock'], 20_000);
    assert.deepEqual(played, ['knock', 'help', 'knock']);
  });
});

describe('reactions', () => {
  it('are six', () => assert.equal(new Set(REACTIONS).size, 6));

  it('stand for some seconds, the newest alone', (test) => {
    test.mock.timers.enable({apis: ['setTimeout']});
    const changed = mock.fn();
    const shown = new ShownReactions(changed, new AbortController().signal);
    shown.show('fern', 'nod');
    test.mock.timers.tick(5_000);
    shown.show('fern', 'thanks');
    test.mock.timers.tick(5_000);
    assert.equal(shown.of('fern'), 'thanks');
    test.mock.timers.tick(1_000);
    assert.equal(shown.of('fern'), null);
    assert.equal(changed.mock.callCount(), 3);
  });
});

describe('waiting for help', () => {
  it('is told in whole minutes, and never less than none', () => {
    assert.deepEqual([minutesWaited(100, 159), minutesWaited(100, 220), minutesWaited(100, 90)], [0, 2, 0]);
  });
});
