/** What one agrees to at the door, the receipts for it, and the ways in: for a second device, and for clients. */

import {RoomError} from './errors.ts';
import type {Ask, ClientLinkMessage, DeviceCodeMessage, ReceiptMessage} from './messages.ts';

const PATIENCE = 4000; // ms

/** What was agreed to, for whoever agreed to keep. */
export interface Receipt {
  readonly kind: 'norms';
  readonly version: number;
  /** SHA-256 of the text, in hex. */
  readonly textHash: string;
  /** Seconds since 1970, by the server's clock. */
  readonly agreedAt: number;
}

/** Good once, for a minute: it moves the place to the device that says it. */
export interface DeviceCode {
  readonly code: string;
  /** Seconds since 1970, by the server's clock. */
  readonly expiresAt: number;
}

export class Entrance {
  readonly #ask: Ask;
  readonly #receipts: Receipt[] = [];
  readonly #waiting: ((code: DeviceCode) => void)[] = [];
  readonly #inviting: ((key: string) => void)[] = [];
  readonly #page: string;

  /** `page` is the room's address, to which a link adds its key. */
  constructor(ask: Ask, page: string) {
    this.#ask = ask;
    this.#page = page;
  }

  /** Those that came in this page's life, oldest first. */
  get receipts(): readonly Receipt[] {
    return [...this.#receipts];
  }

  async agreeNorms(version: number): Promise<void> {
    await this.#ask({type: 'agree_norms', version});
  }

  /** The newest code counts, and ends the one before. */
  async deviceCode(): Promise<DeviceCode> {
    const given = new Promise<DeviceCode>((resolve) => void this.#waiting.push(resolve));
    await this.#ask({type: 'device_code'});
    return await Promise.race([given, unheard()]);
  }

  /** The link that clients come by just now; for facilitators. */
  async clientLink(): Promise<string> {
    const told = new Promise<string>((resolve) => void this.#inviting.push(resolve));
    await this.#ask({type: 'client_link'});
    return `${this.#page}#k=${await Promise.race([told, unheard()])}`;
  }

  received(message: ReceiptMessage): void {
    this.#receipts.push(receiptOf(message));
  }

  coded({code, expires_at}: DeviceCodeMessage): void {
    for (const resolve of this.#waiting.splice(0)) resolve({code, expiresAt: expires_at});
  }

  invited({key}: ClientLinkMessage): void {
    for (const resolve of this.#inviting.splice(0)) resolve(key);
  }
}

/** What was asked for comes beside the answer: the connection may break between the two. */
async function unheard(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, PATIENCE));
  throw new RoomError('disconnected', 'It did not arrive: ask again.');
}

export function receiptOf({kind, version, text_hash, agreed_at}: ReceiptMessage): Receipt {
  return {kind, version, textHash: text_hash, agreedAt: agreed_at};
}
