/** The header: which room this is, who waits at its door, and whether it is recorded. */

import {html, nothing, type TemplateResult} from 'lit';

import type {Recording, Waiting} from '../client/state.ts';
import {mark, notRecordedIcon, pausedIcon, recordingIcon} from './icons.ts';
import {monogram} from './people.ts';
import type {Words} from './words.ts';

export interface HeaderView {
  readonly words: Words;
  readonly roomName: string;
  readonly recording: Recording['state'];
  readonly recordingOpen: boolean;
  readonly toggleRecording: () => void;
  /** Who waits and has not been put off until later; empty for everyone but facilitators. */
  readonly waiting: readonly Waiting[];
  readonly admit: (id: string) => void;
  readonly later: () => void;
  readonly seeWho: () => void;
}

const RECORDING_ICONS = {
  off: notRecordedIcon,
  asking: notRecordedIcon,
  on: recordingIcon,
  paused: pausedIcon,
  ended: notRecordedIcon,
} as const;

export function header(view: HeaderView): TemplateResult {
  const {words, recording} = view;
  return html`<header class="top" part="header" role="banner">
    ${mark}
    <h1 class="title" tabindex="-1" data-landing><bdi>${view.roomName}</bdi></h1>
    ${knock(view)}
    <div class="end">
      <button
        class="pill ${recording === 'on' || recording === 'paused' ? 'rec' : ''}"
        data-control="recording"
        aria-expanded=${view.recordingOpen}
        @click=${view.toggleRecording}
      >
        ${RECORDING_ICONS[recording]}${words.say(`recording-${recording}`)}
      </button>
    </div>
  </header>`;
}

/** One request by name; several as a number that opens the list. */
function knock(view: HeaderView): TemplateResult | typeof nothing {
  const {words, waiting} = view;
  const [first] = waiting;
  if (!first) return nothing;
  const one = waiting.length === 1;
  return html`<div class="knock" role="group" aria-label=${words.say('lobby-requests')}>
    <span class="mono" aria-hidden="true">${one ? monogram(first.name) : waiting.length}</span>
    <p>${one ? words.say('knock-one', {name: first.name}) : words.say('knock-many', {count: waiting.length})}</p>
    <button class="btn small" @click=${view.later}>${words.say('knock-later')}</button>
    ${
      one
        ? html`<button class="btn small primary" data-control="admit" aria-label=${words.say('knock-admit-name', {name: first.name})} @click=${() => view.admit(first.id)}>
            ${words.say('knock-admit')}
          </button>`
        : html`<button class="btn small primary" data-control="admit" @click=${view.seeWho}>${words.say('knock-see')}</button>`
    }
  </div>`;
}
