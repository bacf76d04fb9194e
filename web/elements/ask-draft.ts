/** What a facilitator is about to ask everyone: which rooms, whose tracks, until when, how long it is kept and who may watch. */

import type {HoldspaceRoom} from '../client/room.ts';
import type {RoomState, Scope, Tracks, Viewer} from '../client/state.ts';

export const VIEWERS: readonly Viewer[] = ['facilitators', 'participants', 'absent'];
/** Minutes; 0: until a facilitator stops it. */
export const LENGTHS: readonly number[] = [0, 15, 30, 45, 60, 90, 120];
export const LONGEST_RETENTION = 3650; // days

const MINUTE = 60; // seconds
const RETENTION = 14; // days

const TROUBLES: Readonly<Record<string, string>> = {
  'too-soon': 'ask-trouble-soon',
  'already-asked': 'ask-trouble-asked',
  'recorder-unavailable': 'ask-trouble-recorder',
  'journal-unavailable': 'ask-trouble-recorder',
  'ledger-broken': 'ask-trouble-recorder',
  'store-unavailable': 'ask-trouble-recorder',
  'bad-terms': 'ask-trouble-terms',
};

export class AskDraft {
  isOpen = false;
  scope: Scope = 'main';
  tracks: Tracks = 'everyone';
  minutes = 0;
  /** As it was typed. */
  retention = `${RETENTION}`;
  viewers: ReadonlySet<Viewer> = new Set<Viewer>(['facilitators']);
  sending = false;
  /** Why it cannot be asked, as a message. */
  trouble: string | null = null;
  readonly #page: {readonly changed: () => void};

  constructor(page: {readonly changed: () => void}) {
    this.#page = page;
  }

  begin({rooms}: RoomState): void {
    this.isOpen = true;
    this.trouble = null;
    if (rooms.length < 2) this.scope = 'main';
  }

  end(): void {
    this.isOpen = false;
  }

  readonly set = (change: Partial<Pick<AskDraft, 'scope' | 'tracks' | 'minutes' | 'retention'>>): void => {
    Object.assign(this, change);
    this.trouble = null;
    this.#page.changed();
  };

  readonly allow = (viewer: Viewer, on: boolean): void => {
    const viewers = new Set(this.viewers);
    if (on) viewers.add(viewer);
    else viewers.delete(viewer);
    this.viewers = viewers;
    this.trouble = null;
    this.#page.changed();
  };

  /** What is missing, as a message, or null. */
  get gap(): string | null {
    const days = Number(this.retention);
    if (!Number.isInteger(days) || days < 1 || days > LONGEST_RETENTION) return 'ask-gap-retention';
    return this.viewers.size === 0 ? 'ask-gap-viewers' : null;
  }

  /** Whether it was asked. */
  async send(client: HoldspaceRoom): Promise<boolean> {
    this.trouble = this.gap;
    if (this.trouble !== null || this.sending) return false;
    this.sending = true;
    const {scope, tracks, minutes} = this;
    try {
      await client.askToRecord({
        scope,
        tracks,
        retention: Number(this.retention),
        viewers: VIEWERS.filter((viewer) => this.viewers.has(viewer)),
        ...(minutes > 0 && {until: client.now() + minutes * MINUTE}),
      });
      this.end();
      return true;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? `${error.code}` : '';
      this.trouble = TROUBLES[code] ?? 'notice-not-now';
      return false;
    } finally {
      this.sending = false;
    }
  }
}
