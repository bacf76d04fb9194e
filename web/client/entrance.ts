/** What one agrees to at the door, the receipts for it, and the way in for a second device. */

import {RoomError} from './errors.ts';
import type {Ask, DeviceCodeMessage, ReceiptMessage} from './messages.ts';

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
  #code: DeviceCode | null = null;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Those that came in this page's life, oldest first. */
  get receipts(): readonly Receipt[] {
    return [...this.#receipts];
  }

  async agreeNorms(version: number): Promise<void> {
    await this.#ask({type: 'agree_norms', version});
  }

  async deviceCode(): Promise<DeviceCode> {
    this.#code = null;
    await this.#ask({type: 'device_code'});
    if (!this.#code) throw new RoomError('not-supported', 'The server gave no code.');
    return this.#code;
  }

  received(message: ReceiptMessage): void {
    this.#receipts.push(receiptOf(message));
  }

  coded({code, expires_at}: DeviceCodeMessage): void {
    this.#code = {code, expiresAt: expires_at};
  }
}

export function receiptOf({kind, version, text_hash, agreed_at}: ReceiptMessage): Receipt {
  return {kind, version, textHash: text_hash, agreedAt: agreed_at};
}
