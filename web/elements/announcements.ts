/**
 * What a screen reader is told when the room changes: a pure reading of two states, and the rule by which sentences that
 * come together are joined. Speech is never announced, and a client never hears that somebody else's connection dropped.
 */

import type {Message, Participant, RoomState} from '../client/state.ts';
import {arrivalAnnouncements, breakoutAnnouncements} from './breakout-announcements.ts';
import {consentAnnouncements, recordedOnArrival} from './consent-announcements.ts';
import {helpNotice, ofHold} from './notices.ts';
import {facilitates, handsUp, nameOf, placeOf, self, sharesScreen} from './people.ts';
import {screensOf} from './screens.ts';
import type {Values} from './words.ts';

export interface Announcement {
  /** `alert` interrupts; it is for one's own place only. `log` is for messages. */
  readonly region: 'status' | 'alert' | 'log';
  /** A message of the catalog. */
  readonly id: string;
  readonly values: Values;
}

/** What the sentences need of a language. */
export interface Language {
  /** The letter that leads to the lobby. */
  readonly lobbyKey: string;
  /** The letter that leads to the recording state. */
  readonly recordingKey: string;
  /** Several people as one. */
  readonly names: (names: readonly string[]) => string;
  /** Seconds since 1970 by the server's clock. */
  readonly now: number;
}

/** More arrivals than this at once are counted instead of named. */
const NAMED_ARRIVALS = 3;

/** What changed between two states, in the order it is told. */
export function announcements(before: RoomState, after: RoomState, language: Language): readonly Announcement[] {
  if (after.phase === 'reconnecting') return before.phase === 'reconnecting' ? [] : [alert('notice-reconnecting')];
  const asked = consentAnnouncements(before, after, language);
  if (after.phase === 'lobby') return [...asked, ...ofMessages(before, after)];
  if (after.phase !== 'joined') return [];
  if (before.phase === 'reconnecting') return [...ofReturn(before, after, language), ...asked, ...ofMessages(before, after)];
  if (before.phase !== 'joined') {
    const joined = alert('said-joined', {microphone: after.own.microphone ? 'on' : 'off'});
    return [joined, ...recordedOnArrival(after), ...asked.filter(({region}) => region === 'status')];
  }
  return [
    ...breakoutAnnouncements(before, after, language),
    ...asked,
    ...ofTheRoom(before, after, language),
    ...ofOneself(before, after),
    ...ofHelp(before, after, language),
    ...ofOthers(before, after),
    ...ofScreens(before, after),
    ...ofHands(before, after),
    ...ofLobby(before, after, language.lobbyKey),
    ...ofMessages(before, after),
  ];
}

/** What is told of several announcements that came within one breath: each sentence once, many arrivals as a number. */
export function gathered(announced: readonly Announcement[]): readonly Announcement[] {
  const arrivals = announced.filter(({id}) => id === 'said-here');
  const many = arrivals.length > NAMED_ARRIVALS;
  // Who was muted is told by whom: that says it all.
  const byOther = (device: string): boolean => announced.some(({id}) => id.startsWith(`notice-${device}`));
  const mutedByOther = byOther('muted');
  const stoppedByOther = byOther('camera');
  const told = new Map<string, Announcement>();
  if (many) told.set('arrivals', status('said-many-here', {count: arrivals.length}));
  for (const each of announced) {
    if (
      (many && each.id === 'said-here') ||
      (mutedByOther && each.id === 'said-muted') ||
      (stoppedByOther && each.id === 'said-camera-off')
    )
      continue;
    told.set(`${each.id} ${JSON.stringify(each.values)}`, each);
  }
  return [...told.values()];
}

/** The place may be in another room by now. */
function ofReturn(before: RoomState, after: RoomState, language: Language): readonly Announcement[] {
  const moved = self(before) !== undefined && self(before)?.room !== self(after)?.room;
  return moved ? arrivalAnnouncements(after, language) : [status('notice-back')];
}

function ofTheRoom(before: RoomState, after: RoomState, {names}: Language): readonly Announcement[] {
  const told: Announcement[] = [];
  if (after.hold && !before.hold) {
    const {id, values, names: away} = ofHold(after);
    told.push(alert(id, {...values, names: names(away)}));
  }
  if (before.hold && !after.hold) told.push(holdEnds(after));
  if (after.unjournalled && !before.unjournalled) told.push(status('notice-unjournalled'));
  if (facilitates(after) && before.locked !== after.locked) told.push(status(after.locked ? 'said-locked' : 'said-unlocked'));
  return told;
}

function holdEnds(state: RoomState): Announcement {
  const back = state.participants.find(({role, connection}) => role === 'facilitator' && connection === 'here');
  return back ? status('notice-hold-ends-named', {name: back.name}) : status('notice-hold-ends');
}

/** One's own microphone and camera, hand and place. */
function ofOneself(before: RoomState, after: RoomState): readonly Announcement[] {
  const {own: was} = before;
  const {own: is} = after;
  const told: Announcement[] = [];
  if (was.microphone !== is.microphone) told.push(status(is.microphone ? 'said-microphone-on' : 'said-muted'));
  if (was.camera !== is.camera) told.push(status(is.camera ? 'said-camera-on' : 'said-camera-off'));
  const place = placeOf(after, after.self);
  if (place !== placeOf(before, before.self)) told.push(place === null ? status('said-hand-down') : status('notice-hand', {place}));
  const away = self(after)?.away ?? false;
  if (away !== (self(before)?.away ?? false)) told.push(status(away ? 'said-away' : 'said-here-again'));
  return told;
}

function ofScreens(before: RoomState, after: RoomState): readonly Announcement[] {
  const [had, has] = [screensOf(before), screensOf(after)];
  const without = (some: readonly Participant[], others: readonly Participant[]): readonly Participant[] =>
    some.filter(({id}) => others.every((other) => other.id !== id));
  const own = sharesScreen(after);
  return [
    ...(own === sharesScreen(before) ? [] : [status(own ? 'screen-own' : 'said-screen-own-off')]),
    ...without(has, had).map(({name}) => status('said-screen-on', {name})),
    ...without(had, has).map(({name}) => status('said-screen-off', {name})),
  ];
}

/** Requests for help: to facilitators that there is one, to whoever asked how it stands. */
function ofHelp(before: RoomState, after: RoomState, {names}: Language): readonly Announcement[] {
  if (facilitates(after)) {
    const known = new Set(before.help.map(({participant}) => participant));
    const fresh = after.help.filter(({participant}) => !known.has(participant));
    return fresh.map(({participant, quiet}) => status(quiet ? 'help-asks' : 'help-asks-open', {name: nameOf(after, participant)}));
  }
  const told = helpNotice(after);
  const said = helpNotice(before);
  if (!told) return said ? [status('said-help-done')] : [];
  if (told.id === said?.id) return [];
  return [status(told.id, {...told.values, names: names(told.names)})];
}

function ofOthers(before: RoomState, after: RoomState): readonly Announcement[] {
  const toFacilitator = facilitates(after);
  const was = byId(before.participants);
  const is = byId(after.participants);
  const told: Announcement[] = [];
  for (const {id, name, connection} of after.participants) {
    const earlier = was.get(id);
    if (id === after.self) continue;
    if (!earlier) told.push(status('said-here', {name}));
    else if (earlier.connection !== connection) {
      if (connection === 'here') told.push(status('said-back', {name}));
      else if (toFacilitator) told.push(status('said-reconnecting', {name}));
    }
  }
  for (const {id, name} of before.participants) if (!is.has(id) && id !== before.self) told.push(status('said-left', {name}));
  return told;
}

/** Facilitators hear whose hand went up; everyone else sees it on the tile. */
function ofHands(before: RoomState, after: RoomState): readonly Announcement[] {
  if (!facilitates(after)) return [];
  const up = new Set(handsUp(before).map(({id}) => id));
  return handsUp(after)
    .filter(({id}) => id !== after.self && !up.has(id))
    .map(({id, name}) => status('said-hand', {name, place: placeOf(after, id) ?? 1}));
}

function ofLobby(before: RoomState, after: RoomState, key: string): readonly Announcement[] {
  const known = new Set(before.lobby.map(({id}) => id));
  return after.lobby.filter(({id}) => !known.has(id)).map(({name}) => status('said-lobby', {name, key}));
}

/** What others wrote since, with whom it is for. */
function ofMessages(before: RoomState, after: RoomState): readonly Announcement[] {
  const known = new Set(before.chat.map(({id}) => id));
  return after.chat
    .filter(({id, from}) => from !== after.self && !known.has(id))
    .map((message) => ({region: 'log', id: saidAs(message, after), values: {name: message.name, text: message.text}}));
}

function saidAs({to, role}: Message, {self: own}: RoomState): string {
  if (to === own) return 'said-message-to-you';
  if (to === 'everyone' || to === 'room' || to === 'broadcast') return 'said-message-to-all';
  return to === 'facilitators' && role === 'facilitator' ? 'said-message-between' : 'said-message';
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
