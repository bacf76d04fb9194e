/**
 * What the state of a room becomes by what the server says: a pure function.
 *
 *     idle ──join──▶ connecting ──▶ lobby ──▶ joined ──▶ ended
 *                        ▲            │         │
 *                        └── reconnecting ◀─────┘
 */

import {breakoutsSeen} from './breakout-state.ts';
import {consentSeen} from './consent-state.ts';
import type {ReceiptMessage, ServerMessage, StateMessage, WelcomeMessage, WireHelp, WireParticipant, WireWaiting} from './messages.ts';
import {freeze, type HelpRequest, INITIAL_STATE, NOTHING, type Norms, type Participant, type RoomState, type Waiting} from './state.ts';
import {written} from './transcript.ts';

/** What happens on our side of the socket. */
export type LocalEvent =
  | {readonly type: 'begun'}
  | {readonly type: 'joining'}
  | {readonly type: 'stayed-out'}
  | {readonly type: 'dropped'}
  | {readonly type: 'switched'; readonly own: RoomState['own']; readonly interrupted: RoomState['interrupted']}
  | {readonly type: 'media'; readonly media: RoomState['media']}
  | {readonly type: 'sound'; readonly blocked: boolean}
  | {readonly type: 'pictures'; readonly on: boolean};

type Switched = Extract<LocalEvent, {readonly type: 'switched'}>;

/** Return the state after `message`; the same object if it changes nothing. */
export function reduce(state: RoomState, message: ServerMessage | LocalEvent): RoomState {
  if (message.type === 'begun') return INITIAL_STATE;
  const change = changeOf(state, message);
  return change === null ? state : freeze({...state, ...change});
}

function changeOf(state: RoomState, message: ServerMessage | LocalEvent): Partial<RoomState> | null {
  switch (message.type) {
    case 'welcome':
      return welcomed(message);
    case 'state':
      return seen(state, message);
    case 'speaking':
      return {participants: state.participants.map((each) => spoken(each, message.participants))};
    case 'network':
      return {weak: [...message.weak]};
    case 'message':
      return written(state, message);
    case 'help_word':
      return {helpWords: {...state.helpWords, [message.participant]: message.word}};
    case 'receipt':
      return agreed(state, message);
    case 'ended':
      return {...NOTHING, phase: 'ended', ended: message.reason};
    default:
      return locally(state, message);
  }
}

function locally(state: RoomState, message: ServerMessage | LocalEvent): Partial<RoomState> | null {
  switch (message.type) {
    case 'joining':
      return {phase: 'connecting'};
    case 'stayed-out':
      return {phase: 'idle'};
    case 'dropped':
      return state.phase === 'lobby' || state.phase === 'joined' ? {phase: 'reconnecting'} : null;
    case 'switched':
      return switched(state, message);
    case 'media':
      return state.media === message.media ? null : {media: message.media};
    case 'sound':
      return state.soundBlocked === message.blocked ? null : {soundBlocked: message.blocked};
    case 'pictures':
      return state.pictures === message.on ? null : {pictures: message.on};
    default:
      return null; // Events of the moment are the room's business, and a newer server may say more than we understand.
  }
}

function welcomed({room, role, name, capacity, norms}: WelcomeMessage): Partial<RoomState> {
  // A server that has just started knows of nobody's network, and does not say so.
  return {room: {id: room.id, name: room.name}, role, name, capacity, norms: norms && {...norms}, weak: []};
}

function seen(before: RoomState, message: StateMessage): Partial<RoomState> {
  const speaking = new Set(before.participants.filter((each) => each.speaking).map(({id}) => id));
  // Another sitting: what was written in the one before is gone.
  const anew = before.self !== null && before.self !== message.self;
  const help = message.help.map(request);
  return {
    phase: message.phase,
    self: message.self,
    participants: message.participants.map((each) => participant(each, speaking.has(each.id))),
    ...breakoutsSeen(message),
    ...consentSeen(message),
    lobby: message.lobby.map(waiting),
    hold: message.hold,
    locked: message.locked ?? false,
    lobbyOn: message.lobby_on ?? false,
    linkChanged: message.link_changed ?? false,
    chatMode: message.chat_mode,
    chat: anew ? [] : before.chat,
    help,
    helpWords: anew ? {} : stillOpen(before, help),
    norms: knownNorms(before.norms, message.norms),
    unjournalled: message.unjournalled ?? false,
    recording: {state: message.recording.state, scope: message.recording.scope, since: message.recording.since},
  };
}

function participant(
  {private_name, away = false, speaks_to, shows_to, part = null, ...rest}: WireParticipant,
  speaking: boolean,
): Participant {
  return {...rest, away, privateName: private_name, speaking, speaksTo: [...(speaks_to ?? [])], showsTo: [...(shows_to ?? [])], part};
}

function waiting({private_name, ...rest}: WireWaiting): Waiting {
  return {...rest, privateName: private_name};
}

function request({participant: asker, quiet, asked_at, claimed_by}: WireHelp): HelpRequest {
  return {participant: asker, quiet, askedAt: asked_at, claimedBy: claimed_by};
}

/** A word may come before its request: only those go whose request was there and is over. */
function stillOpen(before: RoomState, help: readonly HelpRequest[]): RoomState['helpWords'] {
  const open = new Set(help.map((each) => each.participant));
  const over = new Set(before.help.map((each) => each.participant).filter((asker) => !open.has(asker)));
  return Object.fromEntries(Object.entries(before.helpWords).filter(([asker]) => !over.has(asker)));
}

/** The text comes once, with the welcome; whether we have agreed, with every state. */
function knownNorms(before: Norms | null, said: StateMessage['norms']): Norms | null {
  if (!before || !said || before.version !== said.version) return before;
  return before.agreed === said.agreed ? before : {...before, agreed: said.agreed};
}

function agreed({norms}: RoomState, {version}: ReceiptMessage): Partial<RoomState> | null {
  return norms && norms.version === version && !norms.agreed ? {norms: {...norms, agreed: true}} : null;
}

function switched(state: RoomState, {own, interrupted}: Switched): Partial<RoomState> | null {
  return same(state.own, own) && same(state.interrupted, interrupted) ? null : {own, interrupted};
}

function same(one: RoomState['own'], other: RoomState['own']): boolean {
  return one.microphone === other.microphone && one.camera === other.camera;
}

/** The same object for whoever neither begins nor stops, so that a page sees at once who changed. */
function spoken(person: Participant, ids: readonly string[]): Participant {
  const speaking = ids.includes(person.id);
  return speaking === person.speaking ? person : {...person, speaking};
}
