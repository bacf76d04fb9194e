/** A room as one browser lives it: the whole of the SDK behind one object. */

import {Breakouts} from './breakouts.ts';
import {Chair} from './chair.ts';
import type {ConsentReceipt, RecordingTerms} from './consenting.ts';
import type {Devices} from './devices.ts';
import type {DeviceCode, Receipt} from './entrance.ts';
import type {RoomError} from './errors.ts';
import {Help, type HelpOptions} from './help.ts';
import type {ChatMode, ReactionName, Tile, To} from './messages.ts';
import type {NetworkReport} from './network-report.ts';
import type {DeviceChoice, JoinOptions, RoomEvents, RoomOptions} from './options.ts';
import type {Quality} from './quality.ts';
import {Sitting} from './sitting.ts';
import type {Answer, Erase, RoomState, Scope} from './state.ts';
import {Talk} from './talk.ts';

type Listener<K extends keyof RoomEvents> = (event: RoomEvents[K]) => void;

export class HoldspaceRoom extends EventTarget {
  readonly #sitting: Sitting;
  readonly #chair: Chair;
  readonly #talk: Talk;
  readonly #help: Help;
  readonly #breakouts = new Breakouts((request) => this.#sitting.ask(request));

  // What each does, `breakouts.ts` says.
  readonly split = this.#breakouts.split;
  readonly deal = this.#breakouts.deal;
  readonly move = this.#breakouts.move;
  readonly exchange = this.#breakouts.exchange;
  readonly merge = this.#breakouts.merge;
  readonly mergeInto = this.#breakouts.mergeInto;
  readonly extend = this.#breakouts.extend;
  readonly hop = this.#breakouts.hop;
  readonly chooseRoom = this.#breakouts.chooseRoom;
  readonly directNewcomers = this.#breakouts.directNewcomers;
  readonly listen = this.#breakouts.listen;
  readonly earsSeen = this.#breakouts.earsSeen;
  readonly whisper = this.#breakouts.whisper;
  readonly speakTo = this.#breakouts.speakTo;
  readonly showTo = this.#breakouts.showTo;
  readonly sideRoom = this.#breakouts.sideRoom;
  readonly rolePlay = this.#breakouts.rolePlay;
  readonly swapParts = this.#breakouts.swapParts;
  readonly savePlan = this.#breakouts.savePlan;
  readonly forgetPlan = this.#breakouts.forgetPlan;

  /** Throws a RoomError if the address is none, or if there is nothing to enter with: no token, no key, no code. */
  constructor(options: RoomOptions) {
    super();
    this.#sitting = new Sitting(
      options,
      (event) => this.dispatchEvent(event),
      (message) => this.#breakouts.received(message),
    );
    this.#chair = new Chair((request) => this.#sitting.ask(request));
    this.#talk = new Talk((request) => this.#sitting.ask(request));
    this.#help = new Help((request) => this.#sitting.ask(request));
  }

  /** The camera and the microphone: open them here for a preview, `join` then takes what is open. */
  get devices(): Devices {
    return this.#sitting.devices;
  }

  /** The server's projection for this viewer; frozen, another object whenever anything in it is another. */
  get state(): RoomState {
    return this.#sitting.state;
  }

  /** Seconds since 1970 by the server's clock: what `closes_at` and `askedAt` are told in. */
  now(): number {
    return this.#sitting.now;
  }

  /** The streams of the audio slots, for a page that plays them itself. */
  get audioStreams(): readonly MediaStream[] {
    return this.#sitting.stay?.media.audioStreams ?? [];
  }

  /**
   * Come up behind the pre-join page: who we are, ICE and DTLS. Nothing is sent or heard yet. Rejects if there is no way in.
   *
   * Whoever still holds a place (a reload) is back in it at once, with everything switched off: look at `state.phase`.
   */
  async prepare(): Promise<void> {
    await this.#sitting.begin().ready;
  }

  /** Enter; settles when the server has decided: `state.phase` is then on its way to 'lobby' or 'joined'. */
  async join(options: JoinOptions): Promise<void> {
    await this.#sitting.join(options);
  }

  /** Whether `join` can lead in again: a device that came by a code alone has no way of its own once its place is elsewhere. */
  get mayReturn(): boolean {
    return this.#sitting.mayReturn;
  }

  /** Give up the place and release everything; twice is harmless. */
  async leave(): Promise<void> {
    await this.#sitting.leave();
  }

  /** Try at once to come back, instead of when it is due. */
  retryNow(): void {
    this.#sitting.stay?.retryNow();
  }

  /**
   * What to put into a `<video>`: the same object for as long as that person is shown, null while there is nothing to see.
   * Your own id gives your own. While `state.pictures` is false there are only those.
   */
  streamOf(participant: string, source: 'camera' | 'screen'): MediaStream | null {
    if (participant !== this.state.self) return this.#others(participant, source);
    return source === 'camera' ? this.#sitting.mirror : this.#sitting.screen.stream;
  }

  /**
   * The streams of the picture slots that have shown nobody yet: a `<video>` that has one before `join` shows the first picture sooner.
   *
   * `streamOf` gives the same objects as soon as they show somebody.
   */
  get blankStreams(): readonly MediaStream[] {
    return this.#sitting.stay?.media.blankStreams ?? [];
  }

  async setSpeaker(deviceId: string): Promise<void> {
    await this.#sitting.setSpeaker(deviceId);
  }

  /** Rejects with 'microphone-denied' and the like if it can't be had; the person is still in the room then. */
  async setMicrophone(choice: DeviceChoice): Promise<void> {
    await this.#sitting.switches.set('microphone', choice);
  }

  async setCamera(choice: DeviceChoice): Promise<void> {
    await this.#sitting.switches.set('camera', choice);
  }

  /**
   * Let the person choose a window or a screen to share, with its sound; false: end it. They may also end it in the browser's own bar.
   *
   * Rejects with 'screen-denied', also when they thought better of it, or 'screen-unsupported', as on phones.
   */
  async shareScreen(on: boolean): Promise<void> {
    await this.#sitting.shareScreen(on);
  }

  /** What the page shows and how high, in device pixels. Call it as often as you like. */
  layout(tiles: readonly Tile[]): void {
    this.#sitting.stay?.layout(tiles);
  }

  /** false: others' sound alone, to save what a network bears. Nobody learns of it. Rejects before `prepare` and `join`. */
  async setPictures(on: boolean): Promise<void> {
    this.#sitting.here().setPictures(on);
  }

  /** How the connection carries, and what comes through of each person: since the call before this one. */
  async stats(): Promise<Quality> {
    return await this.#sitting.here().quality();
  }

  /**
   * On the pre-join page: how well the network will carry a voice, in about 3 s. Nobody hears it. Rejects once one has joined.
   *
   * Sends the open microphone, or silence.
   */
  async testNetwork(): Promise<NetworkReport> {
    return await this.#sitting.begin().testNetwork(this.devices.track('microphone'));
  }

  async raiseHand(on: boolean): Promise<void> {
    await this.#talk.raiseHand(on);
  }

  async stepAway(on: boolean): Promise<void> {
    await this.#talk.stepAway(on);
  }

  async react(name: ReactionName): Promise<void> {
    await this.#talk.react(name);
  }

  /** Rejects with 'chat-off', 'not-allowed', 'bad-text' or 'absent' (nobody would read it). What you wrote comes back in `state.chat`. */
  async say(text: string, options: {readonly to: To}): Promise<void> {
    await this.#talk.say(text, options);
  }

  /** Facilitators: a word that everybody reads at once, in all rooms or in these. */
  async broadcast(text: string, rooms?: readonly string[]): Promise<void> {
    await this.#talk.broadcast(text, rooms);
  }

  async askForHelp(options: HelpOptions = {}): Promise<void> {
    await this.#help.askForHelp(options);
  }

  /** Facilitators: see to it. */
  async claimHelp(participant: string): Promise<void> {
    await this.#help.claimHelp(participant);
  }

  /** Your own request, or as a facilitator someone's. */
  async endHelp(participant?: string): Promise<void> {
    await this.#help.endHelp(participant);
  }

  /** Before joining or after; a receipt follows as an event. */
  async agreeNorms(version: number): Promise<void> {
    await this.#sitting.entrance.agreeNorms(version);
  }

  /** For what you agreed to: group norms, and your part of the room's ledger. Once the place is over, those that came before. */
  async receipts(): Promise<readonly (Receipt | ConsentReceipt)[]> {
    const {entrance, consenting} = this.#sitting;
    const here = this.state.phase === 'joined' || this.state.phase === 'lobby';
    return [...entrance.receipts, ...(here ? await consenting.receipts() : consenting.known)];
  }

  /** Facilitators: ask everyone whether there may be a recording. Nothing is recorded before the last yes. */
  async askToRecord(terms: RecordingTerms): Promise<void> {
    await this.#sitting.consenting.askToRecord(terms);
  }

  /** Facilitators: end a recording, or take the question back. */
  async stopRecording(scope: Scope = 'main'): Promise<void> {
    await this.#sitting.consenting.stop(scope);
  }

  /** For yourself alone, in the room or at its door. Rejects with 'other-terms' if a yes were to other terms than `state.asks` says. */
  async answerConsent(scope: Scope, answer: Answer): Promise<void> {
    await this.#sitting.consenting.answer(scope, answer);
  }

  /** Recording stops at once; `erase`: also what was taken, your own picture and voice or all of it. May be said once more to erase. */
  async withdrawConsent(scope: Scope, {erase = 'none'}: {readonly erase?: Erase} = {}): Promise<void> {
    await this.#sitting.consenting.withdraw(scope, erase);
  }

  /** A code that moves this place to another device: `#d=CODE` behind the room's address there. */
  async deviceCode(): Promise<DeviceCode> {
    return await this.#sitting.entrance.deviceCode();
  }

  /** Facilitators: the link that clients come by, to hand on. After a ban (`state.linkChanged`) it is another one. */
  async clientLink(): Promise<string> {
    return await this.#sitting.entrance.clientLink();
  }

  async admit(participant: string): Promise<void> {
    await this.#chair.admit(participant);
  }

  async admitAll(): Promise<void> {
    await this.#chair.admitAll();
  }

  async refuse(participant: string): Promise<void> {
    await this.#chair.refuse(participant);
  }

  async remove(participant: string): Promise<void> {
    await this.#chair.remove(participant);
  }

  async ban(participant: string): Promise<void> {
    await this.#chair.ban(participant);
  }

  async mute(participant: string): Promise<void> {
    await this.#chair.mute(participant);
  }

  async muteAll(): Promise<void> {
    await this.#chair.muteAll();
  }

  async askToUnmute(participant: string): Promise<void> {
    await this.#chair.askToUnmute(participant);
  }

  async stopCamera(participant: string): Promise<void> {
    await this.#chair.stopCamera(participant);
  }

  /** Someone's hand, or everyone's. */
  async lowerHands(participant?: string): Promise<void> {
    await this.#chair.lowerHands(participant);
  }

  async lock(on: boolean): Promise<void> {
    await this.#chair.lock(on);
  }

  async setLobby(on: boolean): Promise<void> {
    await this.#chair.setLobby(on);
  }

  async setChatMode(mode: ChatMode): Promise<void> {
    await this.#chair.setChatMode(mode);
  }

  async endSession(): Promise<void> {
    await this.#chair.endSession().catch((error: RoomError) => {
      if (this.state.phase !== 'ended') throw error; // The end itself may come before the word that it is done.
    });
  }

  #others(participant: string, source: 'camera' | 'screen'): MediaStream | null {
    return this.state.pictures ? (this.#sitting.stay?.media.streamOf(participant, source) ?? null) : null;
  }

  override addEventListener<K extends keyof RoomEvents>(type: K, listener: Listener<K>, options?: AddEventListenerOptions | boolean): void;
  override addEventListener(type: string, listener: EventListener, options?: AddEventListenerOptions | boolean): void {
    super.addEventListener(type, listener, options);
  }

  override removeEventListener<K extends keyof RoomEvents>(type: K, listener: Listener<K>, options?: EventListenerOptions | boolean): void;
  override removeEventListener(type: string, listener: EventListener, options?: EventListenerOptions | boolean): void {
    super.removeEventListener(type, listener, options);
  }
}
