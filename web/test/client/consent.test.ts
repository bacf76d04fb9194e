/** A yes is said by this browser alone, to exactly what it shows; a no, and taking a yes back, need nothing. */

import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';

import {BrowserKey, statement} from '../../client/browser-key.ts';
import {fromHex, toHex} from '../../client/canonical.ts';
import type {WireConsent} from '../../client/consent-messages.ts';
import {type ConsentState, consentSeen, UNASKED} from '../../client/consent-state.ts';
import {Consenting} from '../../client/consenting.ts';
import {happenings} from '../../client/happenings.ts';
import type {Request} from '../../client/messages.ts';
import {freeze, INITIAL_STATE} from '../../client/state.ts';
import {agreedDigest, termsDigest} from '../../client/terms.ts';
import vectors from './consent-vectors.json' with {type: 'json'};

type Terms = Parameters<typeof termsDigest>[0];

const [vector] = vectors.asks;
assert.ok(vector);

const WIRE: WireConsent = {
  ask: vector.id,
  by: 'lena',
  scope: 'main',
  tracks: 'everyone',
  until: null,
  retention: 14,
  viewers: ['facilitators'],
  wording: 1,
  digest: fromHex(vector.digest),
  flag: null,
  to_answer: true,
  sheet_open: true,
  may_withdraw: false,
  outcome: null,
  settles_at: 60,
};

describe('what is signed', () => {
  for (const {id, terms, digest, statement: bytes} of vectors.asks) {
    it(`is spelled as the server spells it: ${terms.tracks} of ${terms.scope}`, async () => {
      const found = await termsDigest({...terms, wording: vectors.wording.version} as Terms);
      assert.equal(toHex(found), digest);
      assert.equal(toHex(statement(id, found)), bytes);
    });
  }

  it('is nothing but what this page shows', async () => {
    const [asked] = consentSeen({consents: [WIRE]}).asks;
    assert.ok(asked);
    assert.equal(toHex((await agreedDigest(asked)) ?? Uint8Array.of()), vector.digest);
    assert.equal(await agreedDigest({...asked, retention: 15}), null);
    assert.equal(await agreedDigest({...asked, wording: 2}), null);
  });
});

describe('the browser’s key', () => {
  it('is a point of 65 bytes, and what it signs verifies as r and s of 32 bytes each', async () => {
    const key = new BrowserKey();
    const point = await key.publicKey();
    assert.deepEqual([point.length, point[0]], [65, 4]);
    assert.deepEqual(await key.publicKey(), point);
    const signature = await key.sign('ask', fromHex(vector.digest));
    assert.equal(signature.length, 64);
    const curve = {name: 'ECDSA', namedCurve: 'P-256'};
    const imported = await crypto.subtle.importKey('raw', point, curve, false, ['verify']);
    const said = statement('ask', fromHex(vector.digest));
    assert.ok(await crypto.subtle.verify({name: 'ECDSA', hash: 'SHA-256'}, imported, signature, said));
  });
});

describe('answering', () => {
  let sent: Request[];
  let state: ConsentState;
  let consenting: Consenting;

  beforeEach(() => {
    sent = [];
    state = consentSeen({consents: [WIRE]});
    consenting = new Consenting(
      async (request) => void sent.push(request),
      () => state,
    );
  });

  it('is signed for a yes, once the key is known', async () => {
    consenting.bind();
    await consenting.answer('main', 'given');
    assert.deepEqual(
      sent.map(({type}) => type),
      ['bind_key', 'answer_consent'],
    );
    const yes = sent[1];
    assert.ok(yes?.type === 'answer_consent' && yes.digest && yes.signature);
    assert.deepEqual([yes.ask, yes.answer, toHex(yes.digest), yes.signature.length], [vector.id, 'given', vector.digest, 64]);
  });

  it('needs no signature for a no, for later, and for taking a yes back', async () => {
    await consenting.answer('main', 'refused');
    await consenting.answer('main', 'later');
    await consenting.withdraw('main', 'all');
    assert.deepEqual(sent, [
      {type: 'answer_consent', ask: vector.id, answer: 'refused'},
      {type: 'answer_consent', ask: vector.id, answer: 'later'},
      {type: 'withdraw_consent', scope: 'main', erase: 'all'},
    ]);
  });

  it('says no yes to other terms than are shown', async () => {
    state = consentSeen({consents: [{...WIRE, retention: 99}]});
    await assert.rejects(consenting.answer('main', 'given'), {code: 'other-terms'});
    assert.deepEqual(sent, []);
  });

  it('is for what is asked', async () => {
    await assert.rejects(consenting.answer('breakouts', 'refused'), {code: 'ask-over'});
  });

  it('asks in whole seconds, and leaves out what the server knows', async () => {
    await consenting.askToRecord({scope: 'main', until: 1795000000.4});
    await consenting.askToRecord({scope: 'breakouts', tracks: 'teaching', retention: 7, viewers: ['absent']});
    await consenting.stop('main');
    assert.deepEqual(sent, [
      {type: 'ask_to_record', scope: 'main', until: 1795000000},
      {type: 'ask_to_record', scope: 'breakouts', tracks: 'teaching', retention: 7, viewers: ['absent']},
      {type: 'stop_recording', scope: 'main'},
    ]);
  });
});

describe('what a person sees', () => {
  it('is everyone’s question and their own flag', () => {
    const {asks, consent} = consentSeen({consents: [{...WIRE, flag: 'refused', to_answer: false, sheet_open: false}]});
    assert.deepEqual(consent, {
      main: {ask: vector.id, flag: 'refused', toAnswer: false, sheetOpen: false, mayWithdraw: false},
      breakouts: null,
    });
    assert.ok(!JSON.stringify(asks).includes('refused'));
    assert.deepEqual(consentSeen({}), UNASKED);
  });

  it('can be frozen, bytes and all', () => {
    const ledger = {id: Uint8Array.of(1), size: 2, head: Uint8Array.of(3), at: 4, signature: Uint8Array.of(5)};
    assert.deepEqual(freeze(consentSeen({consents: [WIRE], ledger})).ledger, {id: '01', size: 2, head: '03', at: 4, signature: '05'});
  });

  it('is told as events, at the door as well', () => {
    const before = {...INITIAL_STATE, phase: 'lobby'} as const;
    const after = {...before, ...consentSeen({consents: [WIRE]}), recording: {state: 'asking', scope: 'main', since: 1}} as const;
    assert.deepEqual(
      happenings(before, after).map(({type}) => type),
      ['consent-asked', 'consent-changed', 'recording-changed'],
    );
    assert.deepEqual(happenings(after, {...after}), []);
  });
});
