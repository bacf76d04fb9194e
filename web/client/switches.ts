/** Which of this person's devices are on, and that exactly those are sent. */

import type {DeviceKind, Devices} from './devices.ts';
import {RoomError} from './errors.ts';
import type {DeviceChoice} from './options.ts';

export interface Own {
  readonly microphone: boolean;
  readonly camera: boolean;
}

export interface SwitchesListener {
  /** Something else is on, or held back, or another track is to be sent. */
  changed(): void;
  /** What was on is gone: pulled out, or taken by the system. */
  lost(error: RoomError): void;
}

export const ALL_OFF: Own = {microphone: false, camera: false};

const KINDS = ['microphone', 'camera'] as const;

export class Switches {
  readonly #devices: Devices;
  readonly #listener: SwitchesListener;
  readonly #turns: Record<DeviceKind, number> = {microphone: 0, camera: 0};
  #own: Own = ALL_OFF;

  /** Lives as long as `devices`. */
  constructor(devices: Devices, listener: SwitchesListener) {
    this.#devices = devices;
    this.#listener = listener;
    devices.addEventListener('change', () => this.#follow());
  }

  get own(): Own {
    return this.#own;
  }

  /** What is on, and held back by the system. */
  get interrupted(): Own {
    const held = (kind: DeviceKind): boolean => this.#own[kind] && this.#devices.isInterrupted(kind);
    return {microphone: held('microphone'), camera: held('camera')};
  }

  /** The track to send, or null while the switch is off. */
  sent(kind: DeviceKind): MediaStreamTrack | null {
    return this.#own[kind] ? this.#devices.track(kind) : null;
  }

  /** Whether that choice is open already. */
  isAtHand(kind: DeviceKind, choice: DeviceChoice): boolean {
    if (choice === true) return this.#devices.track(kind) !== null;
    return typeof choice !== 'string';
  }

  /**
   * Switch; rejects with 'camera-denied', 'microphone-missing' and the like if the device can't be had.
   *
   * What is open already is on before this returns.
   */
  async set(kind: DeviceKind, choice: DeviceChoice): Promise<void> {
    this.#turns[kind] += 1;
    const turn = this.#turns[kind];
    if (choice === false) {
      this.#turnOff(kind);
      return;
    }
    const track = this.#atHand(kind, choice) ?? (await this.#open(kind, choice));
    if (turn !== this.#turns[kind]) return; // It was switched again meanwhile.
    if (!track) throw unavailable(kind, this.#devices.trouble(kind) ?? 'missing');
    track.enabled = true;
    this.#put({...this.#own, [kind]: true});
  }

  /** Nothing is sent; what is open stays open for another attempt. */
  rest(): void {
    for (const kind of KINDS) this.#turns[kind] += 1;
    this.#put(ALL_OFF);
  }

  /** Nothing is sent any more, and every light goes out. */
  allOff(): void {
    this.rest();
    this.#devices.closeAll();
  }

  /** A muted microphone stays open, so that it is back at the first syllable; a camera's light goes out. */
  #turnOff(kind: DeviceKind): void {
    this.#put({...this.#own, [kind]: false});
    const track = this.#devices.track(kind);
    if (kind === 'camera') this.#devices.close(kind);
    else if (track) track.enabled = false;
  }

  #atHand(kind: DeviceKind, choice: string | true | MediaStreamTrack): MediaStreamTrack | null {
    if (typeof choice === 'string') return null;
    if (choice !== true) this.#devices.use(kind, choice);
    return this.#devices.track(kind);
  }

  #open(kind: DeviceKind, choice: string | true | MediaStreamTrack): Promise<MediaStreamTrack | null> {
    return typeof choice === 'string' ? this.#devices.open(kind, choice) : this.#devices.open(kind);
  }

  /** A device was exchanged, or it is gone. */
  #follow(): void {
    const still = (kind: DeviceKind): boolean => this.#own[kind] && this.#devices.track(kind) !== null;
    const gone = KINDS.filter((kind) => this.#own[kind] && !still(kind));
    this.#put({microphone: still('microphone'), camera: still('camera')});
    for (const kind of gone) {
      const trouble = this.#devices.trouble(kind);
      if (trouble) this.#listener.lost(unavailable(kind, trouble));
    }
  }

  #put(own: Own): void {
    this.#own = own;
    this.#listener.changed();
  }
}

function unavailable(kind: DeviceKind, trouble: string): RoomError {
  return new RoomError(`${kind}-${trouble}`, `The ${kind} cannot be used: ${trouble}.`);
}
