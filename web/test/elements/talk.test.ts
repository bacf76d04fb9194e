/** Everyone sees who reads what is written, before they write it and above what was written. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import type {HoldspaceRoom} from '../../client/room.ts';
import type {Message, RoomState} from '../../client/state.ts';
import {readersOf, targets} from '../../elements/readers.ts';
import {strands, unread} from '../../elements/strands.ts';
import {LONGEST, Talk} from '../../elements/talk.ts';
import {joined, person} from './people.ts';

const lena = person('Lena', {role: 'facilitator'});
const cormac = person('Cormac', {role: 'facilitator'});
const wren = person('Wren');
const fern = person('Fern');
const iris = person('Iris', {role: 'observer'});
const birch = {id: 'birch', name: 'Birch', privateName: null, role: 'client'} as const;

let number = 0;

function message(from: {readonly id: string; readonly name: string; readonly role: Message['role']}, to: string): Message {
  number += 1;
  return {id: `${number}`, from: from.id, name: from.name, role: from.role, to, text: 'Hello.', at: number};
}

const whom = (state: RoomState): readonly string[] => targets(state).map(({to}) => to);

describe('whom one may write to', () => {
  it('is the facilitators, for a client, unless a facilitator says otherwise', () => {
    const people = [wren, lena, cormac, fern];
    assert.deepEqual(whom(joined(people)), ['facilitators', 'lena', 'cormac']);
    assert.deepEqual(whom(joined(people, {chatMode: 'everyone'})), ['facilitators', 'everyone', 'lena', 'cormac', 'fern']);
    assert.deepEqual(whom(joined(people, {chatMode: 'off'})), []);
  });

  it('is the facilitators, for an observer, whatever clients may', () => {
    assert.deepEqual(whom(joined([iris, lena, fern], {chatMode: 'everyone'})), ['facilitators', 'lena']);
  });

  it('is the facilitators from the lobby', () => {
    assert.deepEqual(whom({...joined([], {chatMode: 'off'}), phase: 'lobby'}), ['facilitators']);
  });

  it('is everyone for a facilitator, the back-channel first, and who waits', () => {
    const state = joined([lena, cormac, wren], {chatMode: 'off', lobby: [birch]});
    assert.deepEqual(whom(state), ['facilitators', 'everyone', 'lobby', 'cormac', 'wren', 'birch']);
    assert.deepEqual(whom(joined([lena, wren])), ['everyone', 'wren']);
  });
});

describe('the readers', () => {
  it('are named where they are few', () => {
    assert.deepEqual(readersOf('facilitators', joined([wren, lena, cormac])).names, ['Lena', 'Cormac']);
    assert.deepEqual(readersOf('birch', joined([lena], {lobby: [birch]})).names, ['Birch']);
  });

  it('are counted where they are many', () => {
    assert.deepEqual(readersOf('everyone', joined([lena, cormac, wren])), {id: 'readers-everyone', names: [], count: 2});
    assert.equal(readersOf('facilitators', {...joined([]), phase: 'lobby'}).id, 'readers-facilitators');
  });
});

describe('strands', () => {
  it('part what other people read', () => {
    const chat = [message(wren, 'facilitators'), message(fern, 'facilitators'), message(cormac, 'wren'), message(cormac, 'facilitators')];
    const seen = strands(joined([lena, cormac, wren, fern], {chat})).map(({audience, messages}) => [audience, messages.length]);
    assert.deepEqual(seen, [
      ['from-clients', 2],
      ['with', 1],
      ['between-facilitators', 1],
    ]);
  });

  it('part one person from another', () => {
    const chat = [message(lena, 'wren'), message(wren, 'lena'), message(lena, 'fern')];
    const seen = strands(joined([lena, wren, fern], {chat})).map(({name, to, messages}) => [name, to, messages.length]);
    assert.deepEqual(seen, [
      ['Wren', 'wren', 2],
      ['Fern', 'fern', 1],
    ]);
  });

  it('know somebody who has left by what they signed', () => {
    const chat = [message(wren, 'lena'), message(lena, 'wren')];
    assert.deepEqual(
      strands(joined([lena], {chat})).map(({name}) => name),
      ['Wren'],
    );
  });

  it('count what others wrote and one has not seen', () => {
    const chat = [message(wren, 'facilitators'), message(lena, 'wren'), message(fern, 'facilitators')];
    const state = joined([lena, wren, fern], {chat});
    assert.equal(unread(state, new Set()), 2);
    assert.equal(unread(state, new Set([chat[0]?.id ?? ''])), 1);
  });
});

describe('writing', () => {
  const sent: string[] = [];

  function talking(state: RoomState, refusal: string | null = null): {talk: Talk; client: {state: RoomState}} {
    sent.length = 0;
    const client = {
      state,
      say: async (text: string, {to}: {readonly to: string}) => {
        if (refusal) throw Object.assign(new Error(refusal), {code: refusal});
        sent.push(`${to}: ${text}`);
      },
    };
    return {talk: new Talk(client as unknown as HoldspaceRoom, () => undefined), client};
  }

  it('sends what there is, and begins anew', async () => {
    const {talk} = talking(joined([wren, lena]));
    assert.equal(await talk.send(), false);
    talk.write(' May I go last? ');
    assert.equal(await talk.send(), true);
    assert.deepEqual([sent, talk.draft], [['facilitators: May I go last?'], '']);
  });

  it('keeps what was refused, and says why', async () => {
    const {talk} = talking(joined([wren, lena]), 'chat-off');
    talk.write('Hello.');
    await talk.send();
    assert.deepEqual([talk.draft, talk.trouble], ['Hello.', 'chat-refused-chat-off']);
  });

  it('sends nothing that is too long', async () => {
    const {talk} = talking(joined([wren, lena]));
    talk.write('x'.repeat(LONGEST + 1));
    assert.equal(await talk.send(), false);
  });

  it('never turns what was meant for one person to somebody else', async () => {
    const {talk, client} = talking(joined([lena, cormac, wren]));
    talk.address('wren');
    talk.write('For you alone.');
    client.state = joined([lena, cormac]);
    assert.deepEqual([talk.to, await talk.send(), sent], [null, false, []]);
    talk.address('cormac');
    assert.equal(await talk.send(), true);
  });
});
