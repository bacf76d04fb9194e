/**
 * When nobody can see the page: its tab is behind another, its window is shut away, the telephone is in a pocket.
 *
 * A glance at another tab is no reason to begin anew, so it counts after a moment only; coming back counts at once.
 */

const GRACE = 5000; // ms

/** What we read of a document. */
interface Seen {
  readonly visibilityState?: string;
  readonly pictureInPictureElement?: object | null;
}

/** Tell `turned` whether the page is hidden, whenever that changes, until `signal`. `page` hears a window's events. */
export function watchHiding(page: EventTarget, turned: (hidden: boolean) => void, signal: AbortSignal): void {
  let hidden = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const turn = (to: boolean): void => {
    clearTimeout(timer);
    if (to === hidden) return;
    hidden = to;
    turned(hidden);
  };
  const follow = (seen: Seen): void => {
    clearTimeout(timer);
    if (seen.visibilityState !== 'hidden') turn(false);
    else timer = setTimeout(() => turn(isUnseen(seen)), GRACE);
  };
  // They are the document's events, and rise to the window. A page that is frozen has no moment left.
  page.addEventListener('visibilitychange', ({target}) => follow((target ?? {}) as Seen), {signal});
  page.addEventListener('freeze', () => turn(true), {signal});
  signal.addEventListener('abort', () => clearTimeout(timer));
  follow((page as {readonly document?: Seen}).document ?? {});
}

/** A picture that stands in a window of its own is seen while its page is not. */
function isUnseen({visibilityState, pictureInPictureElement}: Seen): boolean {
  return visibilityState === 'hidden' && !pictureInPictureElement;
}
