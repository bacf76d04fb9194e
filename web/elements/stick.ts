/** Keeps the newest line of a list in view, unless somebody has scrolled up to read. */

import {noChange} from 'lit';
import {AsyncDirective, directive} from 'lit/async-directive.js';
import type {ElementPart} from 'lit/directive.js';

const NEAR = 60; // px from the end that still count as being there

class Stick extends AsyncDirective {
  #lines = -1;

  /** `lines`: how many there are; another number is news. */
  render(_lines: number): unknown {
    return noChange;
  }

  override update({element}: ElementPart, [lines]: [number]): unknown {
    const first = this.#lines === -1;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    if (lines !== this.#lines && (first || atEnd)) {
      // The line itself is drawn after this.
      requestAnimationFrame(() => element.scrollTo({top: element.scrollHeight}));
    }
    this.#lines = lines;
    return noChange;
  }
}

export const stickToEnd = directive(Stick);
