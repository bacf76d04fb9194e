/** What the group has agreed upon: read, agreed to once per version, and the receipt for it. */

import type {Receipt} from '../client/entrance.ts';
import type {HoldspaceRoom} from '../client/room.ts';
import type {Norms} from '../client/state.ts';

export class NormsStep {
  /** The text is open for reading. */
  open = false;
  agreeing = false;
  /** They would rather not, for now. */
  declined = false;
  /** A message about why agreeing did not work, or null. */
  trouble: string | null = null;
  /** What was agreed to in this stay, and the receipt for it. */
  accepted: Norms | null = null;
  receipt: Receipt | null = null;
  readonly #client: HoldspaceRoom;
  readonly #changed: () => void;

  /** Receipts are taken until `signal` aborts. */
  constructor(client: HoldspaceRoom, changed: () => void, signal: AbortSignal) {
    this.#client = client;
    this.#changed = changed;
    client.addEventListener('receipt', ({detail}) => this.#take(detail), {signal});
  }

  /** The group's norms, or null when it has none. */
  get norms(): Norms | null {
    return this.#client.state.norms;
  }

  /** Whoever comes in has read and agreed to this version. */
  get isSettled(): boolean {
    return this.norms?.agreed !== false;
  }

  readonly read = (): void => {
    this.open = true;
    this.trouble = null;
    this.#changed();
  };

  readonly putAside = (): void => {
    this.open = false;
    this.declined = !this.isSettled;
    this.#changed();
  };

  readonly agree = async (): Promise<void> => {
    const {norms} = this;
    if (!norms || this.agreeing) return;
    this.agreeing = true;
    this.trouble = null;
    this.#changed();
    try {
      await this.#client.agreeNorms(norms.version);
      this.accepted = norms;
      this.open = this.declined = false;
    } catch {
      this.trouble = 'norms-not-now-trouble';
    } finally {
      this.agreeing = false;
      this.#changed();
    }
  };

  #take(receipt: Receipt): void {
    this.receipt = receipt;
    this.#changed();
  }
}
