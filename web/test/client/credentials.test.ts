/** Promise: a key leaves by no URL, a place is found again, and what one link left behind is never used for another. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';
import {parseAddress} from '../../client/address.ts';
import {Credentials, type Hello} from '../../client/credentials.ts';
import {RoomError} from '../../client/errors.ts';
import type {Keep, KeptName} from '../../client/options.ts';

const URL_OF_ROOM = 'https://host.example/r/abc';
const original = globalThis.fetch;

let calls: {url: string; init: RequestInit}[];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
  calls = [];
  answer = () => Response.json({token: `token-${calls.length}`});
  globalThis.fetch = async (url, init = {}) => {
    calls.push({url: String(url), init});
    return await answer();
  };
});

afterEach(() => {
  globalThis.fetch = original;
});

function drawer(contents: Partial<Record<KeptName, string>> = {}): Keep & {readonly kept: Map<string, string>} {
  const kept = new Map(Object.entries(contents));
  return {
    kept,
    get: (name) => kept.get(name) ?? null,
    set: (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
  };
}

function seatOf(hello: Hello): string {
  assert.ok('seat' in hello && hello.seat !== undefined);
  return hello.seat;
}

test('An address leads to the page, the socket and the API, and its key to none of them', () => {
  assert.deepEqual(parseAddress(`${URL_OF_ROOM}#k=sesame`), {
    api: 'https://host.example/v1/rooms/abc',
    socket: 'wss://host.example/v1/rooms/abc/socket',
    page: 'https://host.example/r/abc',
    key: 'sesame',
    code: null,
  });
  assert.equal(parseAddress('http://127.0.0.1:8080/r/x/').socket, 'ws://127.0.0.1:8080/v1/rooms/x/socket');
  assert.equal(parseAddress('https://host.example/care/r/abc').api, 'https://host.example/care/v1/rooms/abc');
});

for (const text of ['', 'abc', '/r/abc', 'https://host.example/', 'ftp://host.example/r/abc', 'javascript:alert(1)//r/abc']) {
  test(`'${text}' is no address`, () => {
    assert.throws(() => parseAddress(text), {code: 'bad-address'});
  });
}

test('A token is said as it is, without a seat', async () => {
  assert.deepEqual(await new Credentials({url: URL_OF_ROOM, token: 'jwt'}).hello(), {type: 'hello', token: 'jwt'});
  assert.equal(calls.length, 0);
});

test('Nothing to say is our own mistake', () => {
  assert.throws(() => new Credentials({url: URL_OF_ROOM}), {code: 'no-token'});
});

test('A key is exchanged once, in the body of a request that carries nothing else', async () => {
  const credentials = new Credentials({url: `${URL_OF_ROOM}#k=sesame`});
  const first = await credentials.hello();
  const second = await credentials.hello();
  assert.deepEqual(first, second);
  assert.ok('token' in first && first.token === 'token-1' && /^[0-9a-f]{32}$/.test(seatOf(first)));
  assert.equal(calls.length, 1);
  assert.equal(calls[0]?.url, 'https://host.example/v1/rooms/abc/exchange');
  assert.equal(calls[0]?.init.body, '{"key":"sesame"}');
  assert.equal(calls[0]?.init.credentials, 'omit');
});

test('Back to the place once it is held, and not from its threshold', async () => {
  const keep = drawer();
  const credentials = new Credentials({url: URL_OF_ROOM, token: 'jwt', keep});
  credentials.welcomed('way-back');
  assert.equal(credentials.returning, false);
  assert.equal(keep.kept.has('resume'), false);
  credentials.joined();
  assert.deepEqual(await credentials.hello(), {type: 'hello', resume: 'way-back'});
  credentials.welcomed('newer-way-back');
  assert.deepEqual(await credentials.hello(), {type: 'hello', resume: 'newer-way-back'});
});

test('A code from another device leads to the place there, once; then there is a way back of our own', async () => {
  const keep = drawer();
  const credentials = new Credentials({url: `${URL_OF_ROOM}#d=ABCDE12345`, keep});
  assert.equal(credentials.returning, true);
  assert.deepEqual(await credentials.hello(), {type: 'hello', code: 'ABCDE12345'});
  credentials.welcomed('way-back');
  assert.equal(credentials.returning, true);
  const again = await credentials.hello();
  assert.ok('resume' in again && again.resume === 'way-back');
  assert.equal(keep.kept.get('resume'), 'way-back');
});

test('A device that has only ever had a code has no way back of its own once its place is gone', async () => {
  const byCode = new Credentials({url: `${URL_OF_ROOM}#d=ABCDE12345`});
  byCode.welcomed('way-back');
  assert.equal(byCode.mayReturn, true);
  byCode.forget();
  assert.equal(byCode.mayReturn, false);
  const byLink = new Credentials({url: `${URL_OF_ROOM}#k=of-a-link`});
  byLink.forget();
  assert.equal(byLink.mayReturn, true);
});

test('A code that opens no more is forgotten: the tab may have a way back, or there is no way in', async () => {
  const returning = new Credentials({url: URL_OF_ROOM, code: 'USED', keep: drawer({resume: 'way-back'})});
  assert.equal(returning.refused('bad-token'), 'again');
  const hello = await returning.hello();
  assert.ok('resume' in hello && hello.resume === 'way-back');
  assert.equal(new Credentials({url: URL_OF_ROOM, code: 'USED'}).refused('bad-token'), 'fatal');
});

test('A reload leads back without the key', async () => {
  const keep = drawer();
  const before = new Credentials({url: URL_OF_ROOM, key: 'sesame', keep});
  const first = await before.hello();
  before.welcomed('way-back');
  before.joined();
  assert.deepEqual(await new Credentials({url: URL_OF_ROOM, keep}).hello(), {type: 'hello', resume: 'way-back', seat: seatOf(first)});
});

test('A way back that leads nowhere is forgotten, and the token is said again', async () => {
  const keep = drawer({token: 'jwt', resume: 'old', seat: 'a'.repeat(32)});
  const credentials = new Credentials({url: URL_OF_ROOM, keep});
  await credentials.hello();
  assert.equal(credentials.refused('bad-token'), 'lapsed');
  assert.deepEqual(await credentials.hello(), {type: 'hello', token: 'jwt', seat: 'a'.repeat(32)});
  assert.equal(keep.kept.has('resume'), false);
});

test('With nothing but a way back that leads nowhere, there is no way in', async () => {
  const credentials = new Credentials({url: URL_OF_ROOM, keep: drawer({resume: 'old'})});
  await credentials.hello();
  assert.equal(credentials.refused('bad-token'), 'lapsed');
  await assert.rejects(credentials.hello(), {code: 'bad-token'});
  assert.equal(calls.length, 0);
});

test('An expired token is renewed by the key, once', async () => {
  const credentials = new Credentials({url: URL_OF_ROOM, key: 'sesame'});
  await credentials.hello();
  assert.equal(credentials.refused('bad-token'), 'again');
  assert.equal(((await credentials.hello()) as {token: string}).token, 'token-2');
  assert.equal(credentials.refused('bad-token'), 'fatal');
});

test("An embedder's token is not ours to renew", () => {
  assert.equal(new Credentials({url: URL_OF_ROOM, token: 'jwt'}).refused('bad-token'), 'fatal');
});

test('Another link in the same tab is another person', async () => {
  const keep = drawer();
  const facilitator = new Credentials({url: URL_OF_ROOM, key: 'theirs', keep});
  const first = await facilitator.hello();
  facilitator.welcomed('way-back');
  facilitator.joined();
  const hello = await new Credentials({url: URL_OF_ROOM, key: 'other', keep}).hello();
  assert.ok('token' in hello && hello.token === 'token-2');
  assert.notEqual(seatOf(hello), seatOf(first));
  assert.ok(![...keep.kept.values()].some((value) => value.includes('other') || value.includes('theirs')), 'no key is kept');
});

test('A server that is away is tried again; a key that leads nowhere is not', async () => {
  const credentials = new Credentials({url: URL_OF_ROOM, key: 'sesame'});
  answer = () => Promise.reject(new TypeError('network'));
  await assert.rejects(credentials.hello(), {code: 'unreachable'});
  answer = () => new Response('', {status: 503});
  await assert.rejects(credentials.hello(), {code: 'unreachable'});
  answer = () => Response.json({code: 'bad-link', detail: 'This link leads nowhere.'}, {status: 404});
  await assert.rejects(credentials.hello(), (error) => error instanceof RoomError && error.code === 'bad-link');
});
