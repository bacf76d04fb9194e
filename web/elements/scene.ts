/** What is on screen: one thing at a time. */

import type {Stay} from './stay.ts';

export type Scene = 'nothing' | 'door' | 'returning' | 'norms' | 'prejoin' | 'lobby' | 'room' | 'ended';

/** `refusal`: why there is no stay at all, or null. */
export function sceneOf(stay: Stay | null, refusal: string | null): Scene {
  if (!stay) return refusal === null ? 'nothing' : 'door';
  if (stay.refusal !== null) return 'door';
  if (stay.returning !== null) return 'returning';
  const {phase, participants} = stay.state;
  switch (phase) {
    case 'idle':
    case 'connecting':
      return stay.arrival.norms.open ? 'norms' : 'prejoin';
    case 'reconnecting':
      return participants.length > 0 ? 'room' : 'lobby';
    case 'joined':
      return 'room';
    case 'lobby':
    case 'ended':
      return phase;
  }
}
