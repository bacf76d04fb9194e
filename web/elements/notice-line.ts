/** The notice on the page. Not a live region: the live regions tell it, this shows it. */

import {html, nothing, type TemplateResult} from 'lit';

import {
  arcIcon,
  bellIcon,
  cameraOffIcon,
  closeIcon,
  cupIcon,
  handIcon,
  hornIcon,
  infoIcon,
  mergeIcon,
  mutedIcon,
  notRecordedIcon,
  pausedIcon,
  recordingIcon,
  speakerIcon,
  weakIcon,
} from './icons.ts';
import type {Notice} from './notices.ts';
import type {Words} from './words.ts';

export interface NoticeView {
  readonly words: Words;
  readonly notice: Notice | null;
  readonly play: () => void;
  readonly close: () => void;
  readonly tryNow: () => void;
  readonly unmute: () => void;
  readonly comeBack: () => void;
  readonly showPictures: () => void;
}

export function noticeLine(view: NoticeView): TemplateResult | typeof nothing {
  const {words, notice: told} = view;
  if (!told) return nothing;
  return html`<div class="notice ${told.tone}" role="region" aria-label=${words.say('notice')} data-notice=${told.id}>
    ${told.tone === 'plain' ? nothing : iconOf(told)}
    <p tabindex=${told.tone === 'said' ? 0 : nothing}>${sentence(told, words)}</p>
    ${acts(view, told)}
  </div>`;
}

/** A notice in words, with its people named. */
export function sentence({id, values, names}: Notice, words: Words): string {
  // Where there is no keyboard there is no key to hold.
  const spoken = id === 'notice-while-muted' && !matchMedia('(any-hover: hover)').matches ? 'notice-while-muted-touch' : id;
  return words.say(spoken, {...values, names: words.names(names), key: words.say('key-speak')});
}

function acts(view: NoticeView, {act}: Notice): TemplateResult | typeof nothing {
  const {words} = view;
  switch (act) {
    case 'play':
      return html`<button class="btn small primary" @click=${view.play}>${words.say('notice-sound-play')}</button>`;
    case 'try':
      return html`<button class="btn small" data-control="try-now" @click=${view.tryNow}>${words.say('notice-try-now')}</button>`;
    case 'return':
      return html`<button class="btn small" data-control="come-back" @click=${view.comeBack}>${words.say('notice-away-back')}</button>`;
    case 'pictures':
      return html`<button class="btn small" data-control="show-pictures" @click=${view.showPictures}>${words.say('notice-sound-only-end')}</button>`;
    case 'unmute':
      return html`<button class="btn small" data-control="unmute" @click=${view.unmute}>${words.say('notice-asked-unmute')}</button>
        <button class="btn small" data-control="not-now" @click=${view.close}>${words.say('notice-asked-later')}</button>`;
    case 'close':
      return html`<button class="round" aria-label=${words.say('notice-close')} @click=${view.close}>${closeIcon}</button>`;
    case null:
      return nothing;
  }
}

function iconOf({id}: Notice): TemplateResult {
  if (id === 'notice-reconnecting' || id === 'notice-still-trying') return arcIcon;
  if (id === 'notice-sound') return speakerIcon;
  if (id.startsWith('notice-camera') || id === 'notice-sound-only') return cameraOffIcon;
  if (id === 'notice-away') return cupIcon;
  if (id === 'notice-weak') return weakIcon;
  if (id === 'notice-hand') return handIcon;
  if (id === 'notice-broadcast') return hornIcon;
  if (id === 'notice-swapped') return bellIcon;
  if (id.startsWith('landing-')) return mergeIcon;
  if (/^notice-recording-(on|until)/.test(id)) return recordingIcon;
  if (id === 'notice-recording-paused') return pausedIcon;
  if (/^notice-(recording|not-agreed|called-off)/.test(id)) return notRecordedIcon;
  return /^notice-(muted|asked|while-muted)/.test(id) ? mutedIcon : infoIcon;
}
