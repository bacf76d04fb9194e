/** What was told to this person and not yet put aside. Words of the moment go by themselves. */

import type {Message} from '../client/state.ts';
import type {Landing} from './countdown.ts';
import type {Values} from './words.ts';

const READING_TIME = 8_000; // milliseconds: two lines, read twice

/** What became of recording, as a message. */
export interface RecordingNews {
  readonly id: string;
  readonly values: Values;
}

export interface Told {
  /** The name of the facilitator who muted them; empty when it is not known. */
  readonly mutedBy: string | null;
  /** The name of the facilitator who stopped their camera; empty when it is not known. */
  readonly cameraBy: string | null;
  /** The name of the facilitator who asks them to unmute; empty when it is not known. */
  readonly askedBy: string | null;
  /** A message: why something did not work. */
  readonly trouble: string | null;
  /** They were let in from the lobby just now. */
  readonly admitted: boolean;
  /** Their hand has just gone up. */
  readonly hand: boolean;
  /** They speak while they are muted. */
  readonly whileMuted: boolean;
  /** Their own connection has turned weak. */
  readonly weak: boolean;
  /** They have been on the way back for a while. */
  readonly stillTrying: boolean;
  /** They have read how their request for help stands. */
  readonly helpRead: boolean;
  /** They are in another room than a moment ago. */
  readonly moved: boolean;
  /** Their part in a role play is another one. */
  readonly swapped: boolean;
  /** How near the end of their breakout is. */
  readonly landing: Landing | null;
  /** What a facilitator wrote to all rooms. */
  readonly broadcast: Message | null;
  /** That recording began, rests or ended, or that nothing came of a question. */
  readonly recording: RecordingNews | null;
}

export const NOTHING_TOLD: Told = {
  mutedBy: null,
  cameraBy: null,
  askedBy: null,
  trouble: null,
  admitted: false,
  hand: false,
  whileMuted: false,
  weak: false,
  stillTrying: false,
  helpRead: false,
  moved: false,
  swapped: false,
  landing: null,
  broadcast: null,
  recording: null,
};

type Moment = 'admitted' | 'hand' | 'whileMuted' | 'weak' | 'moved' | 'swapped';

export class Telling {
  #told = NOTHING_TOLD;
  readonly #changed: () => void;
  readonly #signal: AbortSignal;
  readonly #timers = new Map<Moment | 'landing' | 'recording', number>();

  /** `changed` is called whenever something else is told; nothing is after `signal` aborts. */
  constructor(changed: () => void, signal: AbortSignal) {
    this.#changed = changed;
    this.#signal = signal;
    signal.addEventListener('abort', () => {
      for (const timer of this.#timers.values()) window.clearTimeout(timer);
    });
  }

  get told(): Told {
    return this.#told;
  }

  put(told: Partial<Told>): void {
    if (this.#signal.aborted) return;
    this.#told = {...this.#told, ...told};
    this.#changed();
  }

  /** Tell something that is put aside by itself. */
  putForAMoment(moment: Moment): void {
    window.clearTimeout(this.#timers.get(moment));
    this.#timers.set(
      moment,
      window.setTimeout(() => this.put({[moment]: false}), READING_TIME),
    );
    this.put({[moment]: true});
  }

  /** The end is near; that it is two minutes away is said for a moment only. */
  putLanding(landing: Landing | null): void {
    window.clearTimeout(this.#timers.get('landing'));
    if (landing === 'minutes') {
      this.#timers.set(
        'landing',
        window.setTimeout(() => this.put({landing: null}), READING_TIME),
      );
    }
    this.put({landing});
  }

  /** Said for a moment: the header goes on saying what is so. */
  putRecording(recording: RecordingNews): void {
    window.clearTimeout(this.#timers.get('recording'));
    this.#timers.set(
      'recording',
      window.setTimeout(() => this.put({recording: null}), READING_TIME),
    );
    this.put({recording});
  }

  putAllAside(): void {
    const {stillTrying} = this.#told;
    this.put({...NOTHING_TOLD, stillTrying, helpRead: true});
  }
}
