/** The panel beside the circle: people and messages under two tabs, or one list of its own. */

import {html, type TemplateResult} from 'lit';

import {badge} from './bar.ts';
import {closeIcon} from './icons.ts';
import type {Panel} from './surface.ts';
import type {Words} from './words.ts';

export interface PanelView {
  readonly words: Words;
  readonly panel: 'people' | 'messages';
  readonly people: number;
  readonly unread: number;
  readonly open: (panel: Panel) => void;
  readonly close: () => void;
  readonly content: TemplateResult;
}

/** People and messages: two tabs. */
export function tabbedPanel(view: PanelView): TemplateResult {
  const {words, panel, close} = view;
  return html`<aside class="panel" part="panel" role="complementary" aria-label=${words.say(panel)}>
    <header>
      <h2 class="sr" tabindex="-1" data-landing>${words.say(panel)}</h2>
      <div class="tabs" role="tablist" aria-label=${words.say('panel-tabs')}>
        ${tab('people', view, html`<span class="num" aria-hidden="true">${view.people}</span><span class="sr">, ${words.say('people-count', {count: view.people})}</span>`)}
        ${tab('messages', view, html`${badge(view.unread)}<span class="sr">${view.unread > 0 ? `, ${words.say('messages-unread', {count: view.unread})}` : ''}</span>`)}
      </div>
      ${closing(close, words)}
    </header>
    <div class="pane" role="tabpanel" aria-labelledby="tab-${panel}">${view.content}</div>
  </aside>`;
}

function tab(name: 'people' | 'messages', {words, panel, open}: PanelView, count: TemplateResult): TemplateResult {
  const chosen = name === panel;
  return html`<button
    role="tab"
    id="tab-${name}"
    data-tab=${name}
    aria-selected=${chosen}
    tabindex=${chosen ? 0 : -1}
    @click=${() => open(name)}
    @keydown=${(event: KeyboardEvent) => turn(event, name, open)}
  >
    ${words.say(name)}${count}
  </button>`;
}

/** Between two tabs every arrow leads to the other one. */
function turn(event: KeyboardEvent, name: Panel, open: (panel: Panel) => void): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  event.preventDefault();
  open(name === 'people' ? 'messages' : 'people');
  (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLElement>('[aria-selected="false"]')?.focus();
}

/** A panel of one title. */
export function titledPanel(title: string, close: () => void, words: Words, content: TemplateResult): TemplateResult {
  return html`<aside class="panel" part="panel" role="complementary" aria-label=${title}>
    <header>
      <h2 tabindex="-1" data-landing>${title}</h2>
      ${closing(close, words)}
    </header>
    ${content}
  </aside>`;
}

function closing(close: () => void, words: Words): TemplateResult {
  return html`<button class="round" data-control="close-panel" aria-label=${words.say('people-close')} @click=${close}>${closeIcon}</button>`;
}

/** The keys that work here, one row each. */
export function keysList(rows: readonly (readonly [key: string, meaning: string])[], words: Words): TemplateResult {
  // Nothing in it can be focused, and it may be longer than its place: arrows must reach the end of it.
  return html`<div class="list" tabindex="0" role="group" aria-label=${words.say('keys-title')}>
      <dl class="keys">${rows.map(([key, meaning]) => html`<dt><kbd>${key}</kbd></dt><dd>${meaning}</dd>`)}</dl>
    </div>
    <p class="hint">${words.say('keys-hint')}</p>`;
}
