/**
 * The room, made ready while somebody still stands at its door.
 *
 * What a browser draws for the first time it has to learn: markup is parsed, code compiled, styles matched, letters measured. And
 * a video needs a while until it plays. Both are done here ahead, unseen, so that no face waits for them after the click.
 */

import {html, type ReactiveController, type ReactiveControllerHost, render, type TemplateResult} from 'lit';

import type {Participant} from '../client/state.ts';
import {lookAhead} from './picture.ts';
import {roomView, seats} from './room-view.ts';
import type {Stay} from './stay.ts';
import type {Words} from './words.ts';

const FIRST_FACES = 4; // videos: whoever sees a few faces at once sees the others come
const LATEST = 300; // milliseconds: a browser that is never idle, or that does not say, draws it all the same

/** Who stands there, before which room. */
export interface Door {
  readonly stay: Stay;
  readonly words: Words;
}

export class Rehearsal implements ReactiveController {
  readonly #root: () => ParentNode;
  readonly #door: () => Door | null;
  #isPlanned = false;

  /** `door` tells who stands there; null: nobody, or the server has not said yet what room it is. */
  constructor(host: ReactiveControllerHost, root: () => ParentNode, door: () => Door | null) {
    this.#root = root;
    this.#door = door;
    host.addController(this);
  }

  hostUpdated(): void {
    const door = this.#door();
    if (!door) return;
    for (const picture of door.stay.client.blankStreams.slice(0, FIRST_FACES)) lookAhead(picture);
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    whenIdle(() => this.#play());
  }

  #play(): void {
    const door = this.#door();
    if (door?.stay.state.phase !== 'idle') return; // On the way in it is too late for that.
    const stage = document.createElement('div');
    stage.className = 'frame rehearsal';
    stage.inert = true;
    this.#root().append(stage);
    render(scenery(door), stage);
    requestAnimationFrame(() => setTimeout(() => stage.remove())); // Once it has been laid out.
  }
}

/** The room as it is before anyone is seen in it, and a circle with one seat. */
function scenery({stay, words}: Door): TemplateResult {
  const taken = {...stay.state, self: SOMEBODY.id, participants: [SOMEBODY]};
  return html`${roomView(stay, words)} ${seats(stay, words, taken)}`;
}

const SOMEBODY: Participant = {
  id: 'somebody',
  name: 'A',
  privateName: null,
  role: 'client',
  seat: 0,
  room: '',
  part: null,
  microphone: false,
  camera: false,
  screen: false,
  hand: null,
  away: false,
  connection: 'here',
  speaking: false,
  speaksTo: [],
  showsTo: [],
};

function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, {timeout: LATEST});
  else setTimeout(act, LATEST);
}
