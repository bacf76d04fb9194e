/** Norms are plain text that reads well, and a receipt says exactly what was agreed to. */

import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {describe, it} from 'node:test';

import {paragraphs} from '../../elements/norms-page.ts';
import {normsReceipt} from '../../elements/receipt.ts';

describe('the text', () => {
  it('has paragraphs where a blank line stands, and lists where dashes begin', () => {
    assert.deepEqual(paragraphs('We begin on time.\r\nWe end on time.\n\n\n- No names outside\n- No pictures\n\n'), [
      'We begin on time.\nWe end on time.',
      ['No names outside', 'No pictures'],
    ]);
  });

  it('may be a single line, or nothing at all', () => {
    assert.deepEqual(paragraphs('Be kind.'), ['Be kind.']);
    assert.deepEqual(paragraphs('  \n '), []);
  });

  it('keeps markup as the words it is', () => {
    assert.deepEqual(paragraphs('<b>bold</b>'), ['<b>bold</b>']);
  });
});

describe('the receipt', () => {
  const text = 'Be kind.';
  const textHash = createHash('sha256').update(text).digest('hex');
  const receipt = {kind: 'norms', version: 3, textHash, agreedAt: 1_795_000_000} as const;

  it('can be checked without us', () => {
    const file = normsReceipt(receipt, {version: 3, text, agreed: true}, 'Thursday group');
    const content = JSON.parse(file.text);
    assert.equal(file.name, 'norms-3-2026-11-18.json');
    assert.equal(createHash('sha256').update(content.text).digest('hex'), content.sha256_of_text);
    assert.equal(content.agreed_at, '2026-11-18T11:06:40.000Z');
    assert.equal(content.room, 'Thursday group');
  });

  it('holds no text that is not the one agreed to', () => {
    const {text: written} = normsReceipt(receipt, {version: 4, text: 'Other.', agreed: false}, '');
    assert.equal('text' in JSON.parse(written), false);
  });
});
