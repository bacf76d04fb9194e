/** How long the rooms stay open, and the ways to their end. */

import {html, nothing, type TemplateResult} from 'lit';

import {digits, secondsLeft} from './countdown.ts';
import {mergeIcon, plusIcon} from './icons.ts';
import type {Stay} from './stay.ts';
import {closesAt} from './whereabouts.ts';
import type {Words} from './words.ts';

const MINUTE = 60; // seconds
const SOON: readonly (readonly [id: string, seconds: number])[] = [
  ['board-merge-30', 30],
  ['board-merge-120', 120],
];

export function boardTime({state, client, acts}: Stay, words: Words): TemplateResult {
  const {ask} = acts;
  const end = closesAt(state);
  const left = end === null ? null : digits(secondsLeft(end, client.now()));
  return html`<section class="card time" aria-label=${words.say('board-time')}>
    ${
      left === null
        ? html`<p class="help">${words.say('board-open-end')}</p>`
        : html`<p class="big" role="timer" aria-live="off" aria-label=${words.say('time-left', {time: left})}><b class="num" aria-hidden="true">${left}</b><span aria-hidden="true">${words.say('time-left-word')}</span></p>`
    }
    <div class="ways">
      ${left === null ? nothing : html`<button class="btn small" data-act="more-time" @click=${() => ask(client.extend(MINUTE))}>${plusIcon}${words.say('board-minute')}</button>`}
      <button class="btn small primary" data-act="merge-all" @click=${() => ask(client.merge())}>${mergeIcon}${words.say('board-merge')}</button>
      ${SOON.map(
        ([id, seconds]) =>
          html`<button class="btn small" data-act=${`merge-${seconds}`} @click=${() => ask(client.merge({in: seconds}))}>${words.say(id)}</button>`,
      )}
    </div>
  </section>`;
}
