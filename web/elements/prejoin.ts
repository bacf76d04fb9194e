/** Before one comes in: a name, a look at oneself, and one button. Whoever has no camera or microphone comes in without. */

import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {ref} from 'lit/directives/ref.js';

import type {RoomState} from '../client/state.ts';
import type {Arrival, Kind} from './arrival.ts';
import {
  cameraIcon,
  cameraOffIcon,
  eyeIcon,
  eyeOffIcon,
  mark,
  microphoneIcon,
  mutedIcon,
  networkIcon,
  notRecordedIcon,
  slidersIcon,
  speakerIcon,
} from './icons.ts';
import {BARS} from './meter.ts';
import {monogram} from './people.ts';
import {face} from './picture.ts';
import type {Words} from './words.ts';

export interface PrejoinView {
  readonly words: Words;
  readonly state: RoomState;
  readonly arrival: Arrival;
  readonly enter: () => void;
}

export function prejoin(view: PrejoinView): TemplateResult {
  return html`<div class="scroll">
    <header class="top" role="banner"><span class="brand">${mark}Holdspace</span><span class="end">${connection(view)}</span></header>
    <main class="prejoin ${view.state.role === 'observer' ? 'unseen' : ''}">
      ${view.state.role === 'observer' ? nothing : look(view)} ${ask(view)}
    </main>
  </div>`;
}

function connection({state, words}: PrejoinView): TemplateResult {
  const word = {new: 'connection-checking', connecting: 'connection-checking', connected: 'connection-good', failed: 'connection-slow'}[
    state.media
  ];
  return html`<span class="pill ${state.media === 'connected' ? 'on' : ''}" role="status">${networkIcon}${words.say(word)}</span>`;
}

function look(view: PrejoinView): TemplateResult {
  const {words, arrival} = view;
  return html`<section class="look" aria-label=${words.say('prejoin-look')}>
    <div class="preview">${arrival.picture ? preview(view, arrival.picture) : rest(view)}</div>
    <div class="devices">
      ${meter(view)}
      <div class="picks ${arrival.unfolded ? 'open' : ''}">
        ${pick('camera', cameraIcon, view)} ${pick('microphone', microphoneIcon, view)} ${pick('speaker', speakerIcon, view)}
      </div>
      <div class="tries">
        <button class="btn small fold" aria-expanded=${arrival.unfolded} @click=${arrival.unfold}>${slidersIcon}${words.say('prejoin-devices')}</button>
        <button class="btn small" @click=${arrival.playTone}>${speakerIcon}${words.say('prejoin-tone')}</button>
        ${without('camera', cameraIcon, cameraOffIcon, view)} ${without('microphone', microphoneIcon, mutedIcon, view)}
      </div>
      ${denied(view)}
    </div>
  </section>`;
}

function preview({words, arrival}: PrejoinView, picture: MediaStream): TemplateResult {
  const hidden = arrival.selfHidden;
  return html`${hidden ? html`<div class="rest"><p>${words.say('prejoin-hidden')}</p></div>` : face(picture, true)}
    <span class="plate">${arrival.name ? html`<b><bdi>${arrival.name}</bdi></b>` : nothing}<small>${words.say('prejoin-only-you')}</small></span>
    <button class="hide" @click=${arrival.toggleSelfView}>
      ${hidden ? eyeIcon : eyeOffIcon}<span>${words.say(hidden ? 'prejoin-show' : 'prejoin-hide')}</span>
    </button>`;
}

/** Why there is no picture. It is all right to come in without one. */
function rest({words, arrival}: PrejoinView): TemplateResult {
  return html`<div class="rest">
    ${arrival.name ? html`<span class="mono" aria-hidden="true">${monogram(arrival.name)}</span>` : nothing}
    <p role="status">${words.say(arrival.rest('camera') ?? 'prejoin-opening')}</p>
  </div>`;
}

function meter({words, arrival}: PrejoinView): TemplateResult {
  const resting = arrival.rest('microphone');
  const bars = Array.from({length: BARS}, () => html`<i></i>`);
  const word = resting ? 'prejoin-silent' : arrival.heard ? 'prejoin-heard' : 'prejoin-say';
  return html`<div class="meter ${resting ? 'quiet' : ''}" role="meter" aria-label=${words.say('prejoin-level')} aria-valuemin="0" aria-valuemax=${BARS} aria-valuenow="0">
    ${resting ? mutedIcon : microphoneIcon}<span class="bars" aria-hidden="true" ${ref(arrival.meter.drawOn)}>${bars}</span><span>${words.say(word)}</span>
  </div>`;
}

function pick(kind: Kind | 'speaker', icon: TemplateResult, {words, arrival}: PrejoinView): TemplateResult | typeof nothing {
  const devices = arrival.choices(kind);
  // Some browsers let nobody choose a speaker, and none names devices before it was allowed to use them.
  if (devices.length === 0) return nothing;
  return html`<label>
    <span>${icon}${words.say(`prejoin-${kind}`)}</span>
    <select @change=${(event: Event) => arrival.choose(kind, (event.target as HTMLSelectElement).value)}>
      ${kind === 'speaker' && !devices.some(({deviceId}) => deviceId === 'default') ? html`<option value="">${words.say('prejoin-speaker-default')}</option>` : nothing}
      ${devices.map(
        ({deviceId, label}, index) =>
          html`<option value=${deviceId} ?selected=${deviceId === arrival.chosen(kind)}>${label || words.say('prejoin-device-unnamed', {kind, number: index + 1})}</option>`,
      )}
    </select>
  </label>`;
}

function without(kind: Kind, on: TemplateResult, off: TemplateResult, {words, arrival}: PrejoinView): TemplateResult | typeof nothing {
  const open = arrival.isOpen(kind);
  if (!open && !arrival.switchedOff(kind)) return nothing;
  return html`<button class="btn small" @click=${() => arrival.switch(kind, !open)}>${open ? off : on}${words.say(`prejoin-${open ? 'without' : 'with'}-${kind}`)}</button>`;
}

function denied({words, arrival}: PrejoinView): TemplateResult | typeof nothing {
  const microphone = arrival.trouble('microphone');
  if (!microphone && !arrival.trouble('camera')) return nothing;
  return html`<div class="denied">
    ${microphone ? html`<p role="status">${words.say(microphone)}</p>` : nothing}
    <details><summary>${words.say('prejoin-how')}</summary><p>${words.say('prejoin-how-text')}</p></details>
    <button class="btn small line" @click=${arrival.tryAgain}>${words.say('prejoin-try-again')}</button>
  </div>`;
}

function ask(view: PrejoinView): TemplateResult {
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
      <div>
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
