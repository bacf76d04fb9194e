/** Tells the server what the page shows: the newest layout, rarely, and only when it is another one. */

import type {Tile} from './messages.ts';

const INTERVAL = 100; // ms: a window that is dragged larger lays itself out sixty times a second

export class Layout {
  readonly #send: (tiles: readonly Tile[]) => void;
  #tiles: readonly Tile[] | null = null;
  #told = '';
  #isResting = false;
  #most = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;

  constructor(send: (tiles: readonly Tile[]) => void) {
    this.#send = send;
  }

  /** What is shown from now on. */
  show(tiles: readonly Tile[]): void {
    this.#tiles = tiles;
    this.#plan();
  }

  /** Let every picture rest, or go on: tiles keep their places, and nothing is sent of them. */
  rest(resting: boolean): void {
    this.#isResting = resting;
    this.#plan();
  }

  /** Ask for no picture higher than that, in device pixels; null: as high as they are shown. Screens are text, and stay. */
  limit(height: number | null): void {
    this.#most = height ?? Number.POSITIVE_INFINITY;
    this.#plan();
  }

  /** In device pixels; null: it is not shown. */
  heightOf(participant: string, source: string): number | null {
    if (this.#isResting) return null;
    return this.#tiles?.find((tile) => tile.participant === participant && tile.source === source)?.height ?? null;
  }

  /** The server listens, and knows nothing of what we said before. */
  open(): void {
    this.#isOpen = true;
    this.#told = '';
    this.#tell();
  }

  /** Nobody listens; twice is harmless. */
  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** A page that was never laid out, because nobody looks, wants nothing. */
  #wanted(): readonly Tile[] | null {
    if (!this.#isResting) return this.#tiles?.map((tile) => this.#limited(tile)) ?? null;
    return (this.#tiles ?? []).map((tile) => ({...tile, height: 0}));
  }

  #limited(tile: Tile): Tile {
    return tile.source === 'camera' && tile.height > this.#most ? {...tile, height: this.#most} : tile;
  }

  #plan(): void {
    if (this.#isOpen && this.#timer === undefined) this.#tell();
  }

  #tell(): void {
    const tiles = this.#wanted();
    const said = JSON.stringify(tiles);
    if (tiles === null || said === this.#told) return;
    this.#told = said;
    this.#send(tiles);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, INTERVAL);
  }
}
