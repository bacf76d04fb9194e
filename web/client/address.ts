/** Where a room is: `https://HOST/r/ROOM_ID#k=KEY` (or `#d=CODE`), and what follows from it. */

import {RoomError} from './errors.ts';

export interface Address {
  /** Of the HTTP API of this room, without a slash at the end. */
  readonly api: string;
  readonly socket: string;
  /** Of the room's page, without anything secret in it. */
  readonly page: string;
  /** The key of a link, from the fragment: it never leaves by a URL. */
  readonly key: string | null;
  /** A one-time code from another device, likewise. */
  readonly code: string | null;
}

export function parseAddress(text: string): Address {
  const url = parsed(text);
  const found = url && /^(.*)\/r\/([^/]+)\/?$/.exec(url.pathname);
  if (!url || !found || !/^https?:$/.test(url.protocol)) {
    throw new RoomError('bad-address', 'A room has an address like https://HOST/r/ROOM_ID.');
  }
  const path = `${url.host}${found[1]}/v1/rooms/${found[2]}`;
  const fragment = new URLSearchParams(url.hash.slice(1));
  return {
    api: `${url.protocol}//${path}`,
    socket: `${url.protocol.replace('http', 'ws')}//${path}/socket`,
    page: `${url.origin}${found[0]}`,
    key: fragment.get('k'),
    code: fragment.get('d'),
  };
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
