/** Promise: nothing of one voice is played as another's, and the other one's is held back no longer than that takes. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {type Buffered, drained} from '../../client/drained.ts';

const LOOK = 60; // ms
const RATE = 48; // samples a millisecond

let isOver: boolean;

beforeEach(() => {
  mock.timers.enable({apis: ['setTimeout', 'Date']});
  isOver = false;
});

afterEach(() => mock.timers.reset());

async function begin(...looks: readonly Buffered[]): Promise<void> {
  const left = [...looks];
  const read = (): Promise<Buffered> => Promise.resolve(left.shift() ?? assert.fail('nobody looks more often'));
  void drained(read, new AbortController().signal).then(() => {
    isOver = true;
  });
  await pass(0);
}

async function pass(milliseconds: number): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  mock.timers.tick(milliseconds);
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** Two looks between which every sample waited so long. */
function waiting(milliseconds: number): [Buffered, Buffered] {
  const samples = LOOK * RATE;
  return [
    {waited: 1000, samples: 50_000},
    {waited: 1000 + (samples * milliseconds) / 1000, samples: 50_000 + samples},
  ];
}

test('What waits in the buffer is played to its end', async () => {
  await begin(...waiting(150));
  await pass(LOOK);
  await pass(150 - LOOK);
  assert.equal(isOver, false);
  await pass(20);
  assert.equal(isOver, true);
});

test('A short buffer is over when it was looked at', async () => {
  await begin(...waiting(30));
  await pass(LOOK);
  assert.equal(isOver, true);
});

test('A slot that plays nothing holds nothing', async () => {
  await begin({waited: 5, samples: 100}, {waited: 5, samples: 100});
  await pass(LOOK);
  assert.equal(isOver, true);
});

test('However long the buffer seems, nobody is held back for ever', async () => {
  await begin(...waiting(60_000));
  await pass(LOOK);
  await pass(2000 - LOOK);
  assert.equal(isOver, true);
});
