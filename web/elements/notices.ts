/** The one line below the header: what a person should know now, the most pressing thing first. */

import type {RoomState} from '../client/state.ts';
import {breakoutNotice} from './breakout-notices.ts';
import {nameOf, otherFacilitators, placeOf, self} from './people.ts';
import type {Told} from './told.ts';
import type {Values} from './words.ts';

/** What stands beside the words, besides putting them aside. `play`: a press before sound plays. `try`: come back now. `pictures`: see others again. */
export type NoticeAct = 'play' | 'close' | 'try' | 'unmute' | 'return' | 'pictures';

export interface Notice {
  readonly id: string;
  readonly values: Values;
  /** People to be named in it, as `names`. */
  readonly names: readonly string[];
  /** `plain`: words alone, for nobody but whoever reads them; `landing`: the end of a breakout; `said`: somebody's own words. */
  readonly tone: 'info' | 'away' | 'plain' | 'landing' | 'said';
  readonly act: NoticeAct | null;
}

export function noticeOf(state: RoomState, told: Told): Notice | null {
  if (state.phase === 'reconnecting') {
    return told.stillTrying ? notice('notice-still-trying', {tone: 'away', act: 'try'}) : notice('notice-reconnecting', {tone: 'away'});
  }
  if (state.soundBlocked) return notice('notice-sound', {act: 'play'});
  return ofOthers(state, told) ?? ofRecording(told) ?? breakoutNotice(state, told) ?? ofTheRoom(state) ?? ofOneself(state, told);
}

/** What somebody else did or asks, and what concerns one's own voice just now. */
function ofOthers({own}: RoomState, told: Told): Notice | null {
  const by = (id: string, name: string, act: NoticeAct): Notice => notice(name === '' ? id : `${id}-by`, {act, values: {name}});
  if (told.trouble !== null) return notice(told.trouble, {act: 'close'});
  if (told.askedBy !== null && !own.microphone) return by('notice-asked', told.askedBy, 'unmute');
  // A hint of the moment covers what stays until it is put aside, not the other way round.
  if (told.whileMuted && !own.microphone) return notice('notice-while-muted', {act: 'close'});
  if (told.mutedBy !== null) return by('notice-muted', told.mutedBy, 'close');
  if (told.cameraBy !== null) return by('notice-camera', told.cameraBy, 'close');
  return null;
}

function ofRecording({recording}: Told): Notice | null {
  return recording && notice(recording.id, {act: 'close', values: recording.values});
}

function ofTheRoom(state: RoomState): Notice | null {
  if (state.hold) return ofHold(state);
  if (state.unjournalled) return notice('notice-unjournalled', {});
  return null;
}

function ofOneself(state: RoomState, told: Told): Notice | null {
  if (self(state)?.away) return notice('notice-away', {tone: 'away', act: 'return'});
  const place = placeOf(state, state.self);
  if (told.hand && place !== null) return notice('notice-hand', {act: 'close', values: {place}});
  if (told.weak) return notice('notice-weak', {act: 'close'});
  if (told.admitted) return notice('said-joined', {act: 'close', values: {microphone: state.own.microphone ? 'on' : 'off'}});
  const help = told.helpRead ? null : helpNotice(state);
  return help ?? (state.pictures ? null : notice('notice-sound-only', {act: 'pictures'}));
}

/** How one's own request for help stands: who knows, or who is coming; null without one. */
export function helpNotice(state: RoomState): Notice | null {
  const request = state.help.find(({participant}) => participant === state.self);
  if (!request) return null;
  if (request.claimedBy !== null) {
    const name = nameOf(state, request.claimedBy);
    return notice(name ? 'help-coming' : 'help-coming-someone', {tone: 'plain', act: 'close', values: {name}});
  }
  const names = otherFacilitators(state)
    .filter(({connection}) => connection === 'here')
    .map(({name}) => name);
  return notice('help-known', {tone: 'plain', act: 'close', values: {count: names.length}, names});
}

/** Facilitators who have dropped are named, those who have left are not here to be. */
export function ofHold(state: RoomState): Notice {
  const names = otherFacilitators(state).map(({name}) => name);
  if (names.length === 0) return notice('notice-hold', {tone: 'away'});
  return notice('notice-hold-named', {tone: 'away', values: {count: names.length}, names});
}

function notice(id: string, rest: Partial<Notice>): Notice {
  return {id, values: {}, names: [], tone: 'info', act: null, ...rest};
}
