/**
 * A person's picture: a `<video>` with a stream that is set once.
 *
 * A video whose stream is set again goes dark and starts over: this sets it only when it is another one. And a video needs
 * a while until it plays at all: those made ahead, of streams that show nobody yet, have that behind them.
 */

import {Directive, directive} from 'lit/directive.js';

const ahead = new WeakMap<MediaStream, HTMLVideoElement>();

/** Get ready for `picture`, unless that has been done. */
export function lookAhead(picture: MediaStream): void {
  if (!ahead.has(picture)) ahead.set(picture, screenOf(picture));
}

/** Show `picture` in `video`, unless it already does. */
export function show(video: Pick<HTMLVideoElement, 'muted' | 'srcObject'>, picture: MediaStream): void {
  if (video.srcObject === picture) return;
  // Voices are played by the SDK; and only what is muted may play without a press.
  video.muted = true;
  video.srcObject = picture;
}

function screenOf(picture: MediaStream): HTMLVideoElement {
  const video = document.createElement('video');
  video.autoplay = true;
  video.playsInline = true;
  video.setAttribute('aria-hidden', 'true');
  show(video, picture);
  return video;
}

class Face extends Directive {
  #video: HTMLVideoElement | null = null;

  render(picture: MediaStream, own: boolean): HTMLVideoElement {
    this.#video ??= this.#taken(picture);
    show(this.#video, picture);
    this.#video.className = own ? 'face own' : 'face';
    return this.#video;
  }

  /** The one that was made ahead serves once: taken off the page again, it would stand still. */
  #taken(picture: MediaStream): HTMLVideoElement {
    const video = ahead.get(picture) ?? screenOf(picture);
    ahead.delete(picture);
    return video;
  }
}

/** `own`: one's own picture, which is a mirror. */
export const face = directive(Face);
