/** The one line below the header: what a person should know now, the most pressing thing first. */

import {html, nothing, type TemplateResult} from 'lit';

import type {RoomState} from '../client/state.ts';
import {arcIcon, closeIcon, infoIcon, mutedIcon, speakerIcon} from './icons.ts';
import type {Values, Words} from './words.ts';

/** What was told to this person and not yet put aside. */
export interface Told {
  /** The name of the facilitator who muted them; empty when it is not known. */
  readonly mutedBy: string | null;
  /** A message: why something did not work. */
  readonly trouble: string | null;
  /** They were let in from the lobby just now. */
  readonly admitted: boolean;
}

export const NOTHING_TOLD: Told = {mutedBy: null, trouble: null, admitted: false};

export interface Notice {
  readonly id: string;
  readonly values: Values;
  readonly tone: 'info' | 'away';
  /** `play`: needs a press before sound plays. `close`: may be put aside. */
  readonly act: 'play' | 'close' | null;
}

export function noticeOf(state: RoomState, told: Told, recordingOpen: boolean): Notice | null {
  if (state.phase === 'reconnecting') return notice('notice-reconnecting', {tone: 'away'});
  if (state.soundBlocked) return notice('notice-sound', {act: 'play'});
  if (told.trouble !== null) return notice(told.trouble, {act: 'close'});
  if (told.mutedBy !== null) {
    const id = told.mutedBy === '' ? 'notice-muted' : 'notice-muted-by';
    return notice(id, {act: 'close', values: {name: told.mutedBy}});
  }
  if (recordingOpen) return notice(`recording-${sentenceOf(state)}-sentence`, {act: 'close'});
  if (state.hold) return notice('notice-hold', {tone: 'away'});
  if (state.unjournalled) return notice('notice-unjournalled', {});
  if (told.admitted) return notice('said-joined', {act: 'close', values: {microphone: state.own.microphone ? 'on' : 'off'}});
  return null;
}

/** While answers are open nothing is recorded: that is then the truth to tell. */
function sentenceOf({recording}: RoomState): string {
  return recording.state === 'asking' ? 'off' : recording.state;
}

function notice(id: string, rest: Partial<Notice>): Notice {
  return {id, values: {}, tone: 'info', act: null, ...rest};
}

export interface NoticeView {
  readonly words: Words;
  readonly notice: Notice | null;
  readonly play: () => void;
  readonly close: () => void;
}

/** Not a live region: the live regions tell it, this shows it. */
export function noticeLine({words, notice: told, play, close}: NoticeView): TemplateResult | typeof nothing {
  if (!told) return nothing;
  return html`<div class="notice ${told.tone}" role="region" aria-label=${words.say('notice')} data-notice=${told.id}>
    ${iconOf(told)}
    <p>${words.say(told.id, told.values)}</p>
    ${told.act === 'play' ? html`<button class="btn small primary" @click=${play}>${words.say('notice-sound-play')}</button>` : nothing}
    ${told.act === 'close' ? html`<button class="round" aria-label=${words.say('notice-close')} @click=${close}>${closeIcon}</button>` : nothing}
  </div>`;
}

function iconOf({id}: Notice): TemplateResult {
  if (id === 'notice-reconnecting') return arcIcon;
  if (id === 'notice-sound') return speakerIcon;
  return id.startsWith('notice-muted') ? mutedIcon : infoIcon;
}
