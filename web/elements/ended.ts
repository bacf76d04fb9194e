/** Afterwards: what became of one's place, what one may keep of it, and the way back where there is one. */

import {html, nothing, type TemplateResult} from 'lit';

import type {EndReason, RoomState} from '../client/state.ts';
import type {ConsentStep} from './consent-step.ts';
import {receiptButton} from './norms-page.ts';
import type {NormsStep} from './norms-step.ts';
import {page} from './pages.ts';
import {recordedSummary} from './recorded-summary.ts';
import type {Words} from './words.ts';

export interface EndedView {
  readonly words: Words;
  readonly state: RoomState;
  readonly name: string;
  readonly step: NormsStep;
  /** They said that they go on where they are now. */
  readonly stayedThere: boolean;
  /** Whether there is a way back from here without another link or code. */
  readonly mayReturn: boolean;
  readonly comeBack: () => void;
  readonly stayThere: () => void;
  readonly consent: ConsentStep;
  /** Where receipts can be read and checked. */
  readonly reader: string;
}

interface End {
  readonly title: string;
  readonly text: string;
  /** The label of the way back, where there is one. */
  readonly back?: string;
}

const ENDS: Readonly<Record<EndReason, End>> = {
  left: {title: 'ended-left', text: 'ended-left-text', back: 'ended-come-back'},
  removed: {title: 'ended-removed', text: 'ended-removed-text'},
  banned: {title: 'ended-removed', text: 'ended-removed-text'},
  refused: {title: 'ended-refused', text: 'ended-refused-text'},
  'session-ended': {title: 'ended-session', text: 'ended-session-text'},
  elsewhere: {title: 'ended-elsewhere', text: 'ended-elsewhere-text', back: 'ended-continue-here'},
  lapsed: {title: 'ended-lapsed', text: 'ended-lapsed-text', back: 'ended-come-back'},
};

export function ended(view: EndedView): TemplateResult {
  const {words, state, name, step, stayedThere, consent, reader} = view;
  const reason = state.ended ?? 'left';
  const {title, text} = ENDS[reason] ?? ENDS.left;
  const recorded = reason === 'session-ended' && consent.log.intervals.length > 0 ? 'ended-session-recorded' : text;
  return page(
    nothing,
    html`<h1 class="serif" tabindex="-1" data-landing>${words.say(title, {name})}</h1>
      <p class="lead" role="status">${words.say(stayedThere ? 'ended-stayed-there' : recorded)}</p>
      ${recordedSummary({words, step: consent, roomName: state.room?.name ?? '', reader})}
      ${stayedThere ? nothing : ways(view, reason)} ${receiptButton({words, state, step})}`,
  );
}

function ways({words, mayReturn, comeBack, stayThere}: EndedView, reason: EndReason): TemplateResult {
  const {back} = ENDS[reason] ?? ENDS.left;
  if (!back || !mayReturn) return html`<p class="sure">${words.say('ended-close')}</p>`;
  // Where one is and where one was are equally good places: neither button is the louder one.
  if (reason === 'elsewhere') {
    return html`<div class="answers">
      <button class="btn line big" @click=${comeBack}>${words.say(back)}</button>
      <button class="btn line big" @click=${stayThere}>${words.say('ended-stay-there')}</button>
    </div>`;
  }
  return html`<button class="btn primary big" @click=${comeBack}>${words.say(back)}</button>`;
}
