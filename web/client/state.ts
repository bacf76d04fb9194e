/** The state of a room as one person sees it. */

import {type BreakoutState, type Part, UNSPLIT} from './breakout-state.ts';
import {type ConsentState, UNASKED} from './consent-state.ts';
import type {ChatMode, EndReason, RecordingPhase, Role, To} from './messages.ts';

export type {BreakoutState, Ear, Part, Plan, Room} from './breakout-state.ts';
export type {Answer, Ask, AskOutcome, Checkpoint, ConsentState, Erase, OwnConsent, Scope, Tracks, Viewer} from './consent-state.ts';
export type {ChatMode, EndReason, ReactionName, RecordingPhase, Role, To} from './messages.ts';

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
  /** Rooms besides their own that hear them: a facilitator reaches out. Told as far as it concerns you. */
  readonly speaksTo: readonly string[];
  /** The rooms that somebody shows their screen in instead of their own alone, as `speaksTo`. */
  readonly showsTo: readonly string[];
  /** In a role play of your room; null: none. */
  readonly part: Part | null;
  readonly connection: 'here' | 'reconnecting';
}

export interface Waiting {
  readonly id: string;
  readonly name: string;
  readonly privateName: string | null;
  readonly role: Role;
}

/** What someone wrote. Complete in itself: whoever wrote it may be gone when it is read. */
export interface Message {
  readonly id: string;
  /** A participant's id; your own for what you wrote. */
  readonly from: string;
  readonly name: string;
  readonly role: Role;
  /** 'facilitators', 'room', 'everyone', 'lobby', 'broadcast', or the id of the one person it is for. */
  readonly to: To;
  readonly text: string;
  /** Seconds since 1970, by the server's clock. */
  readonly at: number;
}

/** Someone asks for help: known to facilitators and to whoever asked. */
export interface HelpRequest {
  readonly participant: string;
  /** Nobody near them may notice. */
  readonly quiet: boolean;
  readonly askedAt: number;
  /** The facilitator who sees to it, or null. */
  readonly claimedBy: string | null;
}

/** What the group has agreed upon, and whether you have. */
export interface Norms {
  readonly version: number;
  readonly text: string;
  readonly agreed: boolean;
}

/** What everyone sees of the recorder, the most telling of the scopes. */
export interface Recording {
  readonly state: RecordingPhase;
  readonly scope: string | null;
  /** Seconds since 1970 by the server's clock, when that began; null: nothing has happened. */
  readonly since: number | null;
}

export interface RoomState extends BreakoutState, ConsentState {
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
  /** Whose network loses much at the moment, by id; yours too. */
  readonly weak: readonly string[];
  /** Who waits at the door; filled for facilitators only. */
  readonly lobby: readonly Waiting[];
  /** No facilitator is present: nobody new comes in. */
  readonly hold: boolean;
  /** Nobody new comes in but facilitators. */
  readonly locked: boolean;
  /** Arrivals knock in this session; told to facilitators only, false for everyone else. */
  readonly lobbyOn: boolean;
  /** Someone was banned in this session: clients come by another link since. Told to facilitators only, false for everyone else. */
  readonly linkChanged: boolean;
  /** Who clients may write to. */
  readonly chatMode: ChatMode;
  /** What was written and may be read here, newest last; the oldest are forgotten when there are too many. */
  readonly chat: readonly Message[];
  /** Open requests: all of them for facilitators, for everyone else their own. */
  readonly help: readonly HelpRequest[];
  /** null: this room has none. */
  readonly norms: Norms | null;
  /** Facilitators alone are told: the journal cannot be written just now, so that a restart would forget. */
  readonly unjournalled: boolean;
  /** What came with requests for help, by who asked; for facilitators. */
  readonly helpWords: Readonly<Record<string, string>>;
  readonly recording: Recording;
  /** What this browser sends, without waiting for the server to say so. */
  readonly own: {readonly microphone: boolean; readonly camera: boolean};
  /** What is on, and held back by the system: a phone call, a closed lid. It comes back by itself. */
  readonly interrupted: {readonly microphone: boolean; readonly camera: boolean};
  /** Whether media can flow: 'connected' already on the pre-join page, if the network lets it. */
  readonly media: 'new' | 'connecting' | 'connected' | 'failed';
  /** The browser waits for a click or a key before it plays sound. */
  readonly soundBlocked: boolean;
  /** Others' pictures are wanted; false: their sound alone, by one's own choice. */
  readonly pictures: boolean;
}

/** Nothing of a session: what is left when it is over. */
export const NOTHING = {
  self: null,
  participants: [],
  ...UNSPLIT,
  ...UNASKED,
  weak: [],
  lobby: [],
  hold: false,
  locked: false,
  lobbyOn: false,
  linkChanged: false,
  chatMode: 'facilitators',
  chat: [],
  help: [],
  helpWords: {},
  unjournalled: false,
  recording: {state: 'off', scope: null, since: null},
  own: {microphone: false, camera: false},
  interrupted: {microphone: false, camera: false},
  media: 'new',
  soundBlocked: false,
  pictures: true,
} as const satisfies Partial<RoomState>;

export const INITIAL_STATE: RoomState = freeze({
  phase: 'idle',
  ended: null,
  room: null,
  capacity: 0,
  role: null,
  name: null,
  norms: null,
  ...NOTHING,
});

/** Freeze what can be reached: a page cannot change what the server said. */
export function freeze<T extends object>(value: T): T {
  for (const each of Object.values(value)) {
    if (typeof each === 'object' && each !== null && !Object.isFrozen(each)) freeze(each);
  }
  return Object.freeze(value);
}
