/** What one does about breakouts: facilitators split, move and merge; everyone chooses a room where rooms are to be chosen. */

import type {BreakoutRequest, DealtMessage, Part, WireDeal, WirePlannedRoom} from './breakout-messages.ts';
import type {Ear} from './breakout-state.ts';
import {RoomError} from './errors.ts';

/** A room of a split: one that is open by its `id`, or a new one. */
export interface PlannedRoom {
  readonly id?: string;
  readonly name?: string;
  /** Who is to be in it; whoever is named nowhere stays where they are, or goes where their room merges. */
  readonly participants?: readonly string[];
  /** Rooms within this one. */
  readonly rooms?: readonly PlannedRoom[];
}

/** The whole tree below the main room: open rooms that are not in it merge. */
export interface Split {
  readonly rooms: readonly PlannedRoom[];
  /** Seconds until all merge by themselves; without it they stay open. */
  readonly closesIn?: number;
  /** Clients go by themselves to the room they like. */
  readonly choice?: boolean;
}

/** How people are to be dealt: into `count` rooms, or into rooms of `size`. */
export interface DealWishes {
  readonly count?: number;
  readonly size?: number;
  /** Deal the people of this room; those of the main room unless said otherwise. */
  readonly room?: string;
  readonly apart?: readonly (readonly [string, string])[];
  readonly together?: readonly (readonly string[])[];
  /** Someone to lead each room: a facilitator, or one of the `steady`. */
  readonly lead?: 'facilitator' | 'steady';
  readonly steady?: readonly string[];
  /** Do not pair people who were together lately; true unless said otherwise. */
  readonly avoidRepeats?: boolean;
}

/** A proposal: nobody is moved by it. Hand it to `split`. */
export interface Deal {
  readonly rooms: readonly {readonly participants: readonly string[]}[];
  /** Pairs that meet again. */
  readonly repeats: readonly (readonly [string, string])[];
  /** As few as can be. */
  readonly minimum: number;
  /** `minimum` is proven, and met. */
  readonly exact: boolean;
}

export interface RolePlay {
  /** By participant. */
  readonly parts: Readonly<Record<string, Part>>;
  /** What each part is to do. */
  readonly cues?: Readonly<Partial<Record<Part, string>>>;
}

export class Breakouts {
  readonly #ask: (request: BreakoutRequest) => Promise<void>;
  #dealt: Deal | null = null;

  constructor(ask: (request: BreakoutRequest) => Promise<void>) {
    this.#ask = ask;
  }

  /** Open breakouts, or change the plan of those that are open. Rejects with 'bad-plan' and why. */
  readonly split = async ({rooms, closesIn, choice}: Split): Promise<void> => {
    await this.#ask({
      type: 'split',
      rooms: rooms.map(planned),
      ...(closesIn !== undefined && {closes_in: closesIn}),
      ...(choice !== undefined && {choice}),
    });
  };

  /** Propose who goes with whom. Rejects with 'rules-collide': `error.colliding` says which rules of whom. */
  readonly deal = async (wishes: DealWishes): Promise<Deal> => {
    this.#dealt = null;
    await this.#ask({type: 'deal', ...wished(wishes)});
    // It came just before the answer.
    if (!this.#dealt) throw new RoomError('disconnected', 'The proposal did not arrive: ask for another one.');
    return this.#dealt;
  };

  readonly move = async (participant: string, room: string): Promise<void> => {
    await this.#ask({type: 'move', participant, room});
  };

  /** Each takes the other's place. */
  readonly exchange = async (participant: string, other: string): Promise<void> => {
    await this.#ask({type: 'exchange', participant, with: other});
  };

  /** Bring everyone back, or those of one room; `in` so many seconds instead of now. */
  readonly merge = async (options: {readonly in?: number; readonly room?: string} = {}): Promise<void> => {
    const {in: within, room} = options;
    await this.#ask({type: 'merge', ...(room !== undefined && {room}), ...(within !== undefined && {in: within})});
  };

  readonly mergeInto = async (room: string, into: string): Promise<void> => {
    await this.#ask({type: 'merge_into', room, into});
  };

  /** More time for all rooms, or for one. */
  readonly extend = async (seconds: number, room?: string): Promise<void> => {
    await this.#ask({type: 'extend', seconds, ...(room !== undefined && {room})});
  };

  /** Go to a room oneself. */
  readonly hop = async (room: string): Promise<void> => {
    await this.#ask({type: 'hop', room});
  };

  /** Clients, too, where `room.choice` says so. */
  readonly chooseRoom = async (room: string): Promise<void> => {
    await this.#ask({type: 'choose_room', room});
  };

  /** Where whoever comes late lands; null: in the main room. */
  readonly directNewcomers = async (room: string | null): Promise<void> => {
    await this.#ask({type: 'newcomers', room});
  };

  /** Hear and see these rooms from where one is, softly. Settles when their people have seen that one does. */
  readonly listen = async (rooms: readonly string[]): Promise<void> => {
    await this.#ask({type: 'listen', rooms});
  };

  /** Your page shows these ears now. Say so whenever it shows others: only then, or after a moment, does listening begin. */
  readonly earsSeen = async (ears: readonly Ear[]): Promise<void> => {
    await this.#ask({type: 'ears_seen', ears});
  };

  /** Speak into one room alone, not into one's own; null: no longer. */
  readonly whisper = async (room: string | null): Promise<void> => {
    await this.#ask({type: 'whisper', room});
  };

  /** Speak to one's own room and these; null: no longer. */
  readonly speakTo = async (rooms: readonly string[] | null): Promise<void> => {
    await this.#ask({type: 'speak_to', rooms});
  };

  /** Show one's screen to one's own room and these; null: no longer. */
  readonly showTo = async (rooms: readonly string[] | null): Promise<void> => {
    await this.#ask({type: 'show_to', rooms});
  };

  /** Take one person aside. Others see them as away, not why. `merge({room})` brings both back. */
  readonly sideRoom = async (participant: string): Promise<void> => {
    await this.#ask({type: 'side_room', participant});
  };

  readonly rolePlay = async ({parts, cues = {}}: RolePlay): Promise<void> => {
    await this.#ask({type: 'role_play', parts, cues});
  };

  /** In each room the parts go round. Everybody concerned gets the event 'bell'. */
  readonly swapParts = async (): Promise<void> => {
    await this.#ask({type: 'swap_parts'});
  };

  /** Keep the rooms as they are now, by a name. */
  readonly savePlan = async (name: string): Promise<void> => {
    await this.#ask({type: 'save_plan', name});
  };

  readonly forgetPlan = async (name: string): Promise<void> => {
    await this.#ask({type: 'forget_plan', name});
  };

  received({rooms, repeats, minimum, exact}: DealtMessage): void {
    this.#dealt = {rooms, repeats, minimum, exact};
  }
}

function planned({id, name, participants, rooms}: PlannedRoom): WirePlannedRoom {
  return {
    ...(id !== undefined && {id}),
    ...(name !== undefined && {name}),
    ...(participants !== undefined && {participants}),
    ...(rooms !== undefined && {rooms: rooms.map(planned)}),
  };
}

function wished({avoidRepeats, ...rest}: DealWishes): WireDeal {
  return {...rest, ...(avoidRepeats !== undefined && {avoid_repeats: avoidRepeats})};
}
