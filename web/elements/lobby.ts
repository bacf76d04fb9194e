/** Waiting: for the first facilitator, or to be let in. One can write to those who decide it, and read what they write. */

import {html, nothing, type SVGTemplateResult, svg, type TemplateResult} from 'lit';

import type {RoomState, Scope} from '../client/state.ts';
import {composer} from './composer.ts';
import {askingIcon, cameraIcon, cameraOffIcon, chatIcon, eyeOffIcon, leaveIcon, microphoneIcon, mutedIcon} from './icons.ts';
import {strandsOf} from './messages-panel.ts';
import {page} from './pages.ts';
import {monogram} from './people.ts';
import {face} from './picture.ts';
import type {Talk} from './talk.ts';
import type {Words} from './words.ts';

export interface LobbyView {
  readonly words: Words;
  readonly state: RoomState;
  readonly name: string;
  readonly picture: MediaStream | null;
  readonly talk: Talk;
  /** Whether one is writing. */
  readonly writing: boolean;
  readonly toggleMicrophone: () => void;
  readonly toggleCamera: () => void;
  readonly write: () => void;
  readonly leave: () => void;
  /** The recording question, for whoever comes into a group that is asked or recorded. */
  readonly recording: TemplateResult | typeof nothing;
  readonly seeRecording: () => void;
}

export function lobby(view: LobbyView): TemplateResult {
  const {words, state, name} = view;
  const leave = html`<button class="pill" @click=${view.leave}>${leaveIcon}${words.say('control-leave')}</button>`;
  return page(
    leave,
    html`${ring()}
      <h1 class="serif" tabindex="-1" data-landing>${words.say('lobby-title', {name})}</h1>
      <p class="lead" role="status">${words.say(state.locked ? 'lobby-locked' : 'lobby-waiting')}</p>
      <p class="sure">${eyeOffIcon}${words.say('lobby-unseen')}</p>
      ${atTheDoor(view)} ${state.role === 'observer' ? nothing : kit(view)} ${note(view)}`,
  );
}

/** Whoever comes in is told and asked before they enter. What they put off waits behind a button. */
function atTheDoor({words, state, recording, seeRecording}: LobbyView): TemplateResult | typeof nothing {
  if (recording !== nothing) return html`<div class="door">${recording}</div>`;
  if (state.asks.every(({scope}) => state.consent[scope] === null || hasEnded(state, scope))) return nothing;
  return html`<p class="door"><button class="pill" data-control="recording" @click=${seeRecording}>${askingIcon}${words.say('consent-door')}</button></p>`;
}

/** Nothing is asked, and there is no yes of theirs to take back. */
function hasEnded({consent}: RoomState, scope: Scope): boolean {
  return consent[scope]?.toAnswer !== true && consent[scope]?.mayWithdraw !== true;
}

/** What was written while one waits, and where one answers. */
function note(view: LobbyView): TemplateResult {
  const {words, state, writing, write} = view;
  const some = state.chat.length > 0;
  return html`<section class="note ${some || writing ? 'open' : ''}">
    <h2 class="sr">${words.say('lobby-messages')}</h2>
    ${some ? html`<div class="talk">${strandsOf(state, words)}</div>` : nothing}
    ${
      writing
        ? composer(view)
        : html`<button class="btn small" data-control="messages" @click=${write}>${chatIcon}${words.say(some ? 'lobby-write-back' : 'lobby-write')}</button>`
    }
  </section>`;
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
