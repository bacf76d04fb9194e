/** Shared screens: one takes the place of the circle, which becomes a strip beside it. */

import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {Participant, RoomState} from '../client/state.ts';
import {enlargeIcon, screenIcon} from './icons.ts';
import {self} from './people.ts';
import {face} from './picture.ts';
import {unveiled} from './veil.ts';
import type {Words} from './words.ts';

export interface ScreensView {
  readonly words: Words;
  /** Whose screens can be seen here. */
  readonly shared: readonly Participant[];
  /** Whose is shown, or null. */
  readonly shown: Participant | null;
  readonly picture: MediaStream | null;
  /** Whether one shares one's own. */
  readonly own: boolean;
  /** Show somebody's screen; the one that is shown: put it aside. */
  readonly show: (id: string) => void;
  readonly stop: () => void;
}

/** Those whose screen reaches whoever looks: of their room, or from elsewhere into it. One's own is nothing one needs to be shown. */
export function screensOf(state: RoomState): readonly Participant[] {
  const own = self(state)?.room;
  const reaches = ({room, showsTo}: Participant): boolean => room === own || (own !== undefined && showsTo.includes(own));
  return state.participants.filter((person) => person.screen && person.id !== state.self && reaches(person));
}

/** Above the circle: which screens there are, and that one's own is shared. */
export function screenPills({words, shared, shown, own, show, stop}: ScreensView): TemplateResult | typeof nothing {
  if (shared.length === 0 && !own) return nothing;
  return html`<div class="screens" role="group" aria-label=${words.say('screens')}>
    ${repeat(
      shared,
      ({id}) => id,
      ({id, name}) =>
        html`<button class="pill ${id === shown?.id ? 'on' : ''}" data-screen=${id} aria-pressed=${id === shown?.id} @click=${() => show(id)}>
          ${screenIcon}<bdi>${words.say('screen-of', {name})}</bdi>
        </button>`,
    )}
    ${own ? html`<span class="pill still">${screenIcon}${words.say('screen-own')}</span><button class="btn small" data-act="stop-screen" @click=${stop}>${words.say('screen-stop')}</button>` : nothing}
  </div>`;
}

/** The screen itself: whole, never cut, in the largest place there is. */
export function screen({words, shown, picture}: ScreensView): TemplateResult | typeof nothing {
  if (!shown) return nothing;
  const name = words.say('screen-of', {name: shown.name});
  return html`<li class="screen" data-participant=${shown.id} data-source="screen" aria-label=${name}>
    ${picture ? html`<span class="shown" ${unveiled(picture)}>${face(picture, false)}</span>` : nothing}
    <span class="plate" aria-hidden="true">${screenIcon}<b><bdi>${name}</bdi></b></span>
    ${document.fullscreenEnabled ? html`<button class="round" data-act="full-screen" aria-label=${words.say('screen-full')} title=${words.say('screen-full')} @click=${toggleFullScreen}>${enlargeIcon}</button>` : nothing}
  </li>`;
}

async function toggleFullScreen({currentTarget}: Event): Promise<void> {
  const place = (currentTarget as Element).closest('.screen');
  if (document.fullscreenElement) await document.exitFullscreen();
  else await place?.requestFullscreen();
}
