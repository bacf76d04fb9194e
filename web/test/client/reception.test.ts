/** Promise: what is lost and shown is told of the person who was in the slot meanwhile, and of nobody else. */

import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {WireSlot} from '../../client/messages.ts';
import {NO_COUNTS, received} from '../../client/reception.ts';

type Report = [string, {type: string; timestamp: number; mid: string; [more: string]: unknown}][];

const report = (at: number, got: number, lost: number, decoded: number): Report => [
  ['V', {type: 'inbound-rtp', timestamp: at, mid: '4', packetsReceived: got, packetsLost: lost}],
  ['P', {type: 'inbound-rtp', timestamp: at, mid: '12', packetsReceived: got, packetsLost: lost, framesDecoded: decoded, frameHeight: 360}],
  ['O', {type: 'outbound-rtp', timestamp: at, mid: '12', packetsSent: 9}],
];
const slot = (mid: string, participant: string, source: WireSlot['source']): WireSlot => ({mid, participant, source, gain: 1});
const fern = [slot('4', 'fern', 'microphone'), slot('12', 'fern', 'camera')];
const asked = ({source}: WireSlot): number | null => (source === 'camera' ? 400 : null);

test('What comes of a person is what came since the last call', () => {
  const [, before] = received(report(1000, 100, 0, 10), fern, NO_COUNTS, asked);
  const [receptions] = received(report(3000, 190, 10, 60), fern, before, asked);
  assert.deepEqual(receptions, [
    {participant: 'fern', source: 'microphone', height: null, asked: null, pictures: null, loss: 0.1},
    {participant: 'fern', source: 'camera', height: 360, asked: 400, pictures: 25, loss: 0.1},
  ]);
});

test('Whoever comes into a slot is not charged with what it lost before', () => {
  const [, before] = received(report(1000, 100, 50, 10), fern, NO_COUNTS, asked);
  const [[picture]] = received(report(3000, 110, 90, 60), [slot('12', 'wren', 'camera')], before, asked);
  assert.deepEqual([picture?.participant, picture?.loss, picture?.pictures], ['wren', 0, null]);
});

test('A slot without statistics, and statistics without a slot, tell nothing', () => {
  assert.deepEqual(received([], fern, NO_COUNTS, asked)[0], []);
  assert.deepEqual(received(report(1000, 1, 0, 1), [], NO_COUNTS, asked)[0], []);
});
