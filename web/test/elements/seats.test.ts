/** A seat's name says name, role, you, state, in that order; observers have no seat; heights suffice and no more. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {heightFor} from '../../elements/layout-watch.ts';
import {BARS, barsOf} from '../../elements/meter.ts';
import {facets as facetsOf, monogram, placeOf, seated} from '../../elements/people.ts';
import {show} from '../../elements/picture.ts';
import {atNextPicture} from '../../elements/veil.ts';
import {joined, person} from './people.ts';

const facets = (...about: Parameters<typeof facetsOf>): readonly string[] => facetsOf(...about).map(({id}) => id);

describe('a seat', () => {
  it('is for those who are seen, in the server’s order', () => {
    const state = joined([person('Wren'), person('Iris', {role: 'observer'}), person('Fern'), person('Sol', {room: 'elsewhere'})]);
    assert.deepEqual(
      seated(state).map(({name}) => name),
      ['Wren', 'Fern'],
    );
  });

  it('is named by role, you and state', () => {
    assert.deepEqual(facets(person('Lena', {role: 'facilitator', speaking: true}), true), [
      'facet-facilitator',
      'facet-you',
      'facet-speaking',
    ]);
    assert.deepEqual(facets(person('Sol', {microphone: false, camera: false}), false), ['facet-muted', 'facet-camera-off']);
    assert.deepEqual(facets(person('Pebble', {connection: 'reconnecting', microphone: false}), false), ['facet-reconnecting']);
  });

  it('tells who is away, and nothing more of them', () => {
    assert.deepEqual(facets(person('Ash', {away: true, microphone: false, camera: false}), false), ['facet-away']);
  });

  it('tells the place of a hand that is up, counted from one', () => {
    const state = joined([person('Wren', {hand: 7}), person('Fern'), person('Sol', {hand: 4})]);
    assert.deepEqual(
      ['wren', 'fern', 'sol'].map((id) => placeOf(state, id)),
      [2, null, 1],
    );
    assert.deepEqual(facetsOf(person('Sol'), false, 1)[0], {id: 'facet-hand', values: {place: 1}});
  });

  it('shows no one speaking who is muted', () => {
    assert.deepEqual(facets(person('Fern', {speaking: true, microphone: false}), false), ['facet-muted']);
  });

  it('has the first letter of the name for a sign', () => {
    assert.equal(monogram(' wren'), 'W');
    assert.equal(monogram('𝓐da'), '𝓐');
    assert.equal(monogram(''), '');
  });
});

describe('a tile', () => {
  it('asks for its own height in device pixels', () => {
    assert.equal(heightFor(160, 100, 1), 100);
    assert.equal(heightFor(160, 100, 2), 200);
  });

  it('asks for more where it is broader than the picture', () => {
    assert.equal(heightFor(320, 90, 1), 180);
  });
});

describe('a picture', () => {
  it('is set once, however often the room is drawn', () => {
    let sets = 0;
    let shown: MediaProvider | null = null;
    const video = {
      muted: false,
      get srcObject() {
        return shown;
      },
      set srcObject(picture: MediaProvider | null) {
        sets += 1;
        shown = picture;
      },
    };
    const [one, other] = [{} as MediaStream, {} as MediaStream];
    for (const picture of [one, one, one, other, other]) show(video, picture);
    assert.deepEqual([sets, shown, video.muted], [2, other, true]);
  });
});

describe('the meter', () => {
  it('lights all bars at most and none at least', () => {
    assert.equal(barsOf(0), 0);
    assert.equal(barsOf(1), BARS);
    assert.equal(barsOf(7), BARS);
    assert.equal(barsOf(-1), 0);
  });
});

describe('a picture', () => {
  it('is unveiled by its own next picture, or by the time of its stream where pictures are not told', () => {
    const told: string[] = [];
    const asked: (() => void)[] = [];
    const modern = {addEventListener: () => {}, requestVideoFrameCallback: (painted: () => void) => asked.push(painted)};
    atNextPicture(modern, () => told.push('modern'));
    assert.equal(told.length, 0);
    for (const painted of asked) painted();
    const old = new EventTarget();
    atNextPicture(old, () => told.push('old'));
    old.dispatchEvent(new Event('timeupdate'));
    old.dispatchEvent(new Event('timeupdate'));
    assert.deepEqual(told, ['modern', 'old']);
  });
});
