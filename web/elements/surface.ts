/** What of the room's interface is open, for this person alone: nothing of it is known to the server. */

import type {RoomState, Waiting} from '../client/state.ts';

export type Panel = 'people' | 'keys';

export class Surface {
  panel: Panel | null = null;
  /** The person whose actions are open in the panel. */
  chosen: string | null = null;
  /** The person about to be removed, while we ask once more. */
  removing: string | null = null;
  /** A facilitator has pressed Leave and is asked what to leave. */
  leaving = false;
  selfHidden = false;
  recordingOpen = false;
  /** The participant whose tile Tab reaches. */
  reachable: string | null = null;
  /** Lobby requests that were put off: they wait in the panel. */
  readonly #later = new Set<string>();

  toggle(panel: Panel): void {
    this.panel = this.panel === panel ? null : panel;
    this.choose(null);
  }

  /** Open the actions of one person; null: close them. */
  choose(id: string | null): void {
    this.chosen = id;
    this.removing = null;
    if (id !== null) this.panel = 'people';
  }

  /** Close what was opened last. False: there was nothing. */
  closeTopmost(): boolean {
    if (this.leaving) this.leaving = false;
    else if (this.removing !== null) this.removing = null;
    else if (this.chosen !== null) this.chosen = null;
    else if (this.panel !== null) this.panel = null;
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

  /** Forget whoever is no longer here. */
  follow(state: RoomState): void {
    const here = new Set(state.participants.map(({id}) => id));
    if (this.chosen !== null && !here.has(this.chosen)) this.choose(null);
    if (this.reachable !== null && !here.has(this.reachable)) this.reachable = null;
  }
}
