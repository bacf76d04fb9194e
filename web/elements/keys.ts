/**
 * The keyboard: which key means which act.
 *
 * Letters work only while the focus is inside the room and not in a field (WCAG 2.1.4), and never with a modifier, so that
 * they take nothing from the browser or a screen reader.
 */

export type Act =
  | 'microphone'
  | 'camera'
  | 'self-view'
  | 'sound-only'
  | 'hand'
  | 'away'
  | 'messages'
  | 'people'
  | 'recording'
  | 'lobby'
  | 'rooms'
  | 'more-time'
  | 'go'
  | 'listen'
  | 'merge'
  | 'bell'
  | 'keys'
  | 'close'
  | 'region';

/** What we read of a KeyboardEvent. */
export interface Press {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

/** The letter of each act, as the catalog of the language names it. */
export type Letters = Readonly<Record<string, Act>>;

const DIGITS: Letters = Object.fromEntries([...'0123456789'].map((digit) => [digit, 'go']));

/** The same in every language: they stand for no word. */
const SIGNS: Letters = {Escape: 'close', F6: 'region', '?': 'keys', '+': 'more-time', ...DIGITS};

/** The act that `press` asks for, or null. `inField`: somebody is typing, so letters are text. */
export function actOf(press: Press, letters: Letters, inField: boolean): Act | null {
  if (press.altKey || press.ctrlKey || press.metaKey || press.repeat) return null;
  if (press.key === 'Escape' || press.key === 'F6') return SIGNS[press.key] ?? null;
  if (inField) return null;
  return SIGNS[press.key] ?? letters[press.key.toUpperCase()] ?? null;
}

/** Whether `press` is the key of quiet help, which counts only while it is held, with Shift, so that nobody asks by chance. */
export function asksForHelp(press: Press & {readonly shiftKey: boolean}, letter: string, inField: boolean): boolean {
  if (inField || !press.shiftKey || press.altKey || press.ctrlKey || press.metaKey) return false;
  return press.key.toUpperCase() === letter.toUpperCase();
}

/** Whether `element` takes text: then letters belong to it. */
export function takesText(element: {readonly tagName: string; readonly isContentEditable?: boolean; readonly type?: string}): boolean {
  if (element.isContentEditable) return true;
  if (element.tagName === 'TEXTAREA' || element.tagName === 'SELECT') return true;
  return element.tagName === 'INPUT' && !NOT_TEXT.has(element.type ?? 'text');
}

const NOT_TEXT: ReadonlySet<string> = new Set(['button', 'checkbox', 'radio', 'range', 'submit']);

/** A rectangle, as `getBoundingClientRect` gives it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The tile an arrow key leads to from tile `from`: the neighbor in reading order, or the nearest one above or below. */
export function neighbor(boxes: readonly Box[], from: number, key: string, rtl: boolean): number {
  const forward = rtl ? 'ArrowLeft' : 'ArrowRight';
  const backward = rtl ? 'ArrowRight' : 'ArrowLeft';
  if (key === 'Home') return 0;
  if (key === 'End') return boxes.length - 1;
  if (key === forward) return Math.min(from + 1, boxes.length - 1);
  if (key === backward) return Math.max(from - 1, 0);
  if (key === 'ArrowDown') return nearest(boxes, from, 1);
  if (key === 'ArrowUp') return nearest(boxes, from, -1);
  return from;
}

/** The nearest tile in the next row that way; the same tile when there is none. */
function nearest(boxes: readonly Box[], from: number, way: 1 | -1): number {
  const origin = boxes[from];
  if (!origin) return from;
  let best = from;
  let least = Infinity;
  for (const [index, box] of boxes.entries()) {
    const down = (box.top - origin.top) * way;
    if (down < origin.height / 2) continue;
    // Rows first: a tile of the next row is nearer than any tile of the one after it.
    const distance = down * 100 + Math.abs(box.left + box.width / 2 - origin.left - origin.width / 2);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}
