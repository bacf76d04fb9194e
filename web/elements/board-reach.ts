/** What reaches one room, some, or all: words that are read at once, and one's voice. */

import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';

import {hornIcon, screenIcon, sendIcon} from './icons.ts';
import {sharesScreen} from './people.ts';
import {breakoutsOf} from './plan-tree.ts';
import {roomName} from './room-name.ts';
import type {Stay} from './stay.ts';
import {reached, shownTo} from './whereabouts.ts';
import type {Words} from './words.ts';

const LONGEST = 2000; // characters; the server takes no more

export function reach(stay: Stay, words: Words): TemplateResult {
  const {state, board, client, acts} = stay;
  const rooms = breakoutsOf(state).filter(({side}) => !side);
  const speaking = reached(state).length > 0;
  return html`<section class="card reach">
    <h3>${words.say('reach')}</h3>
    ${rooms.length > 1 ? whom(stay, words) : nothing}
    <form
      class="sayline"
      @submit=${(event: Event) => {
        event.preventDefault();
        board.send();
      }}
    >
      <input
        data-field="broadcast"
        autocomplete="off"
        maxlength=${LONGEST}
        aria-label=${words.say('reach-write')}
        placeholder=${words.say('reach-write')}
        .value=${live(board.text)}
        @input=${(event: Event) => board.write((event.target as HTMLInputElement).value)}
      />
      <button class="btn small" data-act="broadcast" aria-label=${words.say('reach-send')}>${sendIcon}</button>
    </form>
    <button
      class="btn small ${speaking ? 'chosen' : ''}"
      data-act="speak-to"
      aria-pressed=${speaking}
      aria-description=${words.say('reach-speak-help')}
      @click=${() => acts.ask(client.speakTo(speaking ? null : board.meant))}
    >
      ${hornIcon}${words.say(speaking ? 'reach-speaking' : 'reach-speak')}
    </button>
    ${sharesScreen(state) ? screenThere(stay, words) : nothing}
  </section>`;
}

/** Whoever shares a screen can show it in other rooms as well. */
function screenThere({state, board, client, acts}: Stay, words: Words): TemplateResult {
  const showing = shownTo(state).length > 0;
  return html`<button class="btn small ${showing ? 'chosen' : ''}" data-act="show-to" aria-pressed=${showing} @click=${() => acts.ask(client.showTo(showing ? null : board.meant))}>
    ${screenIcon}${words.say(showing ? 'reach-showing' : 'reach-show')}
  </button>`;
}

/** None picked means all. */
function whom({state, board}: Stay, words: Words): TemplateResult {
  return html`<div class="whomrooms" role="group" aria-label=${words.say('reach-whom')}>
    ${breakoutsOf(state)
      .filter(({side}) => !side)
      .map((room) => {
        const {id} = room;
        const picked = board.addressed.includes(id);
        return html`<button class="pill ${picked ? 'on' : ''}" data-address=${id} aria-pressed=${picked} @click=${() => board.address(id)}><bdi>${roomName(room, words)}</bdi></button>`;
      })}
    <span class="help">${words.say('reach-count', {count: board.meant.length})}</span>
  </div>`;
}
