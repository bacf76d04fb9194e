/** What a stay notices of recording by itself: what to tell for a moment, when that it ended has been told long enough, what to collect. */

import type {RoomState} from '../client/state.ts';
import {settled} from './consent-announcements.ts';
import type {ConsentStep} from './consent-step.ts';
import {endedFor, goneAt, minutesIn, shownAsk} from './recording-look.ts';
import type {Setting} from './setting.ts';
import type {RecordingNews} from './told.ts';

export class ConsentWatch {
  readonly #set: Setting;
  readonly #step: ConsentStep;
  #ended: ReturnType<typeof setTimeout> | undefined;

  constructor(setting: Setting, step: ConsentStep, signal: AbortSignal) {
    this.#set = setting;
    this.#step = step;
    signal.addEventListener('abort', () => clearTimeout(this.#ended));
  }

  follow(before: RoomState, after: RoomState): void {
    const now = this.#set.client.now();
    this.#step.log.follow(before, after, now);
    if (after.phase !== 'joined' && after.phase !== 'lobby') return;
    const news = this.#news(before, after, now);
    if (news) this.#set.telling.putRecording(news);
    const moved = before.recording.state !== after.recording.state;
    if (moved) this.#wait(after, now);
    const over = moved && after.recording.state === 'ended';
    // What was lost with a connection can be had on the next one.
    const again = this.#step.lacksReceipts && before.phase === 'reconnecting';
    if (over || again || settled(before, after).length > 0) void this.#step.collect();
  }

  /** After a while the header says simply that nothing is recorded. */
  #wait({recording}: RoomState, now: number): void {
    clearTimeout(this.#ended);
    if (recording.state !== 'ended') return;
    this.#ended = setTimeout(() => this.#set.changed(), endedFor(recording.since, now) * 1000 + 50);
  }

  #news(before: RoomState, after: RoomState, now: number): RecordingNews | null {
    const [outcome] = settled(before, after).map((each) => each.outcome);
    if (outcome === 'not-agreed') return {id: 'notice-not-agreed', values: {}};
    if (outcome === 'called-off') return {id: 'notice-called-off', values: {}};
    const [was, is] = [before.recording.state, after.recording.state];
    if (was === is || before.phase !== after.phase) return null;
    if (is === 'on') return this.#begins(after, was === 'paused');
    if (is === 'paused') return {id: 'notice-recording-paused', values: {}};
    return is === 'ended' ? this.#ends(after, now) : null;
  }

  #begins(after: RoomState, again: boolean): RecordingNews {
    if (again) return {id: 'notice-recording-on-again', values: {}};
    const until = shownAsk(after)?.until ?? null;
    return until === null ? {id: 'notice-recording-on', values: {}} : {id: 'notice-recording-until', values: {at: until * 1000}};
  }

  /** How much is kept, for whoever was there from its beginning. */
  #ends(after: RoomState, now: number): RecordingNews {
    const ask = shownAsk(after);
    const seconds = ask ? this.#step.log.seconds(now, ask.id) : 0;
    if (!ask || seconds === 0 || !this.#step.log.isWhole(ask.id)) return {id: 'notice-recording-ended', values: {}};
    return {id: 'notice-recording-kept', values: {minutes: minutesIn(seconds), at: goneAt(ask, after.recording.since ?? now)}};
  }
}
