/** Promise: a person is let in, kept through interruptions, and let go of completely, whatever the network does meanwhile. */

import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import type {StateMessage, WelcomeMessage} from '../../client/messages.ts';
import type {Keep} from '../../client/options.ts';
import {HoldspaceRoom} from '../../client/room.ts';
import {FakeAnalyser, FakeAudio, FakeAudioContext, FakeMediaDevices, FakeNode, FakePeer, FakeStream} from './fake-media.ts';
import {FakeWebSocket, type Sent} from './fake-websocket.ts';

const LONG = 60_000; // ms
/** Four lines to send on, then one slot of each kind: mids 4 and 5. */
const OFFER = 'audio video video audio audio video';

let room: HoldspaceRoom;
let told: string[];
let media: FakeMediaDevices;
let keep: Keep & {readonly kept: Map<string, string>};

beforeEach(() => {
  mock.timers.enable({apis: ['setTimeout']});
  media = new FakeMediaDevices();
  Object.defineProperty(globalThis, 'navigator', {value: {mediaDevices: media}, configurable: true});
  Object.assign(globalThis, {WebSocket: FakeWebSocket, RTCPeerConnection: FakePeer, MediaStream: FakeStream});
  Object.assign(globalThis, {
    AudioContext: FakeAudioContext,
    GainNode: FakeNode,
    AnalyserNode: FakeAnalyser,
    Audio: FakeAudio,
    addEventListener: () => {},
  });
  FakeWebSocket.made.length = 0;
  FakePeer.made.length = 0;
  const kept = new Map<string, string>();
  keep = {
    kept,
    get: (name) => kept.get(name) ?? null,
    set: (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
  };
  enterAnew();
});

afterEach(async () => {
  const leaving = room.leave();
  await settle();
  mock.timers.tick(LONG);
  await leaving;
  mock.timers.reset();
});

function enterAnew(): void {
  told = [];
  room = new HoldspaceRoom({url: 'https://host.example/r/abc', token: 'jwt', keep});
  for (const type of [
    'joined',
    'left',
    'participant-joined',
    'participant-left',
    'knock',
    'muted',
    'camera-stopped',
    'asked-to-unmute',
  ] as const) {
    room.addEventListener(type, () => void told.push(type));
  }
  room.addEventListener('error', ({detail}) => void told.push(`error ${detail.code}`));
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

/** The server's side of the newest socket. */
const server = {
  said(type: string): Sent | undefined {
    return FakeWebSocket.newest.sent.findLast((sent) => sent.type === type);
  },
  async grant(type: string): Promise<void> {
    FakeWebSocket.newest.say({type: 'done', id: server.said(type)?.id});
    await settle();
  },
  async deny(type: string, code: string): Promise<void> {
    FakeWebSocket.newest.say({type: 'error', id: server.said(type)?.id, code, message: 'No.'});
    await settle();
  },
  async welcome(resume = 'way-back', more: Partial<WelcomeMessage> = {}): Promise<void> {
    await settle();
    FakeWebSocket.newest.accept();
    await settle();
    const title = {id: 'abc', name: 'Thursday'};
    FakeWebSocket.newest.say({
      type: 'welcome',
      protocol: 1,
      room: title,
      role: 'client',
      name: null,
      capacity: 14,
      offer: OFFER,
      resume,
      norms: null,
      ...more,
    });
    await server.grant('hello');
    await server.grant('answer');
  },
  async show(phase: 'lobby' | 'joined', more: Partial<StateMessage> = {}): Promise<void> {
    const state = {phase, self: 'me', participants: [], rooms: [], lobby: [], hold: false, locked: false, slots: []};
    const quiet = {chat_mode: 'facilitators', help: [], norms: null};
    FakeWebSocket.newest.say({type: 'state', ...state, ...quiet, recording: {state: 'off', scope: null, since: null}, ...more});
    await settle();
  },
  async comeBack(): Promise<void> {
    mock.timers.tick(LONG);
    await settle();
  },
};

function person(id: string): StateMessage['participants'][number] {
  const devices = {microphone: true, camera: true, screen: false};
  return {id, name: id, private_name: null, role: 'client', seat: 0, room: 'm0', ...devices, hand: null, away: false, connection: 'here'};
}

const ADA_SEEN: Partial<StateMessage> = {
  participants: [person('me'), person('ada')],
  slots: [{mid: '5', participant: 'ada', source: 'camera', gain: 1}],
};

async function join(more: Partial<StateMessage> = ADA_SEEN): Promise<void> {
  const joining = room.join({name: 'Fern', microphone: true, camera: true, autoplay: false});
  await server.welcome();
  await server.show('joined', more);
  await server.grant('join');
  await joining;
}

test('A connection is made with the TURN servers that came with its offer, and the next one with its own', async () => {
  const turn = (username: string) => [{urls: ['turn:turn.example.org'], username, credential: 'password'}];
  await join();
  assert.deepEqual(FakePeer.newest.configuration.iceServers, []);
  FakeWebSocket.newest.end();
  await server.comeBack();
  await server.welcome('newer-way-back', {ice_servers: turn('newer')});
  assert.deepEqual(FakePeer.newest.configuration.iceServers, turn('newer'));
});

test('Behind the pre-join page the endpoint comes up, nothing is sent, and nobody has joined', async () => {
  await room.devices.openBoth();
  const preparing = room.prepare();
  await server.welcome();
  await preparing;
  assert.equal(server.said('answer')?.['sdp'], 'sendonly sendonly sendonly sendonly recvonly recvonly');
  assert.deepEqual(
    [0, 1, 2, 3].map((mid) => FakePeer.newest.sent(mid)),
    [null, null, null, null],
  );
  assert.equal(room.state.phase, 'idle');
  assert.deepEqual(room.state.room, {id: 'abc', name: 'Thursday'});
  assert.equal(server.said('join'), undefined);
});

test('Joining says what is on, sends exactly that, and shows who is there', async () => {
  await join();
  assert.deepEqual({...server.said('join'), id: 0}, {type: 'join', id: 0, name: 'Fern', microphone: true, camera: true});
  assert.equal(FakePeer.newest.sent(0), room.devices.track('microphone'));
  assert.equal(FakePeer.newest.sent(1), room.devices.track('camera'));
  assert.deepEqual(told, ['joined']);
  assert.equal(room.streamOf('ada', 'camera')?.getTracks()[0]?.label, '1/5');
  assert.equal(room.streamOf('me', 'camera')?.getTracks()[0], room.devices.track('camera'));
  assert.equal(server.said('publish'), undefined);
});

test('With everything open the word goes out in the moment of the click, before the devices follow it', async () => {
  await room.devices.openBoth();
  const preparing = room.prepare();
  await server.welcome();
  await preparing;
  const joining = room.join({name: 'Fern', microphone: true, camera: true, autoplay: false});
  assert.deepEqual({...server.said('join'), id: 0}, {type: 'join', id: 0, name: 'Fern', microphone: true, camera: true});
  await server.show('joined');
  await server.grant('join');
  await joining;
  assert.equal(FakePeer.newest.sent(1), room.devices.track('camera'));
  assert.equal(server.said('publish'), undefined);
});

test('Whoever permits nothing still gets in', async () => {
  media.answer = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
  await join();
  assert.deepEqual(told, ['error microphone-denied', 'error camera-denied', 'joined']);
  assert.equal(server.said('join')?.['camera'], false);
});

test('Switching is told and sent; nothing is negotiated again', async () => {
  await join();
  await room.setCamera(false);
  await settle();
  assert.deepEqual({...server.said('publish'), id: 0}, {type: 'publish', id: 0, camera: false});
  assert.equal(FakePeer.newest.sent(1), null);
  assert.equal(room.streamOf('me', 'camera'), null);
  assert.equal(FakePeer.made.length, 1);
});

test('Muted by a facilitator, the microphone is off here, too, until its owner switches it on', async () => {
  await join();
  FakeWebSocket.newest.say({type: 'muted', by: 'ada'});
  await settle();
  assert.equal(FakePeer.newest.sent(0), null);
  assert.equal(room.state.own.microphone, false);
  assert.equal(told.at(-1), 'muted');
  await room.setMicrophone(true);
  await settle();
  assert.equal(server.said('publish')?.['microphone'], true);
});

test('A camera that a facilitator stops goes dark here, too; being asked to speak switches nothing', async () => {
  await join();
  FakeWebSocket.newest.say({type: 'camera_stopped', by: 'ada'});
  FakeWebSocket.newest.say({type: 'asked_to_unmute', by: 'ada'});
  await settle();
  assert.deepEqual(room.state.own, {microphone: true, camera: false});
  assert.equal(room.devices.track('camera'), null);
  assert.deepEqual(told, ['joined', 'camera-stopped', 'asked-to-unmute']);
});

test('A screen is shared with its sound until its owner ends it, here or in the browser', async () => {
  await join();
  await room.shareScreen(true);
  await settle();
  assert.deepEqual({...server.said('publish'), id: 0}, {type: 'publish', id: 0, screen: true});
  assert.equal(FakePeer.newest.sent(2), media.given.at(-2));
  assert.equal(FakePeer.newest.sent(3), media.given.at(-1));
  assert.equal(room.streamOf('me', 'screen')?.getVideoTracks()[0], media.given.at(-2));

  media.given.at(-2)?.pull(); // From the browser's own bar.
  await settle();
  assert.deepEqual({...server.said('publish'), id: 0}, {type: 'publish', id: 0, screen: false});
  assert.equal(FakePeer.newest.sent(2), null);
  assert.equal(media.given.at(-1)?.readyState, 'ended');
  assert.equal(room.streamOf('me', 'screen'), null);
});

test('A shared screen outlives a broken socket, and nobody is left seeing one that has ended meanwhile', async () => {
  await join();
  await room.shareScreen(true);
  FakeWebSocket.newest.end();
  await server.comeBack();
  await server.welcome('newer-way-back');
  await server.show('joined', ADA_SEEN);
  assert.equal(server.said('publish')?.['screen'], true);
  assert.equal(FakePeer.newest.sent(2), media.given.at(-2));

  FakeWebSocket.newest.end();
  await room.shareScreen(false);
  await server.comeBack();
  await server.welcome('newest-way-back');
  await server.show('joined', ADA_SEEN);
  assert.equal(server.said('publish')?.['screen'], false);
});

test('Whoever thinks better of sharing is told so, and shares nothing', async () => {
  await join();
  media.answer = () => Promise.reject(new Error('no'));
  await assert.rejects(room.shareScreen(true), {code: 'screen-denied'});
  await settle();
  assert.equal(server.said('publish'), undefined);
  assert.ok(!FakePeer.newest.sent(2));
});

test('A broken socket leads back to the place with the same tracks, the same people and their streams', async () => {
  await join();
  room.layout([{participant: 'ada', source: 'camera', height: 360}]);
  const ada = room.streamOf('ada', 'camera');
  const camera = room.devices.track('camera');
  FakeWebSocket.newest.end();
  assert.equal(room.state.phase, 'reconnecting');
  assert.equal(room.state.participants.length, 2);
  await room.setMicrophone(false); // It is switched meanwhile.
  await server.comeBack();
  await server.welcome('newer-way-back');
  assert.deepEqual({...server.said('hello'), id: 0}, {type: 'hello', id: 0, resume: 'way-back'});
  await server.show('joined', ADA_SEEN);
  assert.equal(server.said('join'), undefined);
  assert.deepEqual({...server.said('publish'), id: 0}, {type: 'publish', id: 0, microphone: false, camera: true, screen: false});
  assert.ok(server.said('layout'));
  assert.equal(FakePeer.newest.sent(1), camera);
  assert.equal(room.streamOf('ada', 'camera'), ada);
  assert.equal(ada?.getTracks()[0]?.label, '2/5');
  assert.deepEqual(told, ['joined']);
  assert.equal(FakePeer.made[0]?.connectionState, 'closed');
});

test('Whoever waits at the door when the socket breaks knocks again', async () => {
  const joining = room.join({name: 'Fern', autoplay: false});
  await server.welcome();
  await server.show('lobby');
  await server.grant('join');
  await joining;
  FakeWebSocket.newest.end();
  await server.comeBack();
  await server.welcome();
  assert.ok('token' in (server.said('hello') ?? {}));
  assert.equal(server.said('join')?.['name'], 'Fern');
  await server.show('joined', ADA_SEEN);
  assert.deepEqual(told, ['joined']);
});

test('A join that the network interrupts is one join in the end', async () => {
  const joining = room.join({name: 'Fern', autoplay: false});
  await server.welcome();
  FakeWebSocket.newest.end();
  await server.comeBack();
  await server.welcome();
  await server.show('joined');
  await server.grant('join');
  await joining;
  assert.equal(room.state.phase, 'joined');
});

test('Two clicks are one join', async () => {
  const joinings = [room.join({name: 'Fern', autoplay: false}), room.join({name: 'Fern', autoplay: false})];
  await server.welcome();
  await server.show('joined');
  await server.grant('join');
  await Promise.all(joinings);
  assert.equal(FakeWebSocket.newest.sent.filter(({type}) => type === 'join').length, 1);
});

test('A name that is refused can be chosen anew', async () => {
  const joining = assert.rejects(room.join({name: ' ', autoplay: false}), {code: 'bad-name'});
  await server.welcome();
  await server.deny('join', 'bad-name');
  await joining;
  assert.equal(room.state.phase, 'idle');
  const again = room.join({name: 'Fern', autoplay: false});
  await settle();
  await server.grant('join');
  await again;
  assert.equal(FakeWebSocket.made.length, 1);
});

test('A place that has lapsed meanwhile is over: nobody is put into another session unasked', async () => {
  await join();
  FakeWebSocket.newest.end();
  await server.comeBack();
  FakeWebSocket.newest.accept();
  await settle();
  await server.deny('hello', 'bad-token');
  assert.equal(room.state.phase, 'ended');
  assert.equal(room.state.ended, 'lapsed');
  assert.equal(media.given.filter(({readyState}) => readyState === 'live').length, 0);
  assert.equal(keep.kept.has('resume'), false);
});

test('Taken up elsewhere, it is over here, and does not fight for the place', async () => {
  await join();
  FakeWebSocket.newest.end(4409);
  assert.equal(room.state.ended, 'elsewhere');
  await server.comeBack();
  assert.equal(FakeWebSocket.made.length, 1);
});

test('Media that fails is brought back over a new connection', async () => {
  await join();
  FakePeer.newest.become('connected');
  assert.equal(room.state.media, 'connected');
  FakePeer.newest.become('disconnected');
  mock.timers.tick(5000);
  assert.equal(room.state.media, 'failed');
  assert.equal(room.state.phase, 'reconnecting');
  mock.timers.tick(500);
  await server.welcome();
  await server.show('joined', ADA_SEEN);
  assert.equal(room.state.phase, 'joined');
  assert.equal(FakePeer.made.length, 2);
});

test('Leaving says so, puts every light out and forgets the way back; then one can enter anew', async () => {
  await join();
  const leaving = room.leave();
  await settle();
  FakeWebSocket.newest.say({type: 'ended', reason: 'left'});
  await leaving;
  assert.ok(server.said('leave'));
  assert.equal(room.state.ended, 'left');
  assert.equal(keep.kept.has('resume'), false);
  assert.equal(media.given.filter(({readyState}) => readyState === 'live').length, 0);
  assert.equal(FakePeer.newest.connectionState, 'closed');
  await join();
  assert.deepEqual(told, ['joined', 'left', 'joined']);
});

test('A server that does not answer keeps nobody from leaving', async () => {
  await join();
  const leaving = room.leave();
  await settle();
  mock.timers.tick(LONG);
  await leaving;
  assert.equal(room.state.ended, 'left');
  assert.equal(told.filter((each) => each === 'left').length, 1);
});

test('No way in is told to whoever prepares, and by an event', async () => {
  const preparing = assert.rejects(room.prepare(), {code: 'bad-token'});
  await settle();
  FakeWebSocket.newest.accept();
  await settle();
  await server.deny('hello', 'bad-token');
  await preparing;
  assert.deepEqual(told, ['error bad-token']);
  await server.comeBack();
  assert.equal(FakeWebSocket.made.length, 1);
});

test('A page that may not embed the room is told so once, and knocks no more', async () => {
  const joining = assert.rejects(room.join({name: 'Ada'}), {code: 'foreign-origin'});
  await settle();
  FakeWebSocket.newest.accept();
  FakeWebSocket.newest.say({type: 'error', code: 'foreign-origin', message: 'Add its origin.'});
  FakeWebSocket.newest.end(4403);
  await joining;
  assert.deepEqual(told, ['error foreign-origin']);
  assert.equal(room.state.phase, 'idle');
  await server.comeBack();
  assert.equal(FakeWebSocket.made.length, 1);
});

test('A page that may not embed the room any more is not left waiting for its place', async () => {
  await join();
  FakeWebSocket.newest.end();
  await server.comeBack();
  FakeWebSocket.newest.accept();
  FakeWebSocket.newest.say({type: 'error', code: 'foreign-origin', message: 'Add its origin.'});
  assert.equal(room.state.ended, 'lapsed');
  assert.deepEqual(told, ['joined', 'left', 'error foreign-origin']);
});

test('A server that is about to go is waited for', async () => {
  const preparing = room.prepare();
  await settle();
  FakeWebSocket.newest.accept();
  await settle();
  await server.deny('hello', 'draining');
  FakeWebSocket.newest.end(4503);
  await server.comeBack();
  await server.welcome();
  await preparing;
  assert.deepEqual(told, []);
});

test('The end of the session for everyone may come before the word that it is done', async () => {
  await join();
  const ending = room.endSession();
  await settle();
  FakeWebSocket.newest.say({type: 'ended', reason: 'session-ended'});
  await ending;
  assert.equal(room.state.ended, 'session-ended');
});

test('A reload leads back to the place, with everything switched off until its owner says so', async () => {
  await join();
  FakeWebSocket.newest.end(); // The page is gone.
  enterAnew();
  const preparing = room.prepare();
  await server.welcome('newer-way-back');
  await server.show('joined', ADA_SEEN);
  await preparing;
  assert.deepEqual({...server.said('hello'), id: 0}, {type: 'hello', id: 0, resume: 'way-back'});
  assert.deepEqual({...server.said('publish'), id: 0}, {type: 'publish', id: 0, microphone: false, camera: false, screen: false});
  await room.join({name: 'Fern', microphone: true, camera: true});
  await settle();
  assert.equal(server.said('join'), undefined);
  assert.equal(server.said('publish')?.['camera'], true);
  assert.deepEqual(told, ['joined']);
});

const SAID: readonly (readonly [() => Promise<unknown>, object])[] = [
  [() => room.raiseHand(true), {type: 'raise_hand', on: true}],
  [() => room.stepAway(false), {type: 'step_away', on: false}],
  [() => room.react('with-you'), {type: 'react', name: 'with-you'}],
  [() => room.say('Hello', {to: 'facilitators'}), {type: 'say', text: 'Hello', to: 'facilitators'}],
  [() => room.askForHelp(), {type: 'ask_for_help', quiet: true}],
  [() => room.askForHelp({quiet: false, word: ' sound '}), {type: 'ask_for_help', quiet: false, word: 'sound'}],
  [() => room.claimHelp('ada'), {type: 'claim_help', participant: 'ada'}],
  [() => room.endHelp(), {type: 'end_help'}],
  [() => room.endHelp('ada'), {type: 'end_help', participant: 'ada'}],
  [() => room.agreeNorms(3), {type: 'agree_norms', version: 3}],
  [() => room.admit('ada'), {type: 'admit', participant: 'ada'}],
  [() => room.admitAll(), {type: 'admit_all'}],
  [() => room.refuse('ada'), {type: 'refuse', participant: 'ada'}],
  [() => room.remove('ada'), {type: 'remove', participant: 'ada'}],
  [() => room.ban('ada'), {type: 'ban', participant: 'ada'}],
  [() => room.mute('ada'), {type: 'mute', participant: 'ada'}],
  [() => room.muteAll(), {type: 'mute_all'}],
  [() => room.askToUnmute('ada'), {type: 'ask_to_unmute', participant: 'ada'}],
  [() => room.stopCamera('ada'), {type: 'stop_camera', participant: 'ada'}],
  [() => room.lowerHands(), {type: 'lower_hand'}],
  [() => room.lowerHands('ada'), {type: 'lower_hand', participant: 'ada'}],
  [() => room.lock(true), {type: 'lock', on: true}],
  [() => room.setLobby(true), {type: 'lobby', on: true}],
  [() => room.setChatMode('off'), {type: 'chat_mode', mode: 'off'}],
];

test('Everything one may do is said in one message, and settles with its answer', async () => {
  await join();
  for (const [act, message] of SAID) {
    const {type} = message as {readonly type: string};
    const acting = act();
    await settle();
    const {id: _, ...sent} = server.said(type) ?? {};
    assert.deepEqual(sent, message);
    await server.grant(type);
    await acting;
    const refused = assert.rejects(act(), {code: 'not-allowed'});
    await settle();
    await server.deny(type, 'not-allowed');
    await refused;
  }
});

test('A code for another device is given whichever comes first, the code or its answer', async () => {
  await join();
  const coded = {type: 'device_code', code: 'ABCDE12345', expires_at: 1060};
  for (const codeFirst of [true, false]) {
    const asking = room.deviceCode();
    await settle();
    if (codeFirst) FakeWebSocket.newest.say(coded);
    await server.grant('device_code');
    if (!codeFirst) FakeWebSocket.newest.say(coded);
    assert.deepEqual(await asking, {code: 'ABCDE12345', expiresAt: 1060});
  }
});

test('A code that does not arrive is no code', async () => {
  await join();
  const asking = assert.rejects(room.deviceCode(), {code: 'disconnected'});
  await settle();
  await server.grant('device_code');
  mock.timers.tick(LONG);
  await asking;
});

test('A facilitator is told the link that clients come by, as they would open it', async () => {
  await join();
  const asking = room.clientLink();
  await settle();
  await server.grant('client_link');
  FakeWebSocket.newest.say({type: 'client_link', key: 'sesame'});
  assert.equal(await asking, 'https://host.example/r/abc#k=sesame');
});

test('A receipt is an event, and kept for as long as the page is', async () => {
  await join();
  const receipts: unknown[] = [];
  room.addEventListener('receipt', ({detail}) => void receipts.push(detail));
  FakeWebSocket.newest.say({type: 'receipt', kind: 'norms', version: 3, text_hash: 'ab12', agreed_at: 1000});
  assert.deepEqual(receipts, [{kind: 'norms', version: 3, textHash: 'ab12', agreedAt: 1000}]);
  const asked = room.receipts();
  const [receipt, key] = [Uint8Array.of(1, 2), Uint8Array.of(3)];
  FakeWebSocket.newest.say({type: 'receipts', receipts: [receipt], key});
  await server.grant('ask_receipts');
  assert.deepEqual(await asked, [...receipts, {kind: 'consent', receipt, key}]);
  FakeWebSocket.newest.say({type: 'ended', reason: 'session-ended'});
  assert.deepEqual(await room.receipts(), [...receipts, {kind: 'consent', receipt, key}]);
});

test('A code from another device takes its place up, with nothing switched on', async () => {
  room = new HoldspaceRoom({url: 'https://host.example/r/abc#d=ABCDE12345'});
  const preparing = room.prepare();
  await server.welcome();
  await server.show('joined', ADA_SEEN);
  await preparing;
  assert.deepEqual({...server.said('hello'), id: 0}, {type: 'hello', id: 0, code: 'ABCDE12345'});
  assert.equal(server.said('join'), undefined);
  assert.equal(room.state.phase, 'joined');
  assert.deepEqual({...server.said('publish'), id: 0}, {type: 'publish', id: 0, microphone: false, camera: false, screen: false});
});

test('The network is tested by our own voice, which nobody is sent; then the microphone rests', async () => {
  await room.devices.openBoth();
  const preparing = room.prepare();
  await server.welcome();
  await preparing;
  FakePeer.newest.become('connected');
  const testing = room.testNetwork();
  await settle();
  assert.equal(server.said('echo')?.['on'], true);
  await server.grant('echo');
  assert.equal(FakePeer.newest.sent(0), room.devices.track('microphone'));
  await passing(3500);
  assert.equal(FakePeer.newest.sent(0), null);
  assert.equal(server.said('echo')?.['on'], false);
  await server.grant('echo');
  assert.equal((await testing).verdict, 'good');
  assert.equal(room.state.phase, 'idle');
});

test('Joining ends the network test: the microphone is on only if it was asked for', async () => {
  await room.devices.openBoth();
  const preparing = room.prepare();
  await server.welcome();
  await preparing;
  FakePeer.newest.become('connected');
  const testing = assert.rejects(room.testNetwork(), {code: 'out-of-turn'});
  await settle();
  await server.grant('echo');
  const joining = room.join({name: 'Fern', autoplay: false});
  await settle();
  assert.equal(FakePeer.newest.sent(0), null);
  await passing(500);
  await testing;
  await server.show('joined', ADA_SEEN);
  await server.grant('join');
  await joining;
  assert.equal(FakePeer.newest.sent(0), null);
});

test('A network that lets nothing through is told as such', async () => {
  const preparing = room.prepare();
  await server.welcome();
  await preparing;
  const testing = room.testNetwork();
  await settle();
  await passing(7000);
  assert.deepEqual(await testing, {roundTripMs: null, lossUp: null, lossDown: null, verdict: 'none', path: null});
  assert.equal(server.said('echo'), undefined);
});

test('Whoever opens the lid again is back without a pause', async () => {
  const page = new EventTarget();
  room = new HoldspaceRoom({url: 'https://host.example/r/abc', token: 'jwt', keep, page});
  await join();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    FakeWebSocket.newest.end();
    mock.timers.tick(LONG);
    await settle();
  }
  FakeWebSocket.newest.end();
  page.dispatchEvent(new Event('online'));
  await server.welcome();
  await server.show('joined', ADA_SEEN);
  assert.equal(room.state.phase, 'joined');
});

test('A phone call takes the microphone and gives it back; it was on all the time', async () => {
  await join();
  media.given[0]?.hold(true);
  assert.deepEqual(room.state.interrupted, {microphone: true, camera: false});
  assert.equal(room.state.own.microphone, true);
  media.given[0]?.hold(false);
  assert.equal(room.state.interrupted.microphone, false);
});

/** Let that many milliseconds go by, and everything that follows from them. */
async function passing(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 250) {
    mock.timers.tick(250);
    await settle();
  }
}

test('The clock is that of the server, as it said at the greeting, and rules that collide are told with their people', async () => {
  await join();
  const dealing = room.deal({size: 2});
  await settle();
  const colliding = [{rule: 'apart', participants: ['me', 'ada']}];
  FakeWebSocket.newest.say({type: 'error', id: server.said('deal')?.id, code: 'rules-collide', message: 'No.', colliding});
  await assert.rejects(dealing, {code: 'rules-collide', colliding});
  const again = room.deal({size: 2});
  await settle();
  FakeWebSocket.newest.say({type: 'dealt', id: server.said('deal')?.id, rooms: [], repeats: [], minimum: 0, exact: true});
  FakeWebSocket.newest.say({type: 'done', id: server.said('deal')?.id});
  assert.deepEqual(await again, {rooms: [], repeats: [], minimum: 0, exact: true});
  FakeWebSocket.newest.say({
    type: 'welcome',
    now: 5_000_000_000,
    norms: null,
    room: {id: 'abc', name: 'Thursday'},
    offer: OFFER,
    resume: 'x',
  });
  assert.ok(room.now() >= 5_000_000_000);
});

test('Our key is brought at the door, and again after every way back, before anything is signed with it', async () => {
  const brought = async (times: number): Promise<readonly Sent[]> => {
    const all = (): readonly Sent[] => FakeWebSocket.made.flatMap(({sent}) => sent.filter(({type}) => type === 'bind_key'));
    while (all().length < times) await new Promise((resolve) => setImmediate(resolve)); // WebCrypto works beside the microtasks.
    return all();
  };
  const joining = room.join({name: 'Fern', microphone: false, camera: false, autoplay: false});
  await server.welcome();
  await server.show('lobby');
  await server.grant('join');
  await joining;
  const [first] = await brought(1);
  assert.equal((first?.['key'] as Uint8Array | undefined)?.length, 65);
  await server.show('joined', ADA_SEEN);
  assert.equal((await brought(1)).length, 1);

  FakeWebSocket.newest.end();
  await server.comeBack();
  await server.welcome();
  await server.show('joined', ADA_SEEN);
  const [, second] = await brought(2);
  assert.deepEqual(second?.['key'], first?.['key']);
});
