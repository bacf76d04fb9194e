/** The circle promises that every seat stands in one order, in rows that are centred and symmetric. */

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {type Layout, placesOf, rowsOf} from '../../elements/circle.ts';

const LAYOUTS: readonly Layout[] = ['wide', 'upright', 'narrow', 'short'];

describe('the circle', () => {
  it('stands as the design says', () => {
    assert.deepEqual(rowsOf(14, 'wide'), [3, 4, 4, 3]);
    assert.deepEqual(rowsOf(14, 'upright'), [3, 3, 2, 3, 3]);
    assert.deepEqual(rowsOf(14, 'narrow'), [2, 2, 2, 2, 2, 2, 2]);
    assert.deepEqual(rowsOf(14, 'short'), [5, 4, 5]);
    assert.deepEqual(rowsOf(3, 'upright'), [1, 2]);
    assert.deepEqual(rowsOf(3, 'narrow'), [1, 1, 1]);
    assert.deepEqual(rowsOf(7, 'wide'), [2, 3, 2]);
  });

  it('has a seat for everyone, however many they are', () => {
    for (const layout of LAYOUTS) {
      for (let count = 0; count <= 40; count += 1) {
        const rows = rowsOf(count, layout);
        assert.equal(
          rows.reduce((sum, seats) => sum + seats, 0),
          count,
          `${layout} ${count}`,
        );
      }
    }
  });

  it('keeps reading order: row by row, from the inline start', () => {
    for (let count = 1; count <= 14; count += 1) {
      const places = placesOf(rowsOf(count, 'wide'));
      const order = places.map(({row, column}) => row * 1000 + column);
      assert.deepEqual(
        order,
        order.toSorted((a, b) => a - b),
      );
    }
  });

  it('centres short rows in the gaps of the widest one', () => {
    const [first, , , fourth] = placesOf([3, 4, 4, 3]);
    assert.deepEqual(first, {row: 1, column: 2});
    assert.deepEqual(fourth, {row: 2, column: 1});
  });

  it('leaves an odd last person of a phone in the first column', () => {
    assert.deepEqual(rowsOf(5, 'narrow'), [2, 2, 1]);
  });
});
