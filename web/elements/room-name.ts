/** What a room is called: rooms that nobody named are numbered in everybody's own language. */

import type {Words} from './words.ts';

/** As the server calls a room without a name: docs/protocol.md, `split`. */
const UNNAMED = /^Room (\d{1,3})$/;

export function roomName({name}: {readonly name: string}, words: Words): string {
  const number = UNNAMED.exec(name)?.[1];
  return number === undefined ? name : words.say('plan-room', {number: Number(number)});
}
