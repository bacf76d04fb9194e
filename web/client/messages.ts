/** What travels on the socket, in the words of docs/protocol.md. */

import type {BellMessage, BreakoutRequest, DealtMessage, Part, WireBreakouts, WireCollision, WireRoom} from './breakout-messages.ts';
import type {ConsentRequest, ReceiptsMessage, WireConsents} from './consent-messages.ts';

export type Role = 'facilitator' | 'client' | 'observer';
export type Source = 'microphone' | 'camera' | 'screen';
export type RecordingPhase = 'off' | 'asking' | 'on' | 'paused' | 'ended';
export type EndReason = 'left' | 'removed' | 'refused' | 'banned' | 'session-ended' | 'elsewhere' | 'lapsed';
/** Who clients may write to. */
export type ChatMode = 'facilitators' | 'everyone' | 'off';
/** Six quiet ways to answer without a word. */
export type ReactionName = 'nod' | 'thanks' | 'with-you' | 'same-here' | 'smile' | 'moment';
/** Whom a message is for: several people at once, or one by their id. 'broadcast': a facilitator's word to all rooms, or to some. */
export type To = 'facilitators' | 'room' | 'everyone' | 'lobby' | 'broadcast' | (string & {});

export interface WireParticipant {
  readonly id: string;
  readonly name: string;
  readonly private_name: string | null;
  readonly role: Role;
  readonly seat: number;
  readonly room: string;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly hand: number | null;
  readonly away: boolean;
  readonly connection: 'here' | 'reconnecting';
  /** Rooms besides their own that hear them. */
  readonly speaks_to?: readonly string[];
  readonly shows_to?: readonly string[];
  readonly part?: Part | null;
}

export interface WireWaiting {
  readonly id: string;
  readonly name: string;
  readonly private_name: string | null;
  readonly role: Role;
}

export interface WireHelp {
  readonly participant: string;
  readonly quiet: boolean;
  readonly asked_at: number;
  readonly claimed_by: string | null;
}

export interface WireSlot {
  readonly mid: string;
  readonly participant: string;
  readonly source: Source | 'screen-audio';
  readonly gain: number;
}

/** A connection that the server offers, and what helps to make it. */
export interface Offered {
  readonly offer: string;
  /** TURN servers, with credentials for this connection alone. */
  readonly ice_servers?: readonly WireIceServer[];
}

export interface WireIceServer {
  readonly urls: string[];
  readonly username: string;
  readonly credential: string;
}

export interface WelcomeMessage extends Offered {
  readonly type: 'welcome';
  readonly protocol: number;
  readonly room: {readonly id: string; readonly name: string};
  readonly role: Role;
  readonly name: string | null;
  readonly capacity: number;
  readonly resume: string;
  /** The server's clock, in seconds since 1970. */
  readonly now?: number;
  readonly norms: {readonly version: number; readonly text: string; readonly agreed: boolean} | null;
}

export interface StateMessage extends WireBreakouts, WireConsents {
  readonly type: 'state';
  readonly phase: 'lobby' | 'joined';
  readonly self: string;
  readonly participants: readonly WireParticipant[];
  readonly rooms: readonly WireRoom[];
  readonly lobby: readonly WireWaiting[];
  readonly hold: boolean;
  readonly locked: boolean;
  /** For facilitators only. */
  readonly lobby_on?: boolean;
  /** For facilitators only. */
  readonly link_changed?: boolean;
  readonly chat_mode: ChatMode;
  /** Open requests, oldest first: all of them for facilitators, for everyone else their own. */
  readonly help: readonly WireHelp[];
  readonly norms: {readonly version: number; readonly agreed: boolean} | null;
  /** Facilitators only. */
  readonly unjournalled?: boolean;
  readonly recording: {readonly state: RecordingPhase; readonly scope: string | null; readonly since: number | null};
  readonly slots: readonly WireSlot[];
}

export interface SpeakingMessage {
  readonly type: 'speaking';
  readonly participants: readonly string[];
}

/** Someone else acted on a device of ours; `by` is null when it was done by way of the API. */
export interface ModeratedMessage {
  readonly type: 'muted' | 'camera_stopped' | 'asked_to_unmute';
  readonly by: string | null;
}

/** What someone wrote: as it happens, or again after a return. */
export interface ChatMessage {
  readonly type: 'message';
  readonly id: string;
  readonly from: string;
  /** Of whoever wrote it, when they did: they may be gone when it is read again. */
  readonly name: string;
  readonly role: Role;
  readonly to: To;
  readonly text: string;
  readonly at: number;
  /** Of a broadcast that is for some rooms only. */
  readonly rooms?: readonly string[];
}

export interface ReactionMessage {
  readonly type: 'reaction';
  readonly participant: string;
  readonly name: ReactionName;
}

/** Facilitators only. */
export interface HelpWordMessage {
  readonly type: 'help_word';
  readonly participant: string;
  readonly word: string;
}

export interface DeviceCodeMessage {
  readonly type: 'device_code';
  readonly code: string;
  readonly expires_at: number;
}

/** Whose network loses much, among those we see. */
export interface NetworkMessage {
  readonly type: 'network';
  readonly weak: readonly string[];
}

/** Facilitators only. */
export interface ClientLinkMessage {
  readonly type: 'client_link';
  readonly key: string;
}

export interface ReceiptMessage {
  readonly type: 'receipt';
  readonly kind: 'norms';
  readonly version: number;
  /** SHA-256 in hex. */
  readonly text_hash: string;
  readonly agreed_at: number;
}

export interface EndedMessage {
  readonly type: 'ended';
  readonly reason: EndReason;
}

/** What the server says of its own accord. A newer server may say more: the rest is passed over. */
export type ServerMessage =
  | WelcomeMessage
  | StateMessage
  | SpeakingMessage
  | NetworkMessage
  | ModeratedMessage
  | ChatMessage
  | ReactionMessage
  | HelpWordMessage
  | DeviceCodeMessage
  | ClientLinkMessage
  | ReceiptMessage
  | ReceiptsMessage
  | DealtMessage
  | BellMessage
  | EndedMessage;

/** The one answer to a message that had an `id`. */
export type AnswerMessage =
  | {readonly type: 'done'; readonly id: number}
  | {
      readonly type: 'error';
      readonly id?: number;
      readonly code: string;
      readonly message: string;
      readonly colliding?: readonly WireCollision[];
    };

export interface Tile {
  readonly participant: string;
  readonly source: 'camera' | 'screen';
  /** In device pixels. */
  readonly height: number;
}

/** What a browser may ask. */
export type Request =
  | {readonly type: 'hello'; readonly token: string; readonly seat?: string}
  | {readonly type: 'hello'; readonly resume: string; readonly seat?: string}
  | {readonly type: 'hello'; readonly code: string}
  | {readonly type: 'answer'; readonly sdp: string}
  | {
      readonly type: 'join';
      readonly name: string;
      readonly private_name?: string;
      readonly microphone: boolean;
      readonly camera: boolean;
    }
  | {readonly type: 'publish'; readonly microphone?: boolean; readonly camera?: boolean; readonly screen?: boolean}
  | {readonly type: 'layout'; readonly tiles: readonly Tile[]}
  | {readonly type: 'echo' | 'raise_hand' | 'step_away' | 'lock' | 'lobby'; readonly on: boolean}
  | {readonly type: 'react'; readonly name: ReactionName}
  | {readonly type: 'say'; readonly text: string; readonly to: To; readonly rooms?: readonly string[]}
  | BreakoutRequest
  | ConsentRequest
  | {readonly type: 'chat_mode'; readonly mode: ChatMode}
  | {readonly type: 'ask_for_help'; readonly quiet: boolean; readonly word?: string}
  | {readonly type: 'agree_norms'; readonly version: number}
  | {readonly type: 'admit' | 'refuse' | 'remove' | 'ban' | 'mute' | 'stop_camera' | 'ask_to_unmute'; readonly participant: string}
  | {readonly type: 'claim_help'; readonly participant: string}
  | {readonly type: 'lower_hand' | 'end_help'; readonly participant?: string}
  | {readonly type: 'admit_all' | 'mute_all' | 'device_code' | 'client_link' | 'leave' | 'end_session'};

/** Settles when the server has carried it out; rejects with a RoomError when it refuses. */
export type Ask = (request: Request) => Promise<void>;
