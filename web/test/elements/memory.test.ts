/** What a device remembers is read with care: what stands there may be old, foreign or broken. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {type Memory, type Remembered, recall, remember} from '../../elements/memory.ts';

function memory(text: string | null): Memory & {text: string | null} {
  return {
    text,
    read() {
      return this.text;
    },
    write(next) {
      this.text = next;
    },
  };
}

const choices: Remembered = {
  name: 'Wren',
  microphone: false,
  camera: true,
  selfHidden: true,
  devices: {microphone: '', camera: 'front', speaker: 'headset'},
};

describe('what is remembered', () => {
  it('comes back as it was', () => {
    const kept = memory(null);
    remember(kept, choices);
    assert.deepEqual(recall(kept), choices);
  });

  it('is nothing without a place to keep it, before anything was kept, and after it was forgotten', () => {
    const kept = memory(null);
    assert.equal(recall(null), null);
    assert.equal(recall(kept), null);
    remember(kept, choices);
    remember(kept, null);
    assert.equal(recall(kept), null);
    assert.equal(kept.text, null);
  });

  it('is nothing when somebody else wrote there', () => {
    assert.equal(recall(memory('not json')), null);
  });

  it('takes what it cannot read as not chosen', () => {
    const usual: Remembered = {
      name: '',
      microphone: true,
      camera: true,
      selfHidden: false,
      devices: {microphone: '', camera: '', speaker: ''},
    };
    for (const text of ['null', '7', '[]', '{"name": 7, "devices": "x", "camera": "no"}'])
      assert.deepEqual(recall(memory(text)), usual, text);
  });
});
