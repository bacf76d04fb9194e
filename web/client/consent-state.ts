/** What a person sees of consent: the questions, which are everyone's, and their own answers, which nobody else is told. */

import {toHex} from './canonical.ts';
import type {AskOutcome, Scope, Tracks, Viewer, WireCheckpoint, WireConsent, WireConsents} from './consent-messages.ts';

export type {Answer, AskOutcome, Erase, Scope, Tracks, Viewer} from './consent-messages.ts';

/** One question to everyone, the latest of its scope. */
export interface Ask {
  readonly id: string;
  /** A facilitator's id; null: it came by way of the API. */
  readonly by: string | null;
  readonly scope: Scope;
  readonly tracks: Tracks;
  /** Seconds since 1970 by the server's clock, when it ends by itself; null: when it is stopped. */
  readonly until: number | null;
  /** Days that a recording is kept. */
  readonly retention: number;
  readonly viewers: readonly Viewer[];
  /** The version of the words. */
  readonly wording: number;
  /** What a yes is to, in hex: these terms in these words. */
  readonly digest: string;
  /** null: it has not come out yet. */
  readonly outcome: AskOutcome | null;
  /** The one moment at which it comes out, unless everyone says yes before. */
  readonly settlesAt: number;
}

/** Your own consent flag, and what of it is open. */
export interface OwnConsent {
  readonly ask: string;
  readonly flag: 'unanswered' | 'given' | 'refused' | 'withdrawn';
  /** The question still stands before you. */
  readonly toAnswer: boolean;
  /** So does its sheet: you have not put it off. */
  readonly sheetOpen: boolean;
  readonly mayWithdraw: boolean;
}

/** How far the room's ledger goes; bytes in hex. Whoever keeps it notices whether the ledger is changed later. */
export interface Checkpoint {
  readonly id: string;
  readonly size: number;
  readonly head: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly signature: string;
}

export interface ConsentState {
  readonly asks: readonly Ask[];
  /** By scope; null: nothing of that scope has been asked. */
  readonly consent: Readonly<Record<Scope, OwnConsent | null>>;
  readonly ledger: Checkpoint | null;
  /** Facilitators only: until when a scope may not be asked for again. */
  readonly askAgainAt: Readonly<Partial<Record<Scope, number>>>;
}

/** Nothing was asked. */
export const UNASKED = {
  asks: [],
  consent: {main: null, breakouts: null},
  ledger: null,
  askAgainAt: {},
} as const satisfies ConsentState;

export function consentSeen({consents = [], ledger = null, ask_again_at = {}}: WireConsents): ConsentState {
  const own = (scope: Scope): OwnConsent | null => {
    const said = consents.find((each) => each.scope === scope);
    return said ? ownConsent(said) : null;
  };
  return {
    asks: consents.map(ask),
    consent: {main: own('main'), breakouts: own('breakouts')},
    ledger: ledger && checkpoint(ledger),
    askAgainAt: {...ask_again_at},
  };
}

function ask({ask: id, by, scope, tracks, until, retention, viewers, wording, digest, outcome, settles_at}: WireConsent): Ask {
  const terms = {scope, tracks, until, retention, viewers: [...viewers], wording, digest: toHex(digest)};
  return {id, by, ...terms, outcome, settlesAt: settles_at};
}

function ownConsent({ask: id, flag, to_answer, sheet_open, may_withdraw}: WireConsent): OwnConsent {
  return {ask: id, flag: flag ?? 'unanswered', toAnswer: to_answer, sheetOpen: sheet_open, mayWithdraw: may_withdraw};
}

function checkpoint({id, size, head, at, signature}: WireCheckpoint): Checkpoint {
  return {id: toHex(id), size, head: toHex(head), at, signature: toHex(signature)};
}
