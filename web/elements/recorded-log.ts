/** What was recorded while this person was here, as the server said when it began and ended. */

import type {RoomState, Scope} from '../client/state.ts';

/** From when to when, in seconds since 1970; `to` is null while it goes on. */
export interface Interval {
  readonly ask: string;
  readonly scope: Scope;
  readonly retention: number;
  readonly from: number;
  readonly to: number | null;
  /** We saw its beginning: nothing of it was before we came. */
  readonly whole: boolean;
}

export class RecordedLog {
  /** When this person came in, in seconds since 1970; null: not yet. */
  began: number | null = null;
  /** When they went, or it was over; null: not yet. */
  ended: number | null = null;
  intervals: readonly Interval[] = [];

  follow(before: RoomState, after: RoomState, now: number): void {
    if (after.phase === 'joined') this.began ??= now;
    if (after.phase === 'ended') this.ended ??= now;
    const runs = after.phase === 'joined' && after.recording.state === 'on';
    const open = this.intervals.at(-1);
    if (open && open.to === null && !runs) this.#close(after.phase === 'joined' ? (after.recording.since ?? now) : now);
    if (runs && (!open || open.to !== null)) this.#open(before, after, now);
  }

  /** Seconds recorded so far, of one ask or of all. */
  seconds(now: number, ask: string | null = null): number {
    const counted = this.intervals.filter((each) => ask === null || each.ask === ask);
    return counted.reduce((sum, {from, to}) => sum + Math.max(0, (to ?? now) - from), 0);
  }

  /** Whether we were here for all that was recorded of an ask. */
  isWhole(ask: string): boolean {
    return this.intervals.every((each) => each.ask !== ask || each.whole);
  }

  #open(before: RoomState, {asks, recording}: RoomState, now: number): void {
    const asked = asks.find(({scope}) => scope === recording.scope);
    if (!asked) return;
    const whole = before.phase === 'joined';
    const from = whole ? (recording.since ?? now) : now;
    this.intervals = [...this.intervals, {ask: asked.id, scope: asked.scope, retention: asked.retention, from, to: null, whole}];
  }

  #close(at: number): void {
    this.intervals = this.intervals.map((each) => (each.to === null ? {...each, to: Math.max(each.from, at)} : each));
  }
}
