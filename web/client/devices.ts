/** The camera and the microphone of this person: what is open, what could be, and why not. */

export type DeviceKind = 'microphone' | 'camera';

/** Why a device is not open. 'denied': by the person or by the page's policy; 'busy': another program has it. */
export type DeviceTrouble = 'denied' | 'missing' | 'busy' | 'unsupported';

export interface DeviceList {
  readonly microphones: readonly MediaDeviceInfo[];
  readonly cameras: readonly MediaDeviceInfo[];
  readonly speakers: readonly MediaDeviceInfo[];
}

/** Fires 'change' when a device opens, closes, fails, is plugged in or pulled out. */
export declare class Devices extends EventTarget {
  /** The open track of that kind, or null. Put it into a MediaStream for a preview. */
  track(kind: DeviceKind): MediaStreamTrack | null;
  /** Why it is not open, after the last attempt. */
  trouble(kind: DeviceKind): DeviceTrouble | null;
  /** Open one device, or another one of its kind; never rejects: null means `trouble(kind)`. */
  open(kind: DeviceKind, deviceId?: string): Promise<MediaStreamTrack | null>;
  /** Open both with one question to the person; each is opened alone if they can't be together. */
  openBoth(): Promise<void>;
  close(kind: DeviceKind): void;
  list(): Promise<DeviceList>;
  /** How loud the microphone is now, 0 to 1, for a meter; 0 while it is closed. Cheap: call it once a frame. */
  level(): number;
}
