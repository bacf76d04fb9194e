/** The split, before it is made: how to deal, what to heed, and always the plan itself. One press then does it. */

import {html, nothing, type TemplateResult} from 'lit';

import {closeIcon, documentIcon, doorIcon, handIcon, minusIcon, pairIcon, plusIcon, shuffleIcon, splitIcon} from './icons.ts';
import {roomName} from './room-name.ts';
import type {Manner, SplitDraft} from './split-draft.ts';
import {obstacle, splitPlan} from './split-plan.ts';
import {wishes} from './split-wishes.ts';
import type {Stay} from './stay.ts';
import {roomById} from './whereabouts.ts';
import type {Words} from './words.ts';

const ICONS: Readonly<Record<Manner, TemplateResult>> = {
  size: pairIcon,
  count: shuffleIcon,
  hand: handIcon,
  choice: doorIcon,
  plan: documentIcon,
};

export function splitSheet(stay: Stay, words: Words): TemplateResult {
  const {board, state} = stay;
  const {draft} = board;
  const within = roomById(state, draft.within);
  return html`<main class="board split" part="circle" aria-label=${words.say('split')}>
    <form
      class="sheet"
      @submit=${(event: Event) => {
        event.preventDefault();
        void board.split();
      }}
    >
      <header class="head">
        <h2 tabindex="-1" data-landing>${within ? words.say('split-room', {room: roomName(within, words)}) : words.say('split')}</h2>
        <button class="round" type="button" data-control="close-split" aria-label=${words.say('split-close')} @click=${board.leavePlan}>${closeIcon}</button>
      </header>
      ${manners(stay, words)} ${obstacle(stay, words)}
      <div class="halves">
        <div class="options">${options(draft, words)} ${draft.manner === 'size' || draft.manner === 'count' ? wishes(stay, words) : nothing}</div>
        ${splitPlan(stay, words)}
      </div>
      <footer>
        <p class="help">${words.say('split-promise')}</p>
        <button class="btn" type="button" @click=${board.leavePlan}>${words.say('split-not-now')}</button>
        <button class="btn primary" data-control="split-now" aria-disabled=${draft.busy !== 'no' || draft.rooms.length === 0}>
          ${splitIcon}${words.say(draft.busy === 'splitting' ? 'split-going' : 'split-now')}
        </button>
      </footer>
    </form>
  </main>`;
}

function manners({board: {draft}, state}: Stay, words: Words): TemplateResult {
  const all: readonly Manner[] = ['size', 'count', 'hand', 'choice', ...(state.plans.length > 0 ? (['plan'] as const) : [])];
  return html`<fieldset class="manners">
    <legend class="sr">${words.say('split-how')}</legend>
    ${all.map(
      (manner) => html`<label class="manner">
        <input type="radio" name="manner" value=${manner} .checked=${draft.manner === manner} @change=${() => draft.choose(manner)} />
        ${ICONS[manner]}<span><b>${words.say(`split-${manner}`)}</b><small>${words.say(`split-${manner}-help`)}</small></span>
      </label>`,
    )}
  </fieldset>`;
}

function options(draft: SplitDraft, words: Words): TemplateResult {
  const {manner} = draft;
  return html`${manner === 'size' ? stepper('size', draft.size, draft, words) : nothing}
    ${manner === 'size' || manner === 'plan' ? nothing : stepper('count', draft.rooms.length > 0 && manner === 'hand' ? draft.rooms.length : draft.count, draft, words)}
    ${stepper('minutes', draft.minutes, draft, words)}`;
}

function stepper(what: 'size' | 'count' | 'minutes', value: number, {step}: SplitDraft, words: Words): TemplateResult {
  const label = words.say(`split-step-${what}`);
  const shown = what === 'minutes' && value === 0 ? words.say('split-no-end') : `${value}`;
  return html`<div class="wish" role="group" aria-label=${label}>
    <span id="step-${what}">${label}</span>
    <span class="stepper">
      <button type="button" class="round" data-step="${what}-less" aria-label=${words.say('split-less', {what: label})} @click=${() => step(what, -1)}>${minusIcon}</button>
      <output class="num" aria-live="polite">${shown}</output>
      <button type="button" class="round" data-step="${what}-more" aria-label=${words.say('split-more', {what: label})} @click=${() => step(what, 1)}>${plusIcon}</button>
    </span>
  </div>`;
}
