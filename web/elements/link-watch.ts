/** The link that clients come by, while it is shown: a ban makes another one, so it is asked for again. */

import type {RoomState} from '../client/state.ts';
import type {Setting} from './setting.ts';

const AGAIN = [0, 1_000, 3_000]; // milliseconds: a ban is told before its link is made

export class LinkWatch {
  readonly #set: Setting;
  readonly #signal: AbortSignal;
  #run = 0;

  /** Nothing is asked for after `signal` aborts. */
  constructor(setting: Setting, signal: AbortSignal) {
    this.#set = setting;
    this.#signal = signal;
  }

  follow(before: RoomState, after: RoomState): void {
    if (this.#set.surface.clientLink !== null && mayBeAnother(before, after)) void this.#renew();
  }

  /** Ask until it is another one, a few times at most. */
  async #renew(): Promise<void> {
    const {surface, tell} = this.#set;
    this.#run += 1;
    const run = this.#run;
    const old = surface.clientLink;
    for (const delay of AGAIN) {
      await new Promise((resolve) => setTimeout(resolve, delay));
      if (run !== this.#run || surface.clientLink === null || this.#signal.aborted) return;
      await this.#ask();
      if (surface.clientLink !== null && surface.clientLink !== old) return tell([{region: 'status', id: 'more-link-changed', values: {}}]);
    }
  }

  /** A link that may open nothing is worse than none: without an answer there is the button again. */
  async #ask(): Promise<void> {
    const {client, surface, changed} = this.#set;
    const link = await client.clientLink().catch(() => null);
    if (surface.clientLink === null) return; // The panel was closed meanwhile.
    surface.clientLink = link;
    changed();
  }
}

/** Somebody may have been banned: that there was a first one is told, of more we see that somebody is gone. */
export function mayBeAnother(before: RoomState, after: RoomState): boolean {
  if (!after.linkChanged) return false;
  const here = new Set([...after.participants, ...after.lobby].map(({id}) => id));
  return !before.linkChanged || [...before.participants, ...before.lobby].some(({id}) => !here.has(id));
}
