/** Above the circle: one's part with its cue, or the rooms one may choose. */

import {html, nothing, type TemplateResult} from 'lit';

import type {Part, RoomState} from '../client/state.ts';
import {doorIcon} from './icons.ts';
import {facilitates, self} from './people.ts';
import {roomName} from './room-name.ts';
import {choosable} from './whereabouts.ts';
import type {Words} from './words.ts';

export interface AboveView {
  readonly state: RoomState;
  readonly words: Words;
  readonly choose: (room: string) => void;
}

export function above(view: AboveView): TemplateResult | typeof nothing {
  const {state} = view;
  const part = self(state)?.part ?? null;
  const rooms = !facilitates(state) && choosable(state).length > 0;
  if (part === null && !rooms) return nothing;
  return html`<div class="above">${part === null ? nothing : cue(part, view)} ${rooms ? choice(view) : nothing}</div>`;
}

/** The sign of a part, which everybody in the room sees beside the name. */
export function partSign(part: Part, words: Words): TemplateResult {
  return html`<span class="part">${words.say(`part-${part}-short`)}</span>`;
}

function cue(part: Part, {state, words}: AboveView): TemplateResult {
  const text = state.cues?.[part] ?? '';
  return html`<section class="cue" aria-label=${words.say('cue-card')}>
    <p class="role">${partSign(part, words)}${words.say(`part-${part}`)}</p>
    ${text ? html`<p class="serif"><bdi>${text}</bdi></p>` : nothing}
  </section>`;
}

function choice({state, words, choose}: AboveView): TemplateResult {
  return html`<section class="choices" aria-label=${words.say('choose-room')}>
    <h2>${words.say('choose-room')}</h2>
    <ul role="list">
      ${choosable(state).map(
        (room) =>
          html`<li>
            <button class="btn line" data-room=${room.id} @click=${() => choose(room.id)}>
              ${doorIcon}<span><bdi>${roomName(room, words)}</bdi>${room.people === null ? nothing : html`<small>${room.people === 0 ? words.say('plan-empty') : words.say('people-count', {count: room.people})}</small>`}</span>
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
