/**
 * Who we are to the server: a token, a link's key to exchange for one, a code from another device, or the way back to a place.
 *
 * Nothing is stored but through the `keep` that our own page hands in.
 */

import {type Address, parseAddress} from './address.ts';
import {RoomError} from './errors.ts';
import type {Request} from './messages.ts';
import type {Keep, KeptName, RoomOptions} from './options.ts';

export type Hello = Extract<Request, {readonly type: 'hello'}>;

/** What a refused `hello` means: say it again in another way, your place is gone, or there is no way in. */
export type Verdict = 'again' | 'lapsed' | 'fatal';

const SEAT_BYTES = 16;
const STATUS_TOO_FAST = 429;
const STATUS_THEIR_FAULT = 500;

export class Credentials {
  readonly address: Address;
  readonly #key: string | null;
  readonly #given: string | null;
  readonly #keep: Keep;
  #code: string | null;
  #token: string | null;
  #resume: string | null;
  #promised: string | null = null;
  #renewed = false;

  constructor({url, token, key, code, keep = inMemory()}: RoomOptions) {
    this.address = parseAddress(url);
    this.#key = key ?? this.address.key;
    this.#given = token ?? null;
    this.#keep = keep;
    this.#code = code ?? this.address.code;
    if (!this.#given && !this.#key && !this.#code && !keep.get('token') && !keep.get('resume')) {
      throw new RoomError('no-token', 'A room is entered with a token, with the key of a link or with a code.');
    }
    if (this.#key && keep.get('link') !== mark(this.#key)) this.#startOver(this.#key);
    this.#token = this.#given ?? keep.get('token');
    this.#resume = keep.get('resume');
  }

  /** The place is held: the next `hello` leads to it, past every lobby. */
  get returning(): boolean {
    return this.#code !== null || this.#resume !== null;
  }

  /** Whether there is anything left to say: a code alone opens once, and what it led to may be gone. */
  get mayReturn(): boolean {
    return this.returning || Boolean(this.#token || this.#key);
  }

  /** The next thing to say. Rejects with 'unreachable' if it makes sense to try again. */
  async hello(): Promise<Hello> {
    if (this.#code) return {type: 'hello', code: this.#code};
    const seat = this.#seat();
    if (this.#resume) return {type: 'hello', resume: this.#resume, ...seat};
    return {type: 'hello', token: this.#token ?? (await this.#exchange()), ...seat};
  }

  /** We are known; `resume` will lead back. */
  welcomed(resume: string): void {
    this.#renewed = false;
    this.#promised = resume;
    if (this.returning) this.joined();
    this.#code = null; // It opens once.
  }

  /** We hold a place: before that, what leads back to it is worth nothing. */
  joined(): void {
    this.#resume = this.#promised;
    this.#remember('resume', this.#resume);
  }

  /** What the refusal of the last `hello` with `code` means. */
  refused(code: string): Verdict {
    if (this.#code !== null) return this.#withoutCode();
    if (this.#resume !== null && (code === 'bad-token' || code === 'session-ended')) {
      this.forget();
      return 'lapsed';
    }
    if (code === 'session-ended') return 'again';
    if (code !== 'bad-token' || !this.#key || this.#given || this.#renewed) return 'fatal';
    this.#renewed = true;
    this.#token = null;
    return 'again';
  }

  /** The place is over. */
  forget(): void {
    this.#resume = null;
    this.#promised = null;
    this.#remember('resume', null);
  }

  /** Used or too old: after a reload the place is this tab's already. */
  #withoutCode(): Verdict {
    this.#code = null;
    return this.#resume || this.#token || this.#key ? 'again' : 'fatal';
  }

  async #exchange(): Promise<string> {
    if (!this.#key) throw new RoomError('bad-token', 'The way back leads nowhere any more: open the link again.');
    const answer = await this.#ask({key: this.#key});
    if (!answer.ok) throw await refusal(answer);
    const {token} = (await answer.json()) as {readonly token: string};
    this.#token = token;
    this.#remember('token', token);
    return token;
  }

  async #ask(body: object): Promise<Response> {
    try {
      return await fetch(`${this.address.api}/exchange`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify(body),
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      });
    } catch {
      throw new RoomError('unreachable', 'The server cannot be reached.');
    }
  }

  /** Someone who came by a link is known again by a secret of this tab; who came by a token, by its subject. */
  #seat(): {readonly seat?: string} {
    if (this.#given) return {};
    const seat = this.#keep.get('seat') ?? newSeat();
    this.#remember('seat', seat);
    return {seat};
  }

  /** Another link was opened in this tab: whoever came by the one before is someone else. */
  #startOver(key: string): void {
    for (const name of ['token', 'resume', 'seat'] as const) this.#remember(name, null);
    this.#remember('link', mark(key));
  }

  #remember(name: KeptName, value: string | null): void {
    this.#keep.set(name, value);
  }
}

/** What there is to keep when nobody keeps it: it ends with the object. */
function inMemory(): Keep {
  const kept = new Map<string, string>();
  return {
    get: (name) => kept.get(name) ?? null,
    set: (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
  };
}

function newSeat(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SEAT_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Tells links apart without keeping them: FNV-1a, 32 bits, of a key of 128. */
function mark(key: string): string {
  let hash = 0x811c9dc5;
  for (const character of key) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16);
}

async function refusal(answer: Response): Promise<RoomError> {
  if (answer.status === STATUS_TOO_FAST || answer.status >= STATUS_THEIR_FAULT) {
    return new RoomError('unreachable', `The server answered ${answer.status}.`);
  }
  const problem = (await answer.json().catch(() => ({}))) as {readonly code?: string; readonly detail?: string};
  return new RoomError(problem.code ?? 'bad-link', problem.detail ?? 'This link does not lead into the room.');
}
