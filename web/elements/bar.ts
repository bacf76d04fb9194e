/** The bar: what one can do with oneself. Only what works stands here. */

import {html, nothing, type TemplateResult} from 'lit';

import {cameraIcon, cameraOffIcon, eyeIcon, eyeOffIcon, leaveIcon, microphoneIcon, mutedIcon, peopleIcon} from './icons.ts';
import type {Words} from './words.ts';

/** `none`: there is no such device, or the browser refuses it; pressing tries again. */
export type Device = 'on' | 'off' | 'none';

export interface BarView {
  readonly words: Words;
  /** Null for observers, who have nothing to switch. */
  readonly microphone: Device | null;
  readonly camera: Device | null;
  readonly selfHidden: boolean;
  readonly peopleOpen: boolean;
  /** A facilitator has pressed Leave and is asked what to leave. */
  readonly leaving: boolean;
  readonly toggleMicrophone: () => void;
  readonly toggleCamera: () => void;
  readonly toggleSelfView: () => void;
  readonly togglePeople: () => void;
  readonly leave: () => void;
  readonly leaveNow: () => void;
  readonly endForEveryone: () => void;
  readonly stay: () => void;
}

export function bar(view: BarView): TemplateResult {
  return html`<footer class="bottom" part="bar">${view.leaving ? leaveQuestion(view) : controls(view)}</footer>`;
}

function controls(view: BarView): TemplateResult {
  const {words} = view;
  return html`<div class="controls" role="toolbar" aria-label=${words.say('controls')}>
    ${device(view.microphone, 'microphone', view.toggleMicrophone, words)} ${device(view.camera, 'camera', view.toggleCamera, words)}
    ${view.camera === null ? nothing : selfView(view)}
    ${view.microphone === null ? nothing : html`<span class="sep"></span>`}
    <button class="ctl ${view.peopleOpen ? 'off' : ''}" data-control="people" aria-expanded=${view.peopleOpen} @click=${view.togglePeople}>
      ${peopleIcon}${words.say('control-people')}
    </button>
    <button class="ctl leave" data-control="leave" @click=${view.leave}>${leaveIcon}${words.say('control-leave')}</button>
  </div>`;
}

const DEVICE_ICONS = {
  microphone: {on: microphoneIcon, off: mutedIcon, none: mutedIcon},
  camera: {on: cameraIcon, off: cameraOffIcon, none: cameraOffIcon},
} as const;

function device(state: Device | null, kind: 'microphone' | 'camera', toggle: () => void, words: Words): TemplateResult | typeof nothing {
  if (state === null) return nothing;
  return html`<button
    class="ctl ${state === 'on' ? 'on' : 'off'}"
    data-control=${kind}
    aria-pressed=${state === 'on'}
    aria-description=${state === 'none' ? words.say(`control-none-help-${kind}`) : nothing}
    @click=${toggle}
  >
    ${DEVICE_ICONS[kind][state]}${words.say(`control-${kind}-${state}`)}
  </button>`;
}

function selfView({selfHidden, toggleSelfView, words}: BarView): TemplateResult {
  return html`<button class="ctl ${selfHidden ? 'off' : ''}" data-control="self-view" @click=${toggleSelfView}>
    ${selfHidden ? eyeIcon : eyeOffIcon}${words.say(selfHidden ? 'control-picture-show' : 'control-picture-hide')}
  </button>`;
}

/** The bar itself asks, so that no dialog lies over a face. */
function leaveQuestion(view: BarView): TemplateResult {
  const {words} = view;
  return html`<div class="controls leaving" role="group" aria-label=${words.say('control-leave')}>
    <p>${words.say('leave-question')}</p>
    <button class="btn" data-control="leave-self" @click=${view.leaveNow}>${words.say('leave-self')}</button>
    <button class="btn leave" @click=${view.endForEveryone}>${words.say('leave-everyone')}</button>
    <button class="btn" @click=${view.stay}>${words.say('leave-stay')}</button>
  </div>`;
}
