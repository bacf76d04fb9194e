/** A person on the board or in a plan: dragged to a room, or moved there by a menu that says the same in words. */

import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {Participant} from '../client/state.ts';
import {partSign} from './cue-card.ts';
import {drag, drop, out, over} from './drag.ts';
import {arcIcon, cupIcon, goIcon, gripIcon, mutedIcon, speakingIcon, sproutIcon} from './icons.ts';
import {monogram} from './people.ts';
import type {Stay} from './stay.ts';
import type {Words} from './words.ts';

/** One line of a menu: where to, and who is there. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly people: readonly string[];
}

interface ChipView {
  readonly words: Words;
  readonly person: Participant;
  readonly own: boolean;
  readonly open: boolean;
  readonly toggle: () => void;
  readonly menu: () => TemplateResult;
  /** Somebody else was dropped on this person; null: that means nothing here. */
  readonly dropped: ((other: string) => void) | null;
  /** Whether devices are shown beside the name. */
  readonly live: boolean;
}

/** What chips do where they stand. */
export type ChipPlace = (person: Participant) => Pick<ChipView, 'menu' | 'dropped' | 'live'>;

/** People side by side, of whom one may be opened. */
export function chips(people: readonly Participant[], label: string, {state, board}: Stay, words: Words, place: ChipPlace): TemplateResult {
  return html`<ul class="chips" role="list" aria-label=${label}>
    ${repeat(
      people,
      ({id}) => id,
      (person) =>
        chip({
          words,
          person,
          own: person.id === state.self,
          open: board.person === person.id,
          toggle: () => board.openPerson(person.id),
          ...place(person),
        }),
    )}
  </ul>`;
}

function chip(view: ChipView): TemplateResult {
  const {words, person, own, open, dropped} = view;
  const {id, name} = person;
  return html`<li
    class="chip ${person.role}"
    draggable="true"
    @dragstart=${(event: DragEvent) => drag(event, id)}
    @dragover=${dropped ? over : nothing}
    @dragleave=${dropped ? out : nothing}
    @drop=${dropped ? (event: DragEvent) => drop(event, (other) => other !== id && dropped(other)) : nothing}
  >
    <button type="button" class="row" data-chip=${id} aria-expanded=${open} aria-description=${words.say('chip-move', {name})} @click=${view.toggle}>
      ${gripIcon}<span class="mono ${person.role}" aria-hidden="true">${monogram(name)}</span>
      <span class="name"><b><bdi>${name}</bdi></b>${own ? html`<small>${words.say('you')}</small>` : nothing}</span>
      ${person.part === null ? nothing : partSign(person.part, words)} ${view.live ? signs(person, words) : nothing}
      ${person.role === 'facilitator' ? sproutIcon : nothing}${goIcon}
    </button>
    ${open ? view.menu() : nothing}
  </li>`;
}

function signs({connection, away, microphone, speaking}: Participant, words: Words): TemplateResult | typeof nothing {
  const sign = (kind: string, icon: TemplateResult, word: string): TemplateResult =>
    html`<span class="mark-of ${kind}" title=${word}>${icon}<span class="sr">, ${word}</span></span>`;
  if (connection === 'reconnecting') return sign('away', arcIcon, words.say('people-reconnecting'));
  if (away) return sign('away', cupIcon, words.say('people-away'));
  if (speaking && microphone) return sign('ok', speakingIcon, words.say('people-speaking'));
  return microphone ? nothing : sign('', mutedIcon, words.say('people-muted'));
}

/** Rooms, or people, to choose one of. */
export function placesMenu(
  label: string,
  places: readonly Place[],
  choose: (id: string) => void,
  words: Words,
  mark = 'place',
): TemplateResult {
  return html`<div class="menu" role="group" aria-label=${label}>
    <p>${label}</p>
    ${places.map(
      ({id, name, people}) =>
        html`<button type="button" class="row" data-place=${mark === 'place' ? id : nothing} data-exchange=${mark === 'exchange' ? id : nothing} @click=${() => choose(id)}>
          <span class="name"><b><bdi>${name}</bdi></b>${people.length > 0 ? html`<small>${words.names(people)}</small>` : nothing}</span>
        </button>`,
    )}
  </div>`;
}
