/** What has happened between two states, as events. */

import type {Participant, RoomState, Waiting} from './state.ts';

export type Happening =
  | {readonly type: 'joined' | 'left'}
  | {readonly type: 'participant-joined' | 'participant-left'; readonly detail: Participant}
  | {readonly type: 'knock'; readonly detail: Waiting};

/** Return what to tell, in this order: others who left, others who came, who knocks, and what became of ourselves. */
export function happenings(before: RoomState, after: RoomState): readonly Happening[] {
  if (before === after) return [];
  return [...comings(before, after), ...knocks(before, after), ...own(before, after)];
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

function knocks(before: RoomState, after: RoomState): readonly Happening[] {
  return missing(after.lobby, before.lobby).map((detail): Happening => ({type: 'knock', detail}));
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
