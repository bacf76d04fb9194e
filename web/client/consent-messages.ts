/** What of consent travels on the socket, in the words of docs/protocol.md. */

/** Which rooms: the main one, or all breakouts as one. */
export type Scope = 'main' | 'breakouts';
/** Whose microphones, cameras and screens; `teaching`: facilitators' alone. All must agree to either. */
export type Tracks = 'everyone' | 'teaching';
/** Who may watch: facilitators, who was there, members who missed it. */
export type Viewer = 'facilitators' | 'participants' | 'absent';
/** The three buttons; `later` leaves the question open and closes its sheet. */
export type Answer = 'given' | 'refused' | 'later';
/** How an ask came out, as everyone may know it: no name, no count, no reason. */
export type AskOutcome = 'given' | 'not-agreed' | 'called-off' | 'ended';
/** What of a recording is to be erased when a yes is taken back. */
export type Erase = 'none' | 'own' | 'all';

/** One question, with how this person stands to it. */
export interface WireConsent {
  readonly ask: string;
  /** null: it came by way of the API. */
  readonly by: string | null;
  readonly scope: Scope;
  readonly tracks: Tracks;
  readonly until: number | null;
  /** In days. */
  readonly retention: number;
  readonly viewers: readonly Viewer[];
  readonly wording: number;
  readonly digest: Uint8Array;
  readonly flag: 'given' | 'refused' | 'withdrawn' | null;
  readonly to_answer: boolean;
  readonly sheet_open: boolean;
  readonly may_withdraw: boolean;
  readonly outcome: AskOutcome | null;
  readonly settles_at: number;
}

/** How far the room's ledger goes, signed by the node. */
export interface WireCheckpoint {
  readonly id: Uint8Array;
  readonly size: number;
  readonly head: Uint8Array;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly signature: Uint8Array;
}

/** The fields of `state` that tell of consent beside `recording`. */
export interface WireConsents {
  readonly consents?: readonly WireConsent[];
  readonly ledger?: WireCheckpoint | null;
  /** Facilitators only: until when nobody may be asked again. */
  readonly ask_again_at?: Readonly<Partial<Record<Scope, number>>>;
}

/** What proves one's own part of the ledger, and the node's public key that it verifies by. */
export interface ReceiptsMessage {
  readonly type: 'receipts';
  readonly receipts: readonly Uint8Array[];
  readonly key: Uint8Array;
}

/** What a browser may ask about consent; asking and stopping are for facilitators. */
export type ConsentRequest =
  | {readonly type: 'bind_key'; readonly key: Uint8Array}
  | {
      readonly type: 'ask_to_record';
      readonly scope: Scope;
      readonly tracks?: Tracks;
      readonly until?: number;
      readonly retention?: number;
      readonly viewers?: readonly Viewer[];
    }
  | {readonly type: 'stop_recording'; readonly scope: Scope}
  | {
      readonly type: 'answer_consent';
      readonly ask: string;
      readonly answer: Answer;
      readonly digest?: Uint8Array;
      readonly signature?: Uint8Array;
    }
  | {readonly type: 'withdraw_consent'; readonly scope: Scope; readonly erase: Erase}
  | {readonly type: 'ask_receipts'};
