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
  readonly again?: number; // sent again
  readonly asked?: number; // for again, by us
  readonly roundTrip?: number; // seconds
  readonly answers?: number;
}

function sample({at, sent, received, lost = 0, missing, again = 0, asked = 0, roundTrip, answers = at}: Moment): Sample {
  const entries: Entry[] = [
    {id: 'outbound-rtp audio', type: 'outbound-rtp', kind: 'audio', timestamp: at, packetsSent: sent, retransmittedPacketsSent: again},
    {id: 'outbound-rtp video', type: 'outbound-rtp', kind: 'video', timestamp: at, packetsSent: 7 * at},
    {
      id: 'inbound-rtp audio',
      type: 'inbound-rtp',
      kind: 'audio',
      timestamp: at,
      packetsReceived: received,
      packetsLost: lost,
      nackCount: asked,
    },
    {id: 'inbound-rtp audio', type: 'inbound-rtp', kind: 'audio', timestamp: at, packetsReceived: 0, packetsLost: 0},
  ];
  if (missing !== undefined)
    entries.push({
      id: 'remote-inbound-rtp audio',
      type: 'remote-inbound-rtp',
      kind: 'audio',
      timestamp: Math.floor(at / 1000),
      fractionLost: missing,
    });
  const path = {id: 'candidate-pair', type: 'candidate-pair', timestamp: at, nominated: true, responsesReceived: answers};
  if (roundTrip !== undefined) entries.push({...path, currentRoundTripTime: roundTrip, totalRoundTripTime: answers * roundTrip});
  return entries;
}

const CLEAN = {missing: 0, roundTrip: 0.04};

test('A clean line is good', () => {
  const samples = [sample({at: 0, sent: 0, received: 0, ...CLEAN}), sample({at: 3000, sent: 150, received: 149, ...CLEAN})];
  assert.deepEqual(judge(samples), {roundTripMs: 40, lossUp: 0, lossDown: 0, verdict: 'good', path: null});
});

test('The round trip is that of the checks meanwhile, not of those before', () => {
  const before = sample({at: 0, sent: 0, received: 0, roundTrip: 0.9, answers: 4});
  const after = [...before.slice(0, -1), {...before.at(-1), responsesReceived: 6, totalRoundTripTime: 3.6 + 0.1} as Entry];
  assert.equal(judge([before, after]).roundTripMs, 50);
});

test('Another path than before is measured by itself', () => {
  const before = sample({at: 0, sent: 0, received: 0, roundTrip: 0.9, answers: 4});
  const after = sample({at: 3000, sent: 150, received: 150, roundTrip: 0.05, answers: 2});
  const other = after.map((entry) => (entry.type === 'candidate-pair' ? {...entry, id: 'other path'} : entry));
  assert.equal(judge([before, other]).roundTripMs, 50);
});

test("Without a check meanwhile it is what the server's reports say, or the last check", () => {
  const checked = sample({at: 0, sent: 0, received: 0, roundTrip: 0.05, answers: 4});
  assert.equal(judge([checked, checked]).roundTripMs, 50);
  const reported: Entry = {id: 'remote-inbound-rtp audio', type: 'remote-inbound-rtp', kind: 'audio', timestamp: 1, roundTripTime: 0.07};
  assert.equal(judge([checked, [...checked, reported]]).roundTripMs, 70);
});

test('What was lost and repaired counts as lost, each way by itself', () => {
  const first = sample({at: 0, sent: 0, received: 0, missing: 0, roundTrip: 0.02});
  const up = judge([first, sample({at: 2000, sent: 100, received: 100, missing: 0, again: 5, asked: 5, roundTrip: 0.02})]);
  assert.deepEqual([up.lossUp, Math.round((up.lossDown ?? 1) * 100), up.verdict], [0.05, 0, 'fair']);
  const down = judge([first, sample({at: 2000, sent: 100, received: 100, missing: 0, asked: 10, roundTrip: 0.02})]);
  assert.deepEqual([down.lossUp, Math.round((down.lossDown ?? 0) * 100), down.verdict], [0, 10, 'poor']);
});

test('A browser that tells no round trip is judged by what got lost', () => {
  const samples = [sample({at: 0, sent: 0, received: 0, missing: 0}), sample({at: 3000, sent: 150, received: 150, missing: 0})];
  assert.deepEqual(judge(samples), {roundTripMs: null, lossUp: 0, lossDown: 0, verdict: 'good', path: null});
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
  assert.deepEqual(judge(samples), {roundTripMs: 40, lossUp: 0, lossDown: 1, verdict: 'none', path: null});
});

test('If nothing was sent, losses are not known, and the round trip alone decides', () => {
  const samples = [0, 3000].map((at) => sample({at, sent: 0, received: 0, roundTrip: 0.1}));
  assert.deepEqual(judge(samples), {roundTripMs: 100, lossUp: null, lossDown: null, verdict: 'good', path: null});
});

test('Without a connection there is nothing', () => {
  assert.deepEqual(judge([]), {roundTripMs: null, lossUp: null, lossDown: null, verdict: 'none', path: null});
});
