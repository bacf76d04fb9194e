/** What a yes is to: the digest of an ask's terms in the words they are put in, computed from what we show and not taken on trust. */

import {type Bytes, digest, fromHex, isSame, milliseconds} from './canonical.ts';
import type {Ask} from './consent-state.ts';

/** The digests of the question's words, by version: those that a page of ours can show. */
const WORDINGS: Readonly<Record<number, string>> = {1: '4a278705ab5c7540611ecdbc5c99ed02f70984245e21d6ed05bff6d2cb776322'};

type Terms = Pick<Ask, 'scope' | 'tracks' | 'until' | 'retention' | 'viewers' | 'wording'>;

/** Whether we can show what this ask asks. */
export function isKnown({wording}: Pick<Ask, 'wording'>): boolean {
  return wording in WORDINGS;
}

export async function termsDigest({scope, tracks, until, retention, viewers, wording}: Terms): Promise<Bytes> {
  const end = until === null ? null : milliseconds(until);
  const words = fromHex(WORDINGS[wording] ?? '');
  return await digest('terms', scope, tracks, end, retention, [...viewers].sort(), wording, words);
}

/** The digest to sign; null: the server means other terms, or other words, than we show. */
export async function agreedDigest(ask: Ask): Promise<Bytes | null> {
  const own = await termsDigest(ask);
  return isKnown(ask) && isSame(own, fromHex(ask.digest)) ? own : null;
}
