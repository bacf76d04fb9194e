/** The rooms that are open as a plan, to be handed back with one thing changed. */

import type {PlannedRoom} from '../client/breakouts.ts';
import type {Room, RoomState} from '../client/state.ts';

/** The breakouts in the order they were opened, each followed by those within it. */
export function breakoutsOf({rooms}: RoomState): readonly Room[] {
  const within = (parent: string): readonly Room[] =>
    rooms.filter((each) => each.parent === parent).flatMap((each) => [each, ...within(each.id)]);
  return rooms.filter(({parent}) => parent === null).flatMap(({id}) => within(id));
}

/** What is open now: nobody moves by it. A room where somebody was taken aside is no part of any plan. */
export function treeOf(state: RoomState, change: (room: Room) => Partial<PlannedRoom> = () => ({})): readonly PlannedRoom[] {
  const [main] = state.rooms.filter(({parent}) => parent === null);
  return main ? below(state, main.id, change) : [];
}

/** One more room within `parent`, or several; null: within the main room. */
export function withRooms(state: RoomState, parent: string | null, more: readonly PlannedRoom[]): readonly PlannedRoom[] {
  const [main] = state.rooms.filter((each) => each.parent === null);
  if (parent === null || parent === main?.id) return [...treeOf(state), ...more];
  return treeOf(state, ({id}) => (id === parent ? {rooms: [...below(state, id, () => ({})), ...more]} : {}));
}

export function renamed(state: RoomState, id: string, name: string): readonly PlannedRoom[] {
  return treeOf(state, (room) => (room.id === id ? {name} : {}));
}

function below(state: RoomState, parent: string, change: (room: Room) => Partial<PlannedRoom>): readonly PlannedRoom[] {
  return state.rooms
    .filter((room) => room.parent === parent && !room.side)
    .map((room) => ({id: room.id, rooms: below(state, room.id, change), ...change(room)}));
}
