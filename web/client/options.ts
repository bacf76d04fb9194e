/** What whoever uses the SDK hands in, and what it hands out: its vocabulary besides the state. */

import type {Ask} from './consent-state.ts';
import type {Receipt} from './entrance.ts';
import type {ReactionName} from './messages.ts';
import type {Message, Participant, Recording, Waiting} from './state.ts';

/** Where our own page remembers things per tab. The SDK itself keeps nothing: an embed gives no `keep`. */
export interface Keep {
  get(name: KeptName): string | null;
  set(name: KeptName, value: string | null): void;
}

/** The token, the way back to the place, the seat secret of someone who came by a link, and which link that was. */
export type KeptName = 'token' | 'resume' | 'seat' | 'link';

export interface RoomOptions {
  /** The room's address, `https://HOST/r/ROOM_ID`; a `#k=KEY` in it counts as `key`. */
  readonly url: string;
  /** A JWT minted by the embedder. */
  readonly token?: string;
  /** The key of a link; exchanged for a token. */
  readonly key?: string;
  /** A one-time code from another device, which takes its place up here; a `#d=CODE` in `url` counts as one. */
  readonly code?: string;
  readonly keep?: Keep;
  /** What hears a window's events; the window itself unless said otherwise. */
  readonly page?: EventTarget;
}

/** true: the device last opened, or the default one. A string: that deviceId. A track: yours, never stopped by us. */
export type DeviceChoice = boolean | string | MediaStreamTrack;

export interface JoinOptions {
  readonly name: string;
  /** Shown to facilitators only. */
  readonly privateName?: string;
  readonly microphone?: DeviceChoice;
  readonly camera?: DeviceChoice;
  /** false: the page plays `audioStreams` itself. */
  readonly autoplay?: boolean;
}

/** A refusal or a failure; `code` is for programs, `message` for people. */
export interface Trouble {
  readonly code: string;
  readonly message: string;
}

/** Who did it: a participant's id, or null when it was done by way of the API. */
export interface Moderation {
  readonly by: string | null;
}

/** How somebody's network does, yours too: 'lost' is on the way back. */
export interface ConnectionQuality {
  readonly participant: string;
  readonly quality: 'good' | 'weak' | 'lost';
}

/** The events of a room, by name. Those without a detail say: look at `state`. */
export interface RoomEvents {
  change: Event;
  joined: Event;
  /** The place is over; `state.ended` says why. */
  left: Event;
  knock: CustomEvent<Waiting>;
  'participant-joined': CustomEvent<Participant>;
  'participant-left': CustomEvent<Participant>;
  /** A facilitator muted you; switching the microphone on again is yours alone. */
  muted: CustomEvent<Moderation>;
  /** A facilitator switched your camera off; switching it on again is yours alone. */
  'camera-stopped': CustomEvent<Moderation>;
  /** Someone would like to hear you; nothing is switched. */
  'asked-to-unmute': CustomEvent<Moderation>;
  /** A message that is new here, after a return also one that is older; `state.chat` has it in its place. */
  message: CustomEvent<Message>;
  /** You are in another room of the session now; both by their ids. */
  moved: CustomEvent<{readonly from: string; readonly to: string}>;
  /** Rooms opened, merged or were renamed, time was given, or somebody is in another room. */
  'breakout-changed': Event;
  /** The parts of a role play were swapped. */
  bell: Event;
  reaction: CustomEvent<{readonly participant: string; readonly name: ReactionName}>;
  /** What came with a request for help. */
  'help-word': CustomEvent<{readonly participant: string; readonly word: string}>;
  receipt: CustomEvent<Receipt>;
  /** Somebody asks everyone, you too, whether there may be a recording. */
  'consent-asked': CustomEvent<Ask>;
  /** Your own flag, or what became of an ask, is another: look at `state.consent` and `state.asks`. */
  'consent-changed': Event;
  'recording-changed': CustomEvent<Recording>;
  /** Someone speaks into this microphone, which is off; at most every 10 s. */
  'muted-speech': Event;
  /** Somebody's is another than before; at most every few seconds for each. */
  'connection-quality': CustomEvent<ConnectionQuality>;
  error: CustomEvent<Trouble>;
}
