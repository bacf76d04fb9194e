/** What the parts of a stay share: the SDK's room, what is open, what was told, and the page they are shown on. */

import type {HoldspaceRoom} from '../client/room.ts';
import type {Announcement} from './announcements.ts';
import type {ShownReactions} from './shown-reactions.ts';
import type {Surface} from './surface.ts';
import type {Talk} from './talk.ts';
import type {Telling} from './told.ts';

export interface Setting {
  readonly client: HoldspaceRoom;
  readonly surface: Surface;
  readonly telling: Telling;
  readonly reactions: ShownReactions;
  readonly talk: Talk;
  /** Something is to be drawn anew. */
  readonly changed: () => void;
  /** Focus the first that the selector finds and that shows, once it is there. */
  readonly focus: (selector: string) => void;
  readonly tell: (announced: readonly Announcement[]) => void;
}
