/**
 * A WebSocket that comes back for ever, and requests that are answered.
 *
 * Each time it is up it says what `greet` gives it, before anything else. It gives up only when it is closed by us.
 */

import {decode, encode} from '@msgpack/msgpack';
import {Backoff} from './backoff.ts';
import {RoomError} from './errors.ts';
import type {AnswerMessage, Request, ServerMessage} from './messages.ts';

export interface SocketListener {
  /** What to say first; a rejection counts as a lost connection. */
  greet(): Promise<Request>;
  /** The greeting was refused with this code. Whoever does not want another attempt closes the socket. */
  refused(error: RoomError): void;
  received(message: ServerMessage): void;
  /** The server refused something that nobody waits for. */
  complained(error: RoomError): void;
  /** The connection is gone, `code` as in docs/protocol.md; the next attempt follows by itself. */
  dropped(code: number): void;
}

const SUBPROTOCOL = 'holdspace.v1.msgpack';
const HANGS = 1000; // ms after which an attempt that is not up yet is made anew, if someone waits for it
const HELD = 5000; // ms after which a connection that breaks was a good one: the next is likely as good
const SILENCE = 1500; // ms without an answer to a question that costs the server nothing
const DOUBT = 300; // ms without it after which another connection is dialed: if that is up before the answer is here, the network is another one
const EXPLAINED = 1000; // ms for a server that we reach by the socket alone to say why it is so
const QUIET = 1400; // ms without a word from the server after which it is asked for one, while media goes on
const PATIENCE = 8000; // ms for a connection to come up and be greeted: a network that swallows everything never says no

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: RoomError) => void;
}

export class Socket {
  readonly #url: string;
  readonly #listener: SocketListener;
  readonly #backoff: Backoff;
  readonly #life = new AbortController();
  readonly #waiting = new Map<number, Waiting>();
  #connection: WebSocket | null = null;
  #spare: WebSocket | null = null; // dialed while the connection is in doubt
  #attempt: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;
  #begunAt = 0; // ms since 1970, of the newest attempt
  #heardAt = 0; // ms since 1970
  #isGreeted = false;
  #isSounding = false;

  constructor(url: string, listener: SocketListener, backoff = new Backoff()) {
    this.#url = url;
    this.#listener = listener;
    this.#backoff = backoff;
  }

  get isClosed(): boolean {
    return this.#life.signal.aborted;
  }

  open(): void {
    this.#begin(this.#dial());
  }

  #begin(connection: WebSocket): void {
    const attempt = new AbortController();
    const {signal} = attempt;
    this.#begunAt = Date.now();
    this.#attempt = attempt;
    // Who we are may itself have to be asked: the connection comes up meanwhile.
    const greeting = this.#listener.greet();
    greeting.catch((error: Error) => signal.aborted || this.#giveUp(error, signal));
    if (connection.readyState === WebSocket.OPEN) void this.#greet(greeting, signal);
    else connection.addEventListener('open', () => void this.#greet(greeting, signal), {signal});
    connection.addEventListener('message', ({data}) => this.#receive(data), {signal});
    connection.addEventListener('close', ({code}) => this.#lose(code), {signal});
    this.#connection = connection;
    this.#timer = setTimeout(() => this.#lose(0), PATIENCE);
  }

  /** Settles when the server has carried `request` out; rejects with a RoomError, also when the connection is lost. */
  request(request: Request): Promise<void> {
    const connection = this.#connection;
    if (connection?.readyState !== WebSocket.OPEN) return Promise.reject(lost());
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {resolve, reject});
      connection.send(encode({...request, id}));
    });
  }

  /** The server is known to be there: the next attempt may be quick again. */
  settle(): void {
    this.#backoff.reset();
  }

  /** Give this connection up and make another one; without one, the next attempt comes anyway. */
  restart(): void {
    if (this.#connection?.readyState === WebSocket.OPEN) this.#lose(0);
  }

  /** Be connected as soon as can be: an attempt that is due is made now, one that hangs is made anew, a connection is asked whether it lives. */
  hurry(): void {
    if (this.isClosed) return;
    if (this.#isGreeted) void this.#sound();
    else if (!this.#connection || Date.now() - this.#begunAt > HANGS) this.#again();
  }

  /** Make sure of a connection over which nothing has come of late: after a change of network it may be dead while media lives. */
  attend(): void {
    if (this.#isGreeted && Date.now() - this.#heardAt >= QUIET) void this.#sound();
  }

  /** For good; twice is harmless. */
  close(): void {
    if (this.isClosed) return;
    this.#life.abort();
    clearTimeout(this.#timer);
    this.#release();
  }

  async #greet(greeting: Promise<Request>, signal: AbortSignal): Promise<void> {
    const request = await greeting.catch(() => null); // It is given up where it was asked for.
    if (request === null || signal.aborted) return;
    try {
      await this.request(request);
      clearTimeout(this.#timer);
      this.#isGreeted = true;
    } catch (error) {
      if ((error as RoomError).code !== 'disconnected') this.#listener.refused(error as RoomError);
    }
  }

  #giveUp(error: Error, signal: AbortSignal): void {
    if (!(error instanceof RoomError)) throw error;
    if (error.code === 'unreachable') {
      // A page may be kept from asking who we are by what only the socket can tell it: that it may not embed the room.
      setTimeout(() => signal.aborted || this.#lose(0), EXPLAINED);
      return;
    }
    this.#listener.refused(error);
    if (!this.isClosed) this.#lose(0);
  }

  #receive(data: unknown): void {
    this.#heardAt = Date.now();
    if (typeof data === 'string') return; // We asked for the binary subprotocol.
    const message = decode(new Uint8Array(data as ArrayBuffer)) as ServerMessage | AnswerMessage;
    if (message.type !== 'done' && message.type !== 'error') {
      this.#listener.received(message);
      return;
    }
    const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
    if (message.id !== undefined) this.#waiting.delete(message.id);
    if (message.type === 'done') waiting?.resolve();
    else this.#reject(waiting, new RoomError(message.code, message.message, message.colliding));
  }

  #reject(waiting: Waiting | undefined, error: RoomError): void {
    if (waiting) waiting.reject(error);
    else this.#listener.complained(error);
  }

  /** This connection is over: tell, and come back. */
  #lose(code: number): void {
    const held = this.#isGreeted && Date.now() - this.#begunAt > HELD;
    this.#release();
    this.#listener.dropped(code);
    if (this.isClosed) return; // The listener has had enough.
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.open(), held ? this.#backoff.soon() : this.#backoff.next());
  }

  /** A connection that has slept may be dead and not know. Nothing is published by this; any answer will do. */
  async #sound(): Promise<void> {
    if (this.#isSounding) return;
    this.#isSounding = true;
    const connection = this.#connection;
    const replace = (spare?: WebSocket): void => {
      if (connection !== this.#connection || this.isClosed) return;
      if (spare) this.#spare = null; // It is no spare any more.
      this.#lose(0);
      if (!this.isClosed) this.#again(spare);
      else spare?.close();
    };
    const doubt = setTimeout(() => connection === this.#connection && this.#keep(replace), DOUBT);
    const silence = setTimeout(() => replace(), SILENCE);
    await this.request({type: 'publish'}).catch(() => {}); // Refused is answered; lost is told elsewhere.
    clearTimeout(doubt);
    clearTimeout(silence);
    this.#discard();
    this.#isSounding = false;
  }

  /** Have another connection ready; `ready` takes it as soon as it is up. */
  #keep(ready: (spare: WebSocket) => void): void {
    const spare = this.#dial();
    this.#spare = spare;
    spare.addEventListener('open', () => spare === this.#spare && ready(spare));
  }

  #discard(): void {
    this.#spare?.close();
    this.#spare = null;
  }

  #dial(): WebSocket {
    const connection = new WebSocket(this.#url, SUBPROTOCOL);
    connection.binaryType = 'arraybuffer';
    return connection;
  }

  #again(connection = this.#dial()): void {
    this.#release();
    this.#backoff.reset();
    this.#begin(connection);
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#discard();
    this.#attempt?.abort();
    this.#isGreeted = false;
    this.#connection?.close();
    this.#connection = null;
    for (const {reject} of this.#waiting.values()) reject(lost());
    this.#waiting.clear();
  }
}

function lost(): RoomError {
  return new RoomError('disconnected', 'The connection to the server is lost; it is being restored.');
}
