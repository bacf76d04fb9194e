/** The camera and the microphone of this person: what is open, what could be, and why not. */

import {Meter} from './meter.ts';

export type DeviceKind = 'microphone' | 'camera';

/** Why a device is not open. 'denied': by the person or by the page's policy; 'busy': another program has it. */
export type DeviceTrouble = 'denied' | 'missing' | 'busy' | 'unsupported';

export interface DeviceList {
  readonly microphones: readonly MediaDeviceInfo[];
  readonly cameras: readonly MediaDeviceInfo[];
  readonly speakers: readonly MediaDeviceInfo[];
}

interface Open {
  readonly track: MediaStreamTrack;
  /** Opened by us, so ours to stop. */
  readonly ours: boolean;
  readonly listening: AbortController;
}

const KINDS = ['microphone', 'camera'] as const;

/** All of them wishes: a device that can't still opens. */
const CONSTRAINTS: Readonly<Record<DeviceKind, MediaTrackConstraints>> = {
  microphone: {echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1},
  // Chromium drops layers of a smaller picture: below 960 wide there would be two.
  camera: {width: {ideal: 1280}, height: {ideal: 720}, frameRate: {ideal: 24, max: 30}},
};

/** Fires 'change' when a device opens, closes, fails, is plugged in or pulled out, is interrupted or back. */
export class Devices extends EventTarget {
  readonly #life = new AbortController();
  readonly #open = new Map<DeviceKind, Open>();
  readonly #trouble = new Map<DeviceKind, DeviceTrouble>();
  readonly #interrupted = new Set<DeviceKind>();
  readonly #chosen = new Map<DeviceKind, string>();
  readonly #attempts: Record<DeviceKind, number> = {microphone: 0, camera: 0};
  #meter: Meter | null = null;

  constructor() {
    super();
    const {signal} = this.#life;
    globalThis.navigator?.mediaDevices?.addEventListener?.('devicechange', () => this.#changed(), {signal});
  }

  /** The open track of that kind, or null. Put it into a MediaStream for a preview. */
  track(kind: DeviceKind): MediaStreamTrack | null {
    return this.#open.get(kind)?.track ?? null;
  }

  /** Why it is not open, after the last attempt. */
  trouble(kind: DeviceKind): DeviceTrouble | null {
    return this.#trouble.get(kind) ?? null;
  }

  /** It is open, and the system keeps it to itself: a phone call, a closed lid, a switch on the device. It comes back by itself. */
  isInterrupted(kind: DeviceKind): boolean {
    return this.#interrupted.has(kind);
  }

  /** Open one device, or another one of its kind; never rejects: null means `trouble(kind)`. */
  async open(kind: DeviceKind, deviceId?: string): Promise<MediaStreamTrack | null> {
    if (deviceId !== undefined) this.#chosen.set(kind, deviceId);
    await this.#attempt([kind]);
    return this.track(kind);
  }

  /** Open both with one question to the person; each is opened alone if they can't be together. */
  async openBoth(): Promise<void> {
    const closed = KINDS.filter((kind) => !this.#open.has(kind));
    if (closed.length > 0) await this.#attempt(closed);
  }

  /** Take a track that is someone else's: it is sent as ours are, but never stopped. */
  use(kind: DeviceKind, track: MediaStreamTrack): void {
    if (this.track(kind) === track) return;
    this.#attempts[kind] += 1;
    this.#adopt(kind, track, false);
    this.#changed();
  }

  /** Let go of a device: its light goes out. */
  close(kind: DeviceKind): void {
    this.#attempts[kind] += 1; // Whatever is being opened is not wanted any more.
    if (this.#drop(kind)) this.#changed();
  }

  async list(): Promise<DeviceList> {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    const of = (wanted: MediaDeviceKind): readonly MediaDeviceInfo[] => all.filter(({kind}) => kind === wanted);
    return {microphones: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput')};
  }

  /** How loud the microphone is now, 0 to 1, for a meter; 0 while it is closed. Cheap: call it once a frame. */
  level(): number {
    const track = this.track('microphone');
    if (!track) return 0;
    this.#meter ??= new Meter(track);
    return this.#meter.level();
  }

  /** Close all; they can be opened again. */
  closeAll(): void {
    for (const kind of KINDS) this.close(kind);
  }

  async #attempt(kinds: readonly DeviceKind[]): Promise<void> {
    for (const kind of kinds) this.#attempts[kind] += 1;
    const numbers = {...this.#attempts};
    const wanted = (kind: DeviceKind): boolean => this.#attempts[kind] === numbers[kind];
    try {
      const stream = await navigator.mediaDevices.getUserMedia(this.#constraints(kinds));
      this.#settle(kinds, stream, wanted);
    } catch (error) {
      const still = kinds.filter(wanted);
      if (kinds.length > 1) await Promise.all(still.map((kind) => this.#attempt([kind])));
      else if (still[0]) await this.#fail(still[0], error);
    }
  }

  #constraints(kinds: readonly DeviceKind[]): MediaStreamConstraints {
    const of = (kind: DeviceKind): MediaTrackConstraints | false => {
      const chosen = this.#chosen.get(kind);
      return kinds.includes(kind) && {...CONSTRAINTS[kind], ...(chosen !== undefined && {deviceId: {exact: chosen}})};
    };
    return {audio: of('microphone'), video: of('camera')};
  }

  #settle(kinds: readonly DeviceKind[], stream: MediaStream, wanted: (kind: DeviceKind) => boolean): void {
    for (const kind of kinds) {
      const [track] = kind === 'camera' ? stream.getVideoTracks() : stream.getAudioTracks();
      if (track && wanted(kind)) this.#adopt(kind, track, true);
      else track?.stop();
    }
    this.#changed();
  }

  async #fail(kind: DeviceKind, error: unknown): Promise<void> {
    const trouble = troubleOf(error);
    if (trouble === 'missing' && this.#chosen.delete(kind)) {
      await this.#attempt([kind]); // The chosen one is gone; another will do.
      return;
    }
    this.#drop(kind);
    this.#trouble.set(kind, trouble);
    this.#changed();
  }

  #adopt(kind: DeviceKind, track: MediaStreamTrack, ours: boolean): void {
    this.#drop(kind);
    this.#trouble.delete(kind);
    const listening = new AbortController();
    this.#open.set(kind, {track, ours, listening});
    const {signal} = listening;
    track.addEventListener('ended', () => this.#pulledOut(kind), {signal});
    track.addEventListener('mute', () => this.#interrupt(kind, true), {signal});
    track.addEventListener('unmute', () => this.#interrupt(kind, false), {signal});
    if (track.muted) this.#interrupted.add(kind);
  }

  /** The track's own word for it is 'muted', which nobody of us has done. */
  #interrupt(kind: DeviceKind, is: boolean): void {
    if (is) this.#interrupted.add(kind);
    else this.#interrupted.delete(kind);
    this.#changed();
  }

  #pulledOut(kind: DeviceKind): void {
    this.#drop(kind);
    this.#trouble.set(kind, 'missing');
    this.#changed();
  }

  #drop(kind: DeviceKind): boolean {
    const open = this.#open.get(kind);
    if (!open) return false;
    open.listening.abort();
    if (open.ours) open.track.stop();
    this.#open.delete(kind);
    this.#interrupted.delete(kind);
    if (kind === 'microphone') {
      this.#meter?.close();
      this.#meter = null;
    }
    return true;
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** The Media Capture specification, section 10.2 (getUserMedia), in our words. */
function troubleOf(error: unknown): DeviceTrouble {
  switch (error instanceof DOMException && error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'unsupported'; // No mediaDevices at all: not a secure context.
  }
}
