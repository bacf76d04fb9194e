/** What the address of a room tells, and what of it a tab keeps. */

import type {Keep, KeptName} from '../client/options.ts';

/** The room's address without what is secret in it. */
export function roomAddress(address: URL): string {
  return `${address.origin}${address.pathname}`;
}

/** The key of the link, or ''. */
export function keyOf(address: URL): string {
  return new URLSearchParams(address.hash.slice(1)).get('k') ?? '';
}

/** The part of Storage that we use. */
export interface Drawer {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

/** Keep things for `room` in `drawer`. */
export function keepOf(drawer: Drawer, room: string): Keep {
  const slot = (name: KeptName): string => `holdspace ${room} ${name}`;
  return {
    get: (name) => drawer.getItem(slot(name)),
    set: (name, value) => (value === null ? drawer.removeItem(slot(name)) : drawer.setItem(slot(name), value)),
  };
}
