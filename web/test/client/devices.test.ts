/** Promise: a device that can't be had keeps nobody out, exactly what is switched on is sent, and a light is never left on. */

import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {Devices} from '../../client/devices.ts';
import {Switches} from '../../client/switches.ts';
import {type Asked, FakeMediaDevices, FakeStream, FakeTrack} from './fake-media.ts';

let media: FakeMediaDevices;
let devices: Devices;
let switches: Switches;
let lost: string[];

beforeEach(() => {
  media = new FakeMediaDevices();
  Object.defineProperty(globalThis, 'navigator', {value: {mediaDevices: media}, configurable: true});
  Object.assign(globalThis, {MediaStream: FakeStream});
  devices = new Devices();
  lost = [];
  switches = new Switches(devices, {changed: () => {}, lost: ({code}) => void lost.push(code)});
});

function refuse(name: string, when: (asked: Asked) => unknown = () => true): void {
  media.answer = (asked) => (when(asked) ? Promise.reject(new DOMException('No.', name)) : Promise.resolve());
}

function lights(): number {
  return media.given.filter(({readyState}) => readyState === 'live').length;
}

/** A question that is answered when the test says so. */
function ask(): () => void {
  let answer = (): void => {};
  media.answer = () => new Promise((resolve) => (answer = resolve));
  return () => answer();
}

test('Both devices are had by one question', async () => {
  await devices.openBoth();
  assert.equal(media.asked.length, 1);
  assert.equal(devices.track('microphone')?.kind, 'audio');
  assert.equal(devices.track('camera')?.kind, 'video');
});

test('Without a camera the microphone is still had, and the trouble has a name', async () => {
  refuse('NotFoundError', ({video}) => video);
  await devices.openBoth();
  assert.ok(devices.track('microphone'));
  assert.equal(devices.track('camera'), null);
  assert.equal(devices.trouble('camera'), 'missing');
  assert.equal(devices.trouble('microphone'), null);
});

for (const [name, trouble] of [
  ['NotAllowedError', 'denied'],
  ['NotReadableError', 'busy'],
  ['NotFoundError', 'missing'],
  ['TypeError', 'unsupported'],
] as const) {
  test(`${name} is told as '${trouble}' and thrown at nobody`, async () => {
    refuse(name);
    assert.equal(await devices.open('camera'), null);
    assert.equal(devices.trouble('camera'), trouble);
  });
}

test('If the chosen device is gone, another one does', async () => {
  refuse('OverconstrainedError', ({audio}) => Boolean(audio && 'deviceId' in audio));
  assert.ok(await devices.open('microphone', 'gone'));
  assert.equal(devices.trouble('microphone'), null);
});

test('Another device takes the place of the one before, whose light goes out', async () => {
  await devices.open('camera', 'one');
  await devices.open('camera', 'other');
  assert.equal(lights(), 1);
});

test('Whoever closes while the browser still asks has no light on', async () => {
  const answer = ask();
  const opening = devices.open('camera');
  devices.close('camera');
  answer();
  assert.equal(await opening, null);
  assert.equal(lights(), 0);
});

test("A track of the page's own is sent and never stopped", async () => {
  const theirs = new FakeTrack('video');
  await switches.set('camera', theirs as unknown as MediaStreamTrack);
  assert.equal(switches.sent('camera'), theirs);
  await switches.set('camera', false);
  assert.equal(switches.sent('camera'), null);
  assert.equal(theirs.readyState, 'live');
});

test('A preview is not sent', async () => {
  await devices.openBoth();
  assert.equal(switches.sent('camera'), null);
  assert.equal(switches.sent('microphone'), null);
});

test('A camera that is switched off goes dark; a microphone falls silent and is back without a question', async () => {
  await switches.set('camera', true);
  await switches.set('microphone', true);
  await switches.set('camera', false);
  await switches.set('microphone', false);
  assert.deepEqual(switches.own, {microphone: false, camera: false});
  assert.equal(lights(), 1);
  assert.equal(devices.track('microphone')?.enabled, false);
  await switches.set('microphone', true);
  assert.equal(media.asked.length, 2);
  assert.equal(switches.sent('microphone')?.enabled, true);
});

test('On and off before the camera is there ends with off', async () => {
  const answer = ask();
  const on = switches.set('camera', true);
  await switches.set('camera', false);
  answer();
  await on;
  assert.equal(switches.own.camera, false);
  assert.equal(lights(), 0);
});

test('What can be had no more is refused by name, and stays off', async () => {
  refuse('NotAllowedError');
  await assert.rejects(switches.set('camera', true), {code: 'camera-denied'});
  assert.equal(switches.own.camera, false);
});

test('A camera that is pulled out is off; another one that is chosen is sent', async () => {
  await switches.set('camera', true);
  media.given[0]?.pull();
  assert.equal(switches.own.camera, false);
  assert.equal(devices.trouble('camera'), 'missing');
  assert.deepEqual(lost, ['camera-missing']);
  await switches.set('camera', 'other');
  const before = switches.sent('camera');
  await devices.open('camera', 'third');
  assert.ok(switches.sent('camera') && switches.sent('camera') !== before);
});

test('What the system keeps to itself for a while is still on, and said to be held back', async () => {
  await switches.set('microphone', true);
  media.given[0]?.hold(true);
  assert.deepEqual(switches.interrupted, {microphone: true, camera: false});
  assert.equal(switches.own.microphone, true);
  media.given[0]?.hold(false);
  assert.equal(devices.isInterrupted('microphone'), false);
  media.given[0]?.hold(true);
  await devices.open('microphone', 'other');
  assert.equal(devices.isInterrupted('microphone'), false);
  assert.deepEqual(lost, []);
});

test('At the end nothing is sent and every light is out', async () => {
  await switches.set('camera', true);
  await switches.set('microphone', true);
  switches.allOff();
  assert.equal(lights(), 0);
  assert.deepEqual([switches.sent('camera'), switches.sent('microphone')], [null, null]);
});

test('The devices are listed by kind', async () => {
  const {microphones, cameras, speakers} = await devices.list();
  assert.deepEqual(
    [microphones, cameras, speakers].map((list) => list[0]?.deviceId),
    ['one audioinput', 'one videoinput', 'one audiooutput'],
  );
});
