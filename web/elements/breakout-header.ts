/** What the header says of breakouts: where one is and with whom, how long, who listens, and whom one reaches oneself. */

import {html, nothing, type TemplateResult} from 'lit';

import type {Participant, RoomState} from '../client/state.ts';
import {digits, secondsLeft} from './countdown.ts';
import {clockIcon, earIcon, hornIcon, shrinkIcon} from './icons.ts';
import {facilitates} from './people.ts';
import {roomName} from './room-name.ts';
import {closesAt, companions, listenedTo, listenersHere, mainRoom, ownBreakout, reached, roomById, speakersHere} from './whereabouts.ts';
import type {Words} from './words.ts';

/** More people than this are counted instead of named. */
const NAMED = 3;

export interface MarksView {
  readonly words: Words;
  readonly state: RoomState;
  /** Seconds since 1970 by the server's clock. */
  readonly now: number;
  /** The board says how long itself. */
  readonly counted: boolean;
  readonly goBack: (main: string) => void;
  readonly stopReaching: () => void;
  readonly stopListening: () => void;
}

/** The title of the room one is in; null: the whole group's. */
export function placeTitle(state: RoomState, words: Words): {readonly name: string; readonly company: string} | null {
  const room = ownBreakout(state);
  if (!room) return null;
  return {name: room.side ? words.say('place-side') : roomName(room, words), company: company(companions(state), words)};
}

function company(people: readonly Participant[], words: Words): string {
  if (people.length === 0) return words.say('place-alone');
  if (people.length > NAMED) return words.say('place-many', {count: people.length});
  return words.names([words.say('place-you'), ...people.map(({name}) => name)]);
}

/** Pills beside the title. */
export function marks(view: MarksView): TemplateResult {
  return html`${view.counted ? timer(view) : nothing} ${wayBack(view)} ${outside(view)} ${reaching(view)}`;
}

/** Silent but for its landings: nobody wants to hear every second. */
export function timer({state, words, now}: Pick<MarksView, 'state' | 'words' | 'now'>): TemplateResult | typeof nothing {
  const end = closesAt(state);
  if (end === null) return nothing;
  const left = digits(secondsLeft(end, now));
  return html`<span class="pill count on" role="timer" aria-live="off" aria-label=${words.say('time-left', {time: left})}>
    ${clockIcon}<b class="num" aria-hidden="true">${left}</b><span class="roomy-word" aria-hidden="true">${words.say('time-left-word')}</span>
  </span>`;
}

function wayBack({state, words, goBack}: MarksView): TemplateResult | typeof nothing {
  const main = mainRoom(state);
  if (!facilitates(state) || !ownBreakout(state) || !main) return nothing;
  return html`<button class="pill" data-control="go-back" @click=${() => goBack(main.id)}>${shrinkIcon}${words.say('place-back')}</button>`;
}

/** The ear cannot be hidden, and is a word as well as a sign. */
function outside({state, words}: MarksView): TemplateResult {
  const ears = listenersHere(state);
  const voices = speakersHere(state);
  const pill = (icon: TemplateResult, id: string, names: readonly string[]): TemplateResult | typeof nothing =>
    names.length > 0
      ? html`<span class="pill sky" data-mark=${id}>${icon}${words.say(id, {names: words.names(names), count: names.length})}</span>`
      : nothing;
  return html`${pill(hornIcon, 'mark-speaks', voices)} ${pill(earIcon, 'mark-listens', ears)}`;
}

/** Whom one's own voice reaches, and what one hears: where it ends, too. */
function reaching({state, words, stopReaching, stopListening}: MarksView): TemplateResult {
  const heard = listenedTo(state);
  const spoken = reached(state);
  const names = (ids: readonly string[]): string =>
    words.names(ids.flatMap((id) => roomById(state, id) ?? []).map((room) => roomName(room, words)));
  return html`${
    spoken.length > 0
      ? html`<button class="pill honey" data-control="stop-reaching" aria-description=${words.say('reach-stop', {rooms: names(spoken)})} @click=${stopReaching}>
          ${hornIcon}${words.say('reach-on', {rooms: names(spoken), count: spoken.length})}
        </button>`
      : nothing
  }
  ${
    heard.length > 0
      ? html`<button class="pill sky" data-control="stop-listening" aria-description=${words.say('listen-stop-all', {rooms: names(heard)})} @click=${stopListening}>
          ${earIcon}${words.say('listen-on', {count: heard.length})}
        </button>`
      : nothing
  }`;
}
