/**
 * What a screen reader is told when the room changes: a pure reading of two states, and the rule by which sentences that
 * come together are joined. Speech is never announced, and a client never hears that somebody else's connection dropped.
 */

import type {Participant, RoomState} from '../client/state.ts';
import {self} from './people.ts';
import type {Values} from './words.ts';

export interface Announcement {
  /** `alert` interrupts; it is for one's own place only. */
  readonly region: 'status' | 'alert';
  /** A message of the catalog. */
  readonly id: string;
  readonly values: Values;
}

/** More arrivals than this at once are counted instead of named. */
const NAMED_ARRIVALS = 3;

/** What changed between two states, in the order it is told. `lobbyKey` is the letter that leads to the lobby. */
export function announcements(before: RoomState, after: RoomState, lobbyKey: string): readonly Announcement[] {
  if (after.phase === 'reconnecting') return before.phase === 'reconnecting' ? [] : [alert('notice-reconnecting')];
  if (after.phase !== 'joined') return [];
  if (before.phase === 'reconnecting') return [status('notice-back')];
  if (before.phase !== 'joined') {
    return [alert('said-joined', {microphone: after.own.microphone ? 'on' : 'off'})];
  }
  return [
    ...ofHold(before, after),
    ...ofJournal(before, after),
    ...ofOwnDevices(before, after),
    ...ofOthers(before, after),
    ...ofLobby(before, after, lobbyKey),
  ];
}

/** What is told of several announcements that came within one breath: each sentence once, many arrivals as a number. */
export function gathered(announced: readonly Announcement[]): readonly Announcement[] {
  const arrivals = announced.filter(({id}) => id === 'said-here');
  const many = arrivals.length > NAMED_ARRIVALS;
  // Who was muted is told by whom: that says it all.
  const mutedByOther = announced.some(({id}) => id.startsWith('notice-muted'));
  const told = new Map<string, Announcement>();
  if (many) told.set('arrivals', status('said-many-here', {count: arrivals.length}));
  for (const each of announced) {
    if ((many && each.id === 'said-here') || (mutedByOther && each.id === 'said-muted')) continue;
    told.set(`${each.id} ${JSON.stringify(each.values)}`, each);
  }
  return [...told.values()];
}

function ofHold(before: RoomState, after: RoomState): readonly Announcement[] {
  if (before.hold === after.hold) return [];
  return [after.hold ? alert('notice-hold') : status('notice-hold-ends')];
}

function ofJournal(before: RoomState, after: RoomState): readonly Announcement[] {
  return after.unjournalled && !before.unjournalled ? [status('notice-unjournalled')] : [];
}

function ofOwnDevices({own: was}: RoomState, {own: is}: RoomState): readonly Announcement[] {
  const told: Announcement[] = [];
  if (was.microphone !== is.microphone) told.push(status(is.microphone ? 'said-microphone-on' : 'said-muted'));
  if (was.camera !== is.camera) told.push(status(is.camera ? 'said-camera-on' : 'said-camera-off'));
  return told;
}

function ofOthers(before: RoomState, after: RoomState): readonly Announcement[] {
  const facilitates = self(after)?.role === 'facilitator';
  const was = byId(before.participants);
  const is = byId(after.participants);
  const told: Announcement[] = [];
  for (const {id, name, connection} of after.participants) {
    const earlier = was.get(id);
    if (id === after.self) continue;
    if (!earlier) told.push(status('said-here', {name}));
    else if (earlier.connection !== connection) {
      if (connection === 'here') told.push(status('said-back', {name}));
      else if (facilitates) told.push(status('said-reconnecting', {name}));
    }
  }
  for (const {id, name} of before.participants) if (!is.has(id) && id !== before.self) told.push(status('said-left', {name}));
  return told;
}

function ofLobby(before: RoomState, after: RoomState, key: string): readonly Announcement[] {
  const known = new Set(before.lobby.map(({id}) => id));
  return after.lobby.filter(({id}) => !known.has(id)).map(({name}) => status('said-lobby', {name, key}));
}

function byId(participants: readonly Participant[]): ReadonlyMap<string, Participant> {
  return new Map(participants.map((each) => [each.id, each]));
}

function status(id: string, values: Values = {}): Announcement {
  return {region: 'status', id, values};
}

function alert(id: string, values: Values = {}): Announcement {
  return {region: 'alert', id, values};
}
