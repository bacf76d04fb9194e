/** The one way in which what is hashed or signed is spelled: MessagePack, canonically. The server spells the same bytes. */

import {encode} from '@msgpack/msgpack';

/** Bytes that lie in a buffer of their own, as WebCrypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>;

const HEX = 16;
const MILLISECONDS = 1000;

/** Arrays in place of maps, the shortest form of every number, no fractions. */
export function spelled(value: unknown): Bytes {
  return Uint8Array.from(encode(value));
}

/** The SHA-256 of a thing of this kind; two kinds never have a digest in common. */
export async function digest(kind: string, ...parts: readonly unknown[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', spelled([`holdspace ${kind}`, ...parts])));
}

/** A session time as it is written for ever: whole milliseconds since 1970. */
export function milliseconds(seconds: number): number {
  return Math.round(seconds * MILLISECONDS);
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(HEX).padStart(2, '0')).join('');
}

/** The bytes that `text` spells; of anything else there are none. */
export function fromHex(text: string): Bytes {
  if (!/^([0-9a-f]{2})*$/.test(text)) return new Uint8Array();
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, HEX));
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
