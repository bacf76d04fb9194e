/** What a stay notices of breakouts by itself: that the person was moved, that the end is near, a bell, a word to all rooms. */

import type {RoomState} from '../client/state.ts';
import {landingId} from './breakout-notices.ts';
import {Countdown, type Landing, landingOf} from './countdown.ts';
import {Ears, painted} from './ears.ts';
import {self} from './people.ts';
import type {Setting} from './setting.ts';
import {BELL, playTone} from './tone.ts';
import {closesAt, isSplit, ownBreakout} from './whereabouts.ts';

export class BreakoutWatch {
  readonly #set: Setting;
  readonly #speaker: () => string;
  readonly #countdown: Countdown;
  readonly #ears: Ears;
  #landing: Landing | null = null;

  /** `speaker`: the device id of the speaker. */
  constructor(setting: Setting, speaker: () => string, signal: AbortSignal) {
    this.#set = setting;
    this.#speaker = speaker;
    const {client, telling} = setting;
    this.#countdown = new Countdown(
      () => client.now(),
      (seconds) => this.#beat(seconds),
      signal,
    );
    this.#ears = new Ears(client, painted);
    client.addEventListener('bell', () => this.#ring(), {signal});
    client.addEventListener(
      'message',
      ({detail}) => {
        if (detail.to === 'broadcast' && detail.from !== client.state.self) telling.put({broadcast: detail});
      },
      {signal},
    );
  }

  follow(before: RoomState, after: RoomState): void {
    if (after.phase !== 'joined' && after.phase !== 'reconnecting') {
      this.#countdown.follow(null);
      return;
    }
    this.#countdown.follow(closesAt(after));
    if (closesAt(after) === null) this.#land(null);
    this.#ears.follow(before, after);
    if (before.phase === 'joined' && self(before)?.room !== self(after)?.room) this.#moved(after);
    if (isSplit(before) && !isSplit(after)) this.#set.surface.stage = 'circle';
  }

  #moved(after: RoomState): void {
    const {telling, surface} = this.#set;
    // Whom a facilitator showed larger stayed behind, and what was said to the room before is read.
    surface.focused = null;
    telling.putForAMoment('moved');
    if (ownBreakout(after) === null) telling.put({broadcast: null, swapped: false});
  }

  #beat(seconds: number): void {
    const stage = landingOf(seconds);
    if (stage !== this.#landing) this.#land(stage);
    this.#set.changed();
  }

  #land(stage: Landing | null): void {
    if (stage === this.#landing) return;
    this.#landing = stage;
    const {client, telling, tell} = this.#set;
    if (stage !== null) tell([{region: 'status', id: landingId(client.state, stage), values: {}}]);
    telling.putLanding(stage);
  }

  /** A bell is heard as well as shown; without sound it is still shown. */
  #ring(): void {
    const {telling, client, tell, surface} = this.#set;
    const part = self(client.state)?.part;
    telling.putForAMoment('swapped');
    if (part) tell([{region: 'status', id: 'notice-swapped', values: {part}}]);
    if (surface.sounds) void playTone(this.#speaker(), BELL).catch(() => undefined);
  }
}
