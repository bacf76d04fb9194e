/** More: what is done seldom, for oneself and, by facilitators, for the group. On a phone also what has no room in the bar. */

import {html, nothing, type TemplateResult} from 'lit';

import {Screen} from '../client/screen.ts';
import type {ChatMode, RoomState} from '../client/state.ts';
import {copyable} from './device-panel.ts';
import {
  copyIcon,
  cupIcon,
  deviceIcon,
  doorIcon,
  eyeOffIcon,
  handIcon,
  infoIcon,
  lockIcon,
  mutedIcon,
  networkIcon,
  cameraOffIcon as noPictureIcon,
  peopleIcon,
  recordingIcon,
  screenIcon,
  smileIcon,
  speakerIcon,
} from './icons.ts';
import {facilitates, handsUp, self, sharesScreen} from './people.ts';
import type {Surface} from './surface.ts';
import type {Words} from './words.ts';

export interface MoreView {
  readonly words: Words;
  readonly state: RoomState;
  readonly surface: Surface;
  readonly react: () => void;
  readonly toggleAway: () => void;
  readonly toggleSelfView: () => void;
  readonly toggleScreen: () => void;
  readonly toggleSounds: () => void;
  readonly togglePictures: () => void;
  readonly people: () => void;
  readonly keys: () => void;
  readonly connection: () => void;
  /** Null where there is no address to move to. */
  readonly device: (() => void) | null;
  readonly muteAll: () => void;
  readonly lowerAll: () => void;
  readonly admitAll: () => void;
  readonly lock: (on: boolean) => void;
  readonly lobby: (on: boolean) => void;
  readonly chatMode: (mode: ChatMode) => void;
  readonly showLink: () => void;
  readonly record: () => void;
}

export function more(view: MoreView): TemplateResult {
  const {words, state} = view;
  return html`<div class="list more">
    ${facilitates(state) ? forTheGroup(view) : nothing}
    <section>
      <h3>${words.say('more-you')}</h3>
      ${forOneself(view)}
    </section>
  </div>`;
}

function forOneself(view: MoreView): TemplateResult {
  const {words, state, surface} = view;
  const row = (icon: TemplateResult, id: string, act: () => void, kind = ''): TemplateResult =>
    action({icon, label: words.say(id), act, kind});
  return html`${state.role === 'observer' ? nothing : takingPart(view)} ${row(peopleIcon, 'people', view.people, 'narrow-only')}
    ${soundOnly(view)}
    ${
      facilitates(state)
        ? toggle({icon: speakerIcon, label: words.say('more-sounds'), on: surface.sounds, act: view.toggleSounds, control: 'sounds'})
        : nothing
    }
    ${view.device ? action({icon: deviceIcon, label: words.say('device-title'), act: view.device, control: 'device'}) : nothing}
    ${action({icon: networkIcon, label: words.say('connection'), act: view.connection, control: 'connection'})}
    ${row(infoIcon, 'more-keys', view.keys)}`;
}

/** To save what a network bears. */
export function soundOnly({words, state, togglePictures}: Pick<MoreView, 'words' | 'state' | 'togglePictures'>): TemplateResult {
  return toggle({
    icon: noPictureIcon,
    label: words.say('sound-only'),
    help: words.say('sound-only-help'),
    on: !state.pictures,
    act: togglePictures,
    control: 'sound-only',
  });
}

function takingPart(view: MoreView): TemplateResult {
  const {words, state, surface} = view;
  return html`${action({icon: smileIcon, label: words.say('control-react'), act: view.react, kind: 'narrow-only'})}
    ${toggle({
      icon: cupIcon,
      label: words.say('more-away'),
      help: words.say('more-away-help'),
      on: self(state)?.away ?? false,
      act: view.toggleAway,
      control: 'more-away',
    })}
    ${Screen.isPossible ? toggle({icon: screenIcon, label: words.say('more-screen'), on: sharesScreen(state), act: view.toggleScreen, control: 'more-screen'}) : nothing}
    ${toggle({icon: eyeOffIcon, label: words.say('more-picture'), on: surface.selfHidden, act: view.toggleSelfView, control: 'more-picture'})}`;
}

function forTheGroup(view: MoreView): TemplateResult {
  const {words, state} = view;
  return html`<section>
    <h3>${words.say('more-group')}</h3>
    ${
      state.lobby.length > 0
        ? action({
            icon: doorIcon,
            label: words.say('more-admit-all', {count: state.lobby.length}),
            act: view.admitAll,
            control: 'admit-all',
          })
        : nothing
    }
    ${action({icon: mutedIcon, label: words.say('more-mute-all'), help: words.say('more-mute-all-help'), act: view.muteAll, control: 'mute-all'})}
    ${handsUp(state).length > 0 ? action({icon: handIcon, label: words.say('more-lower-hands'), act: view.lowerAll, control: 'lower-all'}) : nothing}
    ${toggle({
      icon: lockIcon,
      label: words.say('more-lock'),
      help: words.say('more-lock-help'),
      on: state.locked,
      act: () => view.lock(!state.locked),
      control: 'lock',
    })}
    ${toggle({
      icon: doorIcon,
      label: words.say('more-lobby'),
      help: words.say('more-lobby-help'),
      on: state.lobbyOn,
      act: () => view.lobby(!state.lobbyOn),
      control: 'lobby',
    })}
    ${action({icon: recordingIcon, label: words.say('ask'), help: words.say('ask-promise'), act: view.record, control: 'record'})}
    ${chatModes(view)} ${clientLink(view)}
  </section>`;
}

/** The link that clients come by: fetched when it is wanted, since a ban makes another one. */
function clientLink({words, state, surface, showLink}: MoreView): TemplateResult {
  const help = words.say(state.linkChanged ? 'more-link-changed' : 'more-link-help');
  if (surface.clientLink === null)
    return action({icon: copyIcon, label: words.say('start-link-client'), help, act: showLink, control: 'client-link'});
  return html`${copyable(surface.clientLink, words.say('start-link-client'), words.say('start-copy-client'))}
    ${state.linkChanged ? html`<p class="help">${help}</p>` : nothing}`;
}

const MODES: readonly ChatMode[] = ['facilitators', 'everyone', 'off'];

/** Who clients write to: three answers of which one holds. */
export function chatModes({words, state, chatMode}: Pick<MoreView, 'words' | 'state' | 'chatMode'>): TemplateResult {
  return html`<fieldset class="choice" data-control="chat-mode">
    <legend>${words.say('more-chat')}</legend>
    ${MODES.map(
      (mode) => html`<label>
        <input type="radio" name="chat-mode" value=${mode} .checked=${state.chatMode === mode} @change=${() => chatMode(mode)} />
        <span>${words.say(`more-chat-${mode}`)}</span>
      </label>`,
    )}
  </fieldset>`;
}

interface Row {
  readonly icon: TemplateResult;
  readonly label: string;
  readonly help?: string;
  readonly act: () => void;
  readonly control?: string;
  readonly kind?: string;
}

export function action({icon, label, help, act, control, kind = ''}: Row): TemplateResult {
  return html`<button class="row ${kind}" data-control=${control ?? nothing} aria-description=${help ?? nothing} @click=${act}>
    ${icon}<span class="name"><b>${label}</b>${help ? html`<small aria-hidden="true">${help}</small>` : nothing}</span>
  </button>`;
}

export function toggle({icon, label, help, act, control, on}: Row & {readonly on: boolean}): TemplateResult {
  return html`<button class="row" role="switch" data-control=${control ?? nothing} aria-checked=${on} aria-label=${label} aria-description=${help ?? nothing} @click=${act}>
    ${icon}<span class="name"><b>${label}</b>${help ? html`<small>${help}</small>` : nothing}</span><span class="knob" aria-hidden="true"></span>
  </button>`;
}
