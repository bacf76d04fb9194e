/** The questions before one comes in: a name, two quiet ones, the norms, and one button. */

import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';

import {questions} from './circumstances.ts';
import {notRecordedIcon} from './icons.ts';
import {normsLine} from './norms-page.ts';
import type {PrejoinView} from './prejoin.ts';

export function ask(view: PrejoinView): TemplateResult {
  const {words, state, arrival} = view;
  return html`<section class="ask">
    <div class="welcome">
      <p class="where"><bdi>${state.room?.name ?? ''}</bdi></p>
      <h1 class="serif" tabindex="-1" data-landing>${words.say('prejoin-title')}</h1>
    </div>
    <form
      @submit=${(event: Event) => {
        event.preventDefault();
        view.enter();
      }}
    >
      ${state.name === null ? nameFields(view) : html`<p>${words.say('prejoin-name-fixed', {name: state.name})}</p>`}
      ${state.role === 'observer' ? html`<p class="help">${words.say('prejoin-observer')}</p>` : nothing}
      ${questions(arrival.circumstances, words)} ${normsLine({words, state, step: arrival.norms})} ${memory(view)}
      <div class="enter">
        <button class="btn primary big wide" aria-disabled=${arrival.entering}>${words.say(arrival.entering ? 'prejoin-entering' : 'prejoin-enter')}</button>
        ${arrival.refused ? html`<p class="trouble" role="alert">${words.say(arrival.refused)}</p>` : nothing}
      </div>
      <p class="help calm">${notRecordedIcon}${words.say('prejoin-recording')}</p>
    </form>
  </section>`;
}

function nameFields(view: PrejoinView): TemplateResult {
  const {words, state, arrival} = view;
  return html`<div>
      <label class="field" for="name">${words.say('prejoin-name')}</label>
      <input
        class="text"
        id="name"
        autocomplete="off"
        maxlength="60"
        .value=${live(arrival.name)}
        aria-describedby="name-help"
        aria-invalid=${arrival.nameTrouble !== null}
        @input=${(event: Event) => arrival.rename((event.target as HTMLInputElement).value)}
      />
      <p class=${arrival.nameTrouble ? 'trouble' : 'help'} id="name-help" role="status">${words.say(arrival.nameTrouble ?? 'prejoin-name-help')}</p>
    </div>
    ${state.role === 'client' ? privateName(view) : nothing}`;
}

function privateName({words, arrival}: PrejoinView): TemplateResult {
  if (arrival.privateName === null) {
    return html`<button class="add" type="button" @click=${arrival.addPrivateName}>${words.say('prejoin-private-add')}</button>`;
  }
  return html`<div>
    <label class="field" for="private-name">${words.say('prejoin-private')}</label>
    <input
      class="text"
      id="private-name"
      autocomplete="off"
      maxlength="60"
      .value=${live(arrival.privateName)}
      aria-describedby="private-help"
      @input=${(event: Event) => arrival.renamePrivately((event.target as HTMLInputElement).value)}
    />
    <p class="help" id="private-help">${words.say('prejoin-private-help')}</p>
  </div>`;
}

/** Only where there is a place to remember in, and nothing is remembered unasked. */
function memory({words, arrival}: PrejoinView): TemplateResult | typeof nothing {
  if (arrival.remembers === null) return nothing;
  return html`<label class="tick">
    <input
      type="checkbox"
      aria-describedby="memory-help"
      .checked=${live(arrival.remembers)}
      @change=${(event: Event) => arrival.rememberMe((event.target as HTMLInputElement).checked)}
    />
    <span>${words.say('memory')}<small id="memory-help">${words.say('memory-help')}</small></span>
  </label>`;
}
