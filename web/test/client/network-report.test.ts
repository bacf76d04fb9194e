/** Promise: a network is judged by what it did to our packets, and what could not be measured is not made up. */

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Entry, judge, type Sample} from '../../client/network-report.ts';

interface Moment {
  readonly at: number; // ms
  readonly sent: number;
  readonly received: number;
  readonly lost?: number;
  readonly missing?: number; // the part that the server missed
  readonly roundTrip?: number; // seconds
}

function sample({at, sent, received, lost = 0, missing, roundTrip}: Moment): Sample {
  const entries: Entry[] = [
    {type: 'outbound-rtp', kind: 'audio', timestamp: at, packetsSent: sent},
    {type: 'outbound-rtp', kind: 'video', timestamp: at, packetsSent: 7 * at},
    {type: 'inbound-rtp', kind: 'audio', timestamp: at, packetsReceived: received, packetsLost: lost},
    {type: 'inbound-rtp', kind: 'audio', timestamp: at, packetsReceived: 0, packetsLost: 0},
  ];
  if (missing !== undefined)
    entries.push({type: 'remote-inbound-rtp', kind: 'audio', timestamp: Math.floor(at / 1000), fractionLost: missing});
  if (roundTrip !== undefined) entries.push({type: 'candidate-pair', timestamp: at, nominated: true, currentRoundTripTime: roundTrip});
  return entries;
}

const CLEAN = {missing: 0, roundTrip: 0.04};

test('A clean line is good', () => {
  const samples = [sample({at: 0, sent: 0, received: 0, ...CLEAN}), sample({at: 3000, sent: 150, received: 149, ...CLEAN})];
  assert.deepEqual(judge(samples), {roundTripMs: 40, lossUp: 0, lossDown: 0, verdict: 'good'});
});

test('The round trip is the best that was measured', () => {
  const samples = [0.3, 0.05, 0.9].map((roundTrip, index) => sample({at: index, sent: index, received: index, roundTrip}));
  assert.equal(judge(samples).roundTripMs, 50);
});

test("Every report of the server counts once, however often it is read, and the way down is not blamed for the way up's losses", () => {
  const moments = [
    {at: 0, sent: 0, received: 0, missing: 0.1},
    {at: 500, sent: 25, received: 20, lost: 2, missing: 0.1},
    {at: 1000, sent: 50, received: 45, lost: 5, missing: 0.1},
  ];
  const {lossUp, lossDown, verdict} = judge(moments.map((moment) => sample({...moment, roundTrip: 0.02})));
  assert.ok(Math.abs((lossUp ?? 1) - 0.1) < 1e-9);
  assert.ok((lossDown ?? 1) < 1e-9);
  assert.equal(verdict, 'poor');
});

for (const [roundTrip, lost, expected] of [
  [0.15, 1, 'good'],
  [0.3, 0, 'fair'],
  [0.05, 5, 'fair'],
  [0.6, 0, 'poor'],
  [0.05, 20, 'poor'],
] as const) {
  test(`${roundTrip} s there and back and ${lost} of 100 lost is ${expected}`, () => {
    const samples = [
      sample({at: 0, sent: 0, received: 0, missing: 0, roundTrip}),
      sample({at: 2000, sent: 100, received: 100 - lost, lost, missing: 0, roundTrip}),
    ];
    assert.equal(judge(samples).verdict, expected);
  });
}

test('If nothing comes back, nothing comes through', () => {
  const samples = [sample({at: 0, sent: 0, received: 0, ...CLEAN}), sample({at: 3000, sent: 150, received: 0, ...CLEAN})];
  assert.deepEqual(judge(samples), {roundTripMs: 40, lossUp: 0, lossDown: 1, verdict: 'none'});
});

test('If nothing was sent, losses are not known, and the round trip alone decides', () => {
  const samples = [0, 3000].map((at) => sample({at, sent: 0, received: 0, roundTrip: 0.1}));
  assert.deepEqual(judge(samples), {roundTripMs: 100, lossUp: null, lossDown: null, verdict: 'good'});
});

test('Without a connection there is nothing', () => {
  assert.deepEqual(judge([]), {roundTripMs: null, lossUp: null, lossDown: null, verdict: 'none'});
});
