/** What somebody is writing, and what of the messages they have seen. */

import type {HoldspaceRoom} from '../client/room.ts';
import {type Target, targets} from './readers.ts';
import {unread} from './strands.ts';

/** Characters; the server takes no more. */
export const LONGEST = 2000;

/** Refusals that have words of their own. */
const REFUSALS: ReadonlySet<string> = new Set(['chat-off', 'absent', 'bad-text']);

export class Talk {
  draft = '';
  /** Why the last message was not sent, as a message of the catalog, or null. */
  trouble: string | null = null;
  sending = false;
  #to: string | null = null;
  readonly #read = new Set<string>();
  readonly #client: HoldspaceRoom;
  readonly #changed: () => void;

  /** `changed` is called whenever something above has. */
  constructor(client: HoldspaceRoom, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  get targets(): readonly Target[] {
    return targets(this.#client.state);
  }

  /** Whom one writes to: as chosen, as long as that is possible. Null: to nobody just now. */
  get to(): string | null {
    const {targets: possible} = this;
    const chosen = possible.find(({to}) => to === this.#to);
    // What was meant for one person who is gone is not to reach another: whoever writes chooses anew.
    if (!chosen && this.#to !== null && this.draft !== '') return null;
    return (chosen ?? possible[0])?.to ?? null;
  }

  get unread(): number {
    return unread(this.#client.state, this.#read);
  }

  /** Everything that has come so far has been seen. */
  seeAll(): void {
    for (const {id} of this.#client.state.chat) this.#read.add(id);
  }

  readonly address = (to: string): void => {
    this.#to = to;
    this.trouble = null;
    this.#changed();
  };

  readonly write = (draft: string): void => {
    this.draft = draft;
    this.trouble = null;
    this.#changed();
  };

  /** Whether it was sent. What was written is kept until then. */
  readonly send = async (): Promise<boolean> => {
    const {to} = this;
    const text = this.draft.trim();
    if (to === null || text === '' || this.draft.length > LONGEST || this.sending) return false;
    this.#to = to;
    this.sending = true;
    this.#changed();
    try {
      await this.#client.say(text, {to});
      this.draft = '';
      this.trouble = null;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? `${error.code}` : '';
      this.trouble = REFUSALS.has(code) ? `chat-refused-${code}` : 'chat-refused';
    }
    this.sending = false;
    this.#changed();
    return this.trouble === null;
  };
}
