/** What of breakouts travels on the socket, in the words of docs/protocol.md. */

/** One's part in a role play: who asks, who answers, who watches. */
export type Part = 'a' | 'b' | 'coach';

export interface WireRoom {
  readonly id: string;
  readonly name: string;
  readonly parent?: string | null;
  readonly closes_at: number | null;
  readonly side?: boolean;
  readonly choice?: boolean;
  readonly people?: number | null;
}

/** A facilitator who can hear a room, be they anywhere. */
export interface WireEar {
  readonly participant: string;
  readonly room: string;
}

export interface WirePlan {
  readonly name: string;
  readonly rooms: readonly {readonly name: string; readonly participants: readonly string[]}[];
}

/** The fields of `state` that tell of breakouts beside `rooms`. */
export interface WireBreakouts {
  readonly ears?: readonly WireEar[];
  readonly cues?: Readonly<Partial<Record<Part, string>>> | null;
  readonly were_together?: readonly (readonly string[])[];
  /** Facilitators only, as all below. */
  readonly newcomers?: string | null;
  readonly plans?: readonly WirePlan[];
}

/** What came of `deal`; its `done` follows. */
export interface DealtMessage {
  readonly type: 'dealt';
  readonly id?: number;
  readonly rooms: readonly {readonly participants: readonly string[]}[];
  readonly repeats: readonly (readonly [string, string])[];
  readonly minimum: number;
  readonly exact: boolean;
}

/** The parts were swapped. */
export interface BellMessage {
  readonly type: 'bell';
}

/** One rule of a deal that cannot hold beside another. */
export interface WireCollision {
  readonly rule: string;
  readonly participants: readonly string[];
}

/** A room of a split: one that is open by its `id`, or a new one. Its `rooms` lie within it. */
export interface WirePlannedRoom {
  readonly id?: string;
  readonly name?: string;
  readonly participants?: readonly string[];
  readonly rooms?: readonly WirePlannedRoom[];
}

export interface WireDeal {
  readonly count?: number;
  readonly size?: number;
  readonly room?: string;
  readonly apart?: readonly (readonly [string, string])[];
  readonly together?: readonly (readonly string[])[];
  readonly lead?: 'facilitator' | 'steady';
  readonly steady?: readonly string[];
  readonly avoid_repeats?: boolean;
}

/** What a browser may ask about breakouts; all but `choose_room` and `ears_seen` are for facilitators. */
export type BreakoutRequest =
  | {readonly type: 'split'; readonly rooms: readonly WirePlannedRoom[]; readonly closes_in?: number; readonly choice?: boolean}
  | ({readonly type: 'deal'} & WireDeal)
  | {readonly type: 'move'; readonly participant: string; readonly room: string}
  | {readonly type: 'exchange'; readonly participant: string; readonly with: string}
  | {readonly type: 'merge'; readonly room?: string; readonly in?: number}
  | {readonly type: 'merge_into'; readonly room: string; readonly into: string}
  | {readonly type: 'extend'; readonly seconds: number; readonly room?: string}
  | {readonly type: 'hop' | 'choose_room'; readonly room: string}
  | {readonly type: 'newcomers' | 'whisper'; readonly room: string | null}
  | {readonly type: 'listen'; readonly rooms: readonly string[]}
  | {readonly type: 'ears_seen'; readonly ears: readonly WireEar[]}
  | {readonly type: 'speak_to' | 'show_to'; readonly rooms: readonly string[] | null}
  | {readonly type: 'side_room'; readonly participant: string}
  | {
      readonly type: 'role_play';
      readonly parts: Readonly<Record<string, Part>>;
      readonly cues: Readonly<Partial<Record<Part, string>>>;
    }
  | {readonly type: 'swap_parts'}
  | {readonly type: 'save_plan' | 'forget_plan'; readonly name: string};
