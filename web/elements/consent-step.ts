/** The recording question as one person lives it: the answer, its calm confirmation, taking it back, and what they may keep. */

import type {ConsentReceipt} from '../client/consenting.ts';
import type {Answer, Erase, Scope} from '../client/state.ts';
import {AskDraft} from './ask-draft.ts';
import {RecordedLog} from './recorded-log.ts';
import {questionOf} from './recording-look.ts';
import type {Setting} from './setting.ts';

/** Every confirmation closes after the same pause, whatever it confirms: nobody guesses an answer from a shared screen or a reflection. */
const PAUSE = 5_000; // milliseconds: two short sentences, read calmly

/** What the sheet confirms: an answer, or what became of what was taken. */
export type Said = Answer | 'withdrawn' | 'kept' | 'erased-own' | 'erased-all';

export class ConsentStep {
  readonly log = new RecordedLog();
  readonly draft: AskDraft;
  /** What the sheet confirms just now. */
  said: Said | null = null;
  /** Where a yes was taken back just now: what was taken before may be erased, too. */
  withdrawn: Scope | null = null;
  /** Why something did not work, as a message. */
  trouble: string | null = null;
  /** What was erased, by ask: it is not offered again. */
  readonly erased = new Map<string, Erase>();
  receipts: readonly ConsentReceipt[] = [];
  /** Whether those of what happened last did not come. */
  lacksReceipts = false;
  readonly #set: Setting;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(setting: Setting, signal: AbortSignal) {
    this.#set = setting;
    this.draft = new AskDraft(setting);
    signal.addEventListener('abort', () => clearTimeout(this.#pause));
  }

  /** Whether the sheet stands beside the circle. */
  get isShown(): boolean {
    const {client, surface} = this.#set;
    return this.said !== null || this.withdrawn !== null || surface.recordingOpen || questionOf(client.state, false) !== null;
  }

  readonly answer = (scope: Scope, answer: Answer): void => {
    // The pause begins with the press, so that a yes, which is signed first, takes no longer than a no.
    this.#confirm(answer);
    this.#do(this.#set.client.answerConsent(scope, answer));
  };

  /** It stops at once. What was taken before is asked about afterwards. */
  readonly withdraw = (scope: Scope, hadBegun: boolean): void => {
    const {client, focus} = this.#set;
    const taken = client.withdrawConsent(scope).then(() => {
      if (!hadBegun) return this.#confirm('withdrawn');
      this.withdrawn = scope;
      focus('.consent [data-landing]');
    });
    this.#do(taken);
  };

  /** What is said to be erased is erased: it is confirmed by the server's word, not by the press. */
  readonly erase = (scope: Scope, erase: Erase): void => {
    const {client} = this.#set;
    const asked = client.state.consent[scope]?.ask;
    if (erase === 'none') {
      this.#settle('kept');
      return;
    }
    const erased = client.withdrawConsent(scope, {erase}).then(() => {
      if (asked) this.erased.set(asked, erase);
      this.#settle(`erased-${erase}`);
    });
    this.#do(erased);
  };

  readonly stop = (scope: Scope): void => this.#do(this.#set.client.stopRecording(scope));

  readonly ask = async (): Promise<void> => {
    const {client, surface, focus} = this.#set;
    if (await this.draft.send(client)) {
      surface.recordingOpen = false;
      focus('[data-control="recording"]');
    }
    this.#set.changed();
  };

  readonly toggle = (): void => {
    const {surface, changed, client} = this.#set;
    // A question is answered, not closed: pressed once more, its state leads to it.
    if (questionOf(client.state, false)) {
      this.lead();
      return;
    }
    surface.recordingOpen = !surface.recordingOpen;
    this.#tidy();
    changed();
  };

  /** The key: open the sheet and lead to it; from within, close it. */
  readonly reach = (isWithin: boolean): void => {
    if (isWithin && !questionOf(this.#set.client.state, false)) {
      this.close();
      return;
    }
    this.#set.surface.recordingOpen = true;
    this.lead();
  };

  readonly lead = (): void => {
    this.#set.changed();
    this.#set.focus('.consent [data-landing]');
  };

  readonly close = (): void => {
    const {surface, changed, focus} = this.#set;
    surface.recordingOpen = false;
    this.#tidy();
    focus('[data-control="recording"]');
    changed();
  };

  /** Asking is thought of only while nothing is asked or recorded: else its state is shown. */
  readonly compose = (): void => {
    const {surface, client} = this.#set;
    const {state} = client.state.recording;
    if (state === 'off' || state === 'ended') this.draft.begin(client.state);
    surface.recordingOpen = true;
    this.lead();
  };

  /** Fetch what proves what happened so far: when the place is over, nobody can be asked any more. */
  async collect(): Promise<void> {
    try {
      const all = await this.#set.client.receipts();
      const kept = all.flatMap((each) => (each.kind === 'consent' ? [each] : []));
      if (kept.length > 0) this.receipts = kept;
      this.lacksReceipts = false;
    } catch {
      this.lacksReceipts = true;
    }
    this.#set.changed();
  }

  #settle(said: Said): void {
    this.withdrawn = null;
    this.#confirm(said);
  }

  #confirm(said: Said): void {
    const {surface, changed} = this.#set;
    this.said = said;
    this.trouble = null;
    surface.recordingOpen = false;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.said = null;
      changed();
    }, PAUSE);
    changed();
  }

  #tidy(): void {
    this.draft.end();
    this.said = this.withdrawn = this.trouble = null;
  }

  #do(request: Promise<unknown>): void {
    void request.then(
      () => this.#set.changed(),
      (error: unknown) => this.#stumble(troubleOf(error)),
    );
  }

  /** What did not work is not confirmed; the sheet says why, if there is anything to say. */
  #stumble(trouble: string | null): void {
    const {surface, changed} = this.#set;
    this.said = null;
    this.trouble = trouble;
    if (trouble !== null) surface.recordingOpen = true;
    changed();
  }
}

const TROUBLES: Readonly<Record<string, string>> = {'other-terms': 'consent-trouble-terms', 'no-key': 'consent-trouble-key'};

/** What is over needs no words: the sheet itself goes. */
function troubleOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? `${error.code}` : '';
  return code === 'ask-over' ? null : (TROUBLES[code] ?? 'notice-not-now');
}
