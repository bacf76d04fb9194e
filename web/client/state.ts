/**
 * The state of a room as one person sees it: a pure function of what the server said.
 *
 *     idle ──join──▶ connecting ──▶ lobby ──▶ joined ──▶ ended
 *                        ▲            │         │
 *                        └── reconnecting ◀─────┘
 */

import type {
  EndReason,
  RecordingPhase,
  Role,
  ServerMessage,
  StateMessage,
  WelcomeMessage,
  WireParticipant,
  WireWaiting,
} from './messages.ts';

export type {EndReason, RecordingPhase, Role} from './messages.ts';

export type Phase = 'idle' | 'connecting' | 'lobby' | 'joined' | 'reconnecting' | 'ended';

export interface Participant {
  readonly id: string;
  readonly name: string;
  /** For facilitators only; null for everyone else. */
  readonly privateName: string | null;
  readonly role: Role;
  /** Their place in the circle, from 0, fixed while it is held. */
  readonly seat: number;
  /** A room's id, or 'elsewhere'. */
  readonly room: string;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  /** Their place in the queue of raised hands, or null. */
  readonly hand: number | null;
  /** They have stepped away for a moment. */
  readonly away: boolean;
  readonly speaking: boolean;
  readonly connection: 'here' | 'reconnecting';
}

export interface Waiting {
  readonly id: string;
  readonly name: string;
  readonly privateName: string | null;
  readonly role: Role;
}

export interface Recording {
  readonly state: RecordingPhase;
  readonly scope: string | null;
  readonly since: number | null;
}

export interface RoomState {
  readonly phase: Phase;
  /** Why the place is over; null before. */
  readonly ended: EndReason | null;
  /** The lasting room, known from the first contact with the server. */
  readonly room: {readonly id: string; readonly name: string} | null;
  readonly capacity: number;
  readonly role: Role | null;
  /** The name that the token or the kept place fixes; null: the person chooses. */
  readonly name: string | null;
  /** Your own participant id, also in the lobby. */
  readonly self: string | null;
  /** Everyone whose place is held, by seat. */
  readonly participants: readonly Participant[];
  readonly rooms: readonly {readonly id: string; readonly name: string; readonly closes_at: number | null}[];
  /** Who waits at the door; filled for facilitators only. */
  readonly lobby: readonly Waiting[];
  /** No facilitator is present: nobody new comes in. */
  readonly hold: boolean;
  /** Nobody new comes in but facilitators. */
  readonly locked: boolean;
  /** Arrivals knock in this session; told to facilitators only, false for everyone else. */
  readonly lobbyOn: boolean;
  /** Facilitators alone are told: the journal cannot be written just now, so that a restart would forget. */
  readonly unjournalled: boolean;
  readonly recording: Recording;
  /** What this browser sends, without waiting for the server to say so. */
  readonly own: {readonly microphone: boolean; readonly camera: boolean};
  /** Whether media can flow: 'connected' already on the pre-join page, if the network lets it. */
  readonly media: 'new' | 'connecting' | 'connected' | 'failed';
  /** The browser waits for a click or a key before it plays sound. */
  readonly soundBlocked: boolean;
}

/** What happens on our side of the socket. */
export type LocalEvent =
  | {readonly type: 'begun'}
  | {readonly type: 'joining'}
  | {readonly type: 'stayed-out'}
  | {readonly type: 'dropped'}
  | {readonly type: 'switched'; readonly own: RoomState['own']}
  | {readonly type: 'media'; readonly media: RoomState['media']}
  | {readonly type: 'sound'; readonly blocked: boolean};

const NOTHING: Pick<
  RoomState,
  | 'self'
  | 'participants'
  | 'rooms'
  | 'lobby'
  | 'hold'
  | 'locked'
  | 'lobbyOn'
  | 'unjournalled'
  | 'recording'
  | 'own'
  | 'media'
  | 'soundBlocked'
> = {
  self: null,
  participants: [],
  rooms: [],
  lobby: [],
  hold: false,
  locked: false,
  lobbyOn: false,
  unjournalled: false,
  recording: {state: 'off', scope: null, since: null},
  own: {microphone: false, camera: false},
  media: 'new',
  soundBlocked: false,
};

export const INITIAL_STATE: RoomState = freeze({
  phase: 'idle',
  ended: null,
  room: null,
  capacity: 0,
  role: null,
  name: null,
  ...NOTHING,
});

/** Return the state after `message`; the same object if it changes nothing. */
export function reduce(state: RoomState, message: ServerMessage | LocalEvent): RoomState {
  switch (message.type) {
    case 'welcome':
      return freeze({...state, ...welcomed(message)});
    case 'state':
      return freeze({...state, ...seen(message, speakers(state))});
    case 'speaking':
      return freeze({...state, participants: state.participants.map((each) => spoken(each, message.participants))});
    case 'ended':
      return freeze({...state, ...NOTHING, phase: 'ended', ended: message.reason});
    case 'begun':
      return INITIAL_STATE;
    case 'joining':
      return freeze({...state, phase: 'connecting'});
    case 'stayed-out':
      return freeze({...state, phase: 'idle'});
    case 'dropped':
      return state.phase === 'lobby' || state.phase === 'joined' ? freeze({...state, phase: 'reconnecting'}) : state;
    case 'switched':
      return sameSwitches(state.own, message.own) ? state : freeze({...state, own: message.own});
    case 'media':
      return state.media === message.media ? state : freeze({...state, media: message.media});
    case 'sound':
      return state.soundBlocked === message.blocked ? state : freeze({...state, soundBlocked: message.blocked});
    default:
      return state; // What is done to our devices is the switches' business, and a newer server may say more than we understand.
  }
}

function welcomed({room, role, name, capacity}: WelcomeMessage): Partial<RoomState> {
  return {room: {id: room.id, name: room.name}, role, name, capacity};
}

function seen(message: StateMessage, speaking: ReadonlySet<string>): Partial<RoomState> {
  return {
    phase: message.phase,
    self: message.self,
    participants: message.participants.map((each) => participant(each, speaking.has(each.id))),
    rooms: message.rooms.map(({id, name, closes_at}) => ({id, name, closes_at})),
    lobby: message.lobby.map(waiting),
    hold: message.hold,
    locked: message.locked,
    lobbyOn: message.lobby_on ?? false,
    unjournalled: message.unjournalled ?? false,
    recording: {state: message.recording.state, scope: message.recording.scope, since: message.recording.since},
  };
}

function participant({private_name, ...rest}: WireParticipant, speaking: boolean): Participant {
  return {...rest, privateName: private_name, speaking};
}

function waiting({private_name, ...rest}: WireWaiting): Waiting {
  return {...rest, privateName: private_name};
}

function speakers(state: RoomState): ReadonlySet<string> {
  return new Set(state.participants.filter(({speaking}) => speaking).map(({id}) => id));
}

function sameSwitches(one: RoomState['own'], other: RoomState['own']): boolean {
  return one.microphone === other.microphone && one.camera === other.camera;
}

/** The same object for whoever neither begins nor stops, so that a page sees at once who changed. */
function spoken(person: Participant, ids: readonly string[]): Participant {
  const speaking = ids.includes(person.id);
  return speaking === person.speaking ? person : {...person, speaking};
}

/** Freeze what can be reached: a page cannot change what the server said. */
function freeze<T extends object>(value: T): T {
  for (const each of Object.values(value)) {
    if (typeof each === 'object' && each !== null && !Object.isFrozen(each)) freeze(each);
  }
  return Object.freeze(value);
}
