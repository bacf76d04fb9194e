/** Tells the server what the page shows: the newest layout, rarely, and only when it is another one. */

import type {Tile} from './messages.ts';

const INTERVAL = 100; // ms: a window that is dragged larger lays itself out sixty times a second

export class Layout {
  readonly #send: (tiles: readonly Tile[]) => void;
  #tiles: readonly Tile[] | null = null;
  #told = '';
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

  /** In device pixels; null: it is not shown. */
  heightOf(participant: string, source: string): number | null {
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

  #plan(): void {
    if (this.#isOpen && this.#timer === undefined) this.#tell();
  }

  #tell(): void {
    const said = JSON.stringify(this.#tiles);
    if (this.#tiles === null || said === this.#told) return;
    this.#told = said;
    this.#send(this.#tiles);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, INTERVAL);
  }
}
