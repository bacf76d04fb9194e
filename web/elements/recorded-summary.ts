/** At the end: what was recorded while one was here and what was not, one's own answer, and the receipt to keep. */

import {html, nothing, type TemplateResult} from 'lit';

import type {ConsentStep} from './consent-step.ts';
import {downloadIcon, lockIcon, notRecordedIcon, recordingIcon} from './icons.ts';
import {measured} from './measured.ts';
import {download} from './receipt.ts';
import type {Interval} from './recorded-log.ts';
import {goneAt, minutesIn} from './recording-look.ts';
import {recordingReceipt} from './recording-receipt.ts';
import type {Words} from './words.ts';

export interface SummaryView {
  readonly words: Words;
  readonly step: ConsentStep;
  readonly roomName: string;
  /** Where receipts can be read and checked. */
  readonly reader: string;
}

/** Nothing where nothing was recorded and nothing was asked. */
export function recordedSummary(view: SummaryView): TemplateResult | typeof nothing {
  const {words, step} = view;
  const {intervals, began, ended} = step.log;
  if (intervals.length === 0) return receiptButton(view);
  return html`<section class="recorded" aria-labelledby="recorded-title">
    <h2 id="recorded-title">${words.say('recorded')}</h2>
    ${began === null || ended === null ? nothing : line(intervals, began, ended, words)}
    <ul role="list">
      <li>${recordingIcon}<span><b>${words.say('recorded-minutes', {minutes: minutesIn(step.log.seconds(ended ?? 0))})}</b> ${goes(step, words)}</span></li>
      <li>${notRecordedIcon}<span><b>${words.say('recorded-not')}</b> ${words.say('recorded-not-text')}</span></li>
      <li>${lockIcon}<span><b>${words.say('recorded-forgotten')}</b> ${words.say('recorded-forgotten-text')}</span></li>
    </ul>
    ${receiptButton(view)}
  </section>`;
}

/** When it is gone: the last of it, if it was asked for more than once; or that it is gone already. */
function goes({log: {intervals}, erased}: ConsentStep, words: Words): string {
  const left = intervals.filter(({ask}) => erased.get(ask) !== 'all');
  if (left.length === 0) return words.say('recorded-erased');
  const at = Math.max(...left.map(({to, from, retention}) => goneAt({retention}, to ?? from)));
  return words.say('recorded-gone', {at});
}

/** The sitting as a line, with what of it was recorded. */
function line(intervals: readonly Interval[], began: number, ended: number, words: Words): TemplateResult {
  const share = (from: number, to: number): string => `${(100 * Math.max(0, to - from)) / Math.max(1, ended - began)}%`;
  const spans = intervals.map(({from, to}) => ({from, to: to ?? ended}));
  const said = spans.map(({from, to}) => words.say('recorded-span', {from: words.time(from), to: words.time(to)}));
  return html`<div class="line" role="img" aria-label=${words.say('recorded-line', {spans: words.list(said)})}>
      ${spans.map(({from, to}) => html`<i ${measured({'--from': share(began, from), '--length': share(from, to)})}></i>`)}
    </div>
    <p class="ends num" aria-hidden="true"><span>${words.time(began)}</span><span>${words.list(said)}</span><span>${words.time(ended)}</span></p>`;
}

/** What was answered does not hang on it. */
export function receiptLacking(words: Words): TemplateResult {
  return html`<p class="help">${words.say('recorded-receipt-lacking')}</p>`;
}

function receiptButton({words, step, roomName, reader}: SummaryView): TemplateResult | typeof nothing {
  const {receipts, lacksReceipts} = step;
  const lacking = lacksReceipts ? receiptLacking(words) : nothing;
  if (receipts.length === 0) return lacking;
  const save = (): void => download(recordingReceipt(receipts, roomName), document);
  return html`<button class="btn line" type="button" data-control="recording-receipt" @click=${save}>${downloadIcon}${words.say('recorded-receipt')}</button>
    <p class="help">${words.say('recorded-receipt-help')} <a href=${reader} target="_blank" rel="noreferrer">${words.say('recorded-receipt-reader')}</a></p>${lacking}`;
}
