/** What has happened between two states, as events. */

import {receiptOf} from './entrance.ts';
import type {ServerMessage} from './messages.ts';
import type {ConnectionQuality, RoomEvents} from './options.ts';
import type {LocalEvent} from './reduce.ts';
import type {Participant, RoomState} from './state.ts';

/** An event of the room before it is one. */
export type Happening = {
  [K in keyof RoomEvents]: RoomEvents[K] extends CustomEvent<infer D> ? {readonly type: K; readonly detail: D} : {readonly type: K};
}[keyof RoomEvents];

/** Return what to tell, in this order: others who left, others who came, who was moved, who knocks, what was written, what is asked and recorded, and what became of ourselves. */
export function happenings(before: RoomState, after: RoomState): readonly Happening[] {
  if (before === after) return [];
  return [
    ...comings(before, after),
    ...moves(before, after),
    ...knocks(before, after),
    ...written(before, after),
    ...asked(before, after),
    ...qualities(before, after),
    ...own(before, after),
  ];
}

/** Return what a message tells that leaves no trace in the state. */
export function told(message: ServerMessage | LocalEvent): readonly Happening[] {
  switch (message.type) {
    case 'muted':
      return [{type: 'muted', detail: {by: message.by}}];
    case 'camera_stopped':
      return [{type: 'camera-stopped', detail: {by: message.by}}];
    case 'asked_to_unmute':
      return [{type: 'asked-to-unmute', detail: {by: message.by}}];
    case 'reaction':
      return [{type: 'reaction', detail: {participant: message.participant, name: message.name}}];
    case 'help_word':
      return [{type: 'help-word', detail: {participant: message.participant, word: message.word}}];
    case 'receipt':
      return [{type: 'receipt', detail: receiptOf(message)}];
    case 'bell':
      return [{type: 'bell'}];
    default:
      return [];
  }
}

/** Nobody comes or leaves when we ourselves do. */
function comings(before: RoomState, after: RoomState): readonly Happening[] {
  if (after.phase !== 'joined' || !inside(before)) return [];
  const left = missing(before.participants, after.participants);
  const joined = missing(after.participants, before.participants);
  return [
    ...left.map((detail): Happening => ({type: 'participant-left', detail})),
    ...joined.map((detail): Happening => ({type: 'participant-joined', detail})),
  ];
}

/** Nobody is moved by coming in. */
function moves(before: RoomState, after: RoomState): readonly Happening[] {
  if (after.phase !== 'joined' || !inside(before)) return [];
  const from = roomOf(before, before.self);
  const to = roomOf(after, after.self);
  const moved = from !== undefined && to !== undefined && from !== to;
  return [
    ...(moved ? [{type: 'moved', detail: {from, to}} as const] : []),
    ...(rearranged(before, after) ? [{type: 'breakout-changed'} as const] : []),
  ];
}

function rearranged(before: RoomState, after: RoomState): boolean {
  if (JSON.stringify(before.rooms) !== JSON.stringify(after.rooms)) return true;
  return after.participants.some(({id, room}) => (roomOf(before, id) ?? room) !== room);
}

function roomOf({participants}: RoomState, person: string | null): string | undefined {
  return participants.find(({id}) => id === person)?.room;
}

function knocks(before: RoomState, after: RoomState): readonly Happening[] {
  return missing(after.lobby, before.lobby).map((detail): Happening => ({type: 'knock', detail}));
}

function written(before: RoomState, after: RoomState): readonly Happening[] {
  if (before.chat === after.chat) return [];
  return missing(after.chat, before.chat).map((detail): Happening => ({type: 'message', detail}));
}

/** At the door as well as inside. */
function asked(before: RoomState, after: RoomState): readonly Happening[] {
  if (after.phase !== 'joined' && after.phase !== 'lobby') return [];
  const {recording: was, asks, consent} = before;
  const {recording: is} = after;
  const moved = was.state !== is.state || was.scope !== is.scope || was.since !== is.since;
  const changed = JSON.stringify([asks, consent]) !== JSON.stringify([after.asks, after.consent]);
  return [
    ...missing(after.asks, asks).map((detail): Happening => ({type: 'consent-asked', detail})),
    ...(changed ? [{type: 'consent-changed'} as const] : []),
    ...(moved ? [{type: 'recording-changed', detail: is} as const] : []),
  ];
}

/** Whose network does otherwise than before, of those who were here before as well. */
function qualities(before: RoomState, after: RoomState): readonly Happening[] {
  if (!inside(before) || !inside(after)) return [];
  const was = new Map(before.participants.map((each) => [each.id, qualityOf(before, each)]));
  return after.participants.flatMap((each): readonly Happening[] => {
    const quality = qualityOf(after, each);
    const known = was.get(each.id);
    return known === undefined || known === quality ? [] : [{type: 'connection-quality', detail: {participant: each.id, quality}}];
  });
}

function qualityOf({phase, self, weak}: RoomState, {id, connection}: Participant): ConnectionQuality['quality'] {
  if (connection === 'reconnecting' || (id === self && phase === 'reconnecting')) return 'lost';
  return weak.includes(id) ? 'weak' : 'good';
}

function own(before: RoomState, after: RoomState): readonly Happening[] {
  if (after.phase === 'ended' && before.phase !== 'ended') return [{type: 'left'}];
  if (after.phase === 'joined' && !inside(before)) return [{type: 'joined'}];
  return [];
}

/** We stand in the circle ourselves, be it behind a broken connection. */
function inside({phase, self, participants}: RoomState): boolean {
  return phase === 'joined' || (phase === 'reconnecting' && participants.some(({id}) => id === self));
}

/** Those of `some` whose ids are not among `others`. */
function missing<T extends {readonly id: string}>(some: readonly T[], others: readonly T[]): readonly T[] {
  const known = new Set(others.map(({id}) => id));
  return some.filter(({id}) => !known.has(id));
}
