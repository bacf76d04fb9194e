/** What a room is made of behind its one object: who we are, our devices, the stay while there is one, and the state that comes of it. */

import type {DealtMessage} from './breakout-messages.ts';
import {Consenting} from './consenting.ts';
import {Credentials} from './credentials.ts';
import {type DeviceKind, Devices} from './devices.ts';
import type {Join} from './entering.ts';
import {Entrance} from './entrance.ts';
import {RoomError} from './errors.ts';
import {happenings, told} from './happenings.ts';
import type {Request, ServerMessage} from './messages.ts';
import {MutedSpeech} from './muted-speech.ts';
import type {JoinOptions, RoomOptions} from './options.ts';
import {type LocalEvent, reduce} from './reduce.ts';
import {Screen} from './screen.ts';
import {INITIAL_STATE, type RoomState} from './state.ts';
import {Stay} from './stay.ts';
import {type Own, Switches} from './switches.ts';

export class Sitting {
  readonly devices = new Devices();
  readonly switches = new Switches(this.devices, {changed: () => this.#switched(), lost: (error) => this.#failed(error)});
  readonly screen = new Screen(() => this.#shared());
  readonly entrance: Entrance;
  readonly consenting = new Consenting(
    (request) => this.ask(request),
    () => this.#state,
  );
  readonly #credentials: Credentials;
  readonly #page: EventTarget;
  readonly #tell: (event: Event) => void;
  readonly #dealt: (message: DealtMessage) => void;
  readonly #mutedSpeech = new MutedSpeech(() => this.#tell(new Event('muted-speech')));
  #state = INITIAL_STATE;
  #stay: Stay | null = null;
  #speaker: string | null = null;
  #mirror: MediaStream | null = null;
  /** Seconds that the server's clock is ahead of ours. */
  #ahead = 0;
  /** For whom our key is bound on this connection. */
  #boundFor: string | null = null;

  /** `tell` is handed every event of the room, `dealt` what came of asking for a deal. */
  constructor(options: RoomOptions, tell: (event: Event) => void, dealt: (message: DealtMessage) => void) {
    this.#credentials = new Credentials(options);
    this.entrance = new Entrance((request) => this.ask(request), this.#credentials.address.page);
    this.#page = options.page ?? ownPage();
    this.#tell = tell;
    this.#dealt = dealt;
  }

  get state(): RoomState {
    return this.#state;
  }

  /** Seconds since 1970 by the server's clock. */
  get now(): number {
    return Date.now() / 1000 + this.#ahead;
  }

  get mayReturn(): boolean {
    return this.#credentials.mayReturn;
  }

  get stay(): Stay | null {
    return this.#stay;
  }

  /** Our own camera, as others see it: the same object while it shows the same track. */
  get mirror(): MediaStream | null {
    const track = this.switches.sent('camera');
    if (!track) this.#mirror = null;
    else if (this.#mirror?.getVideoTracks()[0] !== track) this.#mirror = new MediaStream([track]);
    return this.#mirror;
  }

  /** The stay there is, or a new one. */
  begin(): Stay {
    if (this.#stay) return this.#stay;
    if (this.#state.phase === 'ended') this.#heard({type: 'begun'});
    const listener = {
      heard: (message: ServerMessage | LocalEvent) => this.#heard(message),
      changed: () => this.#tell(new Event('change')),
      failed: (error: RoomError) => this.#failed(error),
      refused: (error: RoomError) => this.#refused(error),
    };
    this.#stay = new Stay(this.#credentials, this.switches, this.screen, listener, this.#page);
    if (this.#speaker !== null) void this.#stay.media.setSpeaker(this.#speaker).catch((error) => this.#failed(error));
    return this.#stay;
  }

  async join(options: JoinOptions): Promise<void> {
    const stay = this.begin();
    // At this word everybody's pictures set out for us: where all is open already, nothing else is done before it.
    const said = this.#isReadyFor(options) ? stay.enter(joinRequest(options, wished(options))) : null;
    stay.play(options.autoplay ?? true);
    if (this.#state.phase === 'idle') this.#heard({type: 'joining'});
    const opened = this.#openFor(options);
    if (!said) await opened;
    try {
      await (said ?? stay.enter(joinRequest(options, this.switches.own)));
    } catch (error) {
      this.switches.rest();
      if (this.#state.phase === 'connecting') this.#heard({type: 'stayed-out'});
      throw error;
    }
  }

  async leave(): Promise<void> {
    const stay = this.#stay;
    this.switches.allOff();
    this.screen.stop();
    await stay?.leave();
    if (stay && stay === this.#stay) this.#heard({type: 'ended', reason: 'left'});
  }

  async shareScreen(on: boolean): Promise<void> {
    if (!on) this.screen.stop();
    else if (this.#state.phase === 'joined') await this.screen.share();
    else throw new RoomError('out-of-turn', 'Join the room first.');
  }

  async setSpeaker(deviceId: string): Promise<void> {
    this.#speaker = deviceId;
    await this.#stay?.media.setSpeaker(deviceId);
  }

  async ask(request: Request): Promise<void> {
    await this.here().request(request);
  }

  here(): Stay {
    if (!this.#stay) throw new RoomError('out-of-turn', 'Join the room first.');
    return this.#stay;
  }

  /** Whether all that was asked for is open. */
  #isReadyFor({microphone = false, camera = false}: Omit<JoinOptions, 'name'>): boolean {
    return this.switches.isAtHand('microphone', microphone) && this.switches.isAtHand('camera', camera);
  }

  /** Switch on what was asked for. What can't be had is told as an error, and keeps nobody out. */
  async #openFor({microphone = false, camera = false}: JoinOptions): Promise<void> {
    const isBoth = microphone === true && camera === true;
    if (isBoth && !this.#isReadyFor({microphone, camera})) await this.devices.openBoth(); // One question, not two.
    const switchOn = async (kind: DeviceKind, choice: boolean | string | MediaStreamTrack): Promise<void> => {
      await this.switches.set(kind, choice).catch((error: RoomError) => this.#failed(error));
    };
    await Promise.all([switchOn('microphone', microphone), switchOn('camera', camera)]);
  }

  #heard(message: ServerMessage | LocalEvent): void {
    const before = this.#state;
    this.#state = reduce(before, message);
    this.#obey(message);
    this.#mutedSpeech.watch(this.#silenced());
    if (this.#state !== before) this.#tell(new Event('change'));
    const events = [...happenings(before, this.#state), ...told(message)];
    for (const {type, ...rest} of events) this.#tell(new CustomEvent<unknown>(type, rest));
  }

  /** What follows from a message beside the state. */
  #obey(message: ServerMessage | LocalEvent): void {
    if (message.type === 'ended') this.#over();
    if (message.type === 'welcome') this.#boundFor = null;
    if (message.type === 'welcome' && message.now !== undefined) this.#ahead = message.now - Date.now() / 1000;
    if (message.type === 'dealt') this.#dealt(message);
    if (message.type === 'muted') void this.switches.set('microphone', false);
    if (message.type === 'camera_stopped') void this.switches.set('camera', false);
    if (message.type === 'state') this.#bindFor(message.self);
    if (message.type === 'receipts') this.consenting.received(message);
    if (message.type === 'receipt') this.entrance.received(message);
    if (message.type === 'device_code') this.entrance.coded(message);
    if (message.type === 'client_link') this.entrance.invited(message);
  }

  /** At the door already, and again after every way back. */
  #bindFor(self: string): void {
    if (self === this.#boundFor) return;
    this.#boundFor = self;
    this.consenting.bind();
  }

  /** The microphone that is open here, and off for everyone. */
  #silenced(): MediaStreamTrack | null {
    const {phase, self, participants} = this.#state;
    const away = participants.some((each) => each.id === self && each.away);
    return phase === 'joined' && !away && !this.switches.own.microphone ? this.devices.track('microphone') : null;
  }

  #over(): void {
    this.#stay?.close();
    this.#stay = null;
    this.switches.allOff();
    this.screen.stop();
  }

  #switched(): void {
    this.#stay?.follow();
    const {own, interrupted} = this.switches;
    this.#heard({type: 'switched', own, interrupted});
  }

  #shared(): void {
    this.#stay?.follow();
    this.#tell(new Event('change'));
  }

  #refused(error: RoomError): void {
    this.#stay = null;
    this.#failed(error);
  }

  #failed({code, message}: RoomError): void {
    this.#tell(new CustomEvent('error', {detail: {code, message}}));
  }
}

/** Outside a browser nobody wakes. */
function ownPage(): EventTarget {
  return 'addEventListener' in globalThis ? globalThis : new EventTarget();
}

function joinRequest({name, privateName}: JoinOptions, own: Own): Join {
  return {type: 'join', name, ...(privateName !== undefined && {private_name: privateName}), ...own};
}

function wished({microphone = false, camera = false}: JoinOptions): Own {
  return {microphone: microphone !== false, camera: camera !== false};
}
