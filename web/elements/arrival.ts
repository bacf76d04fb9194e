/** What somebody has chosen before they come in: a name, what of them is seen and heard, and whether this device remembers. */

import type {JoinOptions} from '../client/options.ts';
import type {HoldspaceRoom} from '../client/room.ts';
import {Circumstances} from './circumstances.ts';
import {Gear, type Kind} from './gear.ts';
import {type Memory, type Remembered, recall, remember} from './memory.ts';
import type {Meter} from './meter.ts';
import {NetworkCheck} from './network-check.ts';
import {NormsStep} from './norms-step.ts';

export type {Kind} from './gear.ts';

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
  /** Whether this device remembers the choices; null where nothing can be remembered. */
  remembers: boolean | null;
  readonly gear: Gear;
  readonly network: NetworkCheck;
  readonly norms: NormsStep;
  readonly circumstances: Circumstances;
  readonly #changed: () => void;
  readonly #memory: Memory | null;
  readonly #last: Remembered | null;

  /** `changed` is called whenever something above has; the client is followed until `signal` aborts. */
  constructor(client: HoldspaceRoom, changed: () => void, signal: AbortSignal, memory: Memory | null = null) {
    this.#changed = changed;
    this.#memory = memory;
    this.#last = recall(memory);
    this.remembers = memory && this.#last !== null;
    this.name = this.#last?.name ?? '';
    this.selfHidden = this.#last?.selfHidden ?? false;
    this.gear = new Gear(client, changed, signal);
    this.network = new NetworkCheck(client, changed, signal);
    this.norms = new NormsStep(client, changed, signal);
    this.circumstances = new Circumstances(changed);
  }

  /** What the preview shows. */
  get picture(): MediaStream | null {
    return this.gear.picture;
  }

  /** Ask the browser for the camera and the microphone. */
  async open(): Promise<void> {
    await this.gear.open(this.#last);
  }

  /** What is wanted, and the browser is still starting or asking about. */
  get starting(): readonly Kind[] {
    return this.gear.starting;
  }

  /** Whether a device that was starting is there, as soon as that is known. */
  async started(kind: Kind): Promise<boolean> {
    return await this.gear.started(kind);
  }

  get meter(): Meter {
    return this.gear.meter;
  }

  readonly toggleSelfView = (): void => {
    this.selfHidden = !this.selfHidden;
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

  /** Who takes the tick away is forgotten at once; who sets it is remembered once they come in. */
  readonly rememberMe = (remembers: boolean): void => {
    this.remembers = remembers;
    if (!remembers) remember(this.#memory, null);
    this.#changed();
  };

  /** They came in as chosen here. */
  keep(): void {
    if (!this.remembers) return;
    const {gear, name, selfHidden} = this;
    remember(this.#memory, {
      name: name.trim(),
      microphone: !gear.switchedOff('microphone'),
      camera: !gear.switchedOff('camera'),
      selfHidden,
      devices: {microphone: gear.chosen('microphone'), camera: gear.chosen('camera'), speaker: gear.chosen('speaker')},
    });
  }

  /** What to join with, or null when a name is still missing: `nameTrouble` then says so. */
  options(fixedName: string | null): JoinOptions | null {
    const name = (fixedName ?? this.name).trim();
    if (name === '') {
      this.nameTrouble = 'prejoin-name-missing';
      return null;
    }
    const privateName = this.privateName?.trim();
    return {name, ...(privateName && {privateName}), microphone: this.gear.isOpen('microphone'), camera: this.gear.isOpen('camera')};
  }
}
