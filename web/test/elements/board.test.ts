/** Promise: a split is thought of without moving anybody, says what it is asked and why it cannot be, and is made as it was shown. */

import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';

import type {DealWishes, Split} from '../../client/breakouts.ts';
import {RoomError} from '../../client/errors.ts';
import type {HoldspaceRoom} from '../../client/room.ts';
import type {RoomState} from '../../client/state.ts';
import {breakoutsOf, renamed, treeOf, withRooms} from '../../elements/plan-tree.ts';
import {roomName} from '../../elements/room-name.ts';
import {SplitDraft} from '../../elements/split-draft.ts';
import type {Words} from '../../elements/words.ts';
import {joined, person, room} from './people.ts';

const lena = person('Lena', {role: 'facilitator'});
const CLIENTS = ['Wren', 'Fern', 'Otter', 'Sol'].map((name) => person(name));
const PAIRS = [{participants: ['wren', 'fern']}, {participants: ['otter', 'sol']}];

class FakeClient {
  state: RoomState = joined([lena, ...CLIENTS], {rooms: [room('main')]});
  readonly asked: DealWishes[] = [];
  readonly made: Split[] = [];
  refusal: Error | null = null;

  async deal(wishes: DealWishes): Promise<unknown> {
    this.asked.push(wishes);
    if (this.refusal) throw this.refusal;
    return {rooms: PAIRS, repeats: [], minimum: 0, exact: true};
  }

  async split(split: Split): Promise<void> {
    if (this.refusal) throw this.refusal;
    this.made.push(split);
  }
}

let client: FakeClient;
let draft: SplitDraft;

beforeEach(() => {
  client = new FakeClient();
  draft = new SplitDraft(client as unknown as HoldspaceRoom, () => {});
});

async function settle(): Promise<void> {
  await new Promise(setImmediate);
}

describe('a draft', () => {
  it('is dealt at once, and again with every wish', async () => {
    draft.begin(null);
    await settle();
    draft.wish('apart', 'wren', 'fern');
    draft.set({lead: 'steady', steady: ['sol']});
    await settle();
    assert.deepEqual(client.asked, [
      {size: 2, avoidRepeats: true},
      {size: 2, apart: [['wren', 'fern']], avoidRepeats: true},
      {size: 2, apart: [['wren', 'fern']], lead: 'steady', steady: ['sol'], avoidRepeats: true},
    ]);
    assert.deepEqual(draft.rooms, [
      ['wren', 'fern'],
      ['otter', 'sol'],
    ]);
  });

  it('keeps each wish once, whichever of the two comes first, and none for one person alone', () => {
    draft.wish('apart', 'wren', 'fern');
    draft.wish('apart', 'fern', 'wren');
    draft.wish('apart', 'sol', 'sol');
    draft.wish('apart', 'sol', '');
    assert.deepEqual(draft.wishes.apart, [['fern', 'wren']]);
    draft.unwish('apart', ['wren', 'fern']);
    assert.deepEqual(draft.wishes.apart, []);
  });

  it('is made as it was shown, with its end', async () => {
    draft.begin(null);
    await settle();
    assert.equal(await draft.split(), true);
    assert.deepEqual(client.made, [{rooms: PAIRS, closesIn: 480}]);
  });

  it('says which rules collide, and makes nothing of it', async () => {
    const colliding = [{rule: 'apart', participants: ['wren', 'fern']}];
    client.refusal = new RoomError('rules-collide', 'No.', colliding);
    draft.begin(null);
    await settle();
    assert.deepEqual(draft.trouble, {code: 'rules-collide', colliding});
    assert.equal(await draft.split(), false);
    assert.deepEqual(client.made, []);
  });

  it('becomes one by hand as soon as somebody is placed; whoever is nowhere stays', async () => {
    draft.begin(null);
    await settle();
    draft.place('fern', 1);
    draft.place('sol', null);
    assert.equal(draft.manner, 'hand');
    assert.deepEqual(draft.rooms, [['wren'], ['otter', 'fern']]);
    assert.deepEqual(draft.unplaced, ['sol']);
  });

  it('of pairs is one press', async () => {
    draft.choose('hand');
    assert.equal(await draft.pairs(), true);
    assert.deepEqual(client.made, [{rooms: PAIRS, closesIn: 480}]);
  });

  it('that people choose from has its rooms, their names, and nobody in them', async () => {
    draft.choose('choice');
    draft.call(1, ' Walking ');
    draft.step('minutes', -1);
    await draft.split();
    assert.deepEqual(client.made, [{rooms: [{participants: []}, {participants: [], name: 'Walking'}], closesIn: 420, choice: true}]);
  });

  it('of a saved plan is that plan', () => {
    client.state = {...client.state, plans: [{name: 'Weekly', rooms: [{name: 'Fire', participants: ['wren']}]}]};
    draft.choose('plan');
    assert.equal(draft.plan, 'Weekly');
    assert.deepEqual([draft.rooms, draft.names], [[['wren']], ['Fire']]);
  });

  it('forgets a proposal that comes after something else was chosen', async () => {
    draft.begin(null);
    draft.choose('choice');
    await settle();
    assert.deepEqual(draft.rooms, [[], []]);
    assert.equal(draft.deal, null);
  });
});

describe('the tree', () => {
  const rooms = [room('main'), room('b1'), room('b2'), room('b3', {parent: 'b1'}), room('s', {side: true})];
  const state = joined([lena], {rooms});

  it('stands in the order of opening, each room with those within it', () => {
    assert.deepEqual(
      breakoutsOf(state).map(({id}) => id),
      ['b1', 'b3', 'b2', 's'],
    );
  });

  it('is handed back whole, without whoever was taken aside', () => {
    assert.deepEqual(treeOf(state), [
      {id: 'b1', rooms: [{id: 'b3', rooms: []}]},
      {id: 'b2', rooms: []},
    ]);
  });

  it('changes in one place only', () => {
    assert.deepEqual(renamed(state, 'b3', 'Fire')[0], {id: 'b1', rooms: [{id: 'b3', rooms: [], name: 'Fire'}]});
    assert.deepEqual(withRooms(state, 'b2', [{participants: ['wren']}])[1], {id: 'b2', rooms: [{participants: ['wren']}]});
    assert.deepEqual(withRooms(state, null, [{}]).at(-1), {});
  });
});

describe('a room', () => {
  it('that nobody named is numbered in everybody’s language', () => {
    const words = {say: (_id: string, {number}: {number: number}) => `Raum ${number}`} as unknown as Words;
    assert.equal(roomName({name: 'Room 12'}, words), 'Raum 12');
    assert.equal(roomName({name: 'Rooms of 12'}, words), 'Rooms of 12');
  });
});
