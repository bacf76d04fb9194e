/** Why somebody comes through as they do, as a message: the reason nearest to them first. */

import {verdictOf} from '../client/network-report.ts';
import type {Path} from '../client/path.ts';
import type {Quality} from '../client/quality.ts';
import type {Reception} from '../client/reception.ts';
import type {Participant, RoomState} from '../client/state.ts';

/** From here a picture begins to freeze, and a loss is heard. */
const LOSSY = 0.03;
/** Of the height a tile asks for: layers are half as high as the next, and the one below would do nearly as well. */
const COARSE = 0.6;
/** The highest layer of a camera: where more would fit, nothing is wrong. */
const WHOLE = 720;

/** `quality` is null until there was a first look. */
export function reasonFor(person: Participant, state: RoomState, quality: Quality | null): string {
  if (person.connection === 'reconnecting') return 'reason-reconnecting';
  if (person.away) return 'reason-away';
  if (quality === null) return 'network-checking-text';
  if (state.self !== null && state.weak.includes(state.self)) return 'reason-own';
  if (state.weak.includes(person.id)) return 'reason-theirs';
  if (!person.camera) return 'reason-camera-off';
  if (!state.pictures) return 'reason-sound-only';
  return ofPicture(receptionOf(quality, person.id, 'camera'));
}

export function receptionOf({receptions}: Quality, id: string, source: Reception['source']): Reception | null {
  return receptions.find((each) => each.participant === id && each.source === source) ?? null;
}

function ofPicture(picture: Reception | null): string {
  if (picture?.height == null) return 'reason-waiting';
  if (picture.pictures === 0) return 'reason-still';
  if (picture.loss > LOSSY) return 'reason-lossy';
  const fits = Math.min(picture.asked ?? picture.height, WHOLE);
  return picture.height < fits * COARSE ? 'reason-coarse' : 'reason-good';
}

/** How one's own connection does. */
export function ownReason({phase, media, self, weak}: RoomState, quality: Quality | null): string {
  if (phase === 'reconnecting') return 'notice-reconnecting';
  if (media !== 'connected') return 'network-slow-text';
  if (self !== null && weak.includes(self)) return 'connection-poor';
  if (quality === null) return 'network-checking-text';
  const verdict = verdictOf(quality.roundTrip, quality.lossUp, quality.lossDown);
  return verdict === 'good' || verdict === 'fair' ? `network-${verdict}-text` : 'connection-poor';
}

/** Which way voices and pictures take, and why not a better one. */
export function pathReason({kind, hindrance}: Path): string {
  return kind === 'relay' ? 'path-relay' : `path-${hindrance ?? 'best'}`;
}
