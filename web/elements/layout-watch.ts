/**
 * Tells the SDK how high every tile is, so that nobody is sent more pixels than a page can show.
 *
 * Those in other rooms are told of as well: nothing is sent of them while they are there, and when a split or a merge brings
 * them here the server need not wait for us to say that they are shown.
 */

import type {ReactiveController, ReactiveControllerHost} from 'lit';

import type {Tile} from '../client/messages.ts';
import type {HoldspaceRoom} from '../client/room.ts';
import type {RoomState} from '../client/state.ts';
import {self} from './people.ts';

/** Cameras send 16:9; a tile shows its cut-out, so a broad tile needs more height than it has. */
const PICTURE_RATIO = 16 / 9;

/** The height a picture needs to cover a tile, in device pixels. */
export function heightFor(width: number, height: number, pixelRatio: number): number {
  return Math.round(Math.max(height, width / PICTURE_RATIO) * pixelRatio);
}

/** Device pixels for somebody who has not been shown yet: the lowest layer, which is there first. */
const UNSEEN = 180;

/** What is shown, then the faces of those elsewhere, as high as they were. */
export function tilesOf(shown: readonly Tile[], state: RoomState, heights: ReadonlyMap<string, number>): readonly Tile[] {
  const own = self(state)?.room;
  const faces = new Set(shown.filter(({source}) => source === 'camera').map(({participant}) => participant));
  const elsewhere = state.participants.filter(({id, role, room}) => role !== 'observer' && room !== own && !faces.has(id));
  return [...shown, ...elsewhere.map(({id}): Tile => ({participant: id, source: 'camera', height: heights.get(id) ?? UNSEEN}))];
}

export class LayoutWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #root: () => ParentNode;
  readonly #client: () => HoldspaceRoom | null;
  readonly #observer = new ResizeObserver(() => this.#soon());
  #watched = new Set<HTMLElement>();
  /** How high each person was shown last. */
  readonly #heights = new Map<string, number>();
  #places = '';
  #frame = 0;

  constructor(host: ReactiveControllerHost, root: () => ParentNode, client: () => HoldspaceRoom | null) {
    this.#host = host;
    this.#root = root;
    this.#client = client;
    this.#host.addController(this);
  }

  hostUpdated(): void {
    const tiles = new Set(this.#root().querySelectorAll<HTMLElement>('.tile:not(.self), .glimpse, .screen'));
    const gone = [...this.#watched].filter((tile) => !tiles.has(tile));
    for (const tile of gone) this.#observer.unobserve(tile);
    for (const tile of tiles) if (!this.#watched.has(tile)) this.#observer.observe(tile);
    this.#watched = tiles;
    // Whoever went to another room has a tile no more, and is told of all the same; and one place may show another screen.
    const rooms = (this.#client()?.state.participants ?? []).map(({id, room}) => `${id} ${room}`);
    const places = [...rooms, ...[...tiles].map(({dataset}) => dataset['participant'])].join();
    if (gone.length > 0 || places !== this.#places) this.#soon();
    this.#places = places;
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
      this.#client()?.layout(tilesOf(this.#shown(), state, this.#heights));
    });
  }

  #shown(): readonly Tile[] {
    return [...this.#watched].map((tile) => {
      const participant = tile.dataset['participant'] ?? '';
      const height = heightFor(tile.clientWidth, tile.clientHeight, window.devicePixelRatio);
      if (tile.dataset['source'] === 'screen') return {participant, source: 'screen', height};
      this.#heights.set(participant, height);
      return {participant, source: 'camera', height};
    });
  }
}
