/** Asking to come in, over however many connections it takes until that is decided. */

import {Deferred} from './deferred.ts';
import type {RoomError} from './errors.ts';
import type {Ask, Request} from './messages.ts';
import type {Own} from './switches.ts';

export type Join = Extract<Request, {readonly type: 'join'}>;

export interface EnteringTools {
  readonly ask: Ask;
  /** The session has ended between two words: another connection leads to the next one. */
  readonly startOver: () => void;
}

export class Entering {
  readonly #tools: EnteringTools;
  #wish: {readonly join: Join; readonly done: Deferred} | null = null;

  constructor(tools: EnteringTools) {
    this.#tools = tools;
  }

  /** Settles when it is decided; whoever asks twice has asked once. Nothing is said before `knock`. */
  wish(join: Join): {readonly isNew: boolean; readonly decided: Promise<void>} {
    const isNew = this.#wish === null;
    this.#wish ??= {join, done: new Deferred()};
    return {isNew, decided: this.#wish.done.promise};
  }

  /** Say it on the connection there is, with what is on now. The wish stays: whoever waits at the door asks again after an interruption. */
  async knock(own: Own): Promise<void> {
    const wish = this.#wish;
    if (!wish) return;
    try {
      await this.#tools.ask({...wish.join, ...own});
      wish.done.resolve();
    } catch (error) {
      const {code} = error as RoomError;
      if (code === 'session-ended') this.#tools.startOver();
      else if (code !== 'disconnected') this.refuse(error as RoomError);
    }
  }

  arrived(): void {
    this.#wish?.done.resolve();
    this.#wish = null;
  }

  refuse(error: RoomError): void {
    this.#wish?.done.reject(error);
    this.#wish = null;
  }
}
