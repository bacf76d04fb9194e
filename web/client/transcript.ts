/** What has been written, as one person may read it: merged after a return, bounded, newest last. */

import type {ChatMessage} from './messages.ts';
import type {Message, RoomState} from './state.ts';

/** As many as the server keeps: two hours of four a minute. */
const MOST = 500;

/** Return the chat with `message` in its place, or null if it is there already. */
export function written(state: RoomState, message: ChatMessage): {readonly chat: readonly Message[]} | null {
  if (state.chat.some(({id}) => id === message.id)) return null;
  const later = state.chat.findIndex(({at}) => at > message.at);
  const at = later === -1 ? state.chat.length : later;
  return {chat: state.chat.toSpliced(at, 0, said(message)).slice(-MOST)};
}

function said({id, from, name, role, to, text, at}: ChatMessage): Message {
  return {id, from, name, role, to, text, at};
}
