/** A role play in pairs: who asks, who answers, who watches, what each is to do, and the swap with a soft bell. */

import {html, nothing, type TemplateResult} from 'lit';

import type {Part} from '../client/state.ts';
import {partSign} from './cue-card.ts';
import {bellIcon, shuffleIcon} from './icons.ts';
import type {Stay} from './stay.ts';
import type {Words} from './words.ts';

const PARTS: readonly Part[] = ['a', 'b', 'coach'];
const LONGEST = 400; // characters: a card, not a page

export function rolePlay(stay: Stay, words: Words): TemplateResult {
  const {state, board, client, acts} = stay;
  const playing = state.participants.some(({part}) => part !== null);
  return html`<details class="card" ?open=${playing}>
    <summary>${words.say('play')}</summary>
    ${playing ? html`<button class="btn small" data-act="swap" @click=${() => acts.ask(client.swapParts())}>${bellIcon}${words.say('play-swap')}</button>` : nothing}
    ${PARTS.map((part) => cueField(part, stay, words))}
    <button class="btn small" data-act="give-parts" @click=${board.giveParts}>${shuffleIcon}${words.say('play-give')}</button>
    <p class="help">${words.say('play-help')}</p>
  </details>`;
}

function cueField(part: Part, {board}: Stay, words: Words): TemplateResult {
  return html`<label class="cuefield"><span>${partSign(part, words)}${words.say(`play-cue-${part}`)}</span>
    <textarea
      rows="2"
      maxlength=${LONGEST}
      data-cue=${part}
      autocomplete="off"
      .value=${board.cues[part]}
      @input=${(event: Event) => {
        board.cues[part] = (event.target as HTMLTextAreaElement).value;
      }}
    ></textarea>
  </label>`;
}
