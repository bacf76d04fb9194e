/** What the group has agreed upon, to be read in peace before one comes in. Not agreeing traps nobody. */

import {html, nothing, type TemplateResult} from 'lit';

import type {Norms, RoomState} from '../client/state.ts';
import {documentIcon, downloadIcon, mark} from './icons.ts';
import type {NormsStep} from './norms-step.ts';
import {download, normsReceipt} from './receipt.ts';
import type {Words} from './words.ts';

export interface NormsView {
  readonly words: Words;
  readonly state: RoomState;
  readonly step: NormsStep;
}

/** The text as paragraphs and lists: a blank line parts them, a dash begins a point. */
export function paragraphs(text: string): readonly (string | readonly string[])[] {
  const blocks = text.replaceAll('\r', '').split(/\n\s*\n/);
  return blocks.flatMap((block): readonly (string | readonly string[])[] => {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0) return [];
    const isList = lines.every((line) => /^\s*[-*•]\s/.test(line));
    return [isList ? lines.map((line) => line.replace(/^\s*[-*•]\s+/, '')) : lines.join('\n')];
  });
}

export function normsPage({words, state, step}: NormsView): TemplateResult {
  const {norms} = step;
  return html`<div class="scroll">
    <header class="top" role="banner"><span class="brand">${mark}Holdspace</span></header>
    <main class="norms">
      <p class="where"><bdi>${state.room?.name ?? ''}</bdi></p>
      <h1 class="serif" tabindex="-1" data-landing>${words.say('norms-title')}</h1>
      <p class="lead">${words.say(norms?.agreed ? 'norms-lead-agreed' : 'norms-lead')}</p>
      <article class="agreement" dir="auto">${norms ? paragraphs(norms.text).map(block) : nothing}</article>
      ${norms?.agreed ? back(step, words) : answers(step, words)}
    </main>
  </div>`;
}

function block(content: string | readonly string[]): TemplateResult {
  if (typeof content === 'string') return html`<p dir="auto">${content}</p>`;
  return html`<ul role="list" dir="auto">${content.map((point) => html`<li>${point}</li>`)}</ul>`;
}

/** Yes and no have the same size and the same ink. */
function answers(step: NormsStep, words: Words): TemplateResult {
  return html`<div class="answers">
      <button class="btn line big" data-control="agree" aria-disabled=${step.agreeing} @click=${step.agree}>
        ${words.say(step.agreeing ? 'norms-agreeing' : 'norms-agree')}
      </button>
      <button class="btn line big" data-control="not-agree" @click=${step.putAside}>${words.say('norms-not-now')}</button>
    </div>
    ${step.trouble ? html`<p class="trouble" role="alert">${words.say(step.trouble)}</p>` : nothing}
    <p class="help">${words.say('norms-receipt-hint')}</p>`;
}

function back(step: NormsStep, words: Words): TemplateResult {
  return html`<div class="answers"><button class="btn line big" @click=${step.putAside}>${words.say('norms-back')}</button></div>`;
}

/** On the pre-join page: whether this is done, and the way to it. */
export function normsLine({words, state, step}: NormsView): TemplateResult | typeof nothing {
  const {norms} = step;
  if (!norms) return nothing;
  return html`<div class="agreed ${step.receipt ? '' : 'brief'}">
    ${documentIcon}
    <p role="status">${words.say(sentence(step, norms), {...agreedAt(step)})}</p>
    <span class="row">
      <button class="btn small" type="button" data-control="norms" @click=${step.read}>${words.say(norms.agreed ? 'norms-read-again' : 'norms-read')}</button>
      ${receiptButton({words, state, step})}
    </span>
  </div>`;
}

function sentence({receipt, declined}: NormsStep, {agreed}: Norms): string {
  if (agreed) return receipt ? 'norms-agreed-at' : 'norms-agreed';
  return declined ? 'norms-declined' : 'norms-open';
}

/** `at`: milliseconds since 1970, for the catalog to put into words. */
function agreedAt({receipt}: NormsStep): {readonly at?: number} {
  return receipt ? {at: receipt.agreedAt * 1000} : {};
}

/** Save what one has agreed to, while the receipt for it is here. */
export function receiptButton({words, state, step}: NormsView): TemplateResult | typeof nothing {
  const {receipt, accepted} = step;
  if (!receipt || !accepted) return nothing;
  const save = (): void => download(normsReceipt(receipt, accepted, state.room?.name ?? ''), document);
  return html`<button class="btn small" type="button" data-control="receipt" @click=${save}>${downloadIcon}${words.say('norms-receipt')}</button>`;
}
