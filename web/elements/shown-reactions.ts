/** The reactions one sees just now: each stands on its tile for some seconds, still, and is gone. */

import type {ReactionName} from '../client/state.ts';

const SHOWN = 6_000; // milliseconds: a glance that comes late still finds it

/** In the order of the menu. */
export const REACTIONS = ['nod', 'thanks', 'with-you', 'same-here', 'smile', 'moment'] as const satisfies readonly ReactionName[];

export class ShownReactions {
  readonly #shown = new Map<string, {readonly name: ReactionName; readonly timer: ReturnType<typeof setTimeout>}>();
  readonly #changed: () => void;

  constructor(changed: () => void, signal: AbortSignal) {
    this.#changed = changed;
    signal.addEventListener('abort', () => {
      for (const {timer} of this.#shown.values()) clearTimeout(timer);
    });
  }

  of(participant: string): ReactionName | null {
    return this.#shown.get(participant)?.name ?? null;
  }

  /** A newer one takes the place of the one before. */
  show(participant: string, name: ReactionName): void {
    clearTimeout(this.#shown.get(participant)?.timer);
    const timer = setTimeout(() => {
      this.#shown.delete(participant);
      this.#changed();
    }, SHOWN);
    this.#shown.set(participant, {name, timer});
    this.#changed();
  }
}
