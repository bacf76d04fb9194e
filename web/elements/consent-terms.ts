/** What is asked for: what, how long, who may watch, in that order. */

import {html, type TemplateResult} from 'lit';

import type {Ask} from '../client/state.ts';
import {cameraIcon, clockIcon, eyeIcon} from './icons.ts';
import {untilOf} from './recording-look.ts';
import type {Words} from './words.ts';

export function terms(ask: Ask, words: Words): TemplateResult {
  return html`<dl class="terms">
    <div>${cameraIcon}<dt>${words.say('terms-what')}</dt><dd>${whatOf(ask, words)}</dd></div>
    <div>${clockIcon}<dt>${words.say('terms-kept')}</dt><dd>${words.say('terms-kept-days', {days: ask.retention})}</dd></div>
    <div>${eyeIcon}<dt>${words.say('terms-viewers')}</dt><dd>${viewersOf(ask, words)}</dd></div>
  </dl>`;
}

/** Which rooms, whose tracks, until when. */
function whatOf(ask: Ask, words: Words): string {
  return words.say(`terms-${ask.scope}-${ask.tracks}`, untilOf(ask, words));
}

export function viewersOf({viewers}: Pick<Ask, 'viewers'>, words: Words): string {
  const order = ['facilitators', 'participants', 'absent'] as const;
  const named = order.filter((viewer) => viewers.includes(viewer)).map((viewer) => words.say(`viewers-${viewer}`));
  return words.say('terms-viewers-named', {names: words.names(named)});
}
