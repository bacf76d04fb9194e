/** A WebSocket whose other end is the test. */

import {decode, encode} from '@msgpack/msgpack';

export interface Sent {
  readonly type: string;
  readonly id: number;
  readonly [field: string]: unknown;
}

export class FakeWebSocket extends EventTarget {
  static readonly OPEN = 1;
  /** Every one that was made, newest last. */
  static readonly made: FakeWebSocket[] = [];

  static get newest(): FakeWebSocket {
    const newest = FakeWebSocket.made.at(-1);
    if (!newest) throw new Error('no socket was made');
    return newest;
  }

  readonly url: string;
  readonly protocol: string;
  readonly sent: Sent[] = [];
  binaryType = '';
  readyState = 0;

  constructor(url: string, protocol: string) {
    super();
    this.url = url;
    this.protocol = protocol;
    FakeWebSocket.made.push(this);
  }

  send(data: Uint8Array): void {
    this.sent.push(decode(data) as Sent);
  }

  close(): void {
    this.readyState = 3;
  }

  /** The server takes the connection. */
  accept(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  /** The server says something. */
  say(message: object): void {
    const data = Uint8Array.from(encode(message)).buffer;
    this.dispatchEvent(Object.assign(new Event('message'), {data}));
  }

  /** The server, or the network, ends it. */
  end(code = 1006): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), {code}));
  }
}
