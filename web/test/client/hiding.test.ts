/** Promise: pictures rest a moment after nobody can see the page, and go on as soon as somebody can. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {watchHiding} from '../../client/hiding.ts';

class FakePage extends EventTarget {
  visibilityState = 'visible';
  pictureInPictureElement: object | null = null;
  get document(): this {
    return this;
  }
  turn(visibilityState: 'visible' | 'hidden'): void {
    this.visibilityState = visibilityState;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let page: FakePage;
let told: boolean[];
let life: AbortController;

beforeEach(() => {
  mock.timers.enable({apis: ['setTimeout']});
  page = new FakePage();
  told = [];
  life = new AbortController();
});

afterEach(() => {
  life.abort();
  mock.timers.reset();
});

const watch = (): void => watchHiding(page, (hidden) => told.push(hidden), life.signal);

test('A page that is hidden for a while counts as hidden, and as seen at once', () => {
  watch();
  page.turn('hidden');
  mock.timers.tick(4999);
  assert.deepEqual(told, []);
  mock.timers.tick(1);
  assert.deepEqual(told, [true]);
  page.turn('visible');
  assert.deepEqual(told, [true, false]);
});

test('A glance elsewhere is no reason', () => {
  watch();
  page.turn('hidden');
  mock.timers.tick(3000);
  page.turn('visible');
  mock.timers.tick(60_000);
  assert.deepEqual(told, []);
});

test('A picture in a window of its own is seen', () => {
  watch();
  page.pictureInPictureElement = {};
  page.turn('hidden');
  mock.timers.tick(60_000);
  assert.deepEqual(told, []);
});

test('A page that is frozen has no moment left', () => {
  watch();
  page.turn('hidden');
  page.dispatchEvent(new Event('freeze'));
  assert.deepEqual(told, [true]);
});

test('A page that begins behind another is hidden', () => {
  page.visibilityState = 'hidden';
  watch();
  mock.timers.tick(5000);
  assert.deepEqual(told, [true]);
});

test('Nothing is told after the end, nor of a page that says nothing', () => {
  watch();
  page.turn('hidden');
  life.abort();
  mock.timers.tick(60_000);
  assert.deepEqual(told, []);
  watchHiding(new EventTarget(), (hidden) => told.push(hidden), new AbortController().signal);
  mock.timers.tick(60_000);
  assert.deepEqual(told, []);
});
