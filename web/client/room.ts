/** A room as one browser lives it. */

import type {Devices} from './devices.ts';
import type {Tile} from './messages.ts';
import type {DeviceChoice, JoinOptions, RoomEvents, RoomOptions} from './options.ts';
import type {Quality} from './quality.ts';
import type {RoomState} from './state.ts';

export declare class HoldspaceRoom extends EventTarget {
  constructor(options: RoomOptions);
  /** The camera and the microphone: open them here for a preview, `join` then takes what is open. */
  readonly devices: Devices;
  readonly state: RoomState;
  /** The streams of the audio slots, for a page that plays them itself. */
  readonly audioStreams: readonly MediaStream[];
  /** Come up behind the pre-join page: who we are, ICE and DTLS. Nothing is sent or heard yet. Rejects with a RoomError. */
  prepare(): Promise<void>;
  /** Enter; settles when the server has taken the request: `state.phase` is then 'lobby' or 'joined'. */
  join(options: JoinOptions): Promise<void>;
  /** Give up the place and release everything; twice is harmless. */
  leave(): Promise<void>;
  /** What to put into a `<video>`: the same object for as long as that person is shown, null while there is nothing to see. Your own id gives your camera. */
  streamOf(participant: string, source: 'camera' | 'screen'): MediaStream | null;
  setSpeaker(deviceId: string): Promise<void>;
  setMicrophone(choice: DeviceChoice): Promise<void>;
  setCamera(choice: DeviceChoice): Promise<void>;
  /** What the page shows and how high, in device pixels. Call it as often as you like. */
  layout(tiles: readonly Tile[]): void;
  stats(): Promise<Quality>;
  admit(participant: string): Promise<void>;
  refuse(participant: string): Promise<void>;
  remove(participant: string): Promise<void>;
  mute(participant: string): Promise<void>;
  endSession(): Promise<void>;
  addEventListener<K extends keyof RoomEvents>(
    type: K,
    listener: (event: RoomEvents[K]) => void,
    options?: AddEventListenerOptions | boolean,
  ): void;
  removeEventListener<K extends keyof RoomEvents>(
    type: K,
    listener: (event: RoomEvents[K]) => void,
    options?: EventListenerOptions | boolean,
  ): void;
}
