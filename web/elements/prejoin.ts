/** Before one comes in: a name, a look at oneself, and one button. Whoever has no camera or microphone comes in without. */

import {html, nothing, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';

import type {RoomState} from '../client/state.ts';
import type {Arrival, Kind} from './arrival.ts';
import {cameraIcon, cameraOffIcon, eyeIcon, eyeOffIcon, mark, microphoneIcon, mutedIcon, slidersIcon, speakerIcon} from './icons.ts';
import {languageSwitch} from './language-switch.ts';
import {BARS} from './meter.ts';
import {networkLine, networkPill} from './network-check.ts';
import {monogram} from './people.ts';
import {face} from './picture.ts';
import {ask} from './prejoin-form.ts';
import type {Words} from './words.ts';

export interface PrejoinView {
  readonly words: Words;
  readonly state: RoomState;
  readonly arrival: Arrival;
  readonly enter: () => void;
  /** Speak another language. */
  readonly speak: (language: string) => void;
}

export function prejoin(view: PrejoinView): TemplateResult {
  return html`<div class="scroll">
    <header class="top" role="banner">
      <span class="brand">${mark}Holdspace</span>
      <span class="end">${networkPill(view.arrival.network, view.words)}${languageSwitch(view.words, view.speak)}</span>
    </header>
    <main class="prejoin ${view.state.role === 'observer' ? 'unseen' : ''}">
      ${view.state.role === 'observer' ? nothing : look(view)} ${ask(view)}
    </main>
  </div>`;
}

function look(view: PrejoinView): TemplateResult {
  const {words, arrival} = view;
  return html`<section class="look" aria-label=${words.say('prejoin-look')}>
    <div class="preview">${arrival.picture ? preview(view, arrival.picture) : rest(view)}</div>
    <div class="devices">
      ${meter(view)}
      <div class="picks ${arrival.gear.unfolded ? 'open' : ''}">
        ${pick('camera', cameraIcon, view)} ${pick('microphone', microphoneIcon, view)} ${pick('speaker', speakerIcon, view)}
      </div>
      <div class="tries">
        <button class="btn small fold" aria-expanded=${arrival.gear.unfolded} @click=${arrival.gear.unfold}>${slidersIcon}${words.say('prejoin-devices')}</button>
        <button class="btn small" @click=${arrival.gear.playTone}>${speakerIcon}${words.say('prejoin-tone')}</button>
        ${without('camera', cameraIcon, cameraOffIcon, view)} ${without('microphone', microphoneIcon, mutedIcon, view)}
      </div>
      ${denied(view)} ${networkLine(arrival.network, words)}
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
    <p role="status">${words.say(arrival.gear.rest('camera') ?? 'prejoin-opening')}</p>
  </div>`;
}

function meter({words, arrival}: PrejoinView): TemplateResult {
  const resting = arrival.gear.rest('microphone');
  const bars = Array.from({length: BARS}, () => html`<i></i>`);
  const word = resting ? 'prejoin-silent' : arrival.gear.heard ? 'prejoin-heard' : 'prejoin-say';
  return html`<div class="meter ${resting ? 'quiet' : ''}" role="meter" aria-label=${words.say('prejoin-level')} aria-valuemin="0" aria-valuemax=${BARS} aria-valuenow="0">
    ${resting ? mutedIcon : microphoneIcon}<span class="bars" aria-hidden="true" ${ref(arrival.gear.meter.drawOn)}>${bars}</span><span>${words.say(word)}</span>
  </div>`;
}

function pick(kind: Kind | 'speaker', icon: TemplateResult, {words, arrival}: PrejoinView): TemplateResult | typeof nothing {
  const devices = arrival.gear.choices(kind);
  // Some browsers let nobody choose a speaker, and none names devices before it was allowed to use them.
  if (devices.length === 0) return nothing;
  return html`<label>
    <span>${icon}${words.say(`prejoin-${kind}`)}</span>
    <select @change=${(event: Event) => arrival.gear.choose(kind, (event.target as HTMLSelectElement).value)}>
      ${kind === 'speaker' && !devices.some(({deviceId}) => deviceId === 'default') ? html`<option value="">${words.say('prejoin-speaker-default')}</option>` : nothing}
      ${devices.map(
        ({deviceId, label}, index) =>
          html`<option value=${deviceId} ?selected=${deviceId === arrival.gear.chosen(kind)}>${label || words.say('prejoin-device-unnamed', {kind, number: index + 1})}</option>`,
      )}
    </select>
  </label>`;
}

function without(kind: Kind, on: TemplateResult, off: TemplateResult, {words, arrival}: PrejoinView): TemplateResult | typeof nothing {
  const open = arrival.gear.isOpen(kind);
  if (!open && !arrival.gear.switchedOff(kind)) return nothing;
  return html`<button class="btn small" @click=${() => arrival.gear.switch(kind, !open)}>${open ? off : on}${words.say(`prejoin-${open ? 'without' : 'with'}-${kind}`)}</button>`;
}

function denied({words, arrival}: PrejoinView): TemplateResult | typeof nothing {
  const microphone = arrival.gear.trouble('microphone');
  if (!microphone && !arrival.gear.trouble('camera')) return nothing;
  return html`<div class="denied">
    ${microphone ? html`<p role="status">${words.say(microphone)}</p>` : nothing}
    <details><summary>${words.say('prejoin-how')}</summary><p>${words.say('prejoin-how-text')}</p></details>
    <button class="btn small line" @click=${arrival.gear.tryAgain}>${words.say('prejoin-try-again')}</button>
  </div>`;
}
