/** What a person should know of breakouts just now: where they are, that the end is near, and what was said to all rooms. */

import type {RoomState} from '../client/state.ts';
import type {Notice} from './notices.ts';
import {facilitates, self} from './people.ts';
import type {Told} from './told.ts';
import {companions, ownBreakout, wasWith} from './whereabouts.ts';

export function breakoutNotice(state: RoomState, told: Told): Notice | null {
  return landing(state, told) ?? broadcast(told) ?? swapped(state, told) ?? moved(state, told);
}

/** Where one is after a move, as one sentence with its people. */
export function arrival(state: RoomState): Pick<Notice, 'id' | 'names'> {
  if (ownBreakout(state)) {
    const names = companions(state).map(({name}) => name);
    return {id: names.length > 0 ? 'notice-with' : 'notice-alone', names};
  }
  const names = wasWith(state);
  return {id: names.length > 0 ? 'notice-merged-with' : 'notice-merged', names};
}

/** Those who stay in the main room are told that the others come; those who come, that they may finish. */
export function landingId(state: RoomState, stage: NonNullable<Told['landing']>): string {
  return facilitates(state) && !ownBreakout(state) ? `landing-${stage}-rooms` : `landing-${stage}`;
}

function landing(state: RoomState, {landing: stage}: Told): Notice | null {
  return stage === null ? null : notice(landingId(state, stage), {tone: 'landing', act: 'close'});
}

function broadcast({broadcast: said}: Told): Notice | null {
  return said && notice('notice-broadcast', {tone: 'said', act: 'close', values: {name: said.name, text: said.text}});
}

function swapped(state: RoomState, told: Told): Notice | null {
  const part = self(state)?.part ?? null;
  return told.swapped && part !== null ? notice('notice-swapped', {act: 'close', values: {part}}) : null;
}

function moved(state: RoomState, told: Told): Notice | null {
  return told.moved ? notice(arrival(state).id, {act: 'close', names: arrival(state).names}) : null;
}

function notice(id: string, rest: Partial<Notice>): Notice {
  return {id, values: {}, names: [], tone: 'info', act: null, ...rest};
}
