/** Promise: no stream ever holds the picture of anyone but its person, and a person's stream is one object while they are shown. */

import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import type {WireSlot} from '../../client/messages.ts';
import {Slots} from '../../client/slots.ts';

/** As much of a MediaStream as the slots touch. */
class FakeStream {
  readonly #tracks = new Set<MediaStreamTrack>();

  addTrack(track: MediaStreamTrack): void {
    this.#tracks.add(track);
  }

  removeTrack(track: MediaStreamTrack): void {
    this.#tracks.delete(track);
  }

  getTracks(): MediaStreamTrack[] {
    return [...this.#tracks];
  }
}

function tracksOf(connection: string): ReadonlyMap<string, MediaStreamTrack> {
  const of = (mid: string, kind: string): [string, MediaStreamTrack] => [
    mid,
    {kind, id: `${connection}/${mid}`} as unknown as MediaStreamTrack,
  ];
  return new Map([of('4', 'audio'), of('12', 'video'), of('13', 'video')]);
}

function carries(mid: string, participant: string, source: WireSlot['source'] = 'camera'): WireSlot {
  return {mid, participant, source, gain: 1};
}

let slots: Slots;
/** The slots that wait for their new source, by mid: call one, and it is there. */
let arrive: Map<string, () => void>;
let changes: number;

beforeEach(() => {
  arrive = new Map();
  changes = 0;
  slots = newSlots();
  slots.connect(tracksOf('first'));
});

function newSlots(): Slots {
  return new Slots({
    newStream: () => new FakeStream() as unknown as MediaStream,
    left: () => undefined,
    handedOver: (mid) => new Promise((resolve) => arrive.set(mid, resolve)),
    changed: () => {
      changes += 1;
    },
  });
}

/** The new sources of all slots are there. */
async function arrived(): Promise<void> {
  for (const resolve of arrive.values()) resolve();
  arrive.clear();
  await Promise.resolve();
  await Promise.resolve();
}

function see(...carried: readonly WireSlot[]): boolean {
  const ended = slots.release(carried);
  slots.assign(carried);
  return ended;
}

function shown(participant: string, source: 'camera' | 'screen' = 'camera'): readonly string[] {
  return (slots.streamOf(participant, source)?.getTracks() ?? []).map(({id}) => id);
}

test('A slot shows who is in it', () => {
  see(carries('12', 'ada'), carries('13', 'ada', 'screen'));
  assert.deepEqual(shown('ada'), ['first/12']);
  assert.deepEqual(shown('ada', 'screen'), ['first/13']);
  assert.deepEqual(shown('ben'), []);
});

test('Whom a slot shows first is seen through the stream that was there before; everybody after them has one of their own', async () => {
  const [blank, other] = slots.blankStreams;
  see(carries('12', 'ada'));
  assert.equal(slots.streamOf('ada', 'camera'), blank);
  assert.deepEqual(slots.blankStreams, [other]);
  see(carries('12', 'ben'));
  await arrived();
  assert.deepEqual(blank?.getTracks(), []);
  assert.notEqual(slots.streamOf('ben', 'camera'), blank);
});

test('Whoever has a stream keeps it over another connection, whatever stands ready there', () => {
  see(carries('12', 'ada'));
  const ada = slots.streamOf('ada', 'camera');
  slots.connect(tracksOf('second'));
  see(carries('12', 'ada'));
  assert.equal(slots.streamOf('ada', 'camera'), ada);
  assert.deepEqual(shown('ada'), ['second/12']);
  assert.equal(slots.blankStreams.length, 1);
});

test('A slot that is given on leaves its person at once, and is with the next one when it shows them', async () => {
  see(carries('12', 'ada'));
  const ada = slots.streamOf('ada', 'camera');
  assert.ok(see(carries('12', 'ben')));
  assert.deepEqual(ada?.getTracks(), []);
  assert.equal(slots.streamOf('ada', 'camera'), null);
  assert.equal(slots.streamOf('ben', 'camera'), null);
  await arrived();
  assert.deepEqual(shown('ben'), ['first/12']);
  assert.equal(changes, 1);
});

test('A slot that was empty in between still waits for the next one', async () => {
  see(carries('12', 'ada'));
  see();
  see(carries('12', 'ben'));
  assert.deepEqual(shown('ben'), []);
  await arrived();
  assert.deepEqual(shown('ben'), ['first/12']);
});

test('Whoever comes back to their own slot is shown at once', () => {
  see(carries('12', 'ada'));
  see();
  see(carries('12', 'ada'));
  assert.deepEqual(shown('ada'), ['first/12']);
});

test('Whoever has lost the slot before they were shown in it never is', async () => {
  see(carries('12', 'ada'));
  see(carries('12', 'ben'));
  const late = arrive.get('12');
  see(carries('12', 'cleo'));
  late?.();
  await Promise.resolve();
  assert.deepEqual([shown('ben'), shown('cleo')], [[], []]);
  await arrived();
  assert.deepEqual([shown('ben'), shown('cleo')], [[], ['first/12']]);
});

test('Two who change slots never hold the same track, and keep their streams', async () => {
  see(carries('12', 'ada'), carries('13', 'ben'));
  const [ada, ben] = [slots.streamOf('ada', 'camera'), slots.streamOf('ben', 'camera')];
  see(carries('12', 'ben'), carries('13', 'ada'));
  assert.deepEqual([shown('ada'), shown('ben')], [[], []]);
  await arrived();
  assert.deepEqual([shown('ada'), shown('ben')], [['first/13'], ['first/12']]);
  assert.equal(slots.streamOf('ada', 'camera'), ada);
  assert.equal(slots.streamOf('ben', 'camera'), ben);
});

test('The same state again ends nothing', () => {
  see(carries('12', 'ada'));
  const stream = slots.streamOf('ada', 'camera');
  assert.equal(see(carries('12', 'ada')), false);
  assert.equal(slots.streamOf('ada', 'camera'), stream);
});

test('Sound is no picture', () => {
  see(carries('4', 'ada', 'microphone'));
  assert.equal(slots.streamOf('ada', 'camera'), null);
});

test('After an interruption people have the new tracks in their old streams, and not before they are named again', () => {
  see(carries('12', 'ada'));
  const stream = slots.streamOf('ada', 'camera');
  slots.connect(tracksOf('second'));
  assert.deepEqual(shown('ada'), []);
  see(carries('13', 'ada'));
  assert.deepEqual(shown('ada'), ['second/13']);
  assert.equal(slots.streamOf('ada', 'camera'), stream);
});

test('What was said before the tracks were there is shown when they come', () => {
  const early = newSlots();
  const said = [carries('12', 'ada')];
  early.release(said);
  early.assign(said);
  assert.equal(early.streamOf('ada', 'camera'), null);
  early.connect(tracksOf('first'));
  early.assign(said);
  assert.equal(early.streamOf('ada', 'camera')?.getTracks().length, 1);
});

test('However the slots are dealt, every track is under at most one name and under the right one', async () => {
  const people = ['ada', 'ben', 'cleo', null];
  let seed = 7;
  const dealt = (): string | null => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0; // A seed is a transcript.
    return people[(seed >>> 16) % people.length] ?? null;
  };
  for (let turn = 0; turn < 500; turn += 1) {
    const [twelve, thirteen] = [dealt(), dealt()];
    const said = [...(twelve ? [carries('12', twelve)] : []), ...(thirteen && thirteen !== twelve ? [carries('13', thirteen)] : [])];
    see(...said);
    for (const {mid, participant} of said) assert.ok(shown(participant).every((track) => track === `first/${mid}`));
    if (turn % 3 === 0) continue; // Dealt again before anybody has arrived.
    await arrived();
    for (const {mid, participant} of said) assert.deepEqual(shown(participant), [`first/${mid}`]);
    for (const each of ['ada', 'ben', 'cleo']) {
      if (!said.some(({participant}) => participant === each)) assert.deepEqual(shown(each), []);
    }
  }
});
