/** Promise: strain is what the machine cannot do, not what a network or a moment is to blame for. */

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type StrainEntry, strainedBySending, strainedByShowing} from '../../client/strain.ts';

const layer = (at: number, encoded: number, more: Partial<StrainEntry> = {}): StrainEntry => ({
  id: 'h',
  type: 'outbound-rtp',
  timestamp: at * 1000,
  kind: 'video',
  rid: 'h',
  totalEncodeTime: encoded,
  ...more,
});
const tiles = (count: number, at: number, framesDecoded: number, framesDropped: number): StrainEntry[] =>
  Array.from({length: count}, (_, n) => ({
    id: `${n}`,
    type: 'inbound-rtp',
    timestamp: at * 1000,
    kind: 'video',
    framesDecoded,
    framesDropped,
  }));

test('What the browser itself gives up for want of a processor is strain', () => {
  assert.equal(strainedBySending([], [layer(3, 0, {qualityLimitationReason: 'cpu'})]), true);
  assert.equal(strainedBySending([], [layer(3, 0, {qualityLimitationReason: 'bandwidth'})]), false);
});

test('So is encoding that takes most of the time', () => {
  assert.equal(strainedBySending([layer(0, 10)], [layer(3, 12.5)]), true);
  assert.equal(strainedBySending([layer(0, 10)], [layer(3, 11)]), false);
  const both = (at: number, encoded: number): StrainEntry[] => [layer(at, encoded), layer(at, encoded, {id: 'l', rid: 'l'})];
  assert.equal(strainedBySending(both(0, 10), both(3, 11.5)), false, 'the time of a picture counts once');
});

test('What began meanwhile, or counts anew, says nothing yet', () => {
  assert.equal(strainedBySending([], [layer(3, 1000)]), false);
  assert.equal(strainedBySending([layer(0, 1000)], [layer(3, 1)]), false);
  assert.equal(strainedBySending([], []), false);
  assert.equal(strainedByShowing([], tiles(8, 3, 40, 40)), false);
});

test('Many pictures of which a part is not shown in time are strain', () => {
  assert.equal(strainedByShowing(tiles(8, 0, 0, 0), tiles(8, 3, 60, 12)), true);
  assert.equal(strainedByShowing(tiles(8, 0, 0, 0), tiles(8, 3, 60, 3)), false);
});

test('Few pictures, or few of them, are not: they drop for another reason', () => {
  assert.equal(strainedByShowing(tiles(3, 0, 0, 0), tiles(3, 3, 60, 60)), false);
  assert.equal(strainedByShowing(tiles(8, 0, 0, 0), tiles(8, 3, 1, 1)), false);
});

test('Tiles that rest are not counted', () => {
  const resting = tiles(8, 0, 60, 60);
  assert.equal(strainedByShowing(resting, resting), false);
});
