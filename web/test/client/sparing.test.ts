/** Promise: an overworked machine sends fewer pictures, then smaller ones, and asks for smaller ones; and both come back. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {layersAt, STEPS_MOST} from '../../client/layers.ts';
import {Sparing} from '../../client/sparing.ts';
import type {StrainEntry} from '../../client/strain.ts';

let looks: number;
let strained: boolean;
let told: string[];
let sparing: Sparing;

function report(): StrainEntry[] {
  looks += 1;
  const at = looks * 3000;
  const shown = Array.from({length: 6}, (_, n): StrainEntry => {
    const framesDropped = strained ? 30 * looks : 0;
    return {id: `${n}`, type: 'inbound-rtp', timestamp: at, kind: 'video', framesDecoded: 60 * looks, framesDropped};
  });
  return [{id: 'h', type: 'outbound-rtp', timestamp: at, rid: 'h', qualityLimitationReason: strained ? 'cpu' : 'none'}, ...shown];
}

async function pass(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    mock.timers.tick(3000);
    await Promise.resolve().then(() => undefined);
    await Promise.resolve();
  }
}

beforeEach(() => {
  mock.timers.enable({apis: ['setTimeout']});
  looks = 0;
  strained = false;
  told = [];
  sparing = new Sparing({
    report: async () => report(),
    spare: (step) => void told.push(`send ${step}`),
    limit: (height) => void told.push(`show ${height}`),
  });
  sparing.open();
});

afterEach(() => {
  sparing.close();
  mock.timers.reset();
});

test('A machine at ease is left alone', async () => {
  await pass(20);
  assert.deepEqual(told, []);
});

test('Strain is answered step by step, and what is borne again comes back', async () => {
  strained = true;
  await pass(30);
  assert.deepEqual(
    told.filter((each) => each.startsWith('send')),
    ['send 1', 'send 2', 'send 3'],
  );
  assert.deepEqual(
    told.filter((each) => each.startsWith('show')),
    ['show 360', 'show 180'],
  );
  strained = false;
  told.length = 0;
  await pass(60);
  assert.deepEqual(
    told.filter((each) => each.startsWith('send')),
    ['send 2', 'send 1', 'send 0'],
  );
  assert.deepEqual(
    told.filter((each) => each.startsWith('show')),
    ['show 360', 'show null'],
  );
});

test('Nobody looks any more after the end', async () => {
  strained = true;
  sparing.close();
  await pass(20);
  assert.equal(looks, 0);
});

const CAMERA: RTCRtpEncodingParameters[] = ['l', 'm', 'h'].map((rid) => ({rid, active: true}));

test('Fewer pictures go before smaller ones, and the smallest stays to the end', () => {
  const sent = (step: number): string[] => layersAt(CAMERA, step).flatMap(({rid = '', active}) => (active ? [rid] : []));
  const rates = (step: number): (number | undefined)[] => layersAt(CAMERA, step).map(({maxFramerate}) => maxFramerate);
  assert.deepEqual(
    [sent(0), rates(0)],
    [
      ['l', 'm', 'h'],
      [undefined, undefined, undefined],
    ],
  );
  assert.deepEqual(
    [sent(1), rates(1)],
    [
      ['l', 'm', 'h'],
      [15, 15, 15],
    ],
  );
  assert.deepEqual([sent(2), sent(STEPS_MOST)], [['l', 'm'], ['l']]);
});

test('What was spared before is whole again', () => {
  const whole = layersAt(CAMERA, 0);
  assert.deepEqual(layersAt(layersAt(whole, STEPS_MOST), 0), whole);
});

test('A browser without layers is spared pictures alone', () => {
  assert.deepEqual(layersAt([{active: true}], STEPS_MOST), [{active: true, maxFramerate: 15}]);
});
