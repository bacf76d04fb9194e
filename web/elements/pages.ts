/** The pages of one sentence: on the way back, and a door that stays shut. */

import {html, nothing, type TemplateResult} from 'lit';

import {mark} from './icons.ts';
import type {Words} from './words.ts';

/** On the way back to a place, without a second pre-join page. `name` may not be known yet. */
export function returning(name: string, words: Words): TemplateResult {
  return page(
    nothing,
    html`<h1 class="serif" tabindex="-1" data-landing>${name ? words.say('returning', {name}) : words.say('returning-unnamed')}</h1>
      <p class="lead" role="status">${words.say('returning-text')}</p>`,
  );
}

export interface DoorView {
  readonly words: Words;
  /** The code of the refusal. */
  readonly code: string;
  readonly tryAgain: () => void;
}

/** Refusals that trying again does not change. */
const FINAL: Readonly<Record<string, string>> = {
  'bad-token': 'door-link',
  'bad-link': 'door-link',
  'no-token': 'door-link',
  absent: 'door-absent',
  'no-webrtc': 'door-browser',
  banned: 'door-banned',
  'foreign-origin': 'door-foreign',
};

/** Refusals of which trying again later may make something else. */
const PASSING: Readonly<Record<string, string>> = {
  'room-full': 'door-full',
  'node-full': 'door-busy',
  locked: 'door-locked',
};

/** Refusals that only whoever made the page can mend, and how. */
const SETTINGS: Readonly<Record<string, string>> = {'foreign-origin': 'door-foreign-setting'};

/** What stands where the room would be when it cannot be reached. */
export function door({words, code, tryAgain}: DoorView): TemplateResult {
  const title = FINAL[code] ?? PASSING[code] ?? 'door-away';
  const setting = SETTINGS[code];
  return page(
    nothing,
    html`<h1 class="serif" tabindex="-1" data-landing>${words.say(title)}</h1>
      <p class="lead" role="alert">${words.say(`${title}-text`)}</p>
      ${setting ? html`<p class="help">${words.say(setting, {origin: location.origin})}</p>` : nothing}
      ${code in FINAL ? nothing : html`<button class="btn primary big" @click=${tryAgain}>${words.say('door-try-again')}</button>`}`,
  );
}

export function page(end: TemplateResult | typeof nothing, content: TemplateResult): TemplateResult {
  return html`<div class="scroll">
    <header class="top" role="banner"><span class="brand">${mark}Holdspace</span><span class="end">${end}</span></header>
    <main class="quiet">${content}</main>
  </div>`;
}
