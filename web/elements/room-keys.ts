/** The facilitator's keys for rooms: digits go there; letters listen in, merge, and ring the bell. */

import type {Act} from './keys.ts';
import {breakoutsOf} from './plan-tree.ts';
import type {Stay} from './stay.ts';
import {isSplit, mainRoom} from './whereabouts.ts';

export type RoomAct = 'go' | 'listen' | 'merge' | 'bell';

const ROOM_ACTS: ReadonlySet<Act> = new Set<RoomAct>(['go', 'listen', 'merge', 'bell']);

export function isRoomAct(act: Act): act is RoomAct {
  return ROOM_ACTS.has(act);
}

/** Whether the key was ours. `target` has the focus. */
export function actOnRooms(act: RoomAct, key: string, target: Element, stay: Stay): boolean {
  if (!isSplit(stay.state)) return false;
  switch (act) {
    case 'go':
      return goTo(Number(key), stay);
    case 'listen':
      return listenTo(target, stay);
    case 'merge':
      return askToMerge(stay);
    case 'bell':
      return ring(stay);
  }
}

/** On the board alone: who sees no numbers goes nowhere by them. */
function goTo(place: number, {state, surface, board}: Stay): boolean {
  if (surface.stage !== 'board') return false;
  const room = place === 0 ? mainRoom(state) : breakoutsOf(state)[place - 1];
  if (room) board.hop(room.id);
  return room !== undefined;
}

function listenTo(target: Element, {state, board}: Stay): boolean {
  const id = target.closest<HTMLElement>('.roomcard')?.dataset['room'];
  const room = breakoutsOf(state).find((each) => each.id === id);
  if (!room || room.side) return false;
  board.toggleListening(room.id);
  return true;
}

/** The key only leads to the button: Enter confirms, and anything else is a no. */
function askToMerge({board}: Stay): boolean {
  board.leadTo('[data-act="merge-all"]');
  return true;
}

function ring({state, client, acts}: Stay): boolean {
  if (state.participants.every(({part}) => part === null)) return false;
  acts.ask(client.swapParts());
  return true;
}
