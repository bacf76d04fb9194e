/** Two quiet questions before one comes in. The answers are for the person alone: they leave this page for nowhere. */

import {html, nothing, type TemplateResult} from 'lit';

import {lockIcon} from './icons.ts';
import type {Words} from './words.ts';

const ALONE = ['yes', 'near', 'no'] as const;
const HEADPHONES = ['yes', 'no'] as const;

export type Alone = (typeof ALONE)[number];
export type Headphones = (typeof HEADPHONES)[number];

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
      ${ALONE.map((answer) => option('alone', `alone-${answer}`, alone === answer, () => circumstances.answer(answer), words))}
    </fieldset>
    <fieldset class="pair">
      <legend>${words.say('headphones')}</legend>
      ${HEADPHONES.map((answer) =>
        option('headphones', `headphones-${answer}`, headphones === answer, () => circumstances.wear(answer), words),
      )}
    </fieldset>
    <p class="advice" role="status">${advice === null ? nothing : words.say(advice)}</p>
    <p class="help kept">${lockIcon}<span>${words.say('alone-kept')}</span></p>
  </div>`;
}

function option(name: string, label: string, isGiven: boolean, give: () => void, words: Words): TemplateResult {
  return html`<label class="opt">
    <input type="radio" name=${name} .checked=${isGiven} @change=${give} />
    <span>${words.say(label)}</span>
  </label>`;
}
