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

/** The one-time code of another device, or ''. */
export function codeOf(address: URL): string {
  return new URLSearchParams(address.hash.slice(1)).get('d') ?? '';
}

/** The part of Storage that we use. */
export interface Drawer {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

/** The place in a drawer where `name` lies for `room`. */
export function slotOf(room: string, name: string): string {
  return `holdspace ${room} ${name}`;
}

/** Keep things for `room` in `drawer`; the seat of somebody whom the device remembers also lies in `lasting`. */
export function keepOf(drawer: Drawer, room: string, lasting: Pick<Drawer, 'getItem'>): Keep {
  const slot = (name: KeptName): string => slotOf(room, name);
  return {
    get: (name) => drawer.getItem(slot(name)) ?? (name === 'seat' ? lasting.getItem(slot(name)) : null),
    set: (name, value) => (value === null ? drawer.removeItem(slot(name)) : drawer.setItem(slot(name), value)),
  };
}

/** The drawer that `open` opens; one that lasts as long as the page where the browser keeps its own shut. */
export function drawerOf(open: () => Drawer): Drawer {
  try {
    return open();
  } catch {
    const kept = new Map<string, string>();
    return {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    };
  }
}
