/** What a person sees of breakouts: rooms, ears, parts, and who was with whom. */

import type {Part, WireBreakouts, WireRoom} from './breakout-messages.ts';

export type {Part} from './breakout-messages.ts';

/** The main room, which comes first, or a breakout. Clients are told their own room, those it lies in, and those they may choose. */
export interface Room {
  readonly id: string;
  readonly name: string;
  /** The room it was split from; null for the main room. */
  readonly parent: string | null;
  /** Seconds since 1970 by the server's clock, when it merges by itself; compare with `room.now()`. null: not by itself. */
  readonly closes_at: number | null;
  /** Someone was taken aside: nobody else is told more. */
  readonly side: boolean;
  /** People go there by themselves. */
  readonly choice: boolean;
  /** How many are inside; null: not told to this person. */
  readonly people: number | null;
}

/** A facilitator who can hear, and see, a room from outside. */
export interface Ear {
  readonly participant: string;
  readonly room: string;
}

/** A split that was saved by its name: those of its people who are here now. */
export interface Plan {
  readonly name: string;
  readonly rooms: readonly {readonly name: string; readonly participants: readonly string[]}[];
}

export interface BreakoutState {
  readonly rooms: readonly Room[];
  /** Shown in the rooms that are heard: facilitators are told all of them, everyone else those of their own room. */
  readonly ears: readonly Ear[];
  /** What each part of a role play is to do; null: none is played here. */
  readonly cues: Readonly<Partial<Record<Part, string>>> | null;
  /** For ten minutes after a merge: facilitators see every group, everyone else their own. */
  readonly wereTogether: readonly (readonly string[])[];
  /** Where whoever comes late lands; null: in the main room, or not told. */
  readonly newcomers: string | null;
  /** Splits that were saved, for facilitators. */
  readonly plans: readonly Plan[];
}

/** No breakouts, and none that were. */
export const UNSPLIT = {
  rooms: [],
  ears: [],
  cues: null,
  wereTogether: [],
  newcomers: null,
  plans: [],
} as const satisfies BreakoutState;

export function breakoutsSeen(said: WireBreakouts & {readonly rooms: readonly WireRoom[]}): BreakoutState {
  return {
    rooms: said.rooms.map(room),
    ears: (said.ears ?? []).map(({participant, room: heard}) => ({participant, room: heard})),
    cues: said.cues ? {...said.cues} : null,
    wereTogether: (said.were_together ?? []).map((group) => [...group]),
    newcomers: said.newcomers ?? null,
    plans: (said.plans ?? []).map(({name, rooms}) => ({
      name,
      rooms: rooms.map((each) => ({...each, participants: [...each.participants]})),
    })),
  };
}

function room({id, name, parent = null, closes_at, side = false, choice = false, people = null}: WireRoom): Room {
  return {id, name, parent, closes_at, side, choice, people};
}
