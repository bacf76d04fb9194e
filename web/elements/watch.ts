/** What a stay notices by itself between two states: a knock, words into a muted microphone, a way back that takes long. */

import type {RoomState} from '../client/state.ts';
import {BreakoutWatch} from './breakout-watch.ts';
import {Chimes, chimesOf} from './chimes.ts';
import {LinkWatch} from './link-watch.ts';
import {nameOf, self} from './people.ts';
import type {Setting} from './setting.ts';
import {HELP, KNOCK, playTone} from './tone.ts';
import {WeakWatch} from './weak-watch.ts';

const PATIENCE = 30_000; // milliseconds on the way back until one may hurry it
const MINUTE = 20_000; // milliseconds between two looks at how long somebody has waited for help

export class Watch {
  readonly #set: Setting;
  /** The device id of the speaker. */
  readonly #speaker: () => string;
  readonly #chimes = new Chimes((chime) => void this.#play(chime === 'help' ? HELP : KNOCK));
  readonly #breakouts: BreakoutWatch;
  readonly #weak = new WeakWatch();
  readonly #link: LinkWatch;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  /** Follows the devices until `signal` aborts. */
  constructor(setting: Setting, speaker: () => string, signal: AbortSignal) {
    this.#set = setting;
    this.#speaker = speaker;
    this.#breakouts = new BreakoutWatch(setting, speaker, signal);
    this.#link = new LinkWatch(setting, signal);
    const {client} = setting;
    client.addEventListener('muted', ({detail}) => this.#tellBy('mutedBy', 'notice-muted', detail.by), {signal});
    client.addEventListener('camera-stopped', ({detail}) => this.#tellBy('cameraBy', 'notice-camera', detail.by), {signal});
    client.addEventListener('asked-to-unmute', ({detail}) => this.#tellBy('askedBy', 'notice-asked', detail.by), {signal});
    client.addEventListener('reaction', ({detail}) => setting.reactions.show(detail.participant, detail.name), {signal});
    client.addEventListener('muted-speech', () => this.#hint(), {signal});
    signal.addEventListener('abort', () => this.#stop());
  }

  follow(before: RoomState, after: RoomState): void {
    const {surface, talk} = this.#set;
    if (surface.sounds) this.#chimes.ring(chimesOf(before, after), performance.now());
    this.#wait(before, after);
    this.#keepTime(after);
    this.#breakouts.follow(before, after);
    this.#link.follow(before, after);
    if (this.#weak.turned(before, after, performance.now())) this.#tellWeak();
    if (surface.panel === 'messages') talk.seeAll();
  }

  #wait({phase: before}: RoomState, {phase}: RoomState): void {
    if (before === phase) return;
    const {telling} = this.#set;
    clearTimeout(this.#patience);
    if (phase === 'reconnecting') this.#patience = setTimeout(() => telling.put({stillTrying: true}), PATIENCE);
    else if (telling.told.stillTrying) telling.put({stillTrying: false});
  }

  /** While somebody waits for help, the minutes go on. */
  #keepTime({role, help}: RoomState): void {
    const waits = role === 'facilitator' && help.length > 0;
    if (waits) this.#clock ??= setInterval(() => this.#set.changed(), MINUTE);
    else this.#stopClock();
  }

  /** Whoever has stepped away speaks to somebody else. */
  #hint(): void {
    if (!self(this.#set.client.state)?.away) this.#set.telling.putForAMoment('whileMuted');
  }

  #tellWeak(): void {
    this.#set.tell([{region: 'status', id: 'notice-weak', values: {}}]);
    this.#set.telling.putForAMoment('weak');
  }

  /** Somebody acted on our devices, or asks us to. */
  #tellBy(what: 'mutedBy' | 'cameraBy' | 'askedBy', id: string, by: string | null): void {
    const {client, telling, tell} = this.#set;
    const name = nameOf(client.state, by);
    tell([{region: 'status', id: name ? `${id}-by` : id, values: {name}}]);
    telling.put({[what]: name});
  }

  /** No sound is no trouble: the same stands in words. */
  async #play(melody: Parameters<typeof playTone>[1]): Promise<void> {
    await playTone(this.#speaker(), melody).catch(() => undefined);
  }

  #stopClock(): void {
    clearInterval(this.#clock);
    this.#clock = undefined;
  }

  #stop(): void {
    clearTimeout(this.#patience);
    this.#stopClock();
  }
}
