/**
 * A veil over somebody's picture until the first one of theirs was painted: `<span class="shown" ${unveiled(stream)}>`.
 *
 * A video may hold the last picture of whoever it showed before, or of whoever its track showed before; until it has one of
 * its own, name and sign stand alone in the tile.
 */

import {noChange} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

/** As much of a video as is needed; not every browser tells of its pictures one by one. */
interface Video extends Pick<EventTarget, 'addEventListener'> {
  readonly requestVideoFrameCallback?: (painted: () => void) => number;
}

/** Call `painted` when `video` has painted another picture. */
export function atNextPicture(video: Video, painted: () => void): void {
  if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(painted);
  // Where pictures are not told one by one: the time of a stream goes on with its pictures.
  else video.addEventListener('timeupdate', painted, {once: true});
}

class Unveiled extends Directive {
  #stream: MediaStream | null = null;

  render(_stream: MediaStream): unknown {
    return noChange;
  }

  override update({element}: ElementPart, [stream]: [MediaStream]): unknown {
    if (stream === this.#stream) return noChange;
    this.#stream = stream;
    element.removeAttribute('data-painted');
    // The video is put into it in this same update, and nothing is painted before that is over.
    queueMicrotask(() => {
      const video = element.querySelector('video');
      if (video) atNextPicture(video, () => stream === this.#stream && element.setAttribute('data-painted', ''));
    });
    return noChange;
  }
}

export const unveiled = directive(Unveiled);
