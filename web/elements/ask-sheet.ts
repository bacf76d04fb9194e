/** How a facilitator asks: in the terms that everyone will read. */

import {html, nothing, type TemplateResult} from 'lit';

import {LENGTHS, LONGEST_RETENTION, VIEWERS} from './ask-draft.ts';
import type {ConsentView} from './consent-sheet.ts';
import {closeIcon, recordingIcon} from './icons.ts';
import {SCOPES} from './recording-look.ts';

export function askSheet(view: ConsentView): TemplateResult {
  const {words, state, step, now} = view;
  const {draft} = step;
  const again = state.askAgainAt[draft.scope] ?? 0;
  return html`<form
    class="asking"
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      if (again <= now) void step.ask();
    }}
  >
    <div class="from">
      ${recordingIcon}<span>${words.say('ask-from')}</span>
      <button class="round" type="button" data-control="close-consent" aria-label=${words.say('consent-close')} @click=${step.close}>${closeIcon}</button>
    </div>
    <h2 class="serif" id="consent-title" tabindex="-1" data-landing>${words.say('ask')}</h2>
    ${choice('scope', SCOPES, draft.scope, (scope) => draft.set({scope}), view)}
    ${choice('tracks', ['everyone', 'teaching'] as const, draft.tracks, (tracks) => draft.set({tracks}), view)}
    <div class="fields">
      <label><span>${words.say('ask-until')}</span>
        <select @change=${(event: Event) => draft.set({minutes: Number((event.target as HTMLSelectElement).value)})}>
          ${LENGTHS.map((minutes) => html`<option value=${minutes} ?selected=${minutes === draft.minutes}>${words.say('ask-length', {minutes})}</option>`)}
        </select>
      </label>
      <label><span>${words.say('ask-retention')}</span>
        <input class="text" type="number" inputmode="numeric" min="1" max=${LONGEST_RETENTION} .value=${draft.retention}
          aria-invalid=${draft.trouble === 'ask-gap-retention'}
          @input=${(event: Event) => draft.set({retention: (event.target as HTMLInputElement).value})} />
      </label>
    </div>
    ${viewers(view)}
    ${draft.trouble === null ? nothing : html`<p class="trouble" role="alert">${words.say(draft.trouble, {days: LONGEST_RETENTION})}</p>`}
    <p class="help">${again > now ? words.say('consent-again-at', {time: words.time(again)}) : words.say('ask-promise')}</p>
    <button class="btn primary wide" data-control="ask-now" aria-disabled=${draft.sending || again > now}>
      ${words.say(draft.sending ? 'ask-going' : 'ask-now')}
    </button>
  </form>`;
}

function choice<T extends string>(
  name: string,
  all: readonly T[],
  chosen: T,
  choose: (value: T) => void,
  {words}: ConsentView,
): TemplateResult {
  return html`<fieldset class="choice">
    <legend>${words.say(`ask-${name}`)}</legend>
    ${all.map(
      (value) => html`<label>
        <input type="radio" name=${name} value=${value} .checked=${value === chosen} @change=${() => choose(value)} />
        <span>${words.say(`ask-${name}-${value}`)}</span>
      </label>`,
    )}
  </fieldset>`;
}

function viewers({words, step: {draft}}: ConsentView): TemplateResult {
  return html`<fieldset class="choice">
    <legend>${words.say('ask-viewers')}</legend>
    ${VIEWERS.map(
      (viewer) => html`<label>
        <input type="checkbox" name="viewers" value=${viewer} .checked=${draft.viewers.has(viewer)}
          @change=${(event: Event) => draft.allow(viewer, (event.target as HTMLInputElement).checked)} />
        <span>${words.say(`ask-viewers-${viewer}`)}</span>
      </label>`,
    )}
  </fieldset>`;
}
