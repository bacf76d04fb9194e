/**
 * What facilitators hear besides voices: a soft knock when somebody waits in the lobby, and a double tone when somebody
 * asks for help. Nobody else hears either, and both can be switched off.
 */

import type {RoomState} from '../client/state.ts';
import {facilitates} from './people.ts';

export type Chime = 'knock' | 'help';

/** Milliseconds between two of a kind: several people who arrive together knock once. */
const APART: Readonly<Record<Chime, number>> = {knock: 20_000, help: 5_000};

/** What calls for a sound between two states. */
export function chimesOf(before: RoomState, after: RoomState): readonly Chime[] {
  if (after.phase !== 'joined' || !facilitates(after)) return [];
  // Whoever comes in themselves sees who waits: nobody has knocked since.
  if (before.phase !== 'joined') return [];
  const chimes: Chime[] = [];
  const waited = new Set(before.lobby.map(({id}) => id));
  if (after.lobby.some(({id}) => !waited.has(id))) chimes.push('knock');
  const asked = new Set(before.help.map(({participant}) => participant));
  if (after.help.some(({participant, claimedBy}) => claimedBy === null && !asked.has(participant))) chimes.push('help');
  return chimes;
}

export class Chimes {
  readonly #play: (chime: Chime) => void;
  readonly #last = new Map<Chime, number>();

  constructor(play: (chime: Chime) => void) {
    this.#play = play;
  }

  /** Sound, unless the same sound was heard a moment ago; `now` in milliseconds. */
  ring(chimes: readonly Chime[], now: number): void {
    for (const chime of chimes) {
      if (now - (this.#last.get(chime) ?? -Infinity) < APART[chime]) continue;
      this.#last.set(chime, now);
      this.#play(chime);
    }
  }
}
