/** Tells the SDK how high every tile is, so that nobody is sent more pixels than a page can show. */

import type {ReactiveController, ReactiveControllerHost} from 'lit';

import type {HoldspaceRoom} from '../client/room.ts';

/** Cameras send 16:9; a tile shows its cut-out, so a broad tile needs more height than it has. */
const PICTURE_RATIO = 16 / 9;

/** The height a picture needs to cover a tile, in device pixels. */
export function heightFor(width: number, height: number, pixelRatio: number): number {
  return Math.round(Math.max(height, width / PICTURE_RATIO) * pixelRatio);
}

export class LayoutWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #root: () => ParentNode;
  readonly #client: () => HoldspaceRoom | null;
  readonly #observer = new ResizeObserver(() => this.#soon());
  #watched = new Set<HTMLElement>();
  #frame = 0;

  constructor(host: ReactiveControllerHost, root: () => ParentNode, client: () => HoldspaceRoom | null) {
    this.#host = host;
    this.#root = root;
    this.#client = client;
    this.#host.addController(this);
  }

  hostUpdated(): void {
    const tiles = new Set(this.#root().querySelectorAll<HTMLElement>('.tile:not(.self), .glimpse'));
    const gone = [...this.#watched].filter((tile) => !tiles.has(tile));
    for (const tile of gone) this.#observer.unobserve(tile);
    for (const tile of tiles) if (!this.#watched.has(tile)) this.#observer.observe(tile);
    this.#watched = tiles;
    if (gone.length > 0) this.#soon();
  }

  hostDisconnected(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#observer.disconnect();
    this.#watched.clear();
  }

  /** Once a frame is often enough: a window being dragged changes every tile many times. */
  #soon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const state = this.#client()?.state;
      if (state?.phase !== 'joined') return;
      this.#client()?.layout(
        [...this.#watched].map((tile) => ({
          participant: tile.dataset['participant'] ?? '',
          source: 'camera' as const,
          height: heightFor(tile.clientWidth, tile.clientHeight, window.devicePixelRatio),
        })),
      );
    });
  }
}
