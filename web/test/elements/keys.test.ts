/** Letters act only where nobody types and nothing else is held; arrows move among tiles as the eye does. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {actOf, neighbor, takesText} from '../../elements/keys.ts';

const LETTERS = {M: 'microphone', V: 'camera'} as const;

function press(key: string, held: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey' | 'repeat', boolean>> = {}) {
  return {key, altKey: false, ctrlKey: false, metaKey: false, repeat: false, ...held};
}

describe('keys', () => {
  it('are letters, in either case', () => {
    assert.equal(actOf(press('m'), LETTERS, false), 'microphone');
    assert.equal(actOf(press('M'), LETTERS, false), 'microphone');
    assert.equal(actOf(press('x'), LETTERS, false), null);
  });

  it('take nothing from the browser', () => {
    for (const modifier of ['altKey', 'ctrlKey', 'metaKey'] as const)
      assert.equal(actOf(press('m', {[modifier]: true}), LETTERS, false), null);
  });

  it('act once, however long they are held', () => {
    assert.equal(actOf(press('m', {repeat: true}), LETTERS, false), null);
  });

  it('are text in a field, but for Escape and F6', () => {
    assert.equal(actOf(press('m'), LETTERS, true), null);
    assert.equal(actOf(press('?'), LETTERS, true), null);
    assert.equal(actOf(press('Escape'), LETTERS, true), 'close');
    assert.equal(actOf(press('F6'), LETTERS, true), 'region');
  });
});

describe('a field', () => {
  it('is what takes text or letters', () => {
    assert.ok(takesText({tagName: 'INPUT', type: 'text'}));
    assert.ok(takesText({tagName: 'SELECT'}));
    assert.ok(takesText({tagName: 'DIV', isContentEditable: true}));
    assert.ok(!takesText({tagName: 'INPUT', type: 'checkbox'}));
    assert.ok(!takesText({tagName: 'BUTTON'}));
  });
});

describe('arrows', () => {
  // Two over three, as five people sit.
  const boxes = [
    [50, 0],
    [150, 0],
    [0, 60],
    [100, 60],
    [200, 60],
  ].map(([left = 0, top = 0]) => ({left, top, width: 100, height: 60}));

  it('move in reading order, and stop at the ends', () => {
    assert.equal(neighbor(boxes, 1, 'ArrowRight', false), 2);
    assert.equal(neighbor(boxes, 4, 'ArrowRight', false), 4);
    assert.equal(neighbor(boxes, 0, 'ArrowLeft', false), 0);
    assert.equal(neighbor(boxes, 0, 'ArrowLeft', true), 1);
  });

  it('move to the nearest tile above or below', () => {
    assert.equal(neighbor(boxes, 1, 'ArrowDown', false), 3);
    assert.equal(neighbor(boxes, 4, 'ArrowUp', false), 1);
    assert.equal(neighbor(boxes, 2, 'ArrowDown', false), 2);
  });

  it('reach the first and the last', () => {
    assert.equal(neighbor(boxes, 2, 'Home', false), 0);
    assert.equal(neighbor(boxes, 2, 'End', false), 4);
  });
});
