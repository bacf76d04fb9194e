/** The pages of one sentence: waiting, on the way back, and a door that stays shut. */

import {html, nothing, type SVGTemplateResult, svg, type TemplateResult} from 'lit';

import type {RoomState} from '../client/state.ts';
import {cameraIcon, cameraOffIcon, eyeOffIcon, leaveIcon, mark, microphoneIcon, mutedIcon} from './icons.ts';
import {monogram} from './people.ts';
import {face} from './picture.ts';
import type {Words} from './words.ts';

export interface LobbyView {
  readonly words: Words;
  readonly state: RoomState;
  readonly name: string;
  readonly picture: MediaStream | null;
  readonly toggleMicrophone: () => void;
  readonly toggleCamera: () => void;
  readonly leave: () => void;
}

/** Waiting: for the first facilitator, or to be let in. */
export function lobby(view: LobbyView): TemplateResult {
  const {words, state, name} = view;
  const leave = html`<button class="pill" @click=${view.leave}>${leaveIcon}${words.say('control-leave')}</button>`;
  return page(
    leave,
    html`${ring()}
      <h1 class="serif" tabindex="-1" data-landing>${words.say('lobby-title', {name})}</h1>
      <p class="lead" role="status">${words.say('lobby-waiting')}</p>
      <p class="sure">${eyeOffIcon}${words.say('lobby-unseen')}</p>
      ${state.role === 'observer' ? nothing : kit(view)}`,
  );
}

function kit({words, state, name, picture, toggleMicrophone, toggleCamera}: LobbyView): TemplateResult {
  const {microphone, camera} = state.own;
  return html`<div class="kit">
    <div class="me">
      ${picture ? face(picture, true) : html`<span class="sign" aria-hidden="true"><span class="mono">${monogram(name)}</span></span>`}
      <span class="plate" aria-hidden="true"><small>${words.say('prejoin-only-you')}</small></span>
    </div>
    <div class="controls" role="toolbar" aria-label=${words.say('controls')}>
      <button class="ctl ${microphone ? 'on' : 'off'}" aria-pressed=${microphone} @click=${toggleMicrophone}>
        ${microphone ? microphoneIcon : mutedIcon}${words.say(`control-microphone-${microphone ? 'on' : 'off'}`)}
      </button>
      <button class="ctl ${camera ? 'on' : 'off'}" aria-pressed=${camera} @click=${toggleCamera}>
        ${camera ? cameraIcon : cameraOffIcon}${words.say(`control-camera-${camera ? 'on' : 'off'}`)}
      </button>
    </div>
  </div>`;
}

const SEATS = 14;
const OWN_SEAT = 9; // where the mark of the person who waits stands: below, to the left

/** A light that breathes in the middle of a circle of seats, one of them taken. */
function ring(): TemplateResult {
  const seats = Array.from({length: SEATS}, (_, index): SVGTemplateResult => {
    const angle = (index / SEATS) * 2 * Math.PI;
    return svg`<circle cx=${150 + 112 * Math.sin(angle)} cy=${150 - 112 * Math.cos(angle)} r="13" class=${index === OWN_SEAT ? 'here' : 'seat'}/>`;
  });
  return html`<svg class="ring" viewBox="0 0 300 300" aria-hidden="true">
    <circle cx="150" cy="150" r="70" class="breath" /><circle cx="150" cy="150" r="46" class="breath two" />
    ${seats}
  </svg>`;
}

/** On the way back to a place, without a second pre-join page. `name` may not be known yet. */
export function returning(name: string, words: Words): TemplateResult {
  return page(
    nothing,
    html`<h1 class="serif" tabindex="-1" data-landing>${name ? words.say('returning', {name}) : words.say('returning-unnamed')}</h1>
      <p class="lead" role="status">${words.say('returning-text')}</p>`,
  );
}

export interface DoorView {
  readonly words: Words;
  /** The code of the refusal. */
  readonly code: string;
  readonly tryAgain: () => void;
}

/** Refusals that trying again does not change. */
const FINAL: Readonly<Record<string, string>> = {
  'bad-token': 'door-link',
  'bad-link': 'door-link',
  'no-token': 'door-link',
  absent: 'door-absent',
  'no-webrtc': 'door-browser',
};

/** What stands where the room would be when it cannot be reached. */
export function door({words, code, tryAgain}: DoorView): TemplateResult {
  const title = FINAL[code] ?? (code === 'room-full' ? 'door-full' : 'door-away');
  return page(
    nothing,
    html`<h1 class="serif" tabindex="-1" data-landing>${words.say(title)}</h1>
      <p class="lead" role="alert">${words.say(`${title}-text`)}</p>
      ${code in FINAL ? nothing : html`<button class="btn primary big" @click=${tryAgain}>${words.say('door-try-again')}</button>`}`,
  );
}

export function page(end: TemplateResult | typeof nothing, content: TemplateResult): TemplateResult {
  return html`<div class="scroll">
    <header class="top" role="banner"><span class="brand">${mark}Holdspace</span><span class="end">${end}</span></header>
    <main class="quiet">${content}</main>
  </div>`;
}
