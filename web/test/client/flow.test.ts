/** Promise: that nothing arrives any more is noticed within moments, and told once. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {watchFlow} from '../../client/flow.ts';

let life: AbortController;
let newest: number;
let told: number;
let beats: number;

beforeEach(() => {
  mock.timers.enable({apis: ['setTimeout', 'Date'], now: 1_000_000});
  life = new AbortController();
  newest = 0;
  told = 0;
  beats = 0;
  const listener = {
    stopped: () => {
      told += 1;
    },
    goesOn: () => {
      beats += 1;
    },
  };
  watchFlow(() => newest, listener, life.signal);
});

afterEach(() => {
  life.abort();
  mock.timers.reset();
});

/** So many milliseconds, in which something comes every `every` ms, or nothing. */
function pass(milliseconds: number, every?: number): void {
  for (let passed = 50; passed <= milliseconds; passed += 50) {
    if (every && passed % every === 0) newest += every;
    mock.timers.tick(50);
  }
}

test('Where nothing has come yet, nothing has stopped', () => {
  pass(20_000);
  assert.equal(told, 0);
});

test('A voice that pauses has not stopped', () => {
  pass(10_000, 400);
  assert.equal(told, 0);
});

test('What stops is told after about a second, once, and again only when it had come back', () => {
  pass(5000, 50);
  pass(1300);
  assert.equal(told, 1);
  pass(20_000);
  assert.equal(told, 1);
  pass(1000, 50);
  pass(1300);
  assert.equal(told, 2);
});

test('While something comes, every beat says so', () => {
  pass(5000, 50);
  assert.equal(beats, 20);
  pass(5000);
  assert.equal(beats, 20);
});

test('In the end nothing is noticed any more', () => {
  pass(1000, 50);
  life.abort();
  pass(5000);
  assert.equal(told, 0);
});
