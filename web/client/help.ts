/** Asking for help, and giving it. */

import type {Ask} from './messages.ts';

export interface HelpOptions {
  /** Nobody near may notice that one asked; true unless said otherwise. */
  readonly quiet?: boolean;
  /** What it is about, in a word; only facilitators read it, and it is kept nowhere. */
  readonly word?: string;
}

export class Help {
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  async askForHelp({quiet = true, word}: HelpOptions): Promise<void> {
    const said = word?.trim();
    await this.#ask({type: 'ask_for_help', quiet, ...(said && {word: said})});
  }

  async claimHelp(participant: string): Promise<void> {
    await this.#ask({type: 'claim_help', participant});
  }

  async endHelp(participant?: string): Promise<void> {
    await this.#ask({type: 'end_help', ...(participant !== undefined && {participant})});
  }
}
