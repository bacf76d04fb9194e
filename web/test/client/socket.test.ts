/** Promise: every request is settled exactly once, by its own answer; and a socket comes back until we close it. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {Backoff} from '../../client/backoff.ts';
import {RoomError} from '../../client/errors.ts';
import type {Request} from '../../client/messages.ts';
import {Socket, type SocketListener} from '../../client/socket.ts';
import {FakeWebSocket} from './fake-websocket.ts';

const HELLO: Request = {type: 'hello', token: 'a.b.c'};
const LONG = 60_000; // ms: longer than any pause between attempts

let told: string[];
let greet: () => Promise<Request>;
let socket: Socket;

const listener: SocketListener = {
  greet: () => greet(),
  refused: ({code}) => void told.push(`refused ${code}`),
  received: ({type}) => void told.push(`received ${type}`),
  complained: ({code}) => void told.push(`complained ${code}`),
  dropped: (code) => void told.push(`dropped ${code}`),
};

beforeEach(() => {
  mock.timers.enable({apis: ['setTimeout', 'Date'], now: 1_000_000});
  Object.assign(globalThis, {WebSocket: FakeWebSocket});
  FakeWebSocket.made.length = 0;
  told = [];
  greet = () => Promise.resolve(HELLO);
  socket = new Socket('wss://host/socket', listener, new Backoff(() => 1));
  socket.open();
});

afterEach(() => {
  socket.close();
  mock.timers.reset();
});

/** Let every promise that can settle do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

async function connected(): Promise<FakeWebSocket> {
  await settle();
  FakeWebSocket.newest.accept();
  await settle();
  return FakeWebSocket.newest;
}

async function outcome(request: Promise<void>): Promise<string> {
  return await request.then(
    () => 'done',
    ({code}: RoomError) => code,
  );
}

test('It greets before anything else, in MessagePack', async () => {
  const peer = await connected();
  assert.equal(peer.protocol, 'holdspace.v1.msgpack');
  assert.deepEqual(peer.sent, [{...HELLO, id: 1}]);
});

test('Answers find their requests in whatever order they come', async () => {
  const peer = await connected();
  const outcomes = [{type: 'leave'} as const, {type: 'end_session'} as const].map((each) => outcome(socket.request(each)));
  const [, first, second] = peer.sent.map(({id}) => id);
  peer.say({type: 'error', id: second, code: 'not-allowed', message: 'No.'});
  peer.say({type: 'done', id: first});
  peer.say({type: 'done', id: first});
  assert.deepEqual(await Promise.all(outcomes), ['done', 'not-allowed']);
  assert.deepEqual(told, []);
});

test('What the server says by itself is passed on, and so is a complaint that nobody waits for', async () => {
  const peer = await connected();
  peer.say({type: 'speaking', participants: []});
  peer.say({type: 'error', code: 'too-fast', message: 'Slow down.'});
  peer.say({type: 'weather'});
  assert.deepEqual(told, ['received speaking', 'complained too-fast', 'received weather']);
});

test('A lost connection fails what was asked, tells, and comes back', async () => {
  const peer = await connected();
  const asked = outcome(socket.request({type: 'leave'}));
  peer.end(1006);
  assert.equal(await asked, 'disconnected');
  assert.deepEqual(told, ['dropped 1006']);
  mock.timers.tick(LONG);
  assert.deepEqual((await connected()).sent, [{...HELLO, id: 3}]);
  assert.equal(FakeWebSocket.made.length, 2);
});

test('While there is no connection a request fails at once', async () => {
  assert.equal(await outcome(socket.request({type: 'leave'})), 'disconnected');
});

test('It tries again for ever, ever more rarely, and quickly once the server was there', async () => {
  const waits: number[] = [];
  for (let attempt = 0; attempt < 9; attempt += 1) {
    await settle();
    FakeWebSocket.newest.end();
    waits.push(await pause());
  }
  assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]);
  socket.settle();
  await settle();
  FakeWebSocket.newest.end();
  assert.equal(await pause(), 250);
});

/** How long it waits until the next attempt, in steps of 50 ms. */
async function pause(): Promise<number> {
  const before = FakeWebSocket.made.length;
  for (let waited = 50; waited <= LONG; waited += 50) {
    mock.timers.tick(50);
    await settle();
    if (FakeWebSocket.made.length > before) return waited;
  }
  return Number.POSITIVE_INFINITY;
}

test('A network that swallows everything is given up and tried again', async () => {
  await settle();
  mock.timers.tick(LONG);
  assert.deepEqual(told, ['dropped 0']);
  mock.timers.tick(LONG);
  await settle();
  assert.equal(FakeWebSocket.made.length, 2);
});

test('A refused greeting is told by its code', async () => {
  const peer = await connected();
  peer.say({type: 'error', id: 1, code: 'bad-token', message: 'Expired.'});
  peer.end(4401);
  await settle();
  assert.deepEqual(told.sort(), ['dropped 4401', 'refused bad-token']);
});

test('A greeting that cannot be had now is tried again; one that is refused is told', async () => {
  socket.close();
  greet = () => Promise.reject(new RoomError('unreachable', 'Later.'));
  socket = new Socket('wss://host/socket', listener, new Backoff(() => 1));
  socket.open();
  await settle();
  mock.timers.tick(1000);
  assert.deepEqual(told, ['dropped 0']);
  greet = () => Promise.reject(new RoomError('bad-link', 'No.'));
  mock.timers.tick(LONG);
  await settle();
  assert.deepEqual(told, ['dropped 0', 'refused bad-link', 'dropped 0']);
  assert.ok(
    FakeWebSocket.made.slice(1).every(({sent}) => sent.length === 0),
    'nothing is said without a greeting',
  );
});

test('A server that is reached by the socket alone may say why it is so', async () => {
  socket.close();
  greet = () => Promise.reject(new RoomError('unreachable', 'Later.'));
  socket = new Socket('wss://host/socket', listener, new Backoff(() => 1));
  socket.open();
  const peer = await connected();
  peer.say({type: 'error', code: 'foreign-origin', message: 'No.'});
  assert.deepEqual(told, ['complained foreign-origin']);
  assert.deepEqual(peer.sent, []);
});

test('The connection comes up while we still ask who we are', async () => {
  socket.close();
  let know: (request: Request) => void = () => {};
  greet = () => new Promise((resolve) => (know = resolve));
  socket = new Socket('wss://host/socket', listener);
  socket.open();
  const peer = await connected();
  assert.deepEqual(peer.sent, []);
  know(HELLO);
  await settle();
  assert.deepEqual(peer.sent, [{...HELLO, id: 1}]);
});

test('Whoever hurries waits for no pause, and finds the server quickly again afterwards', async () => {
  await settle();
  for (let attempt = 0; attempt < 4; attempt += 1) {
    FakeWebSocket.newest.end();
    socket.hurry();
    await settle();
  }
  assert.equal(FakeWebSocket.made.length, 5);
  FakeWebSocket.newest.end();
  assert.equal(await pause(), 250);
});

test('Hurrying twice is one attempt; one that hangs is made anew', async () => {
  await settle();
  FakeWebSocket.newest.end();
  socket.hurry();
  socket.hurry();
  assert.equal(FakeWebSocket.made.length, 2);
  mock.timers.tick(1500);
  socket.hurry();
  assert.equal(FakeWebSocket.made.length, 3);
  const peer = await connected();
  assert.deepEqual(
    peer.sent.map(({type}) => type),
    ['hello'],
  );
});

test('A connection that may have slept is asked; any answer will do', async () => {
  const peer = await connected();
  peer.say({type: 'done', id: 1});
  await settle();
  socket.hurry();
  socket.hurry();
  assert.deepEqual(peer.sent.slice(1), [{type: 'publish', id: 2}]);
  peer.say({type: 'error', id: 2, code: 'out-of-turn', message: 'Not yet.'});
  await settle();
  mock.timers.tick(2000);
  assert.equal(FakeWebSocket.made.length, 1);
  assert.deepEqual(told, []);
});

/** A connection that has been greeted, and is asked whether it lives. */
async function doubted(): Promise<FakeWebSocket> {
  const peer = await connected();
  peer.say({type: 'done', id: 1});
  await settle();
  socket.hurry();
  return peer;
}

test('On another network the first connection that is up is ours, without waiting for the dead one', async () => {
  await doubted();
  mock.timers.tick(300);
  assert.equal(FakeWebSocket.made.length, 2);
  assert.deepEqual(told, []);
  FakeWebSocket.newest.accept();
  await settle();
  assert.deepEqual(told, ['dropped 0']);
  assert.deepEqual(
    FakeWebSocket.newest.sent.map(({type}) => type),
    ['hello'],
  );
  FakeWebSocket.newest.say({type: 'done', id: 3});
  await settle();
  mock.timers.tick(LONG);
  assert.equal(FakeWebSocket.made.length, 2);
  assert.equal(FakeWebSocket.newest.readyState, FakeWebSocket.OPEN);
});

test('A connection that answers, if late, is kept, and the spare one closed unused', async () => {
  const peer = await doubted();
  mock.timers.tick(300);
  const spare = FakeWebSocket.newest;
  peer.say({type: 'done', id: 2});
  await settle();
  spare.accept();
  await settle();
  mock.timers.tick(LONG);
  assert.deepEqual([told, spare.sent, FakeWebSocket.made.length], [[], [], 2]);
});

test('Where no other connection comes up either, all is tried anew', async () => {
  await doubted();
  mock.timers.tick(300);
  mock.timers.tick(1200);
  assert.deepEqual(told, ['dropped 0']);
  assert.equal(FakeWebSocket.made.length, 3);
  assert.equal(FakeWebSocket.made[1]?.readyState, 3);
});

test('A connection that is dead and does not know is given up soon, and another one made at once', async () => {
  const peer = await connected();
  peer.say({type: 'done', id: 1});
  await settle();
  socket.hurry();
  mock.timers.tick(1500);
  assert.deepEqual(told, ['dropped 0']);
  assert.equal(FakeWebSocket.made.length, 3);
});

test('A connection over which nothing has come of late is asked, and not more often', async () => {
  const peer = await connected();
  peer.say({type: 'done', id: 1});
  await settle();
  for (const wait of [1000, 399, 1]) {
    mock.timers.tick(wait);
    socket.attend();
  }
  assert.deepEqual(peer.sent.slice(1), [{type: 'publish', id: 2}]);
  peer.say({type: 'done', id: 2});
  await settle();
  mock.timers.tick(1399);
  socket.attend();
  assert.equal(peer.sent.length, 2);
});

test('Nothing is asked before we have said who we are', async () => {
  const peer = await connected();
  socket.hurry();
  assert.deepEqual(
    peer.sent.map(({type}) => type),
    ['hello'],
  );
});

test('A greeting that nobody answers is given up', async () => {
  await connected();
  mock.timers.tick(8000);
  assert.deepEqual(told, ['dropped 0']);
});

test('Closed is closed: nothing is told, nothing comes back, and twice is harmless', async () => {
  const peer = await connected();
  const asked = outcome(socket.request({type: 'leave'}));
  socket.close();
  socket.close();
  peer.say({type: 'speaking', participants: []});
  peer.end();
  socket.restart();
  socket.hurry();
  mock.timers.tick(LONG);
  await settle();
  assert.equal(await asked, 'disconnected');
  assert.deepEqual(told, []);
  assert.equal(FakeWebSocket.made.length, 1);
});
