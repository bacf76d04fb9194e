/** What one says and shows beside the talk: hand, reactions, absence and words. */

import type {Ask, ReactionName, To} from './messages.ts';

export class Talk {
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  async raiseHand(on: boolean): Promise<void> {
    await this.#ask({type: 'raise_hand', on});
  }

  async stepAway(on: boolean): Promise<void> {
    await this.#ask({type: 'step_away', on});
  }

  async react(name: ReactionName): Promise<void> {
    await this.#ask({type: 'react', name});
  }

  async say(text: string, {to}: {readonly to: To}): Promise<void> {
    await this.#ask({type: 'say', text, to});
  }

  async broadcast(text: string, rooms?: readonly string[]): Promise<void> {
    await this.#ask({type: 'say', text, to: 'broadcast', ...(rooms !== undefined && {rooms})});
  }
}
