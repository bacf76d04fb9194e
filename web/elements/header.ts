/** The header: which room this is, who needs a facilitator now, and whether it is locked and recorded. */

import {html, nothing, type TemplateResult} from 'lit';

import type {HelpRequest, Recording, Waiting} from '../client/state.ts';
import {askingIcon, lanternIcon, leaveIcon, lockIcon, mark, notRecordedIcon, pausedIcon, recordingIcon} from './icons.ts';
import {monogram} from './people.ts';
import type {Words} from './words.ts';

export interface HeaderView {
  readonly words: Words;
  readonly roomName: string;
  /** The breakout one is in, and with whom; null: the whole group's room. */
  readonly place: {readonly name: string; readonly company: string} | null;
  /** What else stands beside the title. */
  readonly marks: TemplateResult;
  readonly recording: Recording['state'];
  /** The whole sentence that its button is called by. */
  readonly recordingSentence: string;
  readonly recordingOpen: boolean;
  readonly toggleRecording: () => void;
  /** Facilitators see that nobody new comes in, and where to change it. */
  readonly locked: boolean;
  readonly seeLock: () => void;
  /** Who waits and has not been put off until later; empty for everyone but facilitators. */
  readonly waiting: readonly Waiting[];
  readonly admit: (id: string) => void;
  readonly admitAll: () => void;
  readonly later: () => void;
  readonly seeWho: () => void;
  /** A request for help that nobody sees to yet, with the name of who asks. */
  readonly help: {readonly request: HelpRequest; readonly name: string} | null;
  readonly claim: (participant: string) => void;
  /** On phones it stands here: the bar has no room for it. */
  readonly leave: () => void;
}

const RECORDING_ICONS = {
  off: notRecordedIcon,
  asking: askingIcon,
  on: recordingIcon,
  paused: pausedIcon,
  ended: notRecordedIcon,
} as const;

export function header(view: HeaderView): TemplateResult {
  const {words, recording, place} = view;
  return html`<header class="top" part="header" role="banner">
    ${mark}
    <h1 class="title" tabindex="-1" data-landing><bdi>${place?.name ?? view.roomName}</bdi>${place ? html` <small>${place.company}</small>` : nothing}</h1>
    <div class="marks">${view.marks}</div>
    ${help(view) ?? knock(view)}
    <div class="end">
      ${
        view.locked
          ? html`<button class="pill" data-control="locked" aria-description=${words.say('locked-sentence')} @click=${view.seeLock}>${lockIcon}<span class="roomy-text">${words.say('locked')}</span></button>`
          : nothing
      }
      <button
        class="pill ${recording === 'on' || recording === 'paused' ? 'rec' : ''}"
        data-control="recording"
        aria-expanded=${view.recordingOpen}
        aria-label=${view.recordingSentence}
        @click=${view.toggleRecording}
      >
        ${RECORDING_ICONS[recording]}${words.say(`recording-${recording}`)}
      </button>
      <button class="round leave narrow-only" data-control="leave-short" aria-label=${words.say('control-leave')} @click=${view.leave}>${leaveIcon}</button>
    </div>
  </header>`;
}

/** Help before everything else; null: nobody asks. */
function help({words, help: asked, claim, seeWho}: HeaderView): TemplateResult | null {
  if (!asked) return null;
  const {request, name} = asked;
  return html`<div class="knock" role="group" aria-label=${words.say('help-heading')}>
    <span class="mono lantern" aria-hidden="true">${lanternIcon}</span>
    <p>${words.say(request.quiet ? 'help-asks' : 'help-asks-open', {name})}</p>
    <button class="btn small" data-control="see-help" @click=${seeWho}>${words.say('knock-see-help')}</button>
    <button class="btn small primary" data-control="claim" aria-label=${words.say('help-claim-name', {name})} @click=${() => claim(request.participant)}>
      ${words.say('help-claim')}
    </button>
  </div>`;
}

/** One request by name; several as a number that opens the list. */
function knock(view: HeaderView): TemplateResult | typeof nothing {
  const {words, waiting} = view;
  const [first] = waiting;
  if (!first) return nothing;
  const one = waiting.length === 1;
  return html`<div class="knock ${one ? '' : 'several'}" role="group" aria-label=${words.say('lobby-requests')}>
    <span class="mono" aria-hidden="true">${one ? monogram(first.name) : waiting.length}</span>
    <p>${one ? words.say('knock-one', {name: first.name}) : words.say('knock-many', {count: waiting.length})}</p>
    <button class="btn small" @click=${view.later}>${words.say('knock-later')}</button>
    ${one ? admitOne(first, view) : seeSeveral(view)}
  </div>`;
}

function admitOne({id, name}: Waiting, {words, admit}: HeaderView): TemplateResult {
  return html`<button class="btn small primary" data-control="admit" aria-label=${words.say('knock-admit-name', {name})} @click=${() => admit(id)}>
    ${words.say('knock-admit')}
  </button>`;
}

/** Whoever lets several in at once has seen who they are: that is the button that stands out. */
function seeSeveral({words, waiting, admitAll, seeWho}: HeaderView): TemplateResult {
  return html`<button class="btn small" data-control="admit-all" @click=${admitAll}>${words.say('knock-all', {count: waiting.length})}</button>
    <button class="btn small primary" data-control="admit" @click=${seeWho}>${words.say('knock-see')}</button>`;
}
