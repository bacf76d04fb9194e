/**
 * The circle: which seat stands in which row, for every number of people.
 *
 * Rows are symmetric and widest in the middle where the count allows, so that a rectangle of tiles reads as a round. The
 * order never changes with the layout: reading order, tab order and seat order are one order. The style sheet turns these
 * numbers into tiles with container units; no script measures anything.
 */

/** `wide`: desktop and tablet landscape. `upright`: a tablet held upright. `narrow`: a phone. `short`: a phone on its side. */
export type Layout = 'wide' | 'upright' | 'narrow' | 'short';

/** Where a seat stands, in grid lines that count from 1. A seat spans two columns of the grid, so that short rows can stand centred. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

type Table = Readonly<Record<number, readonly number[]>>;

const WIDE: Table = {
  0: [],
  1: [1],
  2: [2],
  3: [3],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [2, 3, 2],
  8: [3, 2, 3],
  9: [3, 3, 3],
  10: [3, 4, 3],
  11: [4, 3, 4],
  12: [4, 4, 4],
  13: [3, 4, 3, 3],
  14: [3, 4, 4, 3],
};

const UPRIGHT: Table = {
  ...WIDE,
  3: [1, 2],
  10: [2, 3, 3, 2],
  11: [3, 3, 3, 2],
  12: [3, 3, 3, 3],
  13: [3, 3, 3, 2, 2],
  14: [3, 3, 2, 3, 3],
};

const SHORT: Table = {...WIDE, 13: [4, 5, 4], 14: [5, 4, 5]};

const TABLES: Readonly<Record<Exclude<Layout, 'narrow'>, Table>> = {
  wide: WIDE,
  upright: UPRIGHT,
  short: SHORT,
};

/** How many seats stand in each row. */
export function rowsOf(count: number, layout: Layout): readonly number[] {
  if (layout === 'narrow') return narrowRows(count);
  return TABLES[layout][count] ?? evenRows(count);
}

/** Where each seat stands, in seat order. */
export function placesOf(rows: readonly number[]): readonly Place[] {
  const widest = Math.max(0, ...rows);
  return rows.flatMap((seats, row) =>
    Array.from({length: seats}, (_, seat) => ({
      row: row + 1,
      column: widest - seats + 2 * seat + 1,
    })),
  );
}

/**
 * In how many columns the others stand while one person is shown larger, still in seat order: beside that person on wide
 * screens, below them on phones. The strip wraps, it does not scroll.
 */
export function stripColumns(count: number, where: 'beside' | 'below'): number {
  if (where === 'beside') return count <= 5 ? 1 : 2;
  if (count <= 3) return 3;
  return count <= 8 ? 4 : 5;
}

/** Up to three people stand under one another; more stand in two columns, and an odd last one keeps the first. */
function narrowRows(count: number): readonly number[] {
  if (count <= 3) return Array<number>(count).fill(1);
  return Array.from({length: Math.ceil(count / 2)}, (_, row) => Math.min(2, count - 2 * row));
}

/** Larger groups than the table knows: as square as the tiles allow, short rows last. */
function evenRows(count: number): readonly number[] {
  const rows = Math.max(1, Math.round(Math.sqrt(count)));
  const least = Math.floor(count / rows);
  return Array.from({length: rows}, (_, row) => least + (row < count % rows ? 1 : 0));
}
