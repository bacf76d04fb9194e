/** Promise: whoever speaks into a switched-off microphone is told so, seldom; and nothing listens any longer than that is so. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {isSpeech, MutedSpeech} from '../../client/muted-speech.ts';
import {FakeAnalyser, FakeAudioContext, FakeStream, FakeTrack} from './fake-media.ts';

const SECOND = 1000;
const LOOK = 100; // ms
const SPEECH = 0.1; // of full scale
const ROOM = 0.002;

let speech: MutedSpeech;
let told: number;
let track: FakeTrack;

beforeEach(() => {
  mock.timers.enable({apis: ['setTimeout', 'Date'], now: 1_000_000});
  Object.assign(globalThis, {
    AudioContext: FakeAudioContext,
    AnalyserNode: FakeAnalyser,
    MediaStream: FakeStream,
    addEventListener: () => {},
  });
  told = 0;
  speech = new MutedSpeech(() => (told += 1));
  track = new FakeTrack('audio');
  track.enabled = false;
});

afterEach(() => {
  speech.watch(null);
  mock.timers.reset();
});

function listen(amplitude: number, milliseconds: number): void {
  FakeAnalyser.amplitude = amplitude;
  for (let passed = 0; passed < milliseconds; passed += LOOK) mock.timers.tick(LOOK); // In one leap all would happen at its end.
}

function watch(): void {
  speech.watch(track as unknown as MediaStreamTrack);
}

test('A sentence is speech; a cough, a knock and a quiet room are not', () => {
  assert.equal(isSpeech([0.1, 0.7, 0.7, 0.2, 0.8, 0.7, 0.6, 0.7, 0.1, 0.1]), true);
  assert.equal(isSpeech([0.1, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]), false);
  assert.equal(isSpeech(Array(10).fill(0.3)), false);
});

test('It is told once in ten seconds, for as long as somebody speaks', () => {
  watch();
  listen(ROOM, 5 * SECOND);
  assert.equal(told, 0);
  listen(SPEECH, 2 * SECOND);
  assert.equal(told, 1);
  listen(SPEECH, 7 * SECOND);
  assert.equal(told, 1);
  listen(SPEECH, 4 * SECOND);
  assert.equal(told, 2);
});

test('It listens to a copy, which ends with it; the microphone stays off', () => {
  watch();
  assert.equal(track.copies.length, 1);
  assert.equal(track.copies[0]?.enabled, true);
  assert.equal(track.enabled, false);
  watch();
  assert.equal(track.copies.length, 1);
  speech.watch(null);
  assert.equal(track.copies[0]?.readyState, 'ended');
  listen(SPEECH, 5 * SECOND);
  assert.equal(told, 0);
  assert.equal(track.readyState, 'live');
});
