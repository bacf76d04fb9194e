/** Promise: nobody is shown before their own first picture, and everybody is soon after it. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {handedOver, type Pictures, Rest} from '../../client/handover.ts';

let pictures: Pictures;
let isOver: boolean;
let patience: AbortController;

beforeEach(() => {
  mock.timers.enable({apis: ['setTimeout']});
  patience = new AbortController();
  isOver = false;
});

afterEach(async () => {
  patience.abort();
  await pass(100);
  mock.timers.reset();
});

/** Somebody else comes when the slot has rested for so many milliseconds. */
async function begin(first: Pictures, rested = 0): Promise<void> {
  pictures = first;
  const read = (): Promise<Pictures> => Promise.resolve(pictures);
  const rest = new Rest(read);
  if (rested > 0) await pass(rested);
  const waiting = handedOver(read, rest, patience.signal);
  void waiting.then(() => {
    isOver = !patience.signal.aborted;
  });
  await pass(0);
}

async function pass(milliseconds: number): Promise<void> {
  for (let passed = 0; passed <= milliseconds; passed += 25) {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    mock.timers.tick(25);
  }
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

test('The last pictures of the one before are not theirs', async () => {
  await begin({frames: 100, keyFrames: 3});
  pictures = {frames: 103, keyFrames: 3};
  await pass(100);
  assert.equal(isOver, false);
});

test('A key frame begins the new one', async () => {
  await begin({frames: 100, keyFrames: 3});
  pictures = {frames: 103, keyFrames: 4};
  await pass(25);
  assert.equal(isOver, true);
});

for (const keyFrames of [3, null]) {
  test(`A key frame that was missed (${keyFrames}) costs a moment, not the picture`, async () => {
    await begin({frames: 100, keyFrames});
    pictures = {frames: 110, keyFrames};
    await pass(500);
    assert.equal(isOver, false, 'nothing has moved since the old ones were through');
    pictures = {frames: 111, keyFrames};
    await pass(25);
    assert.equal(isOver, true);
  });
}

test('In a slot that has rested the first picture is theirs, however early it was', async () => {
  await begin({frames: 100, keyFrames: null}, 500);
  assert.equal(isOver, false);
  pictures = {frames: 101, keyFrames: null};
  await pass(25);
  assert.equal(isOver, true);
});

test('Whoever sends nothing is not shown by what was there before', async () => {
  await begin({frames: 100, keyFrames: 3});
  await pass(5000);
  assert.equal(isOver, false);
});
