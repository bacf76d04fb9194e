/** The facilitator's board: all rooms at a glance, and beside them what concerns all of them. */

import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import {reach} from './board-reach.ts';
import {rolePlay} from './board-role-play.ts';
import {boardTime} from './board-time.ts';
import {drop, out, over} from './drag.ts';
import {helpCards} from './help-cards.ts';
import {plusIcon} from './icons.ts';
import {breakoutsOf} from './plan-tree.ts';
import {people, roomCard} from './room-card.ts';
import {roomName} from './room-name.ts';
import type {Stay} from './stay.ts';
import {mainRoom, peopleIn} from './whereabouts.ts';
import type {Words} from './words.ts';

export function boardView(stay: Stay, words: Words): TemplateResult {
  const {state, board} = stay;
  const rooms = breakoutsOf(state);
  return html`<main class="board" part="circle" aria-label=${words.say('board')}>
    <header class="head">
      <h2 tabindex="-1" data-landing>${words.say('board-title', {count: rooms.length})}</h2>
      <p class="hintline">${words.say('board-hint')}</p>
      <button class="btn small" data-act="add-room" @click=${board.addRoom}>${plusIcon}${words.say('board-add')}</button>
    </header>
    <ul class="roomcards" role="list" aria-label=${words.say('board')}>
      ${repeat(
        rooms,
        ({id}) => id,
        (room) => roomCard(room, stay, words),
      )}
    </ul>
    <div class="beside">
      ${boardTime(stay, words)} ${asking(stay, words)} ${reach(stay, words)} ${inMain(stay, words)} ${rolePlay(stay, words)} ${keep(stay, words)}
    </div>
  </main>`;
}

function asking({state, client, board, acts}: Stay, words: Words): TemplateResult | typeof nothing {
  if (state.help.length === 0) return nothing;
  return html`<section class="card">
    ${helpCards({words, state, now: client.now(), claim: board.goTo, done: (id) => acts.ask(client.endHelp(id))})}
  </section>`;
}

/** Those who are not in any breakout; whoever is dropped here comes back. */
function inMain(stay: Stay, words: Words): TemplateResult | typeof nothing {
  const {state, board, client, acts} = stay;
  const main = mainRoom(state);
  if (!main) return nothing;
  const inside = peopleIn(state, main.id);
  return html`<section class="card mainroom" @dragover=${over} @dragleave=${out} @drop=${(event: DragEvent) => drop(event, (person) => board.move(person, main.id))}>
    <h3>${words.say('board-main')}</h3>
    ${inside.length > 0 ? people(inside, stay, words, words.say('board-main')) : html`<p class="help">${words.say('board-empty')}</p>`}
    <label class="fieldline"><span>${words.say('board-late')}</span>
      <select
        data-field="newcomers"
        @change=${(event: Event) => acts.ask(client.directNewcomers((event.target as HTMLSelectElement).value || null))}
      >
        <option value="" .selected=${state.newcomers === null}>${words.say('board-main')}</option>
        ${breakoutsOf(state)
          .filter(({side}) => !side)
          .map((room) => html`<option value=${room.id} .selected=${state.newcomers === room.id}>${roomName(room, words)}</option>`)}
      </select>
    </label>
  </section>`;
}

const LONGEST_NAME = 60; // characters

/** A split that was good can be had again. */
function keep({client, acts, state}: Stay, words: Words): TemplateResult {
  return html`<details class="card">
    <summary>${words.say('plan-keep')}</summary>
    <form
      class="sayline"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const field = (event.currentTarget as HTMLFormElement).querySelector('input');
        if (field?.value.trim()) acts.ask(client.savePlan(field.value.trim()));
        if (field) field.value = '';
      }}
    >
      <input data-field="plan" autocomplete="off" maxlength=${LONGEST_NAME} aria-label=${words.say('plan-name')} placeholder=${words.say('plan-name')} />
      <button class="btn small">${words.say('plan-save')}</button>
    </form>
    ${state.plans.length > 0 ? html`<p class="help">${words.say('plan-kept', {names: words.names(state.plans.map(({name}) => name))})}</p>` : nothing}
  </details>`;
}
