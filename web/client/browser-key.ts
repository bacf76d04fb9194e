/**
 * The key that this browser says yes with: made here, never extractable, gone with the page.
 *
 * ECDSA on P-256 with SHA-256. The server has the public half from when we came, so that nobody can say yes in our place and
 * not be found out.
 */

import {type Bytes, spelled} from './canonical.ts';
import {RoomError} from './errors.ts';

const CURVE = {name: 'ECDSA', namedCurve: 'P-256'} as const;
const SIGNED = {name: 'ECDSA', hash: 'SHA-256'} as const;

/** What is signed: the one sentence 'yes, to this ask, on these terms in these words'. */
export function statement(ask: string, digest: Uint8Array): Bytes {
  return spelled(['holdspace yes', ask, digest]);
}

export class BrowserKey {
  #pair: Promise<CryptoKeyPair> | null = null;

  /** The point, uncompressed: 65 bytes. */
  async publicKey(): Promise<Bytes> {
    const {publicKey} = await this.#made();
    return new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  }

  /** r and s, 32 bytes each. */
  async sign(ask: string, digest: Uint8Array): Promise<Bytes> {
    const {privateKey} = await this.#made();
    return new Uint8Array(await crypto.subtle.sign(SIGNED, privateKey, statement(ask, digest)));
  }

  async #made(): Promise<CryptoKeyPair> {
    // Browsers keep WebCrypto, as they keep cameras, to pages that came by https.
    if (!globalThis.crypto?.subtle) throw new RoomError('no-key', 'This page came without https: it cannot sign a yes.');
    this.#pair ??= crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
    return await this.#pair;
  }
}
