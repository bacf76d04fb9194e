/** A room as one browser lives it: the whole of the SDK behind one object. */

import {Credentials} from './credentials.ts';
import {type DeviceKind, Devices} from './devices.ts';
import {RoomError} from './errors.ts';
import {happenings} from './happenings.ts';
import type {ModeratedMessage, Request, ServerMessage, Tile} from './messages.ts';
import type {DeviceChoice, JoinOptions, RoomEvents, RoomOptions} from './options.ts';
import type {Quality} from './quality.ts';
import {INITIAL_STATE, type LocalEvent, type RoomState, reduce} from './state.ts';
import {Stay} from './stay.ts';
import {Switches} from './switches.ts';

type Listener<K extends keyof RoomEvents> = (event: RoomEvents[K]) => void;

/** What others may do to our devices: the event that tells of it, and the device it switches off. */
const MODERATION: Readonly<Record<ModeratedMessage['type'], {readonly event: keyof RoomEvents; readonly device: DeviceKind | null}>> = {
  muted: {event: 'muted', device: 'microphone'},
  camera_stopped: {event: 'camera-stopped', device: 'camera'},
  asked_to_unmute: {event: 'asked-to-unmute', device: null},
};

export class HoldspaceRoom extends EventTarget {
  /** The camera and the microphone: open them here for a preview, `join` then takes what is open. */
  readonly devices = new Devices();
  readonly #credentials: Credentials;
  readonly #switches = new Switches(this.devices, () => this.#switched());
  #state = INITIAL_STATE;
  #stay: Stay | null = null;
  #speaker: string | null = null;
  #mirror: MediaStream | null = null;

  /** Throws a RoomError if the address is none, or if there is neither a token nor a key. */
  constructor(options: RoomOptions) {
    super();
    this.#credentials = new Credentials(options);
  }

  /** The server's projection for this viewer; frozen, another object whenever anything in it is another. */
  get state(): RoomState {
    return this.#state;
  }

  /** The streams of the audio slots, for a page that plays them itself. */
  get audioStreams(): readonly MediaStream[] {
    return this.#stay?.audioStreams ?? [];
  }

  /**
   * Come up behind the pre-join page: who we are, ICE and DTLS. Nothing is sent or heard yet. Rejects if there is no way in.
   *
   * Whoever still holds a place (a reload) is back in it at once, with everything switched off: look at `state.phase`.
   */
  async prepare(): Promise<void> {
    await this.#begin().ready;
  }

  /** Enter; settles when the server has decided: `state.phase` is then on its way to 'lobby' or 'joined'. */
  async join(options: JoinOptions): Promise<void> {
    const stay = this.#begin();
    stay.play(options.autoplay ?? true);
    if (this.#state.phase === 'idle') this.#heard({type: 'joining'});
    await this.#openFor(options);
    try {
      await stay.enter(joinRequest(options));
    } catch (error) {
      this.#switches.rest();
      if (this.#state.phase === 'connecting') this.#heard({type: 'stayed-out'});
      throw error;
    }
  }

  /** Give up the place and release everything; twice is harmless. */
  async leave(): Promise<void> {
    const stay = this.#stay;
    this.#switches.allOff();
    await stay?.leave();
    if (stay && stay === this.#stay) this.#heard({type: 'ended', reason: 'left'});
  }

  /**
   * What to put into a `<video>`: the same object for as long as that person is shown, null while there is nothing to see.
   * Your own id gives your camera.
   */
  streamOf(participant: string, source: 'camera' | 'screen'): MediaStream | null {
    if (participant !== this.#state.self) return this.#stay?.streamOf(participant, source) ?? null;
    return source === 'camera' ? this.#mirrored() : null;
  }

  async setSpeaker(deviceId: string): Promise<void> {
    this.#speaker = deviceId;
    await this.#stay?.setSpeaker(deviceId);
  }

  /** Rejects with 'microphone-denied' and the like if it can't be had; the person is still in the room then. */
  async setMicrophone(choice: DeviceChoice): Promise<void> {
    await this.#switches.set('microphone', choice);
  }

  async setCamera(choice: DeviceChoice): Promise<void> {
    await this.#switches.set('camera', choice);
  }

  /** What the page shows and how high, in device pixels. Call it as often as you like. */
  layout(tiles: readonly Tile[]): void {
    this.#stay?.layout(tiles);
  }

  async stats(): Promise<Quality> {
    return await this.#here().stats();
  }

  async admit(participant: string): Promise<void> {
    await this.#ask({type: 'admit', participant});
  }

  async refuse(participant: string): Promise<void> {
    await this.#ask({type: 'refuse', participant});
  }

  async remove(participant: string): Promise<void> {
    await this.#ask({type: 'remove', participant});
  }

  async mute(participant: string): Promise<void> {
    await this.#ask({type: 'mute', participant});
  }

  async endSession(): Promise<void> {
    await this.#ask({type: 'end_session'}).catch((error: RoomError) => {
      if (this.#state.phase !== 'ended') throw error; // The end itself may come before the word that it is done.
    });
  }

  override addEventListener<K extends keyof RoomEvents>(type: K, listener: Listener<K>, options?: AddEventListenerOptions | boolean): void;
  override addEventListener(type: string, listener: EventListener, options?: AddEventListenerOptions | boolean): void {
    super.addEventListener(type, listener, options);
  }

  override removeEventListener<K extends keyof RoomEvents>(type: K, listener: Listener<K>, options?: EventListenerOptions | boolean): void;
  override removeEventListener(type: string, listener: EventListener, options?: EventListenerOptions | boolean): void {
    super.removeEventListener(type, listener, options);
  }

  #begin(): Stay {
    if (this.#stay) return this.#stay;
    if (this.#state.phase === 'ended') this.#heard({type: 'begun'});
    this.#stay = new Stay(this.#credentials, this.#switches, {
      heard: (message) => this.#heard(message),
      changed: () => this.dispatchEvent(new Event('change')),
      failed: (error) => this.#failed(error),
      refused: (error) => this.#refused(error),
    });
    if (this.#speaker !== null) void this.#stay.setSpeaker(this.#speaker).catch((error) => this.#failed(error));
    return this.#stay;
  }

  /** Switch on what was asked for. What can't be had is told as an error, and keeps nobody out. */
  async #openFor({microphone = false, camera = false}: JoinOptions): Promise<void> {
    if (microphone === true && camera === true) await this.devices.openBoth(); // One question, not two.
    const switchOn = async (kind: DeviceKind, choice: DeviceChoice): Promise<void> => {
      await this.#switches.set(kind, choice).catch((error: RoomError) => this.#failed(error));
    };
    await Promise.all([switchOn('microphone', microphone), switchOn('camera', camera)]);
  }

  #heard(message: ServerMessage | LocalEvent): void {
    const before = this.#state;
    this.#state = reduce(before, message);
    if (message.type === 'ended') this.#over();
    if (this.#state !== before) this.dispatchEvent(new Event('change'));
    for (const {type, ...rest} of happenings(before, this.#state)) this.dispatchEvent(new CustomEvent(type, rest));
    if (isModeration(message)) this.#moderated(message);
  }

  /** What a facilitator switched off stays off here, too, until its owner switches it on. */
  #moderated({type, by}: ModeratedMessage): void {
    const {event, device} = MODERATION[type];
    if (device) void this.#switches.set(device, false);
    this.dispatchEvent(new CustomEvent(event, {detail: {by}}));
  }

  #over(): void {
    this.#stay?.close();
    this.#stay = null;
    this.#switches.allOff();
  }

  #switched(): void {
    this.#stay?.follow();
    this.#heard({type: 'switched', own: this.#switches.own});
  }

  #refused(error: RoomError): void {
    this.#stay = null;
    this.#failed(error);
  }

  #failed({code, message}: RoomError): void {
    this.dispatchEvent(new CustomEvent('error', {detail: {code, message}}));
  }

  async #ask(request: Request): Promise<void> {
    await this.#here().request(request);
  }

  #here(): Stay {
    if (!this.#stay) throw new RoomError('out-of-turn', 'Join the room first.');
    return this.#stay;
  }

  /** Our own camera, as others see it: the same object while it shows the same track. */
  #mirrored(): MediaStream | null {
    const track = this.#switches.sent('camera');
    if (!track) this.#mirror = null;
    else if (this.#mirror?.getVideoTracks()[0] !== track) this.#mirror = new MediaStream([track]);
    return this.#mirror;
  }
}

function isModeration(message: ServerMessage | LocalEvent): message is ModeratedMessage {
  return message.type in MODERATION;
}

function joinRequest({name, privateName}: JoinOptions): Extract<Request, {readonly type: 'join'}> {
  return {
    type: 'join',
    name,
    ...(privateName !== undefined && {private_name: privateName}),
    microphone: false,
    camera: false,
  };
}
