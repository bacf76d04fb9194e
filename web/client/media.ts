/** What one sends, hears and sees: one connection at a time, and the streams that outlive it. */

import {Connection, type MediaPhase, type Sent} from './connection.ts';
import {handedOver, Rest} from './handover.ts';
import type {Offered, WireSlot} from './messages.ts';
import {distill, NO_TOTALS, type Quality} from './quality.ts';
import {NO_COUNTS, received} from './reception.ts';
import {Slots} from './slots.ts';
import {Sound} from './sound.ts';

export interface MediaListener {
  /** Other streams than before. */
  changed(): void;
  /** How the network lets us through. */
  moved(phase: MediaPhase): void;
  /** The network may be another one by now. */
  doubted(): void;
  /** The browser holds sound back until a gesture. */
  blocked(blocked: boolean): void;
}

export class Media {
  readonly #listener: MediaListener;
  readonly #slots = new Slots({
    newStream: () => new MediaStream(),
    left: (mid) => this.#rest(mid),
    handedOver: (mid, signal) => this.#handedOver(mid, signal),
    changed: () => this.#listener.changed(),
  });
  readonly #sound = new Sound({
    blocked: (blocked) => this.#listener.blocked(blocked),
    buffered: async (mid) => (await this.#connection?.buffered(mid)) ?? {waited: 0, samples: 0},
  });
  /** Slots that somebody has left, by mid. */
  readonly #rests = new Map<string, Rest>();
  #connection: Connection | null = null;
  #assigned: readonly WireSlot[] = [];
  #phase: MediaPhase = 'connecting';
  #step = 0; // of sparing
  #totals = NO_TOTALS;
  #counts = NO_COUNTS;

  constructor(listener: MediaListener) {
    this.#listener = listener;
  }

  get phase(): MediaPhase {
    return this.#phase;
  }

  get audioStreams(): readonly MediaStream[] {
    return this.#sound.streams;
  }

  get blankStreams(): readonly MediaStream[] {
    return this.#slots.blankStreams;
  }

  streamOf(participant: string, source: 'camera' | 'screen'): MediaStream | null {
    return this.#slots.streamOf(participant, source);
  }

  /** Begin to play, best from within a click. */
  play(): void {
    this.#sound.play();
  }

  async setSpeaker(deviceId: string): Promise<void> {
    await this.#sound.setSpeaker(deviceId);
  }

  /** Return the answer to the offer of a new connection, which ends the one before; null if a newer offer came meanwhile. */
  async answer({offer, ice_servers = []}: Offered): Promise<string | null> {
    this.#connection?.close();
    const connection = new Connection(
      ice_servers,
      (phase) => connection === this.#connection && this.#moved(phase),
      () => this.#listener.doubted(),
    );
    this.#connection = connection;
    connection.spare(this.#step);
    this.#totals = NO_TOTALS;
    this.#counts = NO_COUNTS;
    this.#moved('connecting');
    try {
      const sdp = await connection.answer(offer);
      return connection === this.#connection ? sdp : null;
    } catch (error) {
      if (connection !== this.#connection) return null;
      throw error;
    }
  }

  /** Show and sound what the connection carries, once it is answered. */
  plug(): void {
    if (!this.#connection) return;
    this.#slots.connect(this.#connection.tracks);
    this.#sound.connect(this.#connection.tracks);
    this.#slots.assign(this.#assigned);
    this.#listener.changed();
  }

  /** Who is in which slot. What has ended is told before anybody new is shown. */
  assign(slots: readonly WireSlot[]): void {
    if (this.#slots.release(slots)) this.#listener.changed();
    this.#assigned = slots;
    this.#slots.assign(slots);
    this.#sound.assign(slots);
  }

  /** Send `track`, or nothing, from that source. */
  async send(source: Sent, track: MediaStreamTrack | null): Promise<void> {
    await this.#connection?.send(source, track);
  }

  /** When the newest sound or picture came; only good for comparing. */
  get newest(): number {
    return this.#connection?.newest ?? 0;
  }

  async report(): Promise<RTCStatsReport | null> {
    return (await this.#connection?.stats()) ?? null;
  }

  /** `asked`: the height that the page wants of a picture. */
  async quality(asked: (slot: WireSlot) => number | null): Promise<Quality> {
    const report = [...((await this.report()) ?? [])];
    const [carried, totals] = distill(report, this.#totals);
    const [receptions, counts] = received(report, this.#assigned, this.#counts, asked);
    this.#totals = totals;
    this.#counts = counts;
    return {...carried, receptions};
  }

  /** Send our camera as it is after so many steps of sparing, over this connection and the next. */
  spare(step: number): void {
    this.#step = step;
    this.#connection?.spare(step);
  }

  /** Do not be patient with a broken path: somebody has just come back to it. */
  hurry(): void {
    this.#connection?.hurry();
  }

  /** Release everything; twice is harmless. */
  close(): void {
    this.#connection?.close();
    this.#connection = null;
    this.#slots.release([]);
    this.#sound.close();
  }

  #moved(phase: MediaPhase): void {
    this.#phase = phase;
    this.#listener.moved(phase);
  }

  #rest(mid: string): void {
    const connection = this.#connection;
    if (connection) this.#rests.set(mid, new Rest(() => connection.pictures(mid)));
  }

  async #handedOver(mid: string, signal: AbortSignal): Promise<void> {
    const [connection, rest] = [this.#connection, this.#rests.get(mid)];
    if (connection && rest) await handedOver(() => connection.pictures(mid), rest, signal);
  }
}
