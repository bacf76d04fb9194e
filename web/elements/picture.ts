/**
 * A person's picture: `<video>` with a stream that is set once.
 *
 * Lit sets a property that is an object at every render, and a video whose stream is set again goes dark and starts
 * over: this sets it only when it is another one.
 */

import {html, noChange, type TemplateResult} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

/** Show `picture` in `video`; false: it already does. */
export function show(video: Pick<HTMLVideoElement, 'muted' | 'srcObject'>, picture: MediaStream): boolean {
  if (video.srcObject === picture) return false;
  // Voices are played by the SDK; and only what is muted may play without a press.
  video.muted = true;
  video.srcObject = picture;
  return true;
}

/**
 * Keep `video` invisible until a picture of its new stream was painted: until then it may hold the last one of whoever it showed before.
 */
export function veil(video: HTMLVideoElement, picture: MediaStream): void {
  const reveal = (): void => void (video.srcObject === picture && video.setAttribute('data-painted', ''));
  video.removeAttribute('data-painted');
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(reveal);
  // Where pictures are not told one by one: the time of a stream goes on with its pictures.
  else (video as HTMLVideoElement).addEventListener('timeupdate', reveal, {once: true});
}

class Showing extends Directive {
  render(_picture: MediaStream): unknown {
    return noChange;
  }

  override update({element}: ElementPart, [picture]: [MediaStream]): unknown {
    const video = element as HTMLVideoElement;
    if (show(video, picture)) veil(video, picture);
    return noChange;
  }
}

const showing = directive(Showing);

/** `own`: one's own picture, which is a mirror. */
export function face(picture: MediaStream, own: boolean): TemplateResult {
  return html`<video class="face ${own ? 'own' : ''}" autoplay playsinline aria-hidden="true" ${showing(picture)}></video>`;
}
