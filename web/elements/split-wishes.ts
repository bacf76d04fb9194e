/** What a deal is to heed: who is kept apart or together, who leads, and whom one has met lately. Only facilitators see it. */

import {html, nothing, type TemplateResult} from 'lit';

import {closeIcon, eyeOffIcon, plusIcon} from './icons.ts';
import {nameOf} from './people.ts';
import type {Lead, Wish} from './split-draft.ts';
import type {Stay} from './stay.ts';
import type {Words} from './words.ts';

const LEADS: readonly Lead[] = ['none', 'facilitator', 'steady'];

export function wishes(stay: Stay, words: Words): TemplateResult {
  const {draft} = stay.board;
  return html`<button
      class="wish switch"
      type="button"
      role="switch"
      data-wish="repeats"
      aria-checked=${draft.avoidRepeats}
      @click=${() => draft.set({avoidRepeats: !draft.avoidRepeats})}
    >
      <span>${words.say('wish-repeats')}</span><span class="knob" aria-hidden="true"></span>
    </button>
    <label class="wish"><span>${words.say('wish-lead')}</span>
      <select data-wish="lead" @change=${(event: Event) => draft.set({lead: (event.target as HTMLSelectElement).value as Lead})}>
        ${LEADS.map((lead) => html`<option value=${lead} .selected=${draft.lead === lead}>${words.say(`wish-lead-${lead}`)}</option>`)}
      </select>
    </label>
    ${draft.lead === 'steady' ? steady(stay, words) : nothing} ${pairs('apart', stay, words)} ${pairs('together', stay, words)}
    <p class="help private">${eyeOffIcon}${words.say('wish-private')}</p>`;
}

/** Those who know the ropes: one for each room. */
function steady({board: {draft}}: Stay, words: Words): TemplateResult {
  return html`<div class="whomrooms" role="group" aria-label=${words.say('wish-steady')}>
    ${draft.people.map(({id, name}) => {
      const chosen = draft.steady.includes(id);
      const next = chosen ? draft.steady.filter((each) => each !== id) : [...draft.steady, id];
      return html`<button type="button" class="pill ${chosen ? 'on' : ''}" aria-pressed=${chosen} @click=${() => draft.set({steady: next})}><bdi>${name}</bdi></button>`;
    })}
  </div>`;
}

/** Two people at a time, as many as one likes. */
function pairs(wish: Wish, {board: {draft}, state}: Stay, words: Words): TemplateResult {
  const chosen = draft.wishes[wish];
  return html`<details class="wish pairs" ?open=${chosen.length > 0}>
    <summary>${words.say(`wish-${wish}`)}</summary>
    ${chosen.map((pair) => {
      const names = words.names(pair.map((id) => nameOf(state, id)));
      return html`<span class="pill on pairpill"><bdi>${names}</bdi>
        <button type="button" class="round" aria-label=${words.say('wish-drop', {names})} @click=${() => draft.unwish(wish, pair)}>${closeIcon}</button>
      </span>`;
    })}
    <span class="twice" data-pair=${wish}>
      ${who(wish, 'wish-one', draft.people, words)} ${who(wish, 'wish-other', draft.people, words)}
      <button type="button" class="round" data-act="add-${wish}" aria-label=${words.say(`wish-add-${wish}`)} @click=${(event: Event) => add(wish, event, draft.wish)}>${plusIcon}</button>
    </span>
  </details>`;
}

function who(wish: Wish, id: string, people: readonly {readonly id: string; readonly name: string}[], words: Words): TemplateResult {
  return html`<select aria-label="${words.say(`wish-${wish}`)}: ${words.say(id)}">
    <option value="" selected>${words.say(id)}</option>
    ${people.map((person) => html`<option value=${person.id}>${person.name}</option>`)}
  </select>`;
}

function add(wish: Wish, {currentTarget}: Event, done: (wish: Wish, one: string, other: string) => void): void {
  const fields = [...((currentTarget as HTMLElement).parentElement?.querySelectorAll('select') ?? [])];
  const [one = '', other = ''] = fields.map(({value}) => value);
  for (const field of fields) field.value = '';
  done(wish, one, other);
}
