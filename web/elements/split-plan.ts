/** Who would go with whom: the plan as it stands, how good it is, and why there is none. People are moved in it by hand. */

import {html, nothing, type TemplateResult} from 'lit';

import type {Participant} from '../client/state.ts';
import {drop, out, over} from './drag.ts';
import {shuffleIcon} from './icons.ts';
import {nameOf} from './people.ts';
import {chips, type Place, placesMenu} from './person-chip.ts';
import type {Stay} from './stay.ts';
import {namesOf} from './whereabouts.ts';
import type {Words} from './words.ts';

const STAY = ''; // The room of those who are not placed.

export function splitPlan(stay: Stay, words: Words): TemplateResult {
  const {draft} = stay.board;
  const drawn = draft.manner === 'size' || draft.manner === 'count';
  return html`<section class="plan ${draft.busy === 'dealing' ? 'waiting' : ''}" aria-label=${words.say('plan')}>
    <header>
      <h3>${words.say('plan-rooms', {count: draft.rooms.length})}</h3>
      ${drawn ? html`<button type="button" class="btn small" data-act="draw" @click=${() => void draft.draw()}>${shuffleIcon}${words.say('plan-draw')}</button>` : nothing}
    </header>
    ${draft.manner === 'plan' ? saved(stay, words) : nothing} ${verdict(stay, words)}
    <ul class="planrooms" role="list">
      ${draft.rooms.map((inside, index) => room(inside, index, stay, words))}
    </ul>
    ${staying(stay, words)}
  </section>`;
}

function saved({state, board: {draft}, client, acts}: Stay, words: Words): TemplateResult {
  return html`<div class="wish">
    <label class="fieldline"><span>${words.say('plan-which')}</span>
      <select data-field="saved" @change=${(event: Event) => draft.open((event.target as HTMLSelectElement).value)}>
        ${state.plans.map(({name}) => html`<option value=${name} .selected=${draft.plan === name}>${name}</option>`)}
      </select>
    </label>
    ${draft.plan === null ? nothing : html`<button type="button" class="btn small" @click=${() => acts.ask(client.forgetPlan(draft.plan ?? ''))}>${words.say('plan-forget')}</button>`}
  </div>`;
}

/** With names, what stands in the way of a plan. */
export function obstacle({state, board: {draft}}: Stay, words: Words): TemplateResult | typeof nothing {
  const {trouble} = draft;
  if (!trouble) return nothing;
  return html`<div class="collides" role="status">
      <p>${words.say(TROUBLES[trouble.code] ?? 'plan-refused')}</p>
      ${
        trouble.colliding.length > 0
          ? html`<ul>
              ${trouble.colliding.map(({rule, participants}) => html`<li>${words.say(RULES[rule] ?? 'rule-other', {names: words.names(namesOf(state, participants))})}</li>`)}
            </ul>`
          : nothing
      }
    </div>`;
}

/** How good the plan is. */
function verdict({state, board: {draft}}: Stay, words: Words): TemplateResult | typeof nothing {
  const {deal, manner} = draft;
  if (manner === 'choice') return html`<p class="help" role="status">${words.say('plan-choice')}</p>`;
  if (!deal) return nothing;
  const {repeats} = deal;
  const who = repeats.map((pair) => words.names(pair.map((id) => nameOf(state, id))));
  return html`<p class="help" role="status">${words.say('plan-repeats', {count: repeats.length})}${repeats.length > 0 ? html` ${words.list(who)}. ${deal.exact ? words.say('plan-exact') : nothing}` : nothing}</p>`;
}

const TROUBLES: Readonly<Record<string, string>> = {
  'rules-collide': 'plan-collide',
  'bad-rules': 'plan-bad-rules',
  'no-deal-found': 'plan-not-found',
};

/** Rules by their names on the wire. */
const RULES: Readonly<Record<string, string>> = {
  apart: 'rule-apart',
  together: 'rule-together',
  placed: 'rule-placed',
  lead: 'rule-lead',
  rooms: 'rule-rooms',
  'rooms-of': 'rule-rooms',
};

function room(inside: readonly string[], index: number, stay: Stay, words: Words): TemplateResult {
  const {draft} = stay.board;
  const name = draft.names[index] || words.say('plan-room', {number: index + 1});
  return html`<li @dragover=${over} @dragleave=${out} @drop=${(event: DragEvent) => drop(event, (person) => draft.place(person, index))}>
    ${draft.manner === 'choice' ? naming(index, name, stay, words) : placed(inside, name, stay, words)}
  </li>`;
}

function placed(inside: readonly string[], name: string, stay: Stay, words: Words): TemplateResult {
  return html`<h4>${name}</h4>
    ${inside.length > 0 ? chipsOf(inside, name, stay, words) : html`<p class="help">${words.say('plan-empty')}</p>`}`;
}

const LONGEST = 60; // characters; the server takes no more

/** Whoever is to choose a room has to know what it is for. */
function naming(index: number, name: string, {board: {draft}}: Stay, words: Words): TemplateResult {
  return html`<input
    data-field="choice-name"
    autocomplete="off"
    maxlength=${LONGEST}
    aria-label=${words.say('plan-name-room', {number: index + 1})}
    placeholder=${name}
    .value=${draft.names[index] ?? ''}
    @change=${(event: Event) => draft.call(index, (event.target as HTMLInputElement).value)}
  />`;
}

/** Those who stay where they are. */
function staying(stay: Stay, words: Words): TemplateResult | typeof nothing {
  const {draft} = stay.board;
  if (draft.manner === 'choice' || draft.unplaced.length === 0) return nothing;
  return html`<div class="staying" @dragover=${over} @dragleave=${out} @drop=${(event: DragEvent) => drop(event, (person) => draft.place(person, null))}>
    <h4>${words.say('plan-stay')}</h4>
    ${chipsOf(draft.unplaced, words.say('plan-stay'), stay, words)}
  </div>`;
}

function chipsOf(ids: readonly string[], label: string, stay: Stay, words: Words): TemplateResult {
  const people = ids.flatMap((id) => stay.state.participants.find((each) => each.id === id) ?? []);
  return chips(people, label, stay, words, (person) => ({menu: () => menu(person, stay, words), dropped: null, live: false}));
}

function menu({id, name}: Participant, {state, board}: Stay, words: Words): TemplateResult {
  const {draft} = board;
  const places: readonly Place[] = draft.rooms.flatMap((inside, index) =>
    inside.includes(id)
      ? []
      : [{id: `${index}`, name: draft.names[index] || words.say('plan-room', {number: index + 1}), people: namesOf(state, inside)}],
  );
  const stay = draft.unplaced.includes(id) ? [] : [{id: STAY, name: words.say('plan-stay'), people: []}];
  const go = (place: string): void => {
    board.openPerson(id);
    draft.place(id, place === STAY ? null : Number(place));
  };
  return placesMenu(words.say('board-move', {name}), [...places, ...stay], go, words);
}
