/** What the entries of a ledger say, in plain words to whoever they are of. */

import type {Fact, ProvenEntry} from '../client/receipt-proof.ts';
import type {Words} from './words.ts';

/** The messages of entries that say nothing more than what they are. */
const PLAIN: Readonly<Record<string, string>> = {
  joined: 'entry-joined',
  yes: 'entry-yes',
  'no-yes': 'entry-no-yes',
  withdrawn: 'entry-withdrawn',
  ended: 'entry-ended',
  opened: 'entry-opened',
};

export function entryWords(fact: Fact, words: Words): string {
  switch (fact.kind) {
    case 'asked':
      return words.say('entry-asked', {scope: fact.scope, tracks: fact.tracks, days: fact.retention});
    case 'settled':
      return words.say('entry-settled', {outcome: fact.outcome});
    case 'gate':
      return words.say(fact.open ? 'entry-gate-open' : 'entry-gate-shut');
    case 'erased':
      return words.say(fact.all ? 'entry-erased-all' : 'entry-erased-own');
    case 'exported':
      return words.say(fact.plain ? 'entry-exported-plain' : 'entry-exported');
    default:
      return words.say(PLAIN[fact.kind] ?? 'entry-other');
  }
}

/** Seconds between the openings of a gate and what shut it. */
export function secondsRecorded(entries: readonly ProvenEntry[]): number {
  let [seconds, opened] = [0, null as number | null];
  for (const {at, fact} of entries) {
    const shuts = fact.kind === 'ended' || (fact.kind === 'gate' && !fact.open);
    if (fact.kind === 'gate' && fact.open) opened ??= at;
    if (shuts && opened !== null) [seconds, opened] = [seconds + (at - opened) / 1000, null];
  }
  return seconds;
}
