/** Keys that count while they are held: Space to speak, and the key of quiet help. */

import {asksForHelp, takesText} from './keys.ts';
import type {Stay} from './stay.ts';

const SHORT = 300; // milliseconds: a press that is no longer switches, it does not hold
const INTERACTIVE = 'button, a, input, select, textarea, summary, [role="tab"]';
const MICROPHONE = '[data-control="microphone"]';

/** Whether Space, pressed on `target`, is for speaking: not where it presses or types something else. */
export function speaksOn(target: {readonly tagName: string; matches(selectors: string): boolean}): boolean {
  if (takesText(target)) return false;
  return target.matches(MICROPHONE) || !target.matches(INTERACTIVE);
}

export class HeldKeys {
  readonly #helpLetter: () => string;
  /** When Space went down, in milliseconds, and whether on the microphone's control; null: it is up. */
  #space: {readonly at: number; readonly onControl: boolean} | null = null;

  constructor(helpLetter: () => string) {
    this.#helpLetter = helpLetter;
  }

  /** Whether the key was ours. */
  down(event: KeyboardEvent, target: HTMLElement, stay: Stay): boolean {
    if (asksForHelp(event, this.#helpLetter(), takesText(target))) {
      if (!event.repeat && mayAsk(stay)) stay.acts.lantern.press();
      return true;
    }
    if (event.key !== ' ' || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (this.#space) return true;
    if (event.repeat || stay.state.role === 'observer' || !speaksOn(target)) return false;
    if (!stay.acts.holdToSpeak()) return !target.matches(MICROPHONE);
    this.#space = {at: event.timeStamp, onControl: target.matches(MICROPHONE)};
    return true;
  }

  /** Whether the key was ours. */
  up(event: KeyboardEvent, stay: Stay): boolean {
    if (event.key === 'Shift' || event.key.toUpperCase() === this.#helpLetter().toUpperCase()) stay.acts.lantern.release();
    if (event.key !== ' ' || !this.#space) return false;
    const {at, onControl} = this.#space;
    this.#space = null;
    // On the control itself a short press is a press: the microphone stays on.
    if (onControl && event.timeStamp - at < SHORT) stay.acts.keepSpeaking();
    else stay.acts.endToSpeak();
    return true;
  }

  /** Whatever was held is up again. */
  letGo(stay: Stay | null): void {
    this.#space = null;
    stay?.acts.lantern.release();
    stay?.acts.endToSpeak();
  }
}

function mayAsk({state}: Stay): boolean {
  return state.role !== 'facilitator' && !state.help.some(({participant}) => participant === state.self);
}
