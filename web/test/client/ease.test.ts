/** Promise: a machine is spared when it is overworked for a while, step by step, and given back slowly what it then bears. */

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {AT_EASE, type Ease, eased, PATIENCE, PATIENCE_MOST, SUSTAINED} from '../../client/ease.ts';

const STEP = 3000;
const MOST = 3;

/** What follows from these looks, one every three seconds; `x` is a strained one. */
function after(looks: string, from: Ease = AT_EASE, at = 0): {ease: Ease; at: number} {
  let ease = from;
  let now = at;
  for (const look of looks) {
    now += STEP;
    ease = eased(ease, look === 'x', now, MOST);
  }
  return {ease, at: now};
}

const calm = (milliseconds: number): string => '.'.repeat(Math.ceil(milliseconds / STEP));

test('A moment of work is no reason', () => {
  assert.equal(after('xx.xx.xx.').ease.level, 0);
});

test('What lasts is, one step at a time, and never beyond the last', () => {
  assert.equal(after('xxx').ease.level, 1);
  assert.equal(after('xxxxx').ease.level, 1);
  assert.equal(after('xxxxxx').ease.level, 2);
  assert.equal(after('x'.repeat(60)).ease.level, MOST);
});

test('A step is taken back after a calm while, and the next one after another', () => {
  const {ease, at} = after('xxxxxx');
  assert.equal(after(calm(PATIENCE - STEP), ease, at).ease.level, 2);
  const one = after(calm(PATIENCE + STEP), ease, at);
  assert.equal(one.ease.level, 1);
  assert.equal(after(calm(PATIENCE - 2 * STEP), one.ease, one.at).ease.level, 1);
  assert.equal(after(calm(PATIENCE + STEP), one.ease, one.at).ease.level, 0);
});

test('One strained look begins the calm anew', () => {
  const {ease, at} = after('xxx');
  assert.equal(after(`${calm(PATIENCE - STEP)}x${calm(PATIENCE - STEP)}`, ease, at).ease.level, 1);
});

test('What was given back too soon is given back later the next time, but in the end', () => {
  let {ease, at} = after('xxx');
  const waits: number[] = [];
  for (let relapse = 0; relapse < 6; relapse += 1) {
    const began = at;
    while (ease.level > 0) ({ease, at} = after('.', ease, at));
    waits.push(at - began);
    ({ease, at} = after('xxx', ease, at));
  }
  assert.ok(waits.every((wait, n) => n === 0 || wait >= (waits[n - 1] ?? 0)));
  assert.ok((waits[1] ?? 0) >= 2 * PATIENCE);
  assert.ok(Math.max(...waits) <= PATIENCE_MOST + STEP);
});

test('Whatever comes, a step is one at a time, needs its looks, and stays within bounds', () => {
  let seed = 7;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  let ease = AT_EASE;
  let changed = 0;
  for (let look = 1; look < 20_000; look += 1) {
    const next = eased(ease, random() < 0.5 + 0.5 * Math.sin(look / 200), look * STEP, MOST);
    assert.ok(Math.abs(next.level - ease.level) <= 1 && next.level >= 0 && next.level <= MOST);
    if (next.level > ease.level) assert.ok(look - changed >= SUSTAINED);
    if (next.level !== ease.level) changed = look;
    ease = next;
  }
});
