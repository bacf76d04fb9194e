/** The bar: what one can do with oneself. Only what works stands here; what has no room on a phone stands in More. */

import {html, nothing, type TemplateResult} from 'lit';

import {
  cameraIcon,
  cameraOffIcon,
  chatIcon,
  cupIcon,
  eyeIcon,
  eyeOffIcon,
  handIcon,
  lanternIcon,
  leaveIcon,
  microphoneIcon,
  moreIcon,
  mutedIcon,
  pairIcon,
  peopleIcon,
  screenIcon,
  smileIcon,
  splitIcon,
} from './icons.ts';
import type {Panel} from './surface.ts';
import type {Words} from './words.ts';

/** `none`: there is no such device, or the browser refuses it; pressing tries again. */
export type Device = 'on' | 'off' | 'none';

/** How one's own request for quiet help stands. */
export type Lantern = 'rest' | 'open' | 'claimed';

/** What somebody who takes part can do with themselves. */
export interface Own {
  readonly microphone: Device;
  readonly camera: Device;
  readonly selfHidden: boolean;
  /** Null where the browser can share none. */
  readonly screen: boolean | null;
  readonly hand: boolean;
  readonly away: boolean;
}

export interface BarView {
  readonly words: Words;
  /** Null for observers, who have nothing to switch. */
  readonly own: Own | null;
  /** Null for facilitators, whom others ask. */
  readonly lantern: Lantern | null;
  /** Null for everyone but facilitators: whether rooms are open, and whether the board shows them. */
  readonly rooms: {readonly open: boolean; readonly shown: boolean} | null;
  readonly panel: Panel | null;
  readonly unread: number;
  readonly toggleMicrophone: () => void;
  readonly toggleCamera: () => void;
  readonly toggleSelfView: () => void;
  readonly toggleScreen: () => void;
  readonly toggleHand: () => void;
  readonly toggleAway: () => void;
  readonly react: () => void;
  readonly pressLantern: () => void;
  readonly releaseLantern: () => void;
  readonly clickLantern: () => void;
  readonly toggle: (panel: Panel) => void;
  readonly split: () => void;
  readonly pairs: () => void;
  readonly board: () => void;
  readonly leave: () => void;
}

/** `content`: the controls, or a question in their place. */
export function bar(content: TemplateResult): TemplateResult {
  return html`<footer class="bottom" part="bar">${content}</footer>`;
}

export function controls(view: BarView): TemplateResult {
  const {words, own} = view;
  return html`<div class="controls" role="toolbar" aria-label=${words.say('controls')}>
    ${own ? html`${ownControls(view, own)}<span class="sep"></span>` : nothing} ${view.lantern ? lantern(view, view.lantern) : nothing}
    ${view.rooms ? breakouts(view, view.rooms) : nothing} ${messages(view)}
    <button
      class="ctl roomy ${view.panel === 'people' ? 'off' : ''}"
      data-control="people"
      aria-expanded=${view.panel === 'people'}
      @click=${() => view.toggle('people')}
    >
      ${peopleIcon}${words.say('control-people')}
    </button>
    <button class="ctl ${view.panel === 'more' ? 'off' : ''}" data-control="more" aria-expanded=${view.panel === 'more'} @click=${() => view.toggle('more')}>
      ${moreIcon}${words.say('control-more')}
    </button>
    <button class="ctl leave roomy" data-control="leave" @click=${view.leave}>${leaveIcon}${words.say('control-leave')}</button>
  </div>`;
}

/** To split, or to see what is split. */
function breakouts({words, split, pairs, board}: BarView, {open, shown}: NonNullable<BarView['rooms']>): TemplateResult {
  if (open) {
    return html`<button class="ctl ${shown ? 'chosen' : ''}" data-control="rooms" aria-pressed=${shown} @click=${board}>${splitIcon}${words.say('control-rooms')}</button>`;
  }
  return html`<button class="ctl spacious" data-control="pairs" aria-description=${words.say('control-pairs-help')} @click=${pairs}>${pairIcon}${words.say('control-pairs')}</button>
    <button class="ctl ${shown ? 'off' : ''}" data-control="split" aria-expanded=${shown} @click=${split}>${splitIcon}${words.say('control-split')}</button>`;
}

function ownControls(view: BarView, {microphone, camera, selfHidden, screen, hand, away}: Own): TemplateResult {
  const {words} = view;
  return html`${device(microphone, 'microphone', view.toggleMicrophone, words)} ${device(camera, 'camera', view.toggleCamera, words)}
    <button class="ctl spacious ${selfHidden ? 'off' : ''}" data-control="self-view" @click=${view.toggleSelfView}>
      ${selfHidden ? eyeIcon : eyeOffIcon}${words.say(selfHidden ? 'control-picture-show' : 'control-picture-hide')}
    </button>
    ${screen === null ? nothing : html`<button class="ctl spacious ${screen ? 'chosen' : ''}" data-control="screen" aria-pressed=${screen} @click=${view.toggleScreen}>${screenIcon}${words.say(screen ? 'control-screen-on' : 'control-screen-off')}</button>`}
    <button class="ctl ${hand ? 'hand' : ''}" data-control="hand" aria-pressed=${hand} @click=${view.toggleHand}>
      ${handIcon}${words.say(hand ? 'control-hand-up' : 'control-hand-down')}
    </button>
    <button class="ctl roomy" data-control="react" @click=${view.react}>${smileIcon}${words.say('control-react')}</button>
    <button class="ctl spacious ${away ? 'off' : ''}" data-control="away" aria-pressed=${away} @click=${view.toggleAway}>
      ${cupIcon}${words.say(away ? 'control-away-on' : 'control-away-off')}
    </button>`;
}

const DEVICE_ICONS = {
  microphone: {on: microphoneIcon, off: mutedIcon, none: mutedIcon},
  camera: {on: cameraIcon, off: cameraOffIcon, none: cameraOffIcon},
} as const;

function device(state: Device, kind: 'microphone' | 'camera', toggle: () => void, words: Words): TemplateResult {
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

const LANTERN_WORDS: Readonly<Record<Lantern, string>> = {
  rest: 'control-help',
  open: 'control-help-open',
  claimed: 'control-help-claimed',
};

/** It changes its word and nothing else: nobody near is to notice. */
function lantern(view: BarView, state: Lantern): TemplateResult {
  const {words} = view;
  return html`<button
    class="ctl lantern"
    data-control="help"
    aria-description=${state === 'rest' ? words.say('control-help-hint') : nothing}
    @pointerdown=${state === 'rest' ? view.pressLantern : nothing}
    @pointerup=${view.releaseLantern}
    @pointerleave=${view.releaseLantern}
    @pointercancel=${view.releaseLantern}
    @contextmenu=${(event: Event) => event.preventDefault()}
    @click=${view.clickLantern}
  >
    ${lanternIcon}${words.say(LANTERN_WORDS[state])}
  </button>`;
}

function messages({words, lantern: asks, panel, unread, toggle}: BarView): TemplateResult {
  return html`<button
    class="ctl ${panel === 'messages' ? 'off' : ''}"
    data-control="messages"
    aria-expanded=${panel === 'messages'}
    @click=${() => toggle('messages')}
  >
    <span class="with-badge">${chatIcon}${badge(unread)}</span>
    <span>${words.say(asks ? 'control-write' : 'control-messages')}${
      unread > 0 ? html`<span class="sr">, ${words.say('messages-unread', {count: unread})}</span>` : nothing
    }</span>
  </button>`;
}

/** A number that is read in words elsewhere. */
export function badge(count: number): TemplateResult | typeof nothing {
  return count > 0 ? html`<span class="badge num" aria-hidden="true">${count}</span>` : nothing;
}
