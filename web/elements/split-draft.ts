/** A split that is being thought of: how to deal, which wishes to heed, and who would go with whom. Nobody is moved before `split`. */

import type {Deal, DealWishes, PlannedRoom} from '../client/breakouts.ts';
import type {Collision, RoomError} from '../client/errors.ts';
import type {HoldspaceRoom} from '../client/room.ts';
import type {Participant} from '../client/state.ts';
import {self} from './people.ts';
import {withRooms} from './plan-tree.ts';
import {peopleIn} from './whereabouts.ts';

export type Manner = 'size' | 'count' | 'hand' | 'choice' | 'plan';
export type Lead = 'none' | 'facilitator' | 'steady';
export type Wish = 'apart' | 'together';

/** Why there is no plan: rules that collide, or another refusal by its code. */
export interface Trouble {
  readonly code: string;
  readonly colliding: readonly Collision[];
}

const PAIR = 2;
const LENGTH = 8; // minutes: two people, four questions each
const MOST_ROOMS = 50; // The server opens no more.
const MOST_MINUTES = 120;
const MINUTE = 60; // seconds

export class SplitDraft {
  manner: Manner = 'size';
  size = PAIR;
  count = 2;
  /** 0: until a facilitator merges. */
  minutes = LENGTH;
  avoidRepeats = true;
  lead: Lead = 'none';
  steady: readonly string[] = [];
  readonly wishes: Record<Wish, readonly (readonly [string, string])[]> = {apart: [], together: []};
  /** Who would be where; whoever is in none of them stays. */
  rooms: readonly (readonly string[])[] = [];
  names: readonly string[] = [];
  plan: string | null = null;
  deal: Deal | null = null;
  trouble: Trouble | null = null;
  busy: 'no' | 'dealing' | 'splitting' = 'no';
  /** The room to split; null: the one that the facilitator is in. */
  within: string | null = null;
  readonly #client: HoldspaceRoom;
  readonly #changed: () => void;
  #turn = 0;

  constructor(client: HoldspaceRoom, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  /** Begin to think of a split of this room. */
  begin(within: string | null): void {
    this.within = within;
    this.manner = 'size';
    this.plan = null;
    void this.draw();
  }

  /** Whose places are planned: those of the room, without who looks. */
  get people(): readonly Participant[] {
    const {state} = this.#client;
    const room = this.within ?? self(state)?.room;
    return room === undefined ? [] : peopleIn(state, room).filter(({id}) => id !== state.self);
  }

  /** Those who would stay. */
  get unplaced(): readonly string[] {
    const placed = new Set(this.rooms.flat());
    return this.people.map(({id}) => id).filter((id) => !placed.has(id));
  }

  readonly choose = (manner: Manner): void => {
    this.manner = manner;
    this.trouble = null;
    if (manner === 'size' || manner === 'count') void this.draw();
    else if (manner === 'hand') this.fill(this.rooms.length > 0 ? this.rooms : Array.from({length: this.count}, () => []));
    else if (manner === 'choice')
      this.fill(
        Array.from({length: this.count}, () => []),
        this.names.slice(0, this.count),
      );
    else this.open(this.plan ?? this.#client.state.plans[0]?.name ?? null);
  };

  readonly step = (what: 'size' | 'count' | 'minutes', by: 1 | -1): void => {
    const most = {size: Math.max(PAIR, this.people.length), count: MOST_ROOMS, minutes: MOST_MINUTES}[what];
    const least = {size: 1, count: 1, minutes: 0}[what];
    this[what] = Math.min(most, Math.max(least, this[what] + by));
    if (what === 'minutes') this.#changed();
    else if (this.manner === 'hand') this.fill(Array.from({length: this.count}, (_, index) => this.rooms[index] ?? []));
    else this.choose(this.manner);
  };

  readonly set = (wish: {readonly avoidRepeats?: boolean; readonly lead?: Lead; readonly steady?: readonly string[]}): void => {
    Object.assign(this, wish);
    void this.draw();
  };

  readonly wish = (wish: Wish, one: string, other: string): void => {
    if (one === '' || other === '' || one === other) return;
    this.wishes[wish] = [...this.wishes[wish].filter((pair) => !samePair(pair, [one, other])), [one, other]];
    void this.draw();
  };

  readonly unwish = (wish: Wish, pair: readonly [string, string]): void => {
    this.wishes[wish] = this.wishes[wish].filter((each) => !samePair(each, pair));
    void this.draw();
  };

  /** Use a saved plan. */
  readonly open = (name: string | null): void => {
    const plan = this.#client.state.plans.find((each) => each.name === name);
    this.plan = plan?.name ?? null;
    this.fill(
      plan?.rooms.map(({participants}) => participants) ?? [],
      plan?.rooms.map((room) => room.name),
    );
  };

  /** Call the room with that index so. */
  readonly call = (index: number, name: string): void => {
    this.names = this.rooms.map((_, at) => (at === index ? name.trim() : (this.names[at] ?? '')));
    this.#changed();
  };

  /** Put somebody into the room with that index; null: let them stay. From here on it is a plan by hand. */
  readonly place = (person: string, index: number | null): void => {
    const rooms = this.rooms.map((room, at) => [...room.filter((id) => id !== person), ...(at === index ? [person] : [])]);
    if (this.manner !== 'plan') this.manner = 'hand';
    this.count = rooms.length;
    this.fill(rooms, this.names);
  };

  /** Ask for a proposal. The newest counts. */
  readonly draw = async (): Promise<void> => {
    if (this.manner !== 'size' && this.manner !== 'count') return this.#changed();
    this.#turn += 1;
    const turn = this.#turn;
    this.busy = 'dealing';
    this.#changed();
    const [deal, trouble] = await this.#client.deal(this.asked()).then(
      (dealt) => [dealt, null] as const,
      (error: unknown) => [null, troubleOf(error)] as const,
    );
    if (turn !== this.#turn) return;
    this.busy = 'no';
    this.trouble = trouble;
    this.deal = deal;
    this.rooms = deal?.rooms.map(({participants}) => participants) ?? [];
    this.names = [];
    this.#changed();
  };

  /** What is asked of the server. */
  asked(): DealWishes {
    const {apart, together} = this.wishes;
    return {
      ...(this.manner === 'count' ? {count: this.count} : {size: this.size}),
      ...(this.within !== null && {room: this.within}),
      ...(apart.length > 0 && {apart}),
      ...(together.length > 0 && {together}),
      ...(this.lead !== 'none' && {lead: this.lead}),
      ...(this.lead === 'steady' && {steady: this.steady}),
      avoidRepeats: this.avoidRepeats,
    };
  }

  /** Whether it was done. */
  readonly split = async (): Promise<boolean> => {
    if (this.busy !== 'no' || this.rooms.length === 0) return false;
    this.busy = 'splitting';
    this.#changed();
    const planned = this.rooms.map((participants, index): PlannedRoom => {
      const name = this.names[index];
      return {participants, ...(name && {name})};
    });
    this.trouble = await this.#client
      .split({
        rooms: withRooms(this.#client.state, this.within, planned),
        ...(this.minutes > 0 && {closesIn: this.minutes * MINUTE}),
        ...(this.manner === 'choice' && {choice: true}),
      })
      .then(() => null, troubleOf);
    this.busy = 'no';
    this.#changed();
    return this.trouble === null;
  };

  /** Pairs for eight minutes, at once, as they have not been lately. */
  readonly pairs = async (): Promise<boolean> => {
    this.within = null;
    Object.assign(this, {manner: 'size', size: PAIR, minutes: LENGTH});
    await this.draw();
    return await this.split();
  };

  fill(rooms: readonly (readonly string[])[], names: readonly string[] = []): void {
    this.#turn += 1; // A proposal that is on its way comes too late.
    this.busy = 'no';
    this.deal = null;
    this.rooms = rooms;
    this.names = names;
    this.#changed();
  }
}

function troubleOf(error: unknown): Trouble {
  const {code = 'unreachable', colliding = []} = error as Partial<RoomError>;
  return {code, colliding};
}

function samePair([one, other]: readonly [string, string], [first, second]: readonly [string, string]): boolean {
  return (one === first && other === second) || (one === second && other === first);
}
