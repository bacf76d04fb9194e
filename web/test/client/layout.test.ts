/** Promise: the server always hears the newest layout, never more than ten a second, and never the same twice. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {Layout} from '../../client/layout.ts';
import type {Tile} from '../../client/messages.ts';

let told: number[];
let layout: Layout;

beforeEach(() => {
  mock.timers.enable({apis: ['setTimeout']});
  told = [];
  layout = new Layout((tiles) => void told.push(tiles[0]?.height ?? 0));
});

afterEach(() => {
  layout.close();
  mock.timers.reset();
});

function high(height: number): readonly Tile[] {
  return [{participant: 'ada', source: 'camera', height}];
}

test('What is shown before anybody listens is told when somebody does', () => {
  layout.show(high(180));
  assert.deepEqual(told, []);
  layout.open();
  assert.deepEqual(told, [180]);
});

test('While a window is dragged the first and the newest are told', () => {
  layout.open();
  for (let height = 100; height < 200; height += 1) layout.show(high(height));
  assert.deepEqual(told, [100]);
  mock.timers.tick(100);
  assert.deepEqual(told, [100, 199]);
  mock.timers.tick(1000);
  assert.deepEqual(told, [100, 199]);
});

test('The same again is not told', () => {
  layout.open();
  layout.show(high(180));
  mock.timers.tick(100);
  layout.show(high(180));
  assert.deepEqual(told, [180]);
});

test('A server that knows nothing is told again', () => {
  layout.open();
  layout.show(high(180));
  layout.close();
  layout.open();
  assert.deepEqual(told, [180, 180]);
});

test('What rests keeps its place and wants nothing, and goes on as it was', () => {
  layout.open();
  layout.show(high(180));
  mock.timers.tick(100);
  layout.rest(true);
  assert.equal(layout.heightOf('ada', 'camera'), null);
  mock.timers.tick(100);
  layout.show(high(360));
  mock.timers.tick(100);
  layout.rest(false);
  assert.deepEqual(told, [180, 0, 360]);
  assert.equal(layout.heightOf('ada', 'camera'), 360);
});

test('A page that was never laid out because nobody looks wants nothing', () => {
  const said: (readonly Tile[])[] = [];
  const unseen = new Layout((tiles) => void said.push(tiles));
  unseen.rest(true);
  unseen.open();
  assert.deepEqual(said, [[]]);
  unseen.close();
});

test('A machine that cannot show them asks for no higher faces, and shared screens stay as they are', () => {
  const said: (readonly Tile[])[] = [];
  const limited = new Layout((tiles) => void said.push(tiles));
  limited.open();
  limited.limit(360);
  const shown: readonly Tile[] = [
    {participant: 'ada', source: 'camera', height: 720},
    {participant: 'bo', source: 'camera', height: 90},
    {participant: 'bo', source: 'screen', height: 1080},
  ];
  limited.show(shown);
  mock.timers.tick(100);
  limited.limit(null);
  assert.deepEqual(
    said.map((tiles) => tiles.map(({height}) => height)),
    [
      [360, 90, 1080],
      [720, 90, 1080],
    ],
  );
  limited.close();
});
