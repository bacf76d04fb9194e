/** What of the room's interface is open, for this person alone: nothing of it is known to the server. */

import type {HelpRequest, RoomState, Waiting} from '../client/state.ts';
import {screensOf} from './screens.ts';

export type Panel = 'people' | 'messages' | 'more' | 'keys' | 'device' | 'connection';

/** What stands in the bar: its controls, or a question in their place, so that no dialog lies over a face. */
export type BarFace = 'controls' | 'leaving' | 'reactions' | 'help';

/** What the room's own place shows: the circle, the board of all rooms, or what to split into. */
export type Scenery = 'circle' | 'board' | 'split';

/** What ends somebody's place, while we ask once more. */
export interface Parting {
  readonly act: 'remove' | 'ban';
  readonly id: string;
}

export class Surface {
  panel: Panel | null = null;
  bar: BarFace = 'controls';
  stage: Scenery = 'circle';
  /** The person whose actions are open in the panel. */
  chosen: string | null = null;
  parting: Parting | null = null;
  /** The person who is shown larger. */
  focused: string | null = null;
  /** The person whose screen is shown; null: the circle, whatever is shared. */
  screen: string | null = null;
  selfHidden = false;
  /** The recording state was opened from the header. */
  recordingOpen = false;
  /** The link that clients come by, while it is shown. */
  clientLink: string | null = null;
  /** Whose connection is looked at in particular. */
  connectionOf: string | null = null;
  /** Whether the lobby and quiet help may be heard. */
  sounds = true;
  /** The participant whose tile Tab reaches. */
  reachable: string | null = null;
  #shared: ReadonlySet<string> = new Set();
  /** Lobby requests that were put off: they wait in the panel. */
  readonly #later = new Set<string>();

  toggle(panel: Panel): void {
    this.panel = this.panel === panel ? null : panel;
    this.clientLink = null;
    this.connectionOf = null;
    this.choose(null);
  }

  /** Open the actions of one person; null: close them. */
  choose(id: string | null): void {
    this.chosen = id;
    this.parting = null;
    if (id !== null) this.panel = 'people';
  }

  /** Show one person larger; the same once more: show the circle. */
  focus(id: string | null): void {
    this.focused = this.focused === id ? null : id;
  }

  /** Show somebody's screen; the same once more: put it aside. */
  show(screen: string): void {
    this.screen = this.screen === screen ? null : screen;
  }

  /** Close what was opened last. False: there was nothing. */
  closeTopmost(): boolean {
    if (this.bar !== 'controls') this.bar = 'controls';
    else if (this.parting !== null) this.parting = null;
    else if (this.chosen !== null) this.chosen = null;
    else if (this.panel !== null) this.panel = null;
    else if (this.stage === 'split') this.stage = 'circle';
    else if (this.focused !== null) this.focused = null;
    else if (this.recordingOpen) this.recordingOpen = false;
    else return false;
    return true;
  }

  postpone(waiting: readonly Waiting[]): void {
    for (const {id} of waiting) this.#later.add(id);
  }

  /** The requests that dock in the header. */
  requests(state: RoomState): readonly Waiting[] {
    return state.lobby.filter(({id}) => !this.#later.has(id));
  }

  /** The first request for help that nobody sees to yet; for facilitators. */
  openHelp(state: RoomState): HelpRequest | null {
    if (state.role !== 'facilitator') return null;
    return state.help.find(({claimedBy}) => claimedBy === null) ?? null;
  }

  /** Forget whoever is no longer here. */
  follow(state: RoomState): void {
    const here = new Set(state.participants.map(({id}) => id));
    if (this.chosen !== null && !here.has(this.chosen)) this.choose(null);
    if (this.reachable !== null && !here.has(this.reachable)) this.reachable = null;
    if (this.focused !== null && !here.has(this.focused)) this.focused = null;
    this.#followScreens(screensOf(state).map(({id}) => id));
  }

  /** What is newly shared is what everybody looks at; after it, what is still there. */
  #followScreens(shared: readonly string[]): void {
    const fresh = shared.filter((id) => !this.#shared.has(id));
    this.#shared = new Set(shared);
    if (fresh.length > 0) this.screen = fresh.at(-1) ?? null;
    else if (this.screen !== null && !this.#shared.has(this.screen)) this.screen = shared.at(-1) ?? null;
  }
}
