/**
 * Messages as strands: a strand is a run of messages that the same people read, with a heading that says who they are.
 *
 * They stay in the order in which they were written, so that nothing moves when somebody writes.
 */

import type {Message, RoomState} from '../client/state.ts';
import {nameOf} from './people.ts';

export type Audience =
  | 'from-clients'
  | 'to-facilitators'
  | 'between-facilitators'
  | 'everyone'
  | 'room'
  | 'broadcast'
  | 'lobby'
  /** One other person. */
  | 'with';

export interface Strand {
  readonly audience: Audience;
  /** The other person of a strand between two; '' where nobody knows their name any more, and in all other strands. */
  readonly name: string;
  /** Whom one answers in this strand. */
  readonly to: string;
  readonly messages: readonly Message[];
}

export function strands(state: RoomState): readonly Strand[] {
  const runs: {about: Omit<Strand, 'messages'>; messages: Message[]}[] = [];
  for (const message of state.chat) {
    const about = aboutOf(message, state);
    const last = runs.at(-1);
    if (last && last.about.audience === about.audience && (about.audience !== 'with' || last.about.to === about.to))
      last.messages.push(message);
    else runs.push({about, messages: [message]});
  }
  return runs.map(({about, messages}) => ({...about, messages}));
}

/** How many messages of others have come that are not among the `read`. */
export function unread(state: RoomState, read: ReadonlySet<string>): number {
  return state.chat.filter(({id, from}) => from !== state.self && !read.has(id)).length;
}

function aboutOf(message: Message, state: RoomState): Omit<Strand, 'messages'> {
  const {to} = message;
  switch (to) {
    case 'facilitators':
      return {audience: amongFacilitators(message, state), name: '', to};
    case 'everyone':
      return {audience: 'everyone', name: '', to};
    case 'room':
      return {audience: 'room', name: '', to};
    case 'broadcast':
      return {audience: 'broadcast', name: '', to};
    case 'lobby':
      return {audience: 'lobby', name: '', to};
    default: {
      const own = message.from === state.self;
      const other = own ? to : message.from;
      return {audience: 'with', name: own ? nameIn(state, other) : message.name, to: other};
    }
  }
}

function amongFacilitators({role}: Message, state: RoomState): Audience {
  if (state.role !== 'facilitator') return 'to-facilitators';
  return role === 'facilitator' ? 'between-facilitators' : 'from-clients';
}

/** The name of somebody who may be gone: then as they signed what they wrote. */
function nameIn(state: RoomState, id: string): string {
  return nameOf(state, id) || (state.chat.find(({from}) => from === id)?.name ?? '');
}
