/** One breakout on the board: who is in it, how it goes there, and what can be done about it. */

import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {Participant, Room, RoomState} from '../client/state.ts';
import {boardMenu} from './board-menu.ts';
import {drop, out, over} from './drag.ts';
import {minutesWaited} from './help-cards.ts';
import {clockIcon, earIcon, lanternIcon, moreIcon, speakingIcon, sproutIcon} from './icons.ts';
import {monogram} from './people.ts';
import {chips} from './person-chip.ts';
import {face} from './picture.ts';
import {roomMenu} from './room-menu.ts';
import {roomName} from './room-name.ts';
import type {Stay} from './stay.ts';
import {unveiled} from './veil.ts';
import {listenedTo, peopleIn, roomById} from './whereabouts.ts';
import type {Words} from './words.ts';

export function roomCard(room: Room, stay: Stay, words: Words): TemplateResult {
  const {state, board} = stay;
  const listening = listenedTo(state).includes(room.id);
  const asks = askerIn(room, state) !== null;
  return html`<li
    class="roomcard ${asks ? 'asks' : ''} ${listening ? 'heard' : ''}"
    data-room=${room.id}
    @dragover=${over}
    @dragleave=${out}
    @drop=${(event: DragEvent) => drop(event, (person) => board.move(person, room.id))}
  >
    <header>
      <div class="about">
        <h3><bdi>${roomName(room, words)}</bdi></h3>
        <p class="how">${how(room, stay, words, listening)}</p>
      </div>
      ${room.side ? nothing : ear(room, listening, stay, words)}
      <button class="btn small ${asks ? 'primary' : ''}" data-act="hop" aria-label=${words.say('board-hop-room', {room: roomName(room, words)})} @click=${() => board.hop(room.id)}>
        ${words.say('board-hop')}
      </button>
      <button class="round" data-act="room-menu" aria-expanded=${board.card === room.id} aria-label=${words.say('board-more', {room: roomName(room, words)})} @click=${() => board.openCard(room.id)}>${moreIcon}</button>
    </header>
    ${board.card === room.id ? roomMenu(room, stay, words) : nothing} ${faces(room, stay)} ${people(peopleIn(state, room.id), stay, words, roomName(room, words))}
  </li>`;
}

/** Chips of people who can be moved, or changed for one another. */
export function people(inside: readonly Participant[], stay: Stay, words: Words, label: string): TemplateResult | typeof nothing {
  if (inside.length === 0) return nothing;
  return chips(inside, label, stay, words, (person) => ({
    menu: () => boardMenu(person, stay, words),
    dropped: (other) => stay.board.exchange(other, person.id),
    live: true,
  }));
}

function ear(room: Room, listening: boolean, {board}: Stay, words: Words): TemplateResult {
  return html`<button
    class="round ear ${listening ? 'on' : ''}"
    data-act="listen"
    aria-pressed=${listening}
    aria-label=${words.say('board-listen', {room: roomName(room, words)})}
    title=${words.say('board-listen', {room: roomName(room, words)})}
    @click=${() => board.toggleListening(room.id)}
  >
    ${earIcon}
  </button>`;
}

/** How it goes there, the most pressing first: a word, its icon, and a ring besides. */
function how(room: Room, {state, board, client}: Stay, words: Words, listening: boolean): TemplateResult {
  const asker = askerIn(room, state);
  const inside = peopleIn(state, room.id);
  const within = roomById(state, room.parent);
  const nested = within?.parent == null ? nothing : html` <small>${words.say('board-within', {room: roomName(within, words)})}</small>`;
  const [facilitator] = inside.filter(({role, id}) => role === 'facilitator' && id !== state.self);
  if (asker) return html`${lanternIcon}${words.say('board-asks', {minutes: minutesWaited(asker.askedAt, client.now())})}${nested}`;
  if (listening) return html`${earIcon}${words.say('board-you-listen')}${nested}`;
  if (inside.length === 0) return html`${words.say('board-empty')}${nested}`;
  if (facilitator) return html`${sproutIcon}${words.say('board-facilitator', {name: facilitator.name})}${nested}`;
  return board.talks(room.id)
    ? html`${speakingIcon}${words.say('board-talks')}${nested}`
    : html`${clockIcon}${words.say('board-quiet')}${nested}`;
}

function askerIn({id}: Room, state: RoomState): RoomState['help'][number] | null {
  const inside = new Set(peopleIn(state, id).map((each) => each.id));
  return state.help.find(({participant, claimedBy}) => claimedBy === null && inside.has(participant)) ?? null;
}

/** Faces count as listening: the server shows them only where the ear is seen. */
function faces({id}: Room, {state, client}: Stay): TemplateResult | typeof nothing {
  if (!listenedTo(state).includes(id)) return nothing;
  return html`<div class="glimpses" aria-hidden="true">
    ${repeat(
      peopleIn(state, id).filter((person) => person.id !== state.self),
      (person) => person.id,
      (person) => {
        const picture = person.camera ? client.streamOf(person.id, 'camera') : null;
        return html`<div class="glimpse ${person.speaking && person.microphone ? 'speaking' : ''}" data-participant=${person.id}>
          <span class="sign"><span class="mono">${monogram(person.name)}</span></span>${picture ? html`<span class="shown" ${unveiled(picture)}>${face(picture, false)}</span>` : nothing}
        </div>`;
      },
    )}
  </div>`;
}
