/** What one does with oneself in the room: hand, place, reactions, speaking and asking for help. */

import {RoomError} from '../client/errors.ts';
import type {ReactionName, RoomState} from '../client/state.ts';
import type {Kind} from './arrival.ts';
import {Held} from './held.ts';
import {nameOf, placeOf, self, sharesScreen} from './people.ts';
import type {Setting} from './setting.ts';

const LANTERN = 2_000; // milliseconds: longer than any press by chance

export class Acts {
  /** The lantern, held with a finger, a pointer or its key. */
  readonly lantern = new Held(LANTERN, () => this.askQuietly(''));
  /** A word that goes with a request for help. */
  helpWord = '';
  readonly #set: Setting;
  /** Whether the camera was on when its owner stepped away. */
  #cameraRests = false;
  #speaksWhileHeld = false;

  constructor(setting: Setting) {
    this.#set = setting;
  }

  readonly switch = async (kind: Kind, on: boolean): Promise<void> => {
    const {client, telling} = this.#set;
    await (kind === 'microphone' ? client.setMicrophone(on) : client.setCamera(on)).catch(() => undefined);
    const refused = on && !client.state.own[kind];
    telling.put({
      trouble: refused ? `notice-${kind}-refused` : null,
      admitted: false,
      ...(kind === 'microphone' ? {mutedBy: null, askedBy: null, whileMuted: false} : {cameraBy: null}),
    });
  };

  readonly toggle = async (kind: Kind): Promise<void> => {
    await this.switch(kind, !this.#state.own[kind]);
  };

  /** Speak while a key is held. Whoever is not muted needs none: false. */
  holdToSpeak(): boolean {
    if (this.#state.own.microphone) return false;
    this.#speaksWhileHeld = true;
    void this.switch('microphone', true);
    return true;
  }

  /** The key is up again; twice is harmless. */
  endToSpeak(): void {
    if (!this.#speaksWhileHeld) return;
    this.#speaksWhileHeld = false;
    void this.switch('microphone', false);
  }

  /** It was a short press: the microphone stays on. */
  keepSpeaking(): void {
    this.#speaksWhileHeld = false;
  }

  /** Share a screen, or end it. Whoever thinks better of it in the browser's own dialog needs no word from us. */
  readonly toggleScreen = (): void => {
    const {client} = this.#set;
    const shared = client.shareScreen(!sharesScreen(this.#state)).catch((error: unknown) => {
      if (!(error instanceof RoomError && error.code === 'screen-denied')) throw error;
    });
    this.ask(shared);
  };

  /** Others' pictures, or their sound alone; one's own camera is another matter. */
  readonly togglePictures = (): void => {
    const {client, tell} = this.#set;
    const on = !client.state.pictures;
    this.ask(client.setPictures(on));
    tell([{region: 'status', id: on ? 'said-pictures' : 'said-sound-only', values: {}}]);
  };

  readonly toggleHand = (): void => {
    const {client, telling} = this.#set;
    const up = placeOf(client.state, client.state.self) === null;
    this.ask(client.raiseHand(up).then(() => (up ? telling.putForAMoment('hand') : telling.put({hand: false}))));
  };

  /** Away, nobody hears or sees what goes on here; back again, one is seen as before and unmutes when one likes. */
  readonly toggleAway = (): void => {
    const {client} = this.#set;
    const away = !self(client.state)?.away;
    if (away) {
      this.#cameraRests = client.state.own.camera;
      void this.switch('microphone', false);
      void this.switch('camera', false);
    } else if (this.#cameraRests) void this.switch('camera', true);
    this.ask(client.stepAway(away));
  };

  readonly react = (name: ReactionName): void => {
    const {client, reactions} = this.#set;
    const {self: own} = client.state;
    if (own !== null) this.ask(client.react(name).then(() => reactions.show(own, name)));
  };

  readonly toggleSelfView = (): void => {
    const {surface, changed, tell} = this.#set;
    surface.selfHidden = !surface.selfHidden;
    tell([{region: 'status', id: surface.selfHidden ? 'said-picture-hidden' : 'said-picture-shown', values: {}}]);
    changed();
  };

  readonly writeHelpWord = (word: string): void => {
    this.helpWord = word;
    this.#set.changed();
  };

  readonly askQuietly = (word: string): void => {
    const {client, telling} = this.#set;
    this.helpWord = '';
    telling.put({helpRead: false});
    this.ask(client.askForHelp({quiet: true, ...(word.trim() && {word: word.trim()})}));
  };

  readonly endHelp = (): void => this.ask(this.#set.client.endHelp());

  /** Nobody is unmuted by others: they are asked. */
  readonly askToUnmute = (id: string): void => {
    const {client, tell} = this.#set;
    const name = nameOf(client.state, id);
    this.ask(client.askToUnmute(id).then(() => tell([{region: 'status', id: 'people-asked', values: {name}}])));
  };

  /** Do something; say so calmly if it was refused. */
  readonly ask = (request: Promise<unknown>): void => {
    const {telling} = this.#set;
    void request.then(
      () => telling.put({trouble: null}),
      // Whoever has just left needs no muting: that is no trouble at all.
      (error: unknown) => telling.put({trouble: isAbsent(error) ? null : 'notice-not-now'}),
    );
  };

  get #state(): RoomState {
    return this.#set.client.state;
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'absent';
}
