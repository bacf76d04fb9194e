/**
 * One stay in a room, from the first hello to the end: owns the socket, the connection and the sound.
 *
 * A lost socket is only an interruption: the stay comes back to its place by the resume secret, over a new connection with the same tracks.
 */

import type {MediaPhase} from './connection.ts';
import type {Credentials} from './credentials.ts';
import {Deferred} from './deferred.ts';
import {RoomError} from './errors.ts';
import {Layout} from './layout.ts';
import {Media} from './media.ts';
import type {EndReason, Request, ServerMessage, StateMessage, Tile, WelcomeMessage} from './messages.ts';
import {type NetworkReport, testNetwork} from './network-test.ts';
import type {LocalEvent} from './reduce.ts';
import {Socket} from './socket.ts';
import type {Own, Switches} from './switches.ts';
import {watchWaking} from './waking.ts';

export interface StayListener {
  heard(message: ServerMessage | LocalEvent): void;
  /** Other streams than before. */
  changed(): void;
  failed(error: RoomError): void;
  /** There is no way in: the stay has closed itself. */
  refused(error: RoomError): void;
}

export type Join = Extract<Request, {readonly type: 'join'}>;

const CLOSED_ELSEWHERE = 4409;
const FAREWELL = 1000; // ms to wait for the server to take our leave
const SOURCES = ['microphone', 'camera'] as const;
/** Refusals of the moment: the socket comes back by itself. */
const PASSING: ReadonlySet<string> = new Set(['draining', 'too-fast', 'hello-timeout', 'failed', 'lost']);

export class Stay {
  readonly #credentials: Credentials;
  readonly #switches: Switches;
  readonly #listener: StayListener;
  readonly #ready = new Deferred();
  readonly #socket: Socket;
  readonly #life = new AbortController();
  readonly media = new Media({
    changed: () => this.#listener.changed(),
    moved: (phase) => this.#followMedia(phase),
    blocked: (blocked) => this.#listener.heard({type: 'sound', blocked}),
  });
  readonly #layout = new Layout((tiles) => this.#tell({type: 'layout', tiles}));
  #entry: {readonly join: Join; readonly done: Deferred} | null = null;
  #isReturning = false;
  #isInside = false; // We have held a place in this stay.
  #isWelcome = false; // The server has taken us for who we are.
  #isPresent = false; // The socket is up and the server sees us in our place.
  #published: Own | null = null;
  #autoplay = true;
  #test: {readonly over: AbortController; track: MediaStreamTrack | null} | null = null;

  /** `page` hears a window's events. */
  constructor(credentials: Credentials, switches: Switches, listener: StayListener, page: EventTarget) {
    this.#credentials = credentials;
    this.#switches = switches;
    this.#listener = listener;
    this.#socket = new Socket(credentials.address.socket, {
      greet: () => this.#greet(),
      refused: (error) => this.#refused(error),
      received: (message) => this.#received(message),
      complained: (error) => this.#listener.failed(error),
      dropped: (code) => this.#dropped(code),
    });
    this.#socket.open();
    watchWaking(page, () => this.retryNow(), this.#life.signal);
  }

  /** The endpoint is up to the server's knowledge: the offer is answered. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Begin to play, from within a click, or leave the playing to the page. */
  play(autoplay: boolean): void {
    this.#autoplay = autoplay;
    if (autoplay) this.media.play();
  }

  /** Ask to enter; settles when that is decided, over however many connections it takes. */
  async enter(join: Join): Promise<void> {
    if (this.#isInside) return;
    this.#endTest();
    if (!this.#entry) {
      this.#entry = {join, done: new Deferred()};
      if (this.#isWelcome && !this.#isReturning) void this.#join();
    }
    await this.#entry.done.promise;
  }

  /** Settles when the server has carried it out. */
  async request(request: Request): Promise<void> {
    await this.#socket.request(request);
  }

  /** Come back at once, if we are not here; if we seem to be, make sure. */
  retryNow(): void {
    this.#socket.hurry();
    this.media.hurry();
  }

  /** Before joining only. One test at a time: another one ends it. */
  async testNetwork(microphone: MediaStreamTrack | null): Promise<NetworkReport> {
    this.#endTest();
    const test = {over: new AbortController(), track: null as MediaStreamTrack | null};
    this.#test = test;
    const send = (track: MediaStreamTrack | null): void => {
      test.track = track;
      this.follow();
    };
    await this.ready;
    const report = await testNetwork(this.media, (request) => this.request(request), microphone, send, test.over.signal);
    if (test.over.signal.aborted) throw new RoomError('out-of-turn', 'The network test was ended by joining, or by another one.');
    this.#test = null;
    return report;
  }

  layout(tiles: readonly Tile[]): void {
    this.#layout.show(tiles);
  }

  /** Send what is switched on, and say so. */
  follow(): void {
    for (const source of SOURCES) void this.media.send(source, this.#switches.sent(source) ?? this.#tested(source));
    if (!this.#isPresent) return;
    const {own} = this.#switches;
    const before = this.#published;
    const news = SOURCES.filter((source) => own[source] !== before?.[source]);
    if (news.length === 0) return;
    this.#published = own;
    this.#tell({type: 'publish', ...Object.fromEntries(news.map((source) => [source, own[source]]))});
  }

  /** Give up the place, then close. */
  async leave(): Promise<void> {
    this.#credentials.forget();
    const patience = new Promise((resolve) => setTimeout(resolve, FAREWELL));
    await Promise.race([this.#socket.request({type: 'leave'}).catch(() => {}), patience]); // Gone is gone.
    this.close();
  }

  /** Release everything; twice is harmless. */
  close(): void {
    this.#life.abort();
    this.#endTest();
    this.#isPresent = false;
    const over = new RoomError('left', 'The stay in the room is over.');
    this.#ready.reject(over);
    this.#entry?.done.reject(over);
    this.#socket.close();
    this.#layout.close();
    this.media.close();
  }

  async #greet(): Promise<Request> {
    this.#isReturning = this.#credentials.returning;
    return await this.#credentials.hello();
  }

  #received(message: ServerMessage): void {
    if (message.type === 'welcome') this.#welcomed(message);
    else if (message.type === 'state') this.#saw(message);
    else if (message.type === 'ended') this.#end(message.reason);
    else this.#listener.heard(message);
  }

  #welcomed(message: WelcomeMessage): void {
    this.#socket.settle();
    this.#isWelcome = true;
    this.#credentials.welcomed(message.resume);
    this.#listener.heard(message);
    void this.#connect(message.offer);
    // The server takes us in while the browser still works on its answer.
    if (this.#entry && !this.#isReturning) void this.#join();
  }

  async #connect(offer: string): Promise<void> {
    try {
      const sdp = await this.media.answer(offer);
      if (sdp === null || this.#socket.isClosed) return;
      const told = this.#socket.request({type: 'answer', sdp});
      this.media.plug();
      this.follow();
      await told;
      this.#ready.resolve();
    } catch (error) {
      if (!this.#socket.isClosed) this.#failed(error);
    }
  }

  async #join(): Promise<void> {
    const entry = this.#entry;
    if (!entry) return;
    try {
      const join = {...entry.join, ...this.#switches.own};
      this.#published = this.#switches.own;
      await this.#socket.request(join);
      entry.done.resolve();
      // The entry stays: whoever waits at the door asks again after an interruption.
    } catch (error) {
      const {code} = error as RoomError;
      if (code === 'disconnected') return;
      if (code === 'session-ended') this.#socket.restart();
      else this.#stayOut(error as RoomError);
    }
  }

  #stayOut(error: RoomError): void {
    this.#entry?.done.reject(error);
    this.#entry = null;
  }

  #saw(message: StateMessage): void {
    this.media.assign(message.slots);
    if (message.phase === 'joined' && !this.#isPresent) this.#arrive();
    this.#listener.heard(message);
  }

  /** In the circle, for the first time or again. */
  #arrive(): void {
    this.#isInside = true;
    this.#isPresent = true;
    if (this.#isReturning) this.#published = null; // The server knows how it was, not how it is.
    this.#credentials.joined();
    this.#entry?.done.resolve();
    this.#entry = null;
    if (this.#autoplay) this.media.play();
    this.#layout.open();
    this.follow();
  }

  #followMedia(media: MediaPhase): void {
    this.#listener.heard({type: 'media', media});
    // A new endpoint on whatever network there is now; the place is held meanwhile.
    if (media === 'failed') this.#socket.restart();
  }

  #dropped(code: number): void {
    this.#isPresent = false;
    this.#isWelcome = false;
    this.#layout.close();
    if (code === CLOSED_ELSEWHERE) this.#end('elsewhere');
    else this.#listener.heard({type: 'dropped'});
  }

  #refused(error: RoomError): void {
    if (PASSING.has(error.code)) return;
    const verdict = this.#credentials.refused(error.code);
    if (verdict === 'lapsed' && this.#isInside) this.#end(error.code === 'session-ended' ? 'session-ended' : 'lapsed');
    if (verdict !== 'fatal') return;
    this.#ready.reject(error);
    this.#stayOut(error);
    this.close();
    this.#listener.refused(error);
  }

  #end(reason: EndReason): void {
    this.#credentials.forget();
    this.close();
    this.#listener.heard({type: 'ended', reason});
  }

  /** What the network test sends in place of a microphone that is off. */
  #tested(source: (typeof SOURCES)[number]): MediaStreamTrack | null {
    return source === 'microphone' ? (this.#test?.track ?? null) : null;
  }

  #endTest(): void {
    this.#test?.over.abort();
    this.#test = null;
    this.follow();
  }

  /** Ask for something that nobody waits for. */
  #tell(request: Request): void {
    this.#socket.request(request).catch((error: RoomError) => this.#failed(error));
  }

  #failed(error: unknown): void {
    if (error instanceof RoomError && error.code === 'disconnected') return; // It is told by the phase.
    this.#listener.failed(error instanceof RoomError ? error : new RoomError('no-media', String(error)));
  }
}
