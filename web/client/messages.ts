/** What travels on the socket, in the words of docs/protocol.md. */

export type Role = 'facilitator' | 'client' | 'observer';
export type Source = 'microphone' | 'camera' | 'screen';
export type RecordingPhase = 'off' | 'asking' | 'on' | 'paused' | 'ended';
export type EndReason = 'left' | 'removed' | 'refused' | 'banned' | 'session-ended' | 'elsewhere' | 'lapsed';

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
}

export interface WireWaiting {
  readonly id: string;
  readonly name: string;
  readonly private_name: string | null;
  readonly role: Role;
}

export interface WireSlot {
  readonly mid: string;
  readonly participant: string;
  readonly source: Source | 'screen-audio';
  readonly gain: number;
}

export interface WelcomeMessage {
  readonly type: 'welcome';
  readonly protocol: number;
  readonly room: {readonly id: string; readonly name: string};
  readonly role: Role;
  readonly name: string | null;
  readonly capacity: number;
  readonly offer: string;
  readonly resume: string;
}

export interface StateMessage {
  readonly type: 'state';
  readonly phase: 'lobby' | 'joined';
  readonly self: string;
  readonly participants: readonly WireParticipant[];
  readonly rooms: readonly {readonly id: string; readonly name: string; readonly closes_at: number | null}[];
  readonly lobby: readonly WireWaiting[];
  readonly hold: boolean;
  readonly locked: boolean;
  /** For facilitators only. */
  readonly lobby_on?: boolean;
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

export interface EndedMessage {
  readonly type: 'ended';
  readonly reason: EndReason;
}

/** What the server says of its own accord. A newer server may say more: the rest is passed over. */
export type ServerMessage = WelcomeMessage | StateMessage | SpeakingMessage | ModeratedMessage | EndedMessage;

/** The one answer to a message that had an `id`. */
export type AnswerMessage =
  | {readonly type: 'done'; readonly id: number}
  | {readonly type: 'error'; readonly id?: number; readonly code: string; readonly message: string};

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
  | {readonly type: 'admit' | 'refuse' | 'remove' | 'mute'; readonly participant: string}
  | {readonly type: 'leave' | 'end_session'};
