/** What of the board is open, and what a facilitator does on it: with people, with rooms, and with all of them at once. */

import type {Part, RoomState} from '../client/state.ts';
import {nameOf} from './people.ts';
import {breakoutsOf, renamed, withRooms} from './plan-tree.ts';
import type {Setting} from './setting.ts';
import {SplitDraft} from './split-draft.ts';
import {listenedTo, mainRoom, peopleIn, roomById} from './whereabouts.ts';
import type {Values} from './words.ts';

const QUIET = 8_000; // milliseconds without a voice after which a room is quiet: shorter is a pause to think
const LANDING = '[part="circle"] [data-landing]';
const PARTS: readonly Part[] = ['a', 'b', 'coach'];

export class Board {
  readonly draft: SplitDraft;
  /** The person whose menu is open, and whether it asks whom to exchange them with. */
  person: string | null = null;
  exchanging = false;
  /** The room whose menu is open. */
  card: string | null = null;
  /** The rooms that are addressed; none: all of them. */
  addressed: readonly string[] = [];
  text = '';
  readonly cues: Record<Part, string> = {a: '', b: '', coach: ''};
  readonly #set: Setting;
  readonly #ask: (request: Promise<unknown>) => void;
  readonly #voices = new Map<string, number>();
  #quiet: ReturnType<typeof setTimeout> | undefined;

  /** `ask` says calmly what was refused. */
  constructor(setting: Setting, ask: (request: Promise<unknown>) => void, signal: AbortSignal) {
    this.#set = setting;
    this.#ask = ask;
    this.draft = new SplitDraft(setting.client, setting.changed);
    setting.client.addEventListener('change', () => this.#listen(setting.client.state), {signal});
    signal.addEventListener('abort', () => clearTimeout(this.#quiet));
  }

  get #state(): RoomState {
    return this.#set.client.state;
  }

  /** Whether somebody has spoken in a room lately. */
  talks(room: string): boolean {
    return performance.now() - (this.#voices.get(room) ?? -Infinity) < QUIET;
  }

  /** Show all rooms, or the circle again. */
  readonly toggle = (): void => {
    const {surface, changed, focus} = this.#set;
    surface.stage = surface.stage === 'board' ? 'circle' : 'board';
    focus(LANDING);
    changed();
  };

  /** Show the board, and focus what the selector finds there. */
  readonly leadTo = (selector: string): void => {
    const {surface, changed, focus} = this.#set;
    surface.stage = 'board';
    focus(selector);
    changed();
  };

  /** Think of a split; null: of the room one is in. */
  readonly plan = (within: string | null): void => {
    const {surface, focus} = this.#set;
    surface.stage = 'split';
    this.draft.begin(within);
    focus(LANDING);
  };

  readonly leavePlan = (): void => {
    const {surface, changed, focus} = this.#set;
    surface.stage = breakoutsOf(this.#state).length > 0 ? 'board' : 'circle';
    focus('[data-control="rooms"], [data-control="split"], [data-control="more"]');
    changed();
  };

  readonly split = async (): Promise<void> => {
    if (await this.draft.split()) this.leadTo(LANDING);
  };

  /** One click. What stands in its way is said where it can be mended. */
  readonly pairs = async (): Promise<void> => {
    if (await this.draft.pairs()) this.leadTo(LANDING);
    else this.#set.surface.stage = 'split';
    this.#set.changed();
  };

  readonly openPerson = (id: string | null): void => {
    this.person = this.person === id ? null : id;
    this.exchanging = false;
    this.#set.changed();
  };

  readonly askExchange = (): void => {
    this.exchanging = true;
    this.#set.changed();
    this.#set.focus('[data-exchange]');
  };

  readonly openCard = (id: string): void => {
    this.card = this.card === id ? null : id;
    this.#set.changed();
  };

  readonly move = (person: string, room: string): void => {
    const {client} = this.#set;
    const target = roomById(this.#state, room);
    const values = {name: nameOf(this.#state, person), room: target?.name ?? ''};
    this.#closePerson();
    this.#ask(client.move(person, room).then(() => this.#moved(person, 'said-moved', values)));
  };

  readonly exchange = (person: string, other: string): void => {
    const {client} = this.#set;
    const values = {name: nameOf(this.#state, person), other: nameOf(this.#state, other)};
    this.#closePerson();
    this.#ask(client.exchange(person, other).then(() => this.#moved(person, 'said-exchanged', values)));
  };

  readonly takeAside = (person: string): void => {
    const {client, surface} = this.#set;
    this.person = null;
    this.#ask(client.sideRoom(person).then(() => (surface.stage = 'circle')));
  };

  /** Go to a room, and see who is there. */
  readonly hop = (room: string): void => {
    const {client, surface} = this.#set;
    this.#ask(client.hop(room).then(() => (surface.stage = 'circle')));
  };

  /** See to a request for help, where it was made. */
  readonly goTo = (person: string): void => {
    const {client} = this.#set;
    const room = this.#state.participants.find(({id}) => id === person)?.room;
    const elsewhere = room !== undefined && room !== this.#state.participants.find(({id}) => id === this.#state.self)?.room;
    this.#ask(client.claimHelp(person).then(() => elsewhere && this.hop(room)));
  };

  readonly toggleListening = (room: string): void => {
    const heard = listenedTo(this.#state);
    this.#ask(this.#set.client.listen(heard.includes(room) ? heard.filter((each) => each !== room) : [...heard, room]));
  };

  readonly rename = (room: string, name: string): void => {
    if (name.trim() === '' || name === roomById(this.#state, room)?.name) return;
    this.#ask(this.#set.client.split({rooms: renamed(this.#state, room, name.trim())}));
  };

  readonly addRoom = (): void => this.#ask(this.#set.client.split({rooms: withRooms(this.#state, null, [{}])}));

  readonly address = (room: string): void => {
    this.addressed = this.addressed.includes(room) ? this.addressed.filter((each) => each !== room) : [...this.addressed, room];
    this.#set.changed();
  };

  /** The rooms that are meant: those that were picked and are still open, or all. */
  get meant(): readonly string[] {
    const open = breakoutsOf(this.#state).map(({id}) => id);
    const picked = open.filter((id) => this.addressed.includes(id));
    return picked.length > 0 ? picked : open;
  }

  readonly write = (text: string): void => {
    this.text = text;
    this.#set.changed();
  };

  readonly send = (): void => {
    const text = this.text.trim();
    if (text === '') return;
    const {client, changed, tell} = this.#set;
    const some = this.meant.length < breakoutsOf(this.#state).length;
    this.#ask(
      client.broadcast(text, some ? this.meant : undefined).then(() => {
        this.text = '';
        tell([{region: 'status', id: 'said-broadcast', values: {count: this.meant.length}}]);
        changed();
      }),
    );
  };

  /** A, B and coach by the order of seats, in each room; facilitators play no part. */
  readonly giveParts = (): void => {
    const parts: Record<string, Part> = {};
    for (const {id} of breakoutsOf(this.#state)) {
      const players = peopleIn(this.#state, id).filter(({role}) => role === 'client');
      for (const [index, player] of players.entries()) parts[player.id] = PARTS[index] ?? 'coach';
    }
    const cues = Object.fromEntries(Object.entries(this.cues).filter(([, cue]) => cue.trim() !== ''));
    this.#ask(this.#set.client.rolePlay({parts, cues}));
  };

  /** The main room for those who are to be brought back. */
  get main(): string | null {
    return mainRoom(this.#state)?.id ?? null;
  }

  #closePerson(): void {
    this.person = null;
    this.#set.changed();
  }

  /** The focus stays with the person, wherever they are now. */
  #moved(person: string, id: string, values: Values): void {
    this.#set.tell([{region: 'status', id, values}]);
    this.#set.focus(`[data-chip="${CSS.escape(person)}"]`);
  }

  #listen({participants}: RoomState): void {
    const now = performance.now();
    let heard = false;
    for (const {room, speaking} of participants) {
      if (speaking) this.#voices.set(room, now);
      heard ||= speaking;
    }
    if (!heard || this.#set.surface.stage !== 'board') return;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#set.changed(), QUIET);
  }
}
