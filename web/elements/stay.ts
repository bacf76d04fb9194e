/**
 * One stay in a room, from the pre-join page to the end, as the element shows it: the SDK's room, what the person has
 * chosen, what of the interface is open, and what they do with it. A way back is a new stay.
 */

import type {HoldspaceRoom} from '../client/room.ts';
import type {RoomState} from '../client/state.ts';
import {type Announcement, announcements} from './announcements.ts';
import {Arrival, type Kind} from './arrival.ts';
import {NOTHING_TOLD, type Told} from './notices.ts';
import {self} from './people.ts';
import {Surface} from './surface.ts';

const READING_TIME = 8_000; // milliseconds: two lines, read twice

/** What a stay asks of the element that shows it. */
export interface Stage {
  changed(): void;
  tell(announced: readonly Announcement[]): void;
  /** Pass an event of the room on to the host page. */
  forward(type: string, detail: unknown): void;
  /** Focus what `selector` finds, once it is there. */
  focus(selector: string): void;
  /** The letter that leads to the lobby requests. */
  readonly lobbyKey: string;
}

/** How somebody was in the room, so that they can come back the same. */
export interface Last {
  readonly name: string;
  readonly privateName: string | null;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly selfHidden: boolean;
}

export class Stay {
  readonly client: HoldspaceRoom;
  readonly arrival: Arrival;
  readonly surface = new Surface();
  told: Told = NOTHING_TOLD;
  /** The code of what keeps the door shut, or null. */
  refusal: string | null = null;
  /** The name of somebody on the way back, empty while it is not known; null: nobody is. */
  returning: string | null = null;
  #before: RoomState;
  #own = {microphone: false, camera: false};
  #name = '';
  #isLeaving = false;
  readonly #stage: Stage;
  readonly #listening = new AbortController();

  constructor(client: HoldspaceRoom, stage: Stage) {
    this.client = client;
    this.#stage = stage;
    this.#before = client.state;
    const {signal} = this.#listening;
    this.arrival = new Arrival(client, () => stage.changed(), signal);
    client.addEventListener('change', () => this.#follow(), {signal});
    client.addEventListener('muted', ({detail}) => this.#tellMuted(detail.by), {signal});
    client.addEventListener('error', ({detail}) => stage.forward('error', {code: detail.code, message: detail.message}), {signal});
    client.addEventListener('joined', () => stage.forward('joined', {}), {signal});
    client.addEventListener('left', () => stage.forward('left', {reason: client.state.ended}), {signal});
  }

  get state(): RoomState {
    return this.client.state;
  }

  /** The name we are known by, or are about to be. */
  get name(): string {
    return this.state.name ?? (this.#name || this.arrival.name.trim());
  }

  get last(): Last {
    const {name, privateName} = this.arrival;
    return {name: name || this.name, privateName, ...this.#own, selfHidden: this.surface.selfHidden};
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
    this.arrival.entering = true;
    this.surface.selfHidden = this.arrival.selfHidden;
    this.#stage.changed();
    const late = this.arrival.starting;
    try {
      await this.client.join(options);
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
    if ((await this.arrival.started(kind)) && !this.state.own[kind]) await this.toggle(kind);
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
    this.returning = null;
    this.#stage.changed();
  }

  readonly toggle = async (kind: Kind): Promise<void> => {
    const on = !this.state.own[kind];
    await (kind === 'microphone' ? this.client.setMicrophone(on) : this.client.setCamera(on)).catch(() => undefined);
    const refused = on && !this.state.own[kind];
    this.#put({trouble: refused ? `notice-${kind}-refused` : null, admitted: false, ...(kind === 'microphone' && {mutedBy: null})});
  };

  readonly toggleSelfView = (): void => {
    const hidden = !this.surface.selfHidden;
    this.surface.selfHidden = hidden;
    this.#stage.tell([{region: 'status', id: hidden ? 'said-picture-hidden' : 'said-picture-shown', values: {}}]);
    this.#stage.changed();
  };

  readonly toggleRecording = (): void => {
    this.surface.recordingOpen = !this.surface.recordingOpen;
    this.#stage.changed();
  };

  readonly togglePanel = (panel: 'people' | 'keys'): void => {
    this.surface.toggle(panel);
    this.#stage.changed();
  };

  readonly choose = (id: string | null): void => {
    this.surface.choose(id);
    this.#stage.changed();
  };

  readonly askRemove = (id: string | null): void => {
    this.surface.removing = id;
    if (id !== null) this.#stage.focus('[data-control="keep"]');
    this.#stage.changed();
  };

  readonly askLeave = (): void => {
    this.surface.leaving = true;
    this.#stage.focus('[data-control="leave-self"]');
    this.#stage.changed();
  };

  readonly leave = (): void => {
    this.#isLeaving = true;
    void this.client.leave();
  };

  readonly closeTopmost = (): void => {
    const {leaving, panel} = this.surface;
    if (!this.surface.closeTopmost()) return;
    if (leaving) this.#stage.focus('[data-control="leave"]');
    else if (panel !== null && this.surface.panel === null) this.#stage.focus('[data-control="people"]');
    this.#stage.changed();
  };

  readonly later = (): void => {
    this.surface.postpone(this.state.lobby);
    this.#stage.changed();
  };

  readonly putAside = (): void => {
    this.surface.recordingOpen = false;
    this.#put(NOTHING_TOLD);
  };

  /** Do something that a facilitator asks for; say so calmly if it was refused. */
  readonly ask = (request: Promise<void>): void => {
    void request.then(
      () => this.#put({trouble: null}),
      // Whoever has just left needs no muting: that is no trouble at all.
      (error: unknown) => this.#put({trouble: codeOf(error) === 'absent' ? null : 'notice-not-now'}),
    );
  };

  /** Stop showing this stay. The client is its owner's to leave. Twice is harmless. */
  close(): void {
    this.#listening.abort();
    this.arrival.meter.drawOn(undefined);
  }

  #follow(): void {
    const {state} = this;
    const before = this.#before;
    this.#before = state;
    this.surface.follow(state);
    this.#stage.tell(announcements(before, state, this.#stage.lobbyKey));
    // On the way out everything is switched off: that is not how one was.
    if (state.phase === 'joined' && !this.#isLeaving) this.#own = state.own;
    this.#name = self(state)?.name ?? this.#name;
    if (state.phase !== 'idle' && state.phase !== 'connecting') this.returning = null;
    if (before.phase === 'lobby' && state.phase === 'joined') this.#tellAdmitted();
    // Only now do we know whether this person will be seen at all: observers are asked for nothing.
    if (before.role === null && state.role !== null && state.role !== 'observer' && state.phase === 'idle' && this.returning === null) {
      void this.arrival.open();
    }
    this.#stage.changed();
  }

  /** They were waiting and may have looked away: for a moment we show that they are heard now, or not. */
  #tellAdmitted(): void {
    this.told = {...this.told, admitted: true};
    const timer = window.setTimeout(() => this.#put({admitted: false}), READING_TIME);
    this.#listening.signal.addEventListener('abort', () => window.clearTimeout(timer));
  }

  #tellMuted(by: string | null): void {
    const name = this.state.participants.find(({id}) => id === by)?.name ?? '';
    this.#stage.tell([{region: 'status', id: name ? 'notice-muted-by' : 'notice-muted', values: {name}}]);
    this.#put({mutedBy: name});
  }

  #put(told: Partial<Told>): void {
    this.told = {...this.told, ...told};
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
