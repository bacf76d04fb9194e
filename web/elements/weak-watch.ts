/** When somebody is told that their own connection is weak: once, and not again at every turn. */

import type {RoomState} from '../client/state.ts';

const QUIET = 300_000; // milliseconds until it is worth another line; the sign on the tile follows every turn

export class WeakWatch {
  #told = Number.NEGATIVE_INFINITY;

  /** Whether to tell it, `now` being milliseconds of any clock that goes forward. */
  turned(before: RoomState, after: RoomState, now: number): boolean {
    if (isWeak(before) || !isWeak(after) || now - this.#told < QUIET) return false;
    this.#told = now;
    return true;
  }
}

function isWeak({phase, self, weak}: RoomState): boolean {
  return phase === 'joined' && self !== null && weak.includes(self);
}
