/** What the bar itself asks, in the place of its controls, so that no dialog lies over a face. */

import {html, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';

import type {ReactionName} from '../client/state.ts';
import {closeIcon, momentIcon, nodIcon, sameHereIcon, smileIcon, thanksIcon, withYouIcon} from './icons.ts';
import {REACTIONS} from './shown-reactions.ts';
import type {Words} from './words.ts';

export interface LeaveView {
  readonly words: Words;
  readonly leaveNow: () => void;
  readonly endForEveryone: () => void;
  readonly stay: () => void;
}

export function leaveQuestion({words, leaveNow, endForEveryone, stay}: LeaveView): TemplateResult {
  return html`<div class="controls asking" role="group" aria-label=${words.say('control-leave')}>
    <p>${words.say('leave-question')}</p>
    <button class="btn" data-control="leave-self" @click=${leaveNow}>${words.say('leave-self')}</button>
    <button class="btn leave" @click=${endForEveryone}>${words.say('leave-everyone')}</button>
    <button class="btn" @click=${stay}>${words.say('leave-stay')}</button>
  </div>`;
}

export const REACTION_ICONS: Readonly<Record<ReactionName, TemplateResult>> = {
  nod: nodIcon,
  thanks: thanksIcon,
  'with-you': withYouIcon,
  'same-here': sameHereIcon,
  smile: smileIcon,
  moment: momentIcon,
};

export interface ReactionsView {
  readonly words: Words;
  readonly react: (name: ReactionName) => void;
  readonly close: () => void;
}

export function reactionsMenu({words, react, close}: ReactionsView): TemplateResult {
  return html`<div class="controls reactions" role="toolbar" aria-label=${words.say('reactions')}>
    ${REACTIONS.map(
      (name) =>
        html`<button class="ctl" data-control="reaction" data-reaction=${name} @click=${() => react(name)}>${REACTION_ICONS[name]}${words.say(`reaction-${name}`)}</button>`,
    )}
    <button class="round" aria-label=${words.say('reactions-close')} @click=${close}>${closeIcon}</button>
  </div>`;
}

export interface HelpView {
  readonly words: Words;
  /** How a request that was made stands, in words; null: none was. */
  readonly stands: string | null;
  readonly word: string;
  readonly write: (word: string) => void;
  readonly send: () => void;
  readonly withdraw: () => void;
  readonly close: () => void;
}

const LONGEST_WORD = 200; // characters; the server shortens the rest

/** The ordinary way to quiet help, for whoever cannot hold something down, or wants to add a word. */
export function helpQuestion(view: HelpView): TemplateResult {
  return view.stands === null ? ask(view) : standing(view, view.stands);
}

function ask({words, word, write, send, close}: HelpView): TemplateResult {
  return html`<form
    class="controls asking"
    aria-label=${words.say('help-heading')}
    @submit=${(event: Event) => {
      event.preventDefault();
      send();
    }}
  >
    <p id="help-question">${words.say('help-question')}</p>
    <input
      class="word"
      data-control="help-word"
      autocomplete="off"
      maxlength=${LONGEST_WORD}
      aria-label=${words.say('help-word')}
      placeholder=${words.say('help-word')}
      .value=${live(word)}
      @input=${(event: Event) => write((event.target as HTMLInputElement).value)}
    />
    <button class="btn" data-control="help-send">${words.say('help-send')}</button>
    <button class="btn" type="button" @click=${close}>${words.say('help-cancel')}</button>
  </form>`;
}

function standing({words, withdraw, close}: HelpView, stands: string): TemplateResult {
  return html`<div class="controls asking" role="group" aria-label=${words.say('help-heading')}>
    <p>${stands}</p>
    <button class="btn" data-control="help-withdraw" @click=${withdraw}>${words.say('help-withdraw')}</button>
    <button class="btn" data-control="help-close" @click=${close}>${words.say('reactions-close')}</button>
  </div>`;
}
