/** The way to another device: a code that is good once, for a minute, drawn so that a camera reads it. */

import type {HoldspaceRoom} from '../client/room.ts';

const SECOND = 1000; // milliseconds

/** Rows of dark and light. */
export type Matrix = readonly (readonly boolean[])[];

export class DeviceCode {
  /** The address to open there, or null while there is none. */
  address: string | null = null;
  picture: Matrix | null = null;
  /** Whole seconds that the code is still good for. */
  left = 0;
  asking = false;
  /** The server gave none. */
  refused = false;
  /** The room's address without anything secret in it, or ''. */
  readonly room: string;
  readonly #client: HoldspaceRoom;
  readonly #changed: () => void;
  #until = 0; // by performance.now(): this device's clock may be wrong
  #timer: ReturnType<typeof setInterval> | undefined;
  #asked = 0;

  constructor(client: HoldspaceRoom, room: string, changed: () => void) {
    this.#client = client;
    this.room = room;
    this.#changed = changed;
  }

  /** Ask for a fresh code; the one before is worth nothing from then on. */
  readonly ask = async (): Promise<void> => {
    this.close();
    this.#asked += 1;
    const turn = this.#asked;
    this.asking = true;
    this.#changed();
    try {
      const [{code, lifetime}, {encode}] = await Promise.all([this.#client.deviceCode().then(withLifetime), import('uqr')]);
      if (turn !== this.#asked) return;
      this.asking = false;
      this.address = `${this.room}#d=${code}`;
      this.picture = encode(this.address, {border: 0, ecc: 'M'}).data;
      this.#count(lifetime);
    } catch {
      if (turn !== this.#asked) return;
      this.asking = false;
      this.refused = true;
    }
    this.#changed();
  };

  /** Nobody looks any more. Twice is harmless. */
  close(): void {
    clearInterval(this.#timer);
    this.#asked += 1;
    this.address = this.picture = null;
    this.asking = this.refused = false;
    this.left = 0;
  }

  #count(lifetime: number): void {
    this.#until = performance.now() + lifetime * SECOND;
    this.left = Math.round(lifetime);
    this.#timer = setInterval(() => this.#tick(), SECOND);
  }

  #tick(): void {
    this.left = Math.max(0, Math.round((this.#until - performance.now()) / SECOND));
    if (this.left === 0) {
      clearInterval(this.#timer);
      this.address = this.picture = null;
    }
    this.#changed();
  }
}

const LIFETIME = 60; // seconds; the server's word counts where the clocks agree

/** For how long a code is good. A device whose clock is wrong counts the minute that every code has. */
function withLifetime({code, expiresAt}: {readonly code: string; readonly expiresAt: number}): {
  readonly code: string;
  readonly lifetime: number;
} {
  const left = expiresAt - Date.now() / SECOND;
  return {code, lifetime: left > 0 && left <= LIFETIME ? left : LIFETIME};
}
