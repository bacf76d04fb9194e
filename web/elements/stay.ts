/**
 * One stay in a room, from the pre-join page to the end, as the element shows it: the SDK's room, what the person has
 * chosen, what of the interface is open, and what they do with it. A way back is a new stay.
 */

import type {HoldspaceRoom} from '../client/room.ts';
import type {RoomState} from '../client/state.ts';
import {Acts} from './acts.ts';
import {type Announcement, announcements, type Language} from './announcements.ts';
import {Arrival, type Kind} from './arrival.ts';
import {Board} from './board.ts';
import {ConnectionLook} from './connection-look.ts';
import {ConsentStep} from './consent-step.ts';
import {ConsentWatch} from './consent-watch.ts';
import {DeviceCode} from './device-code.ts';
import type {Memory} from './memory.ts';
import {Openings} from './openings.ts';
import {self} from './people.ts';
import type {Setting} from './setting.ts';
import {ShownReactions} from './shown-reactions.ts';
import {Surface} from './surface.ts';
import {Talk} from './talk.ts';
import {Telling, type Told} from './told.ts';
import {Watch} from './watch.ts';

/** What a stay asks of the element that shows it. */
export interface Stage {
  changed(): void;
  tell(announced: readonly Announcement[]): void;
  /** Pass an event of the room on to the host page. */
  forward(type: string, detail: unknown): void;
  /** Focus the first that `selector` finds and that shows, once it is there. */
  focus(selector: string): void;
  language(): Omit<Language, 'now'>;
  /** The room's address without anything secret in it, or '' where it is not known. */
  readonly room: string;
  /** Where this device remembers somebody's choices; null: nowhere. */
  readonly memory: Memory | null;
}

/** How somebody was in the room, so that they can come back the same. */
export interface Last {
  readonly name: string;
  readonly privateName: string | null;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly selfHidden: boolean;
  /** false: they wanted sound alone. */
  readonly pictures: boolean;
}

export class Stay {
  readonly client: HoldspaceRoom;
  readonly arrival: Arrival;
  readonly surface = new Surface();
  readonly acts: Acts;
  readonly openings: Openings;
  readonly board: Board;
  readonly talk: Talk;
  readonly reactions: ShownReactions;
  readonly device: DeviceCode;
  readonly connection: ConnectionLook;
  readonly consent: ConsentStep;
  /** The code of what keeps the door shut, or null. */
  refusal: string | null = null;
  /** The name of somebody on the way back, empty while it is not known; null: nobody is. */
  returning: string | null = null;
  /** The place moved to another device, and they said that it is to stay there. */
  stayedThere = false;
  #before: RoomState;
  #own = {microphone: false, camera: false};
  #pictures = true;
  #name = '';
  #isLeaving = false;
  readonly #stage: Stage;
  readonly #telling: Telling;
  readonly #watch: Watch;
  readonly #consentWatch: ConsentWatch;
  readonly #listening = new AbortController();

  constructor(client: HoldspaceRoom, stage: Stage) {
    this.client = client;
    this.#stage = stage;
    this.#before = client.state;
    const {signal} = this.#listening;
    this.arrival = new Arrival(client, () => stage.changed(), signal, stage.memory);
    const changed = (): void => stage.changed();
    this.#telling = new Telling(changed, signal);
    this.reactions = new ShownReactions(changed, signal);
    this.talk = new Talk(client, changed);
    this.device = new DeviceCode(client, stage.room, changed);
    this.connection = new ConnectionLook(client, this.surface, changed, signal);
    const setting: Setting = {
      client,
      surface: this.surface,
      telling: this.#telling,
      reactions: this.reactions,
      talk: this.talk,
      changed,
      focus: (selector) => stage.focus(selector),
      tell: (announced) => stage.tell(announced),
    };
    this.acts = new Acts(setting);
    this.openings = new Openings(setting);
    this.board = new Board(setting, this.acts.ask, signal);
    this.consent = new ConsentStep(setting, signal);
    this.#consentWatch = new ConsentWatch(setting, this.consent, signal);
    this.#watch = new Watch(setting, () => this.arrival.gear.speaker, signal);
    client.addEventListener('change', () => this.#follow(), {signal});
    client.addEventListener('error', ({detail}) => stage.forward('error', {code: detail.code, message: detail.message}), {signal});
    client.addEventListener('joined', () => stage.forward('joined', {}), {signal});
    client.addEventListener('recording-changed', ({detail}) => stage.forward('recording-changed', detail), {signal});
    client.addEventListener('left', () => stage.forward('left', {reason: client.state.ended}), {signal});
  }

  get state(): RoomState {
    return this.client.state;
  }

  get told(): Told {
    return this.#telling.told;
  }

  /** The name we are known by, or are about to be. */
  get name(): string {
    return this.state.name ?? (this.#name || this.arrival.name.trim());
  }

  get last(): Last {
    const {name, privateName} = this.arrival;
    return {name: name || this.name, privateName, ...this.#own, selfHidden: this.surface.selfHidden, pictures: this.#pictures};
  }

  /** Come up behind the pre-join page; `held`: in this tab somebody already has a place, and is led back to it. */
  async prepare(held: boolean): Promise<void> {
    this.refusal = 'RTCPeerConnection' in globalThis ? null : 'no-webrtc';
    this.returning = held ? '' : null;
    this.#stage.changed();
    if (this.refusal === null) await this.#orRefused(this.client.prepare());
  }

  /** Come in as the pre-join page says. */
  async enter(): Promise<void> {
    const options = this.arrival.options(this.state.name);
    this.arrival.refused = null;
    if (!options) this.#stage.focus('#name');
    if (!options || this.arrival.entering) return this.#stage.changed();
    if (!this.arrival.norms.isSettled) return this.arrival.norms.read();
    this.arrival.entering = true;
    this.surface.selfHidden = this.arrival.selfHidden;
    this.#stage.changed();
    const late = this.arrival.starting;
    try {
      await this.client.join(options);
      this.arrival.keep();
      for (const kind of late) void this.#switchOn(kind);
    } catch (error) {
      this.#refuseEntry(codeOf(error));
    } finally {
      this.arrival.entering = false;
      this.#stage.changed();
    }
  }

  /** Somebody quick came in while a device was still starting: it is on as soon as it is there. */
  async #switchOn(kind: Kind): Promise<void> {
    if ((await this.arrival.started(kind)) && !this.state.own[kind]) await this.acts.toggle(kind);
  }

  /** Come in as one was the last time. */
  async comeBack(last: Last): Promise<void> {
    this.arrival.name = last.name;
    this.arrival.privateName = last.privateName;
    this.arrival.selfHidden = this.surface.selfHidden = last.selfHidden;
    const {microphone, camera} = last;
    const options = last.name ? this.arrival.options(null) : null;
    if (!options) return this.prepare(false);
    this.returning = last.name;
    this.#stage.changed();
    await this.#orRefused(this.client.join({...options, microphone, camera}));
    if (!last.pictures && this.refusal === null) await this.#orRefused(this.client.setPictures(false));
    this.returning = null;
    this.#stage.changed();
  }

  /** Facilitators are asked what to leave: the group can go on, or end. */
  readonly askLeave = (): void => {
    if (self(this.state)?.role === 'facilitator') this.openings.showBar('leaving', 'leave-self');
    else this.leave();
  };

  readonly leave = (): void => {
    this.#isLeaving = true;
    void this.client.leave();
  };

  readonly putAside = (): void => {
    this.#telling.putAllAside();
  };

  readonly stayThere = (): void => {
    this.stayedThere = true;
    this.#stage.changed();
  };

  /** Stop showing this stay. The client is its owner's to leave. Twice is harmless. */
  close(): void {
    this.acts.lantern.release();
    this.#listening.abort();
    this.arrival.gear.meter.drawOn(undefined);
  }

  #follow(): void {
    const {state} = this;
    const before = this.#before;
    this.#before = state;
    this.surface.follow(state);
    this.#stage.tell(announcements(before, state, {...this.#stage.language(), now: this.client.now()}));
    this.#watch.follow(before, state);
    this.#consentWatch.follow(before, state);
    // On the way out everything is switched off: that is not how one was.
    if (state.phase === 'joined' && !this.#isLeaving) this.#own = state.own;
    if (state.phase === 'joined') this.#pictures = state.pictures;
    this.#name = self(state)?.name ?? this.#name;
    if (state.phase !== 'idle' && state.phase !== 'connecting') this.returning = null;
    // They were waiting and may have looked away: for a moment we show that they are heard now, or not.
    if (before.phase === 'lobby' && state.phase === 'joined') {
      this.surface.panel = null;
      this.#telling.putForAMoment('admitted');
    }
    // Only now do we know whether this person will be seen at all: observers are asked for nothing.
    // Whoever is so quick that they come in before we know is asked all the same.
    const arriving = state.phase === 'idle' || this.arrival.entering;
    if (before.role === null && state.role !== null && state.role !== 'observer' && arriving && this.returning === null) {
      void this.arrival.open();
    }
    this.#stage.changed();
  }

  async #orRefused(attempt: Promise<void>): Promise<void> {
    try {
      await attempt;
    } catch (error) {
      if (this.#listening.signal.aborted) return;
      this.refusal = codeOf(error);
      this.#stage.changed();
    }
  }

  /** A name is mended on the spot; whatever else is a shut door. */
  #refuseEntry(code: string): void {
    if (code === 'bad-name') {
      this.arrival.nameTrouble = 'prejoin-name-long';
      this.#stage.focus('#name');
    } else if (this.state.phase !== 'ended') {
      this.refusal = code;
    }
  }
}

/** The stable code of a refusal; whatever else goes wrong is a server that cannot be reached. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unreachable';
}
