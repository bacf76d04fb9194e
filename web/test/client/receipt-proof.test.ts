/** A receipt proves itself in any browser: what was written, by whose key; and a single bit less proves nothing. */

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {fromHex} from '../../client/canonical.ts';
import {BadReceipt, prove} from '../../client/receipt-proof.ts';
import vectors from './consent-vectors.json' with {type: 'json'};

const node = fromHex(vectors.node);
const ben = fromHex(vectors.receipts.Ben);

async function refusal(receipt: Uint8Array, key: Uint8Array = node): Promise<string> {
  return await prove(receipt, key).then(
    () => '',
    (error: unknown) => (error instanceof BadReceipt ? error.code : `${error}`),
  );
}

test('It shows what one said, and what is everyone’s, in the order of the ledger', async () => {
  const {entries, size} = await prove(ben, node);
  assert.deepEqual(
    entries.map(({fact}) => fact.kind),
    ['joined', 'asked', 'yes', 'settled', 'gate', 'gate', 'gate', 'withdrawn', 'ended', 'asked', 'no-yes', 'settled'],
  );
  assert.ok(entries.every(({place}, index) => place < size && place > (entries[index - 1]?.place ?? -1)));
  const asked = entries[1]?.fact;
  assert.deepEqual(asked?.kind === 'asked' && [asked.scope, asked.tracks, asked.retention, asked.viewers], [
    'main',
    'everyone',
    14,
    ['facilitators'],
  ]);
});

test('Of others it shows what is everyone’s alone', async () => {
  const {entries} = await prove(fromHex(vectors.receipts.Ada), node);
  assert.ok(!entries.some(({fact}) => fact.kind === 'withdrawn'));
});

test('Every byte of it counts', async () => {
  for (let place = 0; place < ben.length; place += 7) {
    const changed = Uint8Array.from(ben);
    changed[place] = (changed[place] ?? 0) ^ 1;
    assert.notEqual(await refusal(changed), '', `byte ${place}`);
  }
});

test('Another node did not sign it, and other bytes are no receipt', async () => {
  assert.equal(
    await refusal(
      ben,
      Uint8Array.from(node, (byte) => byte ^ 1),
    ),
    'not-signed',
  );
  assert.equal(await refusal(Uint8Array.of(1, 2, 3)), 'no-receipt');
  assert.equal(await refusal(ben.slice(0, -1)), 'no-receipt');
});
