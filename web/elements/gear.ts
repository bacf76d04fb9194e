/** The camera, the microphone and the speaker of somebody who is about to come in: which, whether on, and why not. */

import type {DeviceKind, DeviceList} from '../client/devices.ts';
import type {HoldspaceRoom} from '../client/room.ts';
import type {Remembered} from './memory.ts';
import {Meter} from './meter.ts';
import {playTone} from './tone.ts';

export type Kind = DeviceKind;

const KINDS = ['microphone', 'camera'] as const;
const NO_DEVICES: DeviceList = {microphones: [], cameras: [], speakers: []};

export class Gear {
  /** What the preview shows. */
  picture: MediaStream | null = null;
  heard = false;
  speaker = '';
  /** On phones: whether the choice of devices is open. */
  unfolded = false;
  readonly meter: Meter;
  readonly #client: HoldspaceRoom;
  readonly #changed: () => void;
  readonly #off = new Set<Kind>();
  #devices = NO_DEVICES;
  #opening: Promise<unknown> = Promise.resolve();

  /** `changed` is called whenever something here has; devices are followed until `signal` aborts. */
  constructor(client: HoldspaceRoom, changed: () => void, signal: AbortSignal) {
    this.#client = client;
    this.#changed = changed;
    this.meter = new Meter(
      () => client.devices.level(),
      () => {
        this.heard = true;
        changed();
      },
    );
    client.devices.addEventListener('change', () => void this.#follow(), {signal});
  }

  /** Ask the browser for the camera and the microphone, but for what was off the last time. */
  async open(last: Remembered | null): Promise<void> {
    this.#opening = last ? this.#reopen(last) : this.#client.devices.openBoth();
    await this.#opening;
    await this.#follow();
  }

  /** What is wanted, and the browser is still starting or asking about. */
  get starting(): readonly Kind[] {
    return KINDS.filter((kind) => this.rest(kind) === null && !this.isOpen(kind));
  }

  /** Whether a device that was starting is to be had, as soon as that is known. */
  async started(kind: Kind): Promise<boolean> {
    await this.#opening;
    return this.rest(kind) === null; // It may have been let go meanwhile: entering without it does that.
  }

  isOpen(kind: Kind): boolean {
    return this.#client.devices.track(kind) !== null;
  }

  switchedOff(kind: Kind): boolean {
    return this.#off.has(kind);
  }

  /** Why there is no track of this kind, as a message; null while there is one, and while the browser still asks. */
  rest(kind: Kind): string | null {
    if (this.isOpen(kind)) return null;
    if (this.#off.has(kind)) return kind === 'camera' ? 'prejoin-camera-resting' : 'prejoin-silent';
    return this.trouble(kind);
  }

  /** Why the browser gives none, as a message. */
  trouble(kind: Kind): string | null {
    if (this.isOpen(kind) || this.#off.has(kind)) return null;
    const trouble = this.#client.devices.trouble(kind);
    return trouble && `prejoin-${kind}-${trouble}`;
  }

  choices(kind: Kind | 'speaker'): readonly MediaDeviceInfo[] {
    return this.#devices[`${kind}s`].filter(({deviceId}) => deviceId !== '');
  }

  chosen(kind: Kind | 'speaker'): string {
    if (kind === 'speaker') return this.speaker;
    return this.#client.devices.track(kind)?.getSettings().deviceId ?? '';
  }

  readonly choose = (kind: Kind | 'speaker', deviceId: string): void => {
    if (kind !== 'speaker') {
      void this.#client.devices.open(kind, deviceId);
      return;
    }
    this.speaker = deviceId;
    // A speaker that is gone by now is no trouble: the device's own takes over.
    void this.#client.setSpeaker(deviceId).catch(() => undefined);
  };

  readonly switch = (kind: Kind, on: boolean): void => {
    if (on) {
      this.#off.delete(kind);
      void this.#client.devices.open(kind);
    } else {
      this.#off.add(kind);
      this.#client.devices.close(kind);
    }
    this.#changed();
  };

  readonly tryAgain = (): void => {
    for (const kind of KINDS) if (this.trouble(kind)) void this.#client.devices.open(kind);
  };

  readonly playTone = (): void => void playTone(this.speaker);

  readonly unfold = (): void => {
    this.unfolded = !this.unfolded;
    this.#changed();
  };

  async #reopen(last: Remembered): Promise<unknown> {
    if (last.devices.speaker) this.choose('speaker', last.devices.speaker);
    const on = KINDS.filter((kind) => last[kind]);
    for (const kind of KINDS) if (!on.includes(kind)) this.#off.add(kind);
    const isUsual = on.length === KINDS.length && on.every((kind) => last.devices[kind] === '');
    // One question to the person where that is possible.
    if (isUsual) return this.#client.devices.openBoth();
    return Promise.all(on.map((kind) => this.#client.devices.open(kind, last.devices[kind] || undefined)));
  }

  async #follow(): Promise<void> {
    const track = this.#client.devices.track('camera');
    const shown = this.picture?.getVideoTracks()[0] ?? null;
    // A new stream would restart the picture: keep the one that already shows this track.
    if (track !== shown) this.picture = track && new MediaStream([track]);
    this.#changed();
    this.#devices = await this.#client.devices.list();
    this.#changed();
  }
}
