/** What somebody has chosen before they come in: a name, and what of them is seen and heard. */

import type {DeviceKind, DeviceList} from '../client/devices.ts';
import type {JoinOptions} from '../client/options.ts';
import type {HoldspaceRoom} from '../client/room.ts';
import {Meter} from './meter.ts';
import {playTone} from './tone.ts';

export type Kind = DeviceKind;

const NO_DEVICES: DeviceList = {microphones: [], cameras: [], speakers: []};

export class Arrival {
  name = '';
  /** Null until somebody wants to give one. */
  privateName: string | null = null;
  /** A message about the name, or null. */
  nameTrouble: string | null = null;
  /** A message about the last attempt to come in, or null. */
  refused: string | null = null;
  entering = false;
  selfHidden = false;
  /** On phones: whether the choice of devices is open. */
  unfolded = false;
  heard = false;
  speaker = '';
  /** What the preview shows. */
  picture: MediaStream | null = null;
  readonly meter: Meter;
  readonly #client: HoldspaceRoom;
  readonly #changed: () => void;
  readonly #off = new Set<Kind>();
  #devices = NO_DEVICES;
  #opening: Promise<void> = Promise.resolve();

  /** `changed` is called whenever something above has; devices are followed until `signal` aborts. */
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

  /** Ask the browser for the camera and the microphone. */
  async open(): Promise<void> {
    this.#opening = this.#client.devices.openBoth();
    await this.#opening;
    await this.#follow();
  }

  /** What is wanted, and the browser is still starting or asking about. */
  get starting(): readonly Kind[] {
    return (['microphone', 'camera'] as const).filter((kind) => this.rest(kind) === null && !this.isOpen(kind));
  }

  /** Whether a device that was starting is there, as soon as that is known. */
  async started(kind: Kind): Promise<boolean> {
    await this.#opening;
    return this.isOpen(kind);
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
    void this.#client.setSpeaker(deviceId);
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
    for (const kind of ['camera', 'microphone'] as const) {
      if (this.trouble(kind)) void this.#client.devices.open(kind);
    }
  };

  readonly playTone = (): void => void playTone(this.speaker);

  readonly toggleSelfView = (): void => {
    this.selfHidden = !this.selfHidden;
    this.#changed();
  };

  readonly unfold = (): void => {
    this.unfolded = !this.unfolded;
    this.#changed();
  };

  readonly rename = (name: string): void => {
    this.name = name;
    this.nameTrouble = null;
    this.#changed();
  };

  readonly addPrivateName = (): void => {
    this.privateName = '';
    this.#changed();
  };

  readonly renamePrivately = (name: string): void => {
    this.privateName = name;
    this.#changed();
  };

  /** What to join with, or null when a name is still missing: `nameTrouble` then says so. */
  options(fixedName: string | null): JoinOptions | null {
    const name = (fixedName ?? this.name).trim();
    if (name === '') {
      this.nameTrouble = 'prejoin-name-missing';
      return null;
    }
    const privateName = this.privateName?.trim();
    return {name, ...(privateName && {privateName}), microphone: this.isOpen('microphone'), camera: this.isOpen('camera')};
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
