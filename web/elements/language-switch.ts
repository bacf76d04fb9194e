/** The visible choice of a language, each in its own name. */

import {html, type TemplateResult} from 'lit';

import {LANGUAGE_NAMES} from '../messages/catalogs.ts';
import {globeIcon} from './icons.ts';
import type {Words} from './words.ts';

export function languageSwitch(words: Words, choose: (language: string) => void): TemplateResult {
  return html`<label class="pill language">
    ${globeIcon}<span class="sr">${words.say('language')}</span>
    <select data-control="language" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${Object.entries(LANGUAGE_NAMES).map(
        ([language, name]) => html`<option value=${language} lang=${language} ?selected=${language === words.language}>${name}</option>`,
      )}
    </select>
  </label>`;
}
