/** Promise: whoever comes back to the page is noticed, however they went away. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {watchWaking} from '../../client/waking.ts';

let page: EventTarget;
let way: EventTarget;
let life: AbortController;
let woken: number;

beforeEach(() => {
  mock.timers.enable({apis: ['setTimeout', 'Date'], now: 1_000_000});
  page = new EventTarget();
  way = new EventTarget();
  life = new AbortController();
  woken = 0;
  watchWaking(page, () => (woken += 1), life.signal, way);
});

afterEach(() => {
  life.abort();
  mock.timers.reset();
});

function turned(visibilityState: string): void {
  Object.assign(page, {visibilityState});
  page.dispatchEvent(new Event('visibilitychange'));
}

test('The network is back, the page is taken out again', () => {
  page.dispatchEvent(new Event('online'));
  page.dispatchEvent(new Event('pageshow'));
  assert.equal(woken, 2);
});

test('The way to the network is another one', () => {
  way.dispatchEvent(new Event('change'));
  assert.equal(woken, 1);
});

test('Coming into view wakes, going out of it does not', () => {
  turned('hidden');
  assert.equal(woken, 0);
  turned('visible');
  assert.equal(woken, 1);
});

test('A machine that slept wakes; one that was busy for a moment has not slept', () => {
  for (let second = 0; second < 60; second += 1) mock.timers.tick(1000);
  assert.equal(woken, 0);
  mock.timers.tick(60_000); // In one leap: the clock went on without the timers.
  assert.equal(woken, 1);
});

test('In the end nothing is noticed any more', () => {
  life.abort();
  page.dispatchEvent(new Event('online'));
  way.dispatchEvent(new Event('change'));
  turned('visible');
  assert.equal(woken, 0);
});
