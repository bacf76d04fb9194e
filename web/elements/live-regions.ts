/** The places a screen reader listens to: made once, never removed, and written to at most once a breath. */

import {html, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from 'lit';

import {type Announcement, gathered} from './announcements.ts';
import type {Words} from './words.ts';

const BREATH = 800; // milliseconds in which sentences join, so that they are not cut off by one another
const READ = 6_000; // milliseconds after which a sentence is gone: whoever browses the page later finds no stale news

const REGIONS = ['status', 'alert', 'log'] as const;

/** They hold no bindings: rendering never touches what was announced. */
export const liveRegions: TemplateResult = html`<div class="sr" role="status" data-live="status"></div>
  <div class="sr" role="alert" data-live="alert"></div>
  <div class="sr" role="log" data-live="log"></div>`;

export class LiveRegions implements ReactiveController {
  #pending: Announcement[] = [];
  #timer = 0;
  #clearing = 0;
  readonly #root: () => ParentNode;
  readonly #words: () => Words;

  constructor(host: ReactiveControllerHost, root: () => ParentNode, words: () => Words) {
    this.#root = root;
    this.#words = words;
    host.addController(this);
  }

  tell(announced: readonly Announcement[]): void {
    if (announced.length === 0) return;
    this.#pending.push(...announced);
    if (this.#timer === 0) this.#timer = window.setTimeout(() => this.#write(), BREATH);
  }

  hostDisconnected(): void {
    window.clearTimeout(this.#timer);
    window.clearTimeout(this.#clearing);
    this.#timer = 0;
    this.#pending = [];
  }

  #write(): void {
    this.#timer = 0;
    const told = gathered(this.#pending);
    this.#pending = [];
    for (const region of REGIONS) {
      const sentences = told.filter((each) => each.region === region).map(({id, values}) => this.#words().say(id, values));
      if (sentences.length > 0) this.#fill(region, sentences.join(' '));
    }
    window.clearTimeout(this.#clearing);
    this.#clearing = window.setTimeout(() => {
      for (const region of REGIONS) this.#fill(region, '');
    }, READ);
  }

  #fill(region: Announcement['region'], text: string): void {
    const place = this.#root().querySelector(`[data-live="${region}"]`);
    if (place) place.textContent = text;
  }
}
