/** The key of a link leaves the address bar, and what leads back to a place stays with its room. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {keepOf, keyOf, roomAddress} from '../../pages/link.ts';

const link = new URL('https://groups.example.org/r/7hd?x=1#k=9vKq');

describe('a link', () => {
  it('gives up its key and nothing else in the fragment', () => {
    assert.equal(keyOf(link), '9vKq');
    assert.equal(keyOf(new URL('https://groups.example.org/r/7hd#other')), '');
  });

  it('leads to the room without anything secret', () => {
    assert.equal(roomAddress(link), 'https://groups.example.org/r/7hd');
  });
});

describe('what a tab keeps', () => {
  it('is kept apart for each room, and can be forgotten', () => {
    const kept = new Map<string, string>();
    const drawer = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    };
    const [one, other] = [keepOf(drawer, 'https://h/r/1'), keepOf(drawer, 'https://h/r/2')];
    one.set('resume', 'secret');
    assert.equal(one.get('resume'), 'secret');
    assert.equal(other.get('resume'), null);
    one.set('resume', null);
    assert.equal(kept.size, 0);
  });
});
