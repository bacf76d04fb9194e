/** The language an element speaks: that of its `lang`, or of the page around it, or of the browser. */

import type {ReactiveController, ReactiveControllerHost} from 'lit';

import {CATALOGS, FIRST_LANGUAGE} from '../messages/catalogs.ts';
import {chooseLanguage, Words} from './words.ts';

export class Speech implements ReactiveController {
  words: Words = new Words(FIRST_LANGUAGE, CATALOGS[FIRST_LANGUAGE] ?? '');
  readonly #host: ReactiveControllerHost & HTMLElement;

  /** `host` asks for an update when its `lang` changes. */
  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const wanted = this.#host.closest('[lang]')?.getAttribute('lang') || navigator.language;
    const language = chooseLanguage(wanted, Object.keys(CATALOGS), FIRST_LANGUAGE);
    if (language !== this.words.language) this.words = new Words(language, CATALOGS[language] ?? '');
  }

  /** Speak another language, and tell the page around. */
  readonly choose = (language: string): void => {
    this.#host.lang = language;
    this.#host.dispatchEvent(new CustomEvent('language', {detail: language, bubbles: true}));
  };
}
