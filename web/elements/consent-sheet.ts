/**
 * The recording question and its state, beside the circle: it takes no focus, dims nothing and blocks nothing.
 *
 * Yes, no and later have one size, one outline and one ink, and every answer is confirmed in the same form for the same time. Only the
 * person whose sheet it is sees their own answer in it.
 */

import {html, nothing, type TemplateResult} from 'lit';

import type {Answer, Ask, RoomState} from '../client/state.ts';
import {isKnown} from '../client/terms.ts';
import {askSheet} from './ask-sheet.ts';
import {own, takenBack} from './consent-own.ts';
import type {ConsentStep, Said} from './consent-step.ts';
import {terms} from './consent-terms.ts';
import {askingIcon, closeIcon, notRecordedIcon, pausedIcon, recordingIcon} from './icons.ts';
import {facilitates, nameOf} from './people.ts';
import {receiptLacking} from './recorded-summary.ts';
import {goneAt, hasBegun, lookOf, minutesIn, questionOf, shownAsk, untilOf} from './recording-look.ts';
import type {Words} from './words.ts';

export interface ConsentView {
  readonly words: Words;
  readonly state: RoomState;
  readonly step: ConsentStep;
  /** It was opened from the header, or by its key. */
  readonly open: boolean;
  /** Seconds since 1970 by the server's clock. */
  readonly now: number;
}

const ICONS = {off: notRecordedIcon, asking: askingIcon, on: recordingIcon, paused: pausedIcon, ended: notRecordedIcon} as const;

/** The sheet as it stands; nothing when nobody asks and nobody opened it. */
export function consentSheet(view: ConsentView): TemplateResult | typeof nothing {
  const {step, state, open} = view;
  if (step.said !== null) return sheet(confirmed(step.said, view), view);
  if (step.withdrawn !== null) return sheet(takenBack(step.withdrawn, view), view);
  const asked = questionOf(state, open);
  if (asked) return sheet(question(asked, view), view);
  if (!open) return nothing;
  return sheet(step.draft.isOpen && facilitates(state) ? askSheet(view) : standing(view), view);
}

function sheet(content: TemplateResult, {step, words}: ConsentView): TemplateResult {
  return html`<aside class="consent" role="complementary" aria-labelledby="consent-title">
    ${content} ${step.trouble === null ? nothing : html`<p class="trouble" role="alert">${words.say(step.trouble)}</p>`}
  </aside>`;
}

const ANSWERS: readonly (readonly [Answer, string])[] = [
  ['given', 'consent-yes'],
  ['refused', 'consent-no'],
  ['later', 'consent-later'],
];

/** The words of the question are those of consent/wording.py: a yes is to them. */
function question(ask: Ask, {words, state, step}: ConsentView): TemplateResult {
  const name = nameOf(state, ask.by);
  return html`<p class="from">${askingIcon}${name ? words.say('consent-asks', {name}) : words.say('consent-asked')}</p>
    ${heading(words.say('consent-question'))}
    ${isKnown(ask) ? nothing : html`<p class="trouble">${words.say('consent-trouble-terms')}</p>`}
    ${hasBegun(ask) ? html`<p class="para">${words.say('consent-arrival')}</p>` : nothing} ${terms(ask, words)}
    <div class="three" role="group" aria-labelledby="consent-title">
      ${ANSWERS.map(
        ([answer, label]) =>
          html`<button class="btn line" type="button" data-answer=${answer} @click=${() => step.answer(ask.scope, answer)}>${words.say(label)}</button>`,
      )}
    </div>
    <p class="calm">
      ${['consent-promise', 'consent-nobody-told', 'consent-take-back', 'consent-as-you-are'].map((id) => html`<span>${words.say(id)}</span> `)}
    </p>`;
}

/** One form for all, so that from afar all look the same. */
function confirmed(said: Said, {words}: ConsentView): TemplateResult {
  return html`${heading(words.say(`consent-said-${said}`))}
    <p class="para">${words.say(`consent-said-${said}-text`)}</p>`;
}

/** What is so just now, and what one can do about it. */
function standing(view: ConsentView): TemplateResult {
  const {words, state, step, now} = view;
  const look = lookOf(state.recording, now);
  const shown = shownAsk(state);
  return html`<div class="from">
      ${ICONS[look]}<span>${look === 'on' ? words.say('recording-since', {time: words.time(state.recording.since ?? now)}) : words.say(`recording-${look}`)}</span>
      <button class="round" type="button" data-control="close-consent" aria-label=${words.say('consent-close')} @click=${step.close}>${closeIcon}</button>
    </div>
    ${truth(shown, view)} ${shown && (look === 'on' || look === 'paused') ? terms(shown, words) : nothing} ${own(view)} ${lacking(view)} ${holding(shown, view)}`;
}

function truth(shown: Ask | null, view: ConsentView): TemplateResult {
  const {words, state} = view;
  const said = (id: string, text: TemplateResult | string): TemplateResult =>
    html`${heading(words.say(id))}
      <p class="para">${text}</p>`;
  switch (state.recording.state) {
    case 'asking':
      return said('consent-waiting', words.say('consent-waiting-text'));
    case 'on':
      return said('consent-on', shown ? words.say('consent-on-text', {scope: shown.scope, ...untilOf(shown, words)}) : '');
    case 'paused':
      return said('consent-paused', words.say('consent-paused-text'));
    case 'ended':
      return said('consent-ended', shown ? kept(shown, view) : '');
    case 'off':
      if (shown?.outcome === 'not-agreed') return said('consent-not-agreed', words.say('consent-not-agreed-text'));
      return said('consent-off', words.say(shown?.outcome === 'called-off' ? 'consent-called-off-text' : 'consent-off-text'));
  }
}

/** How much there is, for whoever was there from its beginning. */
function kept(ask: Ask, {words, state, step, now}: ConsentView): string {
  const seconds = step.log.seconds(now, ask.id);
  if (step.erased.get(ask.id) === 'all') return words.say('consent-said-erased-all-text');
  if (seconds === 0 || !step.log.isWhole(ask.id)) return words.say('consent-ended-text', {days: ask.retention});
  return words.say('consent-kept', {minutes: minutesIn(seconds), at: goneAt(ask, state.recording.since ?? now)});
}

/** While one is here, a receipt that did not come can be asked for once more. */
function lacking({words, step}: ConsentView): TemplateResult | typeof nothing {
  if (!step.lacksReceipts) return nothing;
  return html`${receiptLacking(words)}
    <button class="btn line wide" type="button" data-control="receipt-again" @click=${() => step.collect()}>${words.say('recorded-receipt-again')}</button>`;
}

/** What facilitators do: they see no names, no count and nothing that could be counted. */
function holding(shown: Ask | null, {words, state, step, now}: ConsentView): TemplateResult | typeof nothing {
  if (!facilitates(state)) return nothing;
  const running = state.recording.state !== 'off' && state.recording.state !== 'ended';
  if (running && shown) {
    const label = words.say(state.recording.state === 'asking' ? 'consent-call-off' : 'consent-stop');
    return html`<button class="btn line wide" type="button" data-control="stop-recording" @click=${() => step.stop(shown.scope)}>${label}</button>`;
  }
  const again = Math.max(0, ...Object.values(state.askAgainAt).filter((at) => at > now));
  return html`${again > 0 ? html`<p class="help">${words.say('consent-again-at', {time: words.time(again)})}</p>` : nothing}
    <button class="btn primary wide" type="button" data-control="ask-to-record" @click=${step.compose}>${words.say('ask')}</button>`;
}

function heading(text: string): TemplateResult {
  return html`<h2 class="serif" id="consent-title" tabindex="-1" data-landing>${text}</h2>`;
}
