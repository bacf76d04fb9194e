/** Asking to record, and answering: each for themselves. A yes is signed by this browser; a no, and taking a yes back, need nothing. */

import {BrowserKey} from './browser-key.ts';
import type {Answer, Erase, ReceiptsMessage, Scope, Tracks, Viewer} from './consent-messages.ts';
import type {Ask, ConsentState} from './consent-state.ts';
import {RoomError} from './errors.ts';
import type {Ask as AskServer} from './messages.ts';
import {agreedDigest} from './terms.ts';

const PATIENCE = 4000; // ms for receipts to follow the word that they do

/** What to ask for; the server knows the rest: everyone's tracks, until stopped, 14 days, facilitators. */
export interface RecordingTerms {
  readonly scope: Scope;
  readonly tracks?: Tracks;
  /** Seconds since 1970 by the server's clock: `room.now()` and so many. */
  readonly until?: number;
  /** In days. */
  readonly retention?: number;
  readonly viewers?: readonly Viewer[];
}

/** One's own part of the room's ledger: it verifies without us, by the node's public key. */
export interface ConsentReceipt {
  readonly kind: 'consent';
  readonly receipt: Uint8Array;
  readonly key: Uint8Array;
}

export class Consenting {
  readonly #ask: AskServer;
  readonly #state: () => ConsentState;
  readonly #key = new BrowserKey();
  readonly #waiting: (() => void)[] = [];
  #receipts: readonly ConsentReceipt[] = [];
  #bound: Promise<void> = Promise.resolve();

  constructor(ask: AskServer, state: () => ConsentState) {
    this.#ask = ask;
    this.#state = state;
  }

  /** The newest that came in this page's life. */
  get known(): readonly ConsentReceipt[] {
    return this.#receipts;
  }

  /** Tell the server our key, as soon as it knows us: what we may sign later says nothing then of when we did. */
  bind(): void {
    this.#bound = this.#bind();
    this.#bound.catch(() => {}); // It is told when a yes cannot be said.
  }

  async askToRecord({scope, tracks, until, retention, viewers}: RecordingTerms): Promise<void> {
    await this.#ask({
      type: 'ask_to_record',
      scope,
      ...(tracks !== undefined && {tracks}),
      ...(until !== undefined && {until: Math.round(until)}),
      ...(retention !== undefined && {retention}),
      ...(viewers !== undefined && {viewers}),
    });
  }

  async stop(scope: Scope): Promise<void> {
    await this.#ask({type: 'stop_recording', scope});
  }

  async answer(scope: Scope, answer: Answer): Promise<void> {
    const asked = this.#state().asks.find((each) => each.scope === scope);
    if (!asked) throw new RoomError('ask-over', 'This is not asked any more.');
    await this.#ask({type: 'answer_consent', ask: asked.id, answer, ...(answer === 'given' && (await this.#signed(asked)))});
  }

  async withdraw(scope: Scope, erase: Erase): Promise<void> {
    await this.#ask({type: 'withdraw_consent', scope, erase});
  }

  /** Those of just now; once the place is over, the last that came. */
  async receipts(): Promise<readonly ConsentReceipt[]> {
    const come = new Promise<void>((resolve) => void this.#waiting.push(resolve));
    await this.#ask({type: 'ask_receipts'});
    await Promise.race([come, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    return this.#receipts;
  }

  received({receipts, key}: ReceiptsMessage): void {
    this.#receipts = receipts.map((receipt) => ({kind: 'consent', receipt: receipt.slice(), key: key.slice()}));
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async #bind(): Promise<void> {
    await this.#ask({type: 'bind_key', key: await this.#key.publicKey()});
  }

  async #signed(asked: Ask): Promise<{readonly digest: Uint8Array; readonly signature: Uint8Array}> {
    await this.#bound;
    const digest = await agreedDigest(asked);
    if (!digest) throw new RoomError('other-terms', 'This page shows other terms than those that are asked for: reload it.');
    return {digest, signature: await this.#key.sign(asked.id, digest)};
  }
}
