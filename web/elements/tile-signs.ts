/** The signs on a tile besides its plate: a raised hand, a reaction, and the veil over who is not there just now. */

import {html, type TemplateResult} from 'lit';

import type {ReactionName} from '../client/state.ts';
import {REACTION_ICONS} from './bar-questions.ts';
import {arcIcon, cupIcon, handIcon} from './icons.ts';
import type {Words} from './words.ts';

/** `place` in the queue, 1 for the first. */
export function handFlag(place: number): TemplateResult {
  return html`<span class="flag hand" aria-hidden="true">${handIcon}<span class="num">${place}</span></span>`;
}

/** Still, with its word, for as long as it is shown. */
export function reactionFlag(name: ReactionName, words: Words): TemplateResult {
  return html`<span class="flag reaction" aria-hidden="true" data-reaction=${name}>${REACTION_ICONS[name]}<span>${words.say(`reaction-${name}`)}</span></span>`;
}

export function reconnectingVeil(words: Words): TemplateResult {
  return html`<span class="veil" aria-hidden="true">
    ${arcIcon}${words.say('tile-reconnecting')}<small>${words.say('tile-seat-kept')}</small>
  </span>`;
}

export function awayVeil(words: Words): TemplateResult {
  return html`<span class="veil" aria-hidden="true">${cupIcon}${words.say('tile-away')}</span>`;
}
