/** Promise: the numbers are those since the last call, and never nonsense when a connection is new. */

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {distill, NO_TOTALS} from '../../client/quality.ts';

const report = (
  at: number,
  received: number,
  lost: number,
  sent = 0,
  missed = 0,
): [string, Record<string, unknown> & {type: string; timestamp: number}][] => [
  ['P', {type: 'candidate-pair', timestamp: at, nominated: true, bytesSent: at, bytesReceived: 2 * at, currentRoundTripTime: 0.02}],
  ['I', {type: 'inbound-rtp', timestamp: at, packetsReceived: received, packetsLost: lost}],
  ['R', {type: 'remote-inbound-rtp', timestamp: at, ssrc: 7, packetsLost: missed, fractionLost: 0.99}],
  ['O', {type: 'outbound-rtp', timestamp: at, ssrc: 7, packetsSent: sent}],
  ['L', {type: 'outbound-rtp', timestamp: at, rid: 'l', framesPerSecond: 24}],
  ['H', {type: 'outbound-rtp', timestamp: at, rid: 'h'}],
];

test('A quality is what happened since the last call', () => {
  const [, before] = distill(report(1000, 100, 0, 1000, 10), NO_TOTALS);
  const [quality] = distill(report(2000, 190, 10, 1100, 35), before);
  assert.deepEqual(quality, {
    roundTrip: 20,
    sending: 8000,
    receiving: 16_000,
    lossDown: 0.1,
    lossUp: 0.25,
    byTcp: false,
    path: null,
    layers: ['l'],
  });
});

test('The first call knows no rates yet', () => {
  const [quality] = distill(report(1_800_000_000_000, 100, 0), NO_TOTALS);
  assert.deepEqual([quality.sending, quality.receiving], [0, 0]);
});

test('What others miss of us is not lost on the way up', () => {
  const [, before] = distill(report(1000, 100, 0, 1000, 10), NO_TOTALS);
  assert.equal(distill(report(2000, 200, 0, 1100, 10), before)[0].lossUp, 0);
});

test('Without a connection all is quiet', () => {
  const [quality] = distill([], NO_TOTALS);
  assert.deepEqual(quality, {roundTrip: null, sending: 0, receiving: 0, lossDown: 0, lossUp: 0, byTcp: false, path: null, layers: []});
});

test('A connection that counts anew gives no negative numbers', () => {
  const [, before] = distill(report(9000, 900, 90), NO_TOTALS);
  const [quality] = distill(report(500, 5, 0), before);
  assert.equal(quality.sending, 0);
  assert.equal(quality.lossDown, 0);
  assert.equal(quality.lossUp, 0);
});
