/** Where one writes: to whom, who will read it, and what. Enter sends; Shift and Enter begin a new line. */

import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';

import type {RoomState} from '../client/state.ts';
import {sendIcon} from './icons.ts';
import {readersOf, type Target} from './readers.ts';
import {LONGEST, type Talk} from './talk.ts';
import type {Words} from './words.ts';

export interface ComposerView {
  readonly words: Words;
  readonly state: RoomState;
  readonly talk: Talk;
}

export function composer(view: ComposerView): TemplateResult | typeof nothing {
  const {words, talk} = view;
  if (talk.targets.length === 0) return nothing;
  return html`<form
    class="write"
    @submit=${(event: Event) => {
      event.preventDefault();
      void talk.send();
    }}
  >
    ${talk.targets.length > 1 ? whom(view) : nothing}
    <p class="readers" id="readers" role="status">${talk.to === null ? words.say('write-choose') : readers(talk.to, view)}</p>
    <div class="line">
      <textarea
        data-field="message"
        rows="1"
        autocomplete="off"
        aria-label=${words.say('write-message')}
        aria-describedby="readers"
        .value=${live(talk.draft)}
        @input=${(event: Event) => talk.write((event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => press(event, talk)}
      ></textarea>
      <button class="btn primary small" data-control="send" aria-label=${words.say('write-send')} aria-disabled=${talk.sending || talk.to === null}>${sendIcon}</button>
    </div>
    ${trouble(view)}
  </form>`;
}

function whom({words, talk}: ComposerView): TemplateResult {
  const several = talk.targets.filter(({id}) => id !== null && id !== 'write-to-waiting');
  const people = talk.targets.filter((target) => !several.includes(target));
  return html`<label class="whom">
    <span>${words.say('write-to')}</span>
    <select data-field="to" @change=${(event: Event) => talk.address((event.target as HTMLSelectElement).value)}>
      ${talk.to === null ? html`<option value="" selected>${words.say('write-nobody')}</option>` : nothing} ${several.map((each) => option(each, talk, words))}
      ${people.length > 0 ? html`<optgroup label=${words.say('write-group-people')}>${people.map((each) => option(each, talk, words))}</optgroup>` : nothing}
    </select>
  </label>`;
}

function option({to, id, name}: Target, talk: Talk, words: Words): TemplateResult {
  return html`<option value=${to} .selected=${to === talk.to}>${id === null ? name : words.say(id, {name})}</option>`;
}

function readers(to: string, {words, state}: ComposerView): string {
  const {id, names, count} = readersOf(to, state);
  return words.say(id, {names: words.names(names), count});
}

function press(event: KeyboardEvent, talk: Talk): void {
  // Whoever composes a word of several keys ends it with Enter, too.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  void talk.send();
}

function trouble({words, talk}: ComposerView): TemplateResult | typeof nothing {
  const over = talk.draft.length - LONGEST;
  if (over > 0) return html`<p class="trouble" role="status">${words.say('write-long', {count: over})}</p>`;
  return talk.trouble ? html`<p class="trouble" role="alert">${words.say(talk.trouble)}</p>` : nothing;
}
