/**
 * A person's picture: `<video>` with a stream that is set once.
 *
 * Lit sets a property that is an object at every render, and a video whose stream is set again goes dark and starts
 * over: this sets it only when it is another one.
 */

import {html, noChange, type TemplateResult} from 'lit';
import {Directive, directive, type ElementPart} from 'lit/directive.js';

/** Show `picture` in `video`, unless it already does. */
export function show(video: Pick<HTMLVideoElement, 'muted' | 'srcObject'>, picture: MediaStream): void {
  if (video.srcObject === picture) return;
  // Voices are played by the SDK; and only what is muted may play without a press.
  video.muted = true;
  video.srcObject = picture;
}

class Showing extends Directive {
  render(_picture: MediaStream): unknown {
    return noChange;
  }

  override update({element}: ElementPart, [picture]: [MediaStream]): unknown {
    show(element as HTMLVideoElement, picture);
    return noChange;
  }
}

const showing = directive(Showing);

/** `own`: one's own picture, which is a mirror. */
export function face(picture: MediaStream, own: boolean): TemplateResult {
  return html`<video class="face ${own ? 'own' : ''}" autoplay playsinline aria-hidden="true" ${showing(picture)}></video>`;
}
