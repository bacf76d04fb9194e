/** What can be done about one breakout beyond hearing it and going there. */

import {html, nothing, type TemplateResult} from 'lit';

import type {Room, RoomState} from '../client/state.ts';
import {hornIcon, mergeIcon, plusIcon, splitIcon} from './icons.ts';
import {self} from './people.ts';
import {breakoutsOf} from './plan-tree.ts';
import {roomName} from './room-name.ts';
import type {Stay} from './stay.ts';
import {reached, roomById} from './whereabouts.ts';
import type {Words} from './words.ts';

const LONGEST = 60; // characters; the server takes no more
const MINUTE = 60; // seconds
const DEEPEST = 3; // breakouts within one another

export function roomMenu(room: Room, stay: Stay, words: Words): TemplateResult {
  const {state, client, board, acts} = stay;
  const {ask} = acts;
  const whispering = reached(state).includes(room.id) && !self(state)?.speaksTo.includes(self(state)?.room ?? '');
  const act = (name: string, icon: TemplateResult | typeof nothing, perform: () => void, pressed: boolean | null = null): TemplateResult =>
    html`<button class="btn small ${pressed ? 'chosen' : ''}" data-act=${name} aria-pressed=${pressed ?? nothing} @click=${perform}>${icon}${words.say(`board-${name}`)}</button>`;
  if (room.side)
    return html`<div class="roommenu" role="group" aria-label=${words.say('board-more', {room: roomName(room, words)})}>${act('bring-back', mergeIcon, () => ask(client.merge({room: room.id})))}</div>`;
  return html`<div class="roommenu" role="group" aria-label=${words.say('board-more', {room: roomName(room, words)})}>
    ${name(room, stay, words)}
    ${act('whisper', hornIcon, () => ask(client.whisper(whispering ? null : room.id)), whispering)}
    ${room.closes_at === null ? nothing : act('minute', plusIcon, () => ask(client.extend(MINUTE, room.id)))}
    ${depth(room, state) < DEEPEST ? act('split-again', splitIcon, () => board.plan(room.id)) : nothing}
    ${act('merge-one', mergeIcon, () => ask(client.merge({room: room.id})))}
    ${act('newcomers', nothing, () => ask(client.directNewcomers(state.newcomers === room.id ? null : room.id)), state.newcomers === room.id)}
    ${into(room, stay, words)}
  </div>`;
}

function name({id, name: called}: Room, {board}: Stay, words: Words): TemplateResult {
  return html`<label class="fieldline"><span>${words.say('board-name')}</span>
    <input data-field="room-name" autocomplete="off" maxlength=${LONGEST} .value=${roomName({name: called}, words)} @change=${(event: Event) => board.rename(id, (event.target as HTMLInputElement).value)} />
  </label>`;
}

/** Make two rooms one. */
function into({id}: Room, {state, client, acts}: Stay, words: Words): TemplateResult | typeof nothing {
  const others = breakoutsOf(state).filter((each) => each.id !== id && !each.side);
  if (others.length === 0) return nothing;
  return html`<label class="fieldline"><span>${words.say('board-into')}</span>
    <select data-field="into" @change=${(event: Event) => acts.ask(client.mergeInto(id, (event.target as HTMLSelectElement).value))}>
      <option value="" selected disabled>${words.say('board-into-which')}</option>
      ${others.map((each) => html`<option value=${each.id}>${roomName(each, words)}</option>`)}
    </select>
  </label>`;
}

function depth(room: Room, state: RoomState): number {
  const parent = roomById(state, room.parent);
  return parent ? 1 + depth(parent, state) : 0;
}
