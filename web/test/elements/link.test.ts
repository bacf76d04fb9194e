/** The key of a link leaves the address bar, and what leads back to a place stays with its room. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {codeOf, type Drawer, drawerOf, keepOf, keyOf, roomAddress} from '../../pages/link.ts';
import {memoryOf} from '../../pages/memory.ts';

const link = new URL('https://groups.example.org/r/7hd?x=1#k=9vKq');

describe('a link', () => {
  it('gives up its key and nothing else in the fragment', () => {
    assert.equal(keyOf(link), '9vKq');
    assert.equal(keyOf(new URL('https://groups.example.org/r/7hd#other')), '');
  });

  it('gives up the code of another device likewise', () => {
    assert.equal(codeOf(new URL('https://groups.example.org/r/7hd#d=h4-9x')), 'h4-9x');
    assert.equal(codeOf(link), '');
  });

  it('leads to the room without anything secret', () => {
    assert.equal(roomAddress(link), 'https://groups.example.org/r/7hd');
  });
});

function drawer(): {readonly kept: Map<string, string>} & Drawer {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

describe('what a tab keeps', () => {
  it('is kept apart for each room, and can be forgotten', () => {
    const tab = drawer();
    const [one, other] = [keepOf(tab, 'https://h/r/1', drawer()), keepOf(tab, 'https://h/r/2', drawer())];
    one.set('resume', 'secret');
    assert.equal(one.get('resume'), 'secret');
    assert.equal(other.get('resume'), null);
    one.set('resume', null);
    assert.equal(tab.kept.size, 0);
  });

  it('lasts as long as the page where the browser keeps its storage shut', () => {
    const shut = drawerOf(() => {
      throw new Error('SecurityError');
    });
    shut.setItem('one', '1');
    assert.equal(shut.getItem('one'), '1');
    shut.removeItem('one');
    assert.equal(shut.getItem('one'), null);
  });
});

describe('what a device keeps', () => {
  const room = 'https://h/r/1';

  it('is nothing before somebody asks for it', () => {
    const [tab, device] = [drawer(), drawer()];
    keepOf(tab, room, device).set('seat', 'of this tab');
    assert.equal(memoryOf(device, room, tab).read(), null);
    assert.equal(device.kept.size, 0);
  });

  it('is how they came in and their seat, which the next tab finds', () => {
    const [tab, device] = [drawer(), drawer()];
    keepOf(tab, room, device).set('seat', 'theirs');
    memoryOf(device, room, tab).write('{"name":"Wren"}');
    assert.equal(memoryOf(device, room, drawer()).read(), '{"name":"Wren"}');
    assert.equal(keepOf(drawer(), room, device).get('seat'), 'theirs');
    assert.equal(keepOf(drawer(), 'https://h/r/2', device).get('seat'), null);
    assert.equal(keepOf(drawer(), room, device).get('resume'), null);
  });

  it('is gone when they take the tick away', () => {
    const [tab, device] = [drawer(), drawer()];
    keepOf(tab, room, device).set('seat', 'theirs');
    memoryOf(device, room, tab).write('{}');
    memoryOf(device, room, tab).write(null);
    assert.equal(device.kept.size, 0);
  });
});
