/** One seat of the circle: a face, or a sign in its place, and an opaque plate with the name. */

import {html, nothing, type TemplateResult} from 'lit';
import {classMap} from 'lit/directives/class-map.js';

import type {Participant, ReactionName} from '../client/state.ts';
import type {Place} from './circle.ts';
import {partSign} from './cue-card.ts';
import {mutedIcon, speakingIcon, sproutIcon, weakIcon} from './icons.ts';
import {measured} from './measured.ts';
import {facets, monogram} from './people.ts';
import {face} from './picture.ts';
import {awayVeil, handFlag, reactionFlag, reconnectingVeil} from './tile-signs.ts';
import {unveiled} from './veil.ts';
import type {Words} from './words.ts';

export interface Seat {
  readonly person: Participant;
  /** Whether this is the person who looks. */
  readonly own: boolean;
  /** What the tile shows; null: no picture, or none any more. */
  readonly picture: MediaStream | null;
  /** One's own picture, hidden from oneself. */
  readonly hidden: boolean;
  /** The one tile of the circle that Tab reaches. */
  readonly reachable: boolean;
  /** Facilitators open a person's actions from their tile. */
  readonly pick: (() => void) | null;
  /** Show this person larger, or the circle again. */
  readonly enlarge: () => void;
  /** While one person is shown larger: whether it is this one; null in the circle. */
  readonly focus: 'large' | 'small' | null;
  /** In the queue of raised hands, 1 for the first. */
  readonly place: number | null;
  readonly reaction: ReactionName | null;
  /** Their network loses much just now. */
  readonly weak: boolean;
  readonly wide: Place;
  readonly upright: Place;
  readonly short: Place;
}

export function tile(seat: Seat, words: Words): TemplateResult {
  const {person, own} = seat;
  const dropped = person.connection === 'reconnecting';
  const gone = dropped || person.away;
  const shown = seat.hidden || gone ? null : seat.picture;
  const speaking = person.speaking && person.microphone && !dropped;
  return html`<li
    part="tile"
    class=${classMap({tile: true, self: own, speaking, away: gone, pick: seat.pick !== null, large: seat.focus === 'large', small: seat.focus === 'small'})}
    ${measured(placing(seat))}
    data-participant=${person.id}
    tabindex=${seat.reachable ? 0 : -1}
    aria-label=${nameOf(seat, words)}
    @click=${seat.pick ?? nothing}
    @dblclick=${seat.enlarge}
  >
    ${gone ? veil(dropped, words) : sign(person.name)} ${shown ? html`<span class="shown" ${unveiled(shown)}>${face(shown, own)}</span>` : nothing}
    <span class="flags">
      ${seat.place === null ? nothing : handFlag(seat.place)} ${seat.reaction === null ? nothing : reactionFlag(seat.reaction, words)}
    </span>
    ${plate(seat, speaking, gone, words)}
  </li>`;
}

/** The name a screen reader gives the seat: name, role, you, state, in that order. */
function nameOf({person, own, hidden, place, reaction, weak}: Seat, words: Words): string {
  const said = facets(person, own, place, weak).map(({id, values}) => words.say(id, values));
  if (hidden && person.camera) said.push(words.say('facet-picture-hidden'));
  if (reaction !== null) said.push(words.say(`reaction-${reaction}`));
  return words.list([person.name, ...said]);
}

/** Beneath the picture too, until its first frame is there. */
function sign(name: string): TemplateResult {
  return html`<span class="sign" aria-hidden="true"><span class="mono">${monogram(name)}</span></span>`;
}

function veil(dropped: boolean, words: Words): TemplateResult {
  return dropped ? reconnectingVeil(words) : awayVeil(words);
}

function plate({person, own, hidden, weak}: Seat, speaking: boolean, gone: boolean, words: Words): TemplateResult {
  const note = hidden && person.camera ? 'tile-hidden' : 'you';
  return html`<span part="plate" class="plate" aria-hidden="true">
    ${person.role === 'facilitator' ? sproutIcon : nothing}<b><bdi>${person.name}</bdi></b>
    ${person.part === null ? nothing : partSign(person.part, words)} ${own ? html`<small>${words.say(note)}</small>` : nothing}
    ${person.microphone ? nothing : mutedIcon}${speaking ? speakingIcon : nothing}${weak && !gone ? weakIcon : nothing}
  </span>`;
}

/** Set through the object model: a style in the markup would need `unsafe-inline`. */
function placing({wide, upright, short}: Seat): Record<string, string> {
  return {
    '--wide-row': `${wide.row}`,
    '--wide-column': `${wide.column}`,
    '--upright-row': `${upright.row}`,
    '--upright-column': `${upright.column}`,
    '--short-row': `${short.row}`,
    '--short-column': `${short.column}`,
  };
}
