/** Requests for help, as facilitators see them: a card each, with how long somebody has waited and who goes. */

import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {HelpRequest, RoomState} from '../client/state.ts';
import {lanternIcon} from './icons.ts';
import {facilitates, nameOf} from './people.ts';
import type {Words} from './words.ts';

const MINUTE = 60; // seconds

export interface HelpCardsView {
  readonly words: Words;
  readonly state: RoomState;
  /** Seconds since 1970. */
  readonly now: number;
  readonly claim: (participant: string) => void;
  readonly done: (participant: string) => void;
}

export function helpCards(view: HelpCardsView): TemplateResult | typeof nothing {
  const {words, state} = view;
  if (!facilitates(state) || state.help.length === 0) return nothing;
  return html`<section>
    <h3>${words.say('help-heading')}</h3>
    <ul role="list" aria-label=${words.say('help-heading')}>
      ${repeat(
        state.help,
        ({participant}) => participant,
        (request) => html`<li>${card(request, view)}</li>`,
      )}
    </ul>
  </section>`;
}

/** Whole minutes that somebody has waited. */
export function minutesWaited(askedAt: number, now: number): number {
  return Math.max(0, Math.floor((now - askedAt) / MINUTE));
}

function card(request: HelpRequest, view: HelpCardsView): TemplateResult {
  const {words, state, now} = view;
  const {participant, quiet, askedAt} = request;
  const name = nameOf(state, participant);
  const word = state.helpWords[participant];
  return html`<article class="helpcard" data-help=${participant}>
    ${lanternIcon}
    <div>
      <p><b>${words.say(quiet ? 'help-asks' : 'help-asks-open', {name})}</b> <small class="num">${words.say('help-waits', {minutes: minutesWaited(askedAt, now)})}</small></p>
      ${word ? html`<blockquote><bdi>${word}</bdi></blockquote>` : nothing} ${going(request, view)}
      <p class="acts">${answers(request, name, view)}</p>
    </div>
  </article>`;
}

function going({claimedBy}: HelpRequest, {words, state}: HelpCardsView): TemplateResult | typeof nothing {
  if (claimedBy === null) return nothing;
  const own = claimedBy === state.self;
  return html`<p class="going">${own ? words.say('help-claimed-self') : words.say('help-claimed-other', {name: nameOf(state, claimedBy)})}</p>`;
}

function answers({participant, claimedBy}: HelpRequest, name: string, {words, state, claim, done}: HelpCardsView): TemplateResult {
  // What somebody claimed who has dropped since can be claimed anew.
  const owner = state.participants.find(({id}) => id === claimedBy);
  const free = claimedBy === null || (claimedBy !== state.self && owner?.connection === 'reconnecting');
  return html`${
    free
      ? html`<button class="btn small primary" data-act="claim" aria-label=${words.say('help-claim-name', {name})} @click=${() => claim(participant)}>
            ${words.say('help-claim')}
          </button>`
      : nothing
  }
    <button class="btn small" data-act="done" aria-label=${words.say('help-done-name', {name})} @click=${() => done(participant)}>${words.say('help-done')}</button>`;
}
