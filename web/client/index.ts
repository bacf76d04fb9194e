/** The SDK of Holdspace: a room without a user interface. */

export type {Deal, DealWishes, PlannedRoom, RolePlay, Split} from './breakouts.ts';
export type {ConsentReceipt, RecordingTerms} from './consenting.ts';
export type {DeviceKind, DeviceList, Devices, DeviceTrouble} from './devices.ts';
export type {DeviceCode, Receipt} from './entrance.ts';
export {type Collision, RoomError} from './errors.ts';
export type {HelpOptions} from './help.ts';
export type {ChatMode, EndReason, ReactionName, RecordingPhase, Role, Tile, To} from './messages.ts';
export type {NetworkReport, NetworkVerdict} from './network-report.ts';
export type {
  ConnectionQuality,
  DeviceChoice,
  JoinOptions,
  Keep,
  KeptName,
  Moderation,
  RoomEvents,
  RoomOptions,
  Trouble,
} from './options.ts';
export type {Path} from './path.ts';
export type {Quality} from './quality.ts';
export {HoldspaceRoom} from './room.ts';
export type {
  Answer,
  Ask,
  AskOutcome,
  Checkpoint,
  Ear,
  Erase,
  HelpRequest,
  Message,
  Norms,
  OwnConsent,
  Part,
  Participant,
  Phase,
  Plan,
  Recording,
  Room,
  RoomState,
  Scope,
  Tracks,
  Viewer,
  Waiting,
} from './state.ts';
