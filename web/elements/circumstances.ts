/** Two quiet questions before one comes in. The answers are for the person alone: they leave this page for nowhere. */

import {html, nothing, type TemplateResult} from 'lit';

import {lockIcon} from './icons.ts';
import type {Words} from './words.ts';

export type Alone = 'yes' | 'near' | 'no';
export type Headphones = 'yes' | 'no';

export class Circumstances {
  alone: Alone | null = null;
  headphones: Headphones | null = null;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What is worth a thought, as a message, or null. */
  get advice(): string | null {
    if (this.alone === 'no') return 'alone-advice-no';
    if (this.alone === 'near') return this.headphones === 'yes' ? 'alone-advice-near-headphones' : 'alone-advice-near';
    return this.headphones === 'no' && this.alone === null ? 'alone-advice-loud' : null;
  }

  readonly answer = (alone: Alone): void => {
    this.alone = alone;
    this.#changed();
  };

  readonly wear = (headphones: Headphones): void => {
    this.headphones = headphones;
    this.#changed();
  };
}

export function questions(circumstances: Circumstances, words: Words): TemplateResult {
  const {alone, headphones, advice} = circumstances;
  return html`<div class="questions">
    <fieldset>
      <legend>${words.say('alone')}</legend>
      ${option('alone', 'yes', alone, circumstances.answer, words)} ${option('alone', 'near', alone, circumstances.answer, words)}
      ${option('alone', 'no', alone, circumstances.answer, words)}
    </fieldset>
    <fieldset class="pair">
      <legend>${words.say('headphones')}</legend>
      ${option('headphones', 'yes', headphones, circumstances.wear, words)} ${option('headphones', 'no', headphones, circumstances.wear, words)}
    </fieldset>
    <p class="advice" role="status">${advice === null ? nothing : words.say(advice)}</p>
    <p class="help kept">${lockIcon}<span>${words.say('alone-kept')}</span></p>
  </div>`;
}

function option<T extends string>(
  question: 'alone' | 'headphones',
  answer: T,
  given: string | null,
  give: (answer: T) => void,
  words: Words,
): TemplateResult {
  return html`<label class="opt">
    <input type="radio" name=${question} .checked=${given === answer} @change=${() => give(answer)} />
    <span>${words.say(`${question}-${answer}`)}</span>
  </label>`;
}
