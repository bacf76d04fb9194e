/**
 * What a receipt proves: that the ledger which a node has signed holds these entries. Checked here, with nothing asked of anybody.
 *
 * As `consent.receipt` and `consent.browser_key` have it: entries are chained by SHA-256, the head is signed by the node (Ed25519), and
 * a yes by the browser it was said in (ECDSA on P-256).
 */

import {decode} from '@msgpack/msgpack';
import {statement} from './browser-key.ts';
import {type Bytes, digest, isSame, spelled, toHex} from './canonical.ts';
import type {Scope, Tracks, Viewer} from './consent-messages.ts';

const TITLE = 'holdspace receipt 1';
const SHOWN = 1;
/** Entries of one person, whose pseudonym follows the ask. */
const OWN: ReadonlySet<unknown> = new Set(['yes', 'no-yes', 'withdrawn', 'erased']);
const CURVE = {name: 'ECDSA', namedCurve: 'P-256'} as const;
const SIGNED = {name: 'ECDSA', hash: 'SHA-256'} as const;

/** What an entry says, of oneself or of what is everyone's. */
export type Fact =
  | {readonly kind: 'joined'; readonly fingerprint: string}
  | {
      readonly kind: 'asked';
      readonly ask: string;
      readonly scope: Scope;
      readonly tracks: Tracks;
      /** Milliseconds since 1970. */
      readonly until: number | null;
      readonly retention: number;
      readonly viewers: readonly Viewer[];
    }
  | {readonly kind: 'settled'; readonly ask: string; readonly outcome: string}
  | {readonly kind: 'gate'; readonly ask: string; readonly open: boolean}
  | {readonly kind: 'erased'; readonly ask: string; readonly all: boolean}
  | {readonly kind: 'exported'; readonly ask: string; readonly plain: boolean}
  | {readonly kind: 'yes' | 'no-yes' | 'withdrawn' | 'ended' | 'opened'; readonly ask: string};

export interface ProvenEntry {
  readonly place: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly fact: Fact;
}

export interface Proof {
  readonly entries: readonly ProvenEntry[];
  /** The ledger's id and head, in hex, and how many entries the node signed for, when. */
  readonly ledger: string;
  readonly head: string;
  readonly size: number;
  readonly at: number;
}

/** Why these bytes prove nothing; `place`: of the entry that is not what was written. */
export class BadReceipt extends Error {
  readonly code: 'no-receipt' | 'not-signed' | 'other-entries' | 'other-entry' | 'forged' | 'cannot-check';
  readonly place: number | null;

  constructor(code: BadReceipt['code'], place: number | null = null) {
    super(code);
    this.name = 'BadReceipt';
    this.code = code;
    this.place = place;
  }
}

type List = readonly unknown[];

interface Opened {
  readonly who: Uint8Array;
  readonly first: number;
  readonly before: Uint8Array;
  readonly entries: readonly List[];
  readonly checkpoint: {
    readonly ledger: Uint8Array;
    readonly size: number;
    readonly head: Uint8Array;
    readonly at: number;
    readonly signature: Uint8Array;
  };
}

/** Throws a BadReceipt unless all of it holds for whoever trusts this public key of a node. */
export async function prove(receipt: Uint8Array, key: Uint8Array): Promise<Proof> {
  const found = opened(receipt);
  const {size, head, ledger, at} = found.checkpoint;
  await checkSignature(found, key);
  let reached: Uint8Array = found.before;
  const entries: {readonly place: number; readonly raw: List}[] = [];
  for (const [index, [kind, content]] of found.entries.entries()) {
    const bytes = bytesOf(content);
    if (kind === SHOWN) entries.push({place: found.first + index, raw: readEntry(bytes, found.first + index, found.who)});
    reached = await digest('head', reached, kind === SHOWN ? await digest('entry', bytes) : bytes);
  }
  if (found.first + found.entries.length !== size || !isSame(reached, head)) throw new BadReceipt('other-entries');
  await checkAnswers(entries);
  return {entries: entries.map(proven), ledger: toHex(ledger), head: toHex(head), size, at};
}

function opened(receipt: Uint8Array): Opened {
  try {
    const [title, who, first, before, entries, checkpoint] = listOf(decode(receipt));
    const [ledger, size, head, at, signature] = listOf(checkpoint);
    if (title !== TITLE) throw new BadReceipt('no-receipt');
    const signed = {ledger: bytesOf(ledger), size: numberOf(size), head: bytesOf(head), at: numberOf(at), signature: bytesOf(signature)};
    return {who: bytesOf(who), first: numberOf(first), before: bytesOf(before), entries: listOf(entries).map(listOf), checkpoint: signed};
  } catch {
    throw new BadReceipt('no-receipt');
  }
}

async function checkSignature({checkpoint}: Opened, key: Uint8Array): Promise<void> {
  const {ledger, size, head, at, signature} = checkpoint;
  const stated = spelled(['holdspace checkpoint', ledger, size, head, at]);
  let node: CryptoKey;
  try {
    node = await crypto.subtle.importKey('raw', Uint8Array.from(key), 'Ed25519', false, ['verify']);
  } catch (error) {
    // Older browsers do not know this signature: that is no fault of the receipt's.
    throw new BadReceipt((error as Error).name === 'NotSupportedError' ? 'cannot-check' : 'not-signed');
  }
  if (!(await crypto.subtle.verify('Ed25519', node, Uint8Array.from(signature), stated))) throw new BadReceipt('not-signed');
}

/** The entry that is spelled by exactly these bytes, of `who` or of everyone. */
function readEntry(bytes: Uint8Array, place: number, who: Uint8Array): List {
  try {
    const entry = listOf(decode(bytes));
    if (entry[1] === place && isSame(spelled(entry), bytes) && concerns(listOf(entry[5]), who)) return entry;
  } catch {
    // It is told below.
  }
  throw new BadReceipt('other-entry', place);
}

function concerns([kind, first, second]: List, who: Uint8Array): boolean {
  if (kind === 'joined') return isSame(bytesOf(first), who);
  if (kind === 'erased' && second === null) return true;
  return !OWN.has(kind) || isSame(bytesOf(second), who);
}

/** A yes counts if the browser that came signed it, to what was asked. */
async function checkAnswers(entries: readonly {readonly place: number; readonly raw: List}[]): Promise<void> {
  const asked = new Map<unknown, Uint8Array>();
  const brought = new Set<string>();
  for (const {place, raw} of entries) {
    const [kind, ...said] = listOf(raw[5]);
    if (kind === 'joined') brought.add(toHex(bytesOf(said[1])));
    if (kind === 'asked') asked.set(said[0], bytesOf(said[2]));
    if (kind === 'yes' && !(await isSigned(said, asked, brought))) throw new BadReceipt('forged', place);
  }
}

async function isSigned(
  [ask, , key, signature]: List,
  asked: ReadonlyMap<unknown, Uint8Array>,
  brought: ReadonlySet<string>,
): Promise<boolean> {
  const [point, digested] = [Uint8Array.from(bytesOf(key)), asked.get(ask)];
  const print = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', point)));
  if (!digested || !brought.has(print)) return false;
  const browser = await crypto.subtle.importKey('raw', point, CURVE, false, ['verify']);
  return await crypto.subtle.verify(SIGNED, browser, Uint8Array.from(bytesOf(signature)), statement(String(ask), digested));
}

function proven({place, raw}: {readonly place: number; readonly raw: List}): ProvenEntry {
  return {place, at: numberOf(raw[2]), fact: factOf(listOf(raw[5]))};
}

function factOf([kind, first, ...rest]: List): Fact {
  const ask = String(first);
  switch (kind) {
    case 'joined':
      return {kind, fingerprint: toHex(bytesOf(rest[0]))};
    case 'asked': {
      const [scope, tracks, until, retention, viewers] = rest.slice(3);
      return {
        kind,
        ask,
        scope: scope as Scope,
        tracks: tracks as Tracks,
        until: until as number | null,
        retention: numberOf(retention),
        viewers: listOf(viewers) as readonly Viewer[],
      };
    }
    case 'settled':
      return {kind, ask, outcome: String(rest[0])};
    case 'gate':
      return {kind, ask, open: rest[0] === true};
    case 'erased':
      return {kind, ask, all: rest[0] === null};
    case 'exported':
      return {kind, ask, plain: rest[1] === true};
    case 'yes':
    case 'no-yes':
    case 'withdrawn':
    case 'ended':
    case 'opened':
      return {kind, ask};
    default:
      throw new BadReceipt('no-receipt'); // Of a newer node than this page.
  }
}

function listOf(value: unknown): List {
  if (!Array.isArray(value)) throw new BadReceipt('no-receipt');
  return value;
}

function bytesOf(value: unknown): Bytes {
  if (!(value instanceof Uint8Array)) throw new BadReceipt('no-receipt');
  return Uint8Array.from(value);
}

function numberOf(value: unknown): number {
  if (typeof value !== 'number') throw new BadReceipt('no-receipt');
  return value;
}
