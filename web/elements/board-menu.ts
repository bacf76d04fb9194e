/** What can be done with a person on the board: another room, another's place, or aside. */

import {html, type TemplateResult} from 'lit';

import type {Participant} from '../client/state.ts';
import {nameOf} from './people.ts';
import {type Place, placesMenu} from './person-chip.ts';
import {breakoutsOf} from './plan-tree.ts';
import {roomName} from './room-name.ts';
import type {Stay} from './stay.ts';
import {mainRoom, peopleIn} from './whereabouts.ts';
import type {Words} from './words.ts';

export function boardMenu(person: Participant, stay: Stay, words: Words): TemplateResult {
  const {state, board} = stay;
  const {id, name, role} = person;
  if (board.exchanging) {
    return placesMenu(
      words.say('board-exchange', {name}),
      others(person, stay, words),
      (other) => board.exchange(id, other),
      words,
      'exchange',
    );
  }
  const go = (room: string): void => (id === state.self ? board.hop(room) : board.move(id, room));
  return html`${placesMenu(words.say('board-move', {name}), rooms(person, stay, words), go, words)}
    <div class="menu acts">
      <button class="btn small" data-act="exchange" @click=${board.askExchange}>${words.say('board-exchange-with')}</button>
      ${
        role === 'client'
          ? html`<button class="btn small" data-act="aside" aria-label=${words.say('people-aside', {name})} @click=${() => board.takeAside(id)}>${words.say('act-aside')}</button>`
          : null
      }
    </div>`;
}

function rooms(person: Participant, {state}: Stay, words: Words): readonly Place[] {
  const main = mainRoom(state);
  return [...breakoutsOf(state).filter(({side}) => !side), ...(main ? [main] : [])]
    .filter(({id}) => id !== person.room)
    .map((room) => ({id: room.id, name: roomName(room, words), people: peopleIn(state, room.id).map((each) => each.name)}));
}

function others(person: Participant, {state}: Stay, words: Words): readonly Place[] {
  return state.participants
    .filter(({id, room, role}) => id !== person.id && room !== person.room && role !== 'observer')
    .map(({id, room}) => ({
      id,
      name: nameOf(state, id),
      people: state.rooms.filter((each) => each.id === room).map((each) => roomName(each, words)),
    }));
}
