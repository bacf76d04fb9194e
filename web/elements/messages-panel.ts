/** The messages: strands under headings that say who reads them, and below them where one writes. */

import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {ChatMode, Message, RoomState} from '../client/state.ts';
import {type ComposerView, composer} from './composer.ts';
import {lockIcon} from './icons.ts';
import {chatModes} from './more.ts';
import {facilitates, monogram, nameOf} from './people.ts';
import {stickToEnd} from './stick.ts';
import {type Strand, strands} from './strands.ts';
import type {Words} from './words.ts';

export interface MessagesView extends ComposerView {
  readonly chatMode: (mode: ChatMode) => void;
}

export function messages(view: MessagesView): TemplateResult {
  const {state, words} = view;
  return html`<div class="list talk" tabindex="0" role="group" aria-label=${words.say('messages')} ${stickToEnd(state.chat.length)}>
      ${state.chat.length === 0 ? html`<p class="none">${words.say('messages-none')}</p>` : strandsOf(state, words)}
    </div>
    ${composer(view)}
    ${
      facilitates(state)
        ? html`<details class="mode"><summary>${lockIcon}<span>${words.say(`chat-mode-${state.chatMode}`)}</span><b>${words.say('chat-mode-change')}</b></summary>${chatModes(view)}</details>`
        : html`<p class="hint">${lockIcon}${words.say(`chat-mode-own-${state.chatMode}`)} ${words.say('messages-gone')}</p>`
    }`;
}

export function strandsOf(state: RoomState, words: Words): TemplateResult {
  return html`${repeat(
    strands(state),
    ({messages: [first]}) => first?.id,
    (each) => strand(each, state, words),
  )}`;
}

function strand(each: Strand, state: RoomState, words: Words): TemplateResult {
  return html`<section class="strand ${each.audience}">
    <h3>${heading(each, words)}</h3>
    <ul role="list">
      ${repeat(
        each.messages,
        ({id}) => id,
        (message) => html`<li data-message=${message.id}>${bubble(message, state, words)}</li>`,
      )}
    </ul>
  </section>`;
}

function heading({audience, name}: Strand, words: Words): string {
  return audience === 'with' && name === '' ? words.say('strand-with-gone') : words.say(`strand-${audience}`, {name});
}

function bubble(message: Message, state: RoomState, words: Words): TemplateResult {
  const own = message.from === state.self;
  return html`<div class="msg ${own ? 'mine' : ''} ${message.role ?? ''}">
    ${own ? nothing : html`<span class="mono ${message.role ?? ''}" aria-hidden="true">${monogram(message.name)}</span>`}
    <div>
      <p class="sender"><bdi>${sender(message, own, state, words)}</bdi> <time class="num">${words.time(message.at)}</time></p>
      <p class="said"><bdi>${message.text}</bdi></p>
    </div>
  </div>`;
}

function sender({name, to}: Message, own: boolean, state: RoomState, words: Words): string {
  if (!own) return name;
  const other = nameOf(state, to);
  return other ? words.say('message-own-to', {name: other}) : words.say('message-own');
}
