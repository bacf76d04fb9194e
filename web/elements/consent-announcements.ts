/** What is told of recording: that it is asked for, that it begins, pauses and ends, and that nothing came of it; never of whom. */

import type {Ask, RoomState} from '../client/state.ts';
import type {Announcement, Language} from './announcements.ts';
import {nameOf} from './people.ts';
import type {Values} from './words.ts';

export function consentAnnouncements(
  before: RoomState,
  after: RoomState,
  {recordingKey}: Pick<Language, 'recordingKey'>,
): readonly Announcement[] {
  return [...ofQuestions(before, after, recordingKey), ...ofOutcomes(before, after), ...ofRecorder(before, after)];
}

/** Whoever comes in is told what is so. */
export function recordedOnArrival({recording}: RoomState): readonly Announcement[] {
  if (recording.state === 'on') return [alert('said-recording')];
  return recording.state === 'paused' ? [alert('said-recording-paused')] : [];
}

function ofQuestions(before: RoomState, after: RoomState, key: string): readonly Announcement[] {
  const known = new Set(before.asks.map(({id}) => id));
  const asked = after.asks.filter(({id, scope}) => !known.has(id) && after.consent[scope]?.toAnswer === true);
  if (after.phase === 'lobby') return asked.map(() => status('said-asked-door'));
  return asked.map(({by, tracks}) => {
    const name = nameOf(after, by);
    return status(name ? 'said-asked' : 'said-asked-unnamed', {name, tracks, key});
  });
}

/** That something was not agreed to is told to all at once, in the same words. */
function ofOutcomes(before: RoomState, after: RoomState): readonly Announcement[] {
  return settled(before, after).flatMap(({outcome}) => {
    if (outcome === 'not-agreed') return [status('notice-not-agreed')];
    return outcome === 'called-off' ? [status('notice-called-off')] : [];
  });
}

/** The asks that have come out since. */
export function settled(before: RoomState, after: RoomState): readonly Ask[] {
  const open = new Set(before.asks.filter(({outcome}) => outcome === null).map(({id}) => id));
  return after.asks.filter(({id, outcome}) => open.has(id) && outcome !== null);
}

function ofRecorder({recording: was}: RoomState, {recording: is}: RoomState): readonly Announcement[] {
  if (was.state === is.state) return [];
  switch (is.state) {
    case 'on':
      return [alert(was.state === 'paused' ? 'notice-recording-on-again' : 'said-recording')];
    case 'paused':
      return [alert('said-recording-paused')];
    case 'ended':
      return [alert('said-recording-ended')];
    default:
      return [];
  }
}

function status(id: string, values: Values = {}): Announcement {
  return {region: 'status', id, values};
}

function alert(id: string): Announcement {
  return {region: 'alert', id, values: {}};
}
