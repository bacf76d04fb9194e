/**
 * One stay in a room, from the first hello to the end: owns the socket, the connection and the sound.
 *
 * A lost socket is only an interruption: the stay comes back to its place by the resume secret, over a new connection with the same tracks.
 */

import type {MediaPhase} from './connection.ts';
import type {Credentials} from './credentials.ts';
import {Deferred} from './deferred.ts';
import {Entering, type Join} from './entering.ts';
import {RoomError} from './errors.ts';
import {watchFlow} from './flow.ts';
import {watchHiding} from './hiding.ts';
import {Layout} from './layout.ts';
import {Media} from './media.ts';
import type {EndReason, Offered, Request, ServerMessage, StateMessage, Tile, WelcomeMessage} from './messages.ts';
import type {NetworkReport} from './network-report.ts';
import {NetworkTest} from './network-test.ts';
import {Publishing} from './publishing.ts';
import type {Quality} from './quality.ts';
import type {LocalEvent} from './reduce.ts';
import type {Screen} from './screen.ts';
import {Socket} from './socket.ts';
import {Sparing} from './sparing.ts';
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

const CLOSED_ELSEWHERE = 4409;
/** This page may not embed the room; it is said before we are asked who we are. */
const FOREIGN = 'foreign-origin';
const FAREWELL = 1000; // ms to wait for the server to take our leave
/** Refusals of the moment: the socket comes back by itself. */
const PASSING: ReadonlySet<string> = new Set(['draining', 'too-fast', 'hello-timeout', 'failed', 'lost']);

export class Stay {
  readonly #credentials: Credentials;
  readonly #listener: StayListener;
  readonly #ready = new Deferred();
  readonly #socket: Socket;
  readonly #publishing: Publishing;
  readonly #life = new AbortController();
  readonly media = new Media({
    changed: () => this.#listener.changed(),
    moved: (phase) => this.#followMedia(phase),
    doubted: () => this.#socket.hurry(),
    blocked: (blocked) => this.#listener.heard({type: 'sound', blocked}),
  });
  readonly #layout = new Layout((tiles) => this.#tell({type: 'layout', tiles}));
  readonly #test = new NetworkTest({
    media: this.media,
    ask: (request) => this.request(request),
    send: (track) => this.#publishing.try(track),
  });
  readonly #entering = new Entering({
    ask: (request) => this.request(request),
    startOver: () => this.#socket.restart(),
  });
  readonly #sparing = new Sparing({
    report: async () => [...((await this.media.report())?.values() ?? [])],
    spare: (step) => this.media.spare(step),
    limit: (height) => this.#layout.limit(height),
  });
  #isReturning = false;
  #isInside = false; // We have held a place in this stay.
  #isWelcome = false; // The server has taken us for who we are.
  #isPresent = false; // The socket is up and the server sees us in our place.
  #autoplay = true;
  #isHidden = false; // Nobody can see the page.
  #pictures = true; // Others' pictures are wanted.

  /** `page` hears a window's events. */
  constructor(credentials: Credentials, switches: Switches, screen: Screen, listener: StayListener, page: EventTarget) {
    this.#credentials = credentials;
    this.#publishing = new Publishing(switches, screen, this.media, (request) => this.#tell(request));
    this.#listener = listener;
    this.#socket = new Socket(credentials.address.socket, {
      greet: () => this.#greet(),
      refused: (error) => this.#refused(error),
      received: (message) => this.#received(message),
      complained: (error) => this.#complained(error),
      dropped: (code) => this.#dropped(code),
    });
    this.#socket.open();
    watchWaking(page, () => this.retryNow(), this.#life.signal);
    watchHiding(page, (hidden) => this.#hide(hidden), this.#life.signal);
    watchFlow(() => this.media.newest, {stopped: () => this.retryNow(), goesOn: () => this.#socket.attend()}, this.#life.signal);
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

  /** Ask to enter, with what is on or about to be; settles when that is decided, over however many connections it takes. */
  async enter(join: Join): Promise<void> {
    if (this.#isInside) return;
    this.#test.end();
    const {isNew, decided} = this.#entering.wish(join);
    if (isNew && this.#isWelcome && !this.#isReturning) void this.#entering.knock(this.#publishing.tell(ownIn(join)));
    await decided;
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
    await this.ready;
    return await this.#test.run(microphone);
  }

  async quality(): Promise<Quality> {
    return await this.media.quality(({participant, source}) => this.#layout.heightOf(participant, source));
  }

  layout(tiles: readonly Tile[]): void {
    this.#layout.show(tiles);
  }

  /** Whether others' pictures are wanted, or their sound alone. */
  setPictures(on: boolean): void {
    this.#pictures = on;
    this.#layout.rest(this.#isHidden || !on);
    this.#listener.heard({type: 'pictures', on});
  }

  /** Send what is switched on, and say so. */
  follow(): void {
    this.#publishing.follow();
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
    this.#test.end();
    this.#publishing.close();
    this.#isPresent = false;
    const over = new RoomError('left', 'The stay in the room is over.');
    this.#ready.reject(over);
    this.#entering.refuse(over);
    this.#socket.close();
    this.#layout.close();
    this.#sparing.close();
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
    void this.#connect(message);
    // The server takes us in while the browser still works on its answer.
    if (!this.#isReturning) void this.#entering.knock(this.#publishing.tell());
  }

  async #connect(offered: Offered): Promise<void> {
    try {
      const sdp = await this.media.answer(offered);
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

  #saw(message: StateMessage): void {
    this.media.assign(message.slots);
    if (message.phase === 'joined' && !this.#isPresent) this.#arrive();
    this.#listener.heard(message);
  }

  /** In the circle, for the first time or again. */
  #arrive(): void {
    this.#isInside = true;
    this.#isPresent = true;
    this.#credentials.joined();
    this.#entering.arrived();
    if (this.#autoplay) this.media.play();
    this.#layout.open();
    this.#sparing.open();
    this.#publishing.open({returning: this.#isReturning});
  }

  /** What is not seen is not sent; the page goes on where it was. */
  #hide(hidden: boolean): void {
    this.#isHidden = hidden;
    this.#layout.rest(hidden || !this.#pictures);
  }

  #followMedia(media: MediaPhase): void {
    this.#listener.heard({type: 'media', media});
    // A new endpoint on whatever network there is now; the place is held meanwhile.
    if (media === 'failed') this.#socket.restart();
  }

  #dropped(code: number): void {
    this.#isPresent = false;
    this.#isWelcome = false;
    this.#publishing.close();
    this.#layout.close();
    this.#sparing.close();
    if (code === CLOSED_ELSEWHERE) this.#end('elsewhere');
    else this.#listener.heard({type: 'dropped'});
  }

  #refused(error: RoomError): void {
    if (PASSING.has(error.code)) return;
    const verdict = this.#credentials.refused(error.code);
    if (verdict === 'lapsed' && this.#isInside) this.#end(error.code === 'session-ended' ? 'session-ended' : 'lapsed');
    if (verdict === 'fatal') this.#shutOut(error);
  }

  #complained(error: RoomError): void {
    if (error.code === FOREIGN) this.#shutOut(error);
    else this.#listener.failed(error);
  }

  /** There is no way in, and trying again would not find one. */
  #shutOut(error: RoomError): void {
    this.#ready.reject(error);
    this.#entering.refuse(error);
    if (this.#isInside) this.#end('lapsed');
    this.close();
    this.#listener.refused(error);
  }

  #end(reason: EndReason): void {
    this.#credentials.forget();
    this.close();
    this.#listener.heard({type: 'ended', reason});
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

function ownIn({microphone, camera}: Join): Own {
  return {microphone, camera};
}
