/** The keyboard of the room: letters for acts, arrows among tiles and controls, F6 among regions. */

import type {ReactiveController, ReactiveControllerHost} from 'lit';

import {type Act, actOf, type Letters, neighbor, takesText} from './keys.ts';
import type {Stay} from './stay.ts';
import type {Words} from './words.ts';

/** The acts that have a letter, with the message that names it, in the order of the list. */
const LETTERED = ['microphone', 'camera', 'self-view', 'people', 'recording', 'lobby'] as const satisfies readonly Act[];

const REGIONS = '[part="header"], .notice:has(button), [part="circle"], [part="panel"], [part="bar"]';
const WAY_IN = '[tabindex="0"], button, input, [data-landing]';

export function letters(words: Words): Letters {
  return Object.fromEntries(LETTERED.map((act) => [words.say(`key-${act}`), act]));
}

/** The list of keys: what to press and what it does. */
export function keyRows(words: Words, facilitates: boolean): readonly (readonly [string, string])[] {
  const acts = LETTERED.filter((act) => facilitates || act !== 'lobby');
  return [
    ...acts.map((act) => [words.say(`key-${act}`), words.say(`keys-${act}`)] as const),
    [words.say('keys-arrows-name'), words.say('keys-arrows')],
    ['Esc', words.say('keys-close')],
    ['F6', words.say('keys-region')],
    ['?', words.say('keys-keys')],
  ];
}

export interface KeyboardHost extends ReactiveControllerHost, HTMLElement {
  readonly shadowRoot: ShadowRoot | null;
}

export class Keyboard implements ReactiveController {
  readonly #host: KeyboardHost;
  readonly #words: () => Words;
  readonly #stay: () => Stay | null;
  #listening = new AbortController();

  constructor(host: KeyboardHost, words: () => Words, stay: () => Stay | null) {
    this.#host = host;
    this.#words = words;
    this.#stay = stay;
    host.addController(this);
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    this.#host.addEventListener('keydown', (event) => this.#press(event), {signal: this.#listening.signal});
  }

  hostDisconnected(): void {
    this.#listening.abort();
  }

  #press(event: KeyboardEvent): void {
    const stay = this.#stay();
    const target = event.composedPath()[0];
    const phase = stay?.state.phase;
    if (!stay || !(target instanceof HTMLElement) || (phase !== 'joined' && phase !== 'reconnecting')) return;
    const act = actOf(event, letters(this.#words()), takesText(target));
    const done = act ? this.#perform(act, stay, event.shiftKey) : this.#travel(event.key, target, stay);
    if (done) event.preventDefault();
  }

  /** Whether the key was ours. */
  #perform(act: Act, stay: Stay, back: boolean): boolean {
    const observes = stay.state.role === 'observer';
    switch (act) {
      case 'microphone':
      case 'camera':
        if (!observes) void stay.toggle(act);
        return !observes;
      case 'self-view':
        if (!observes) stay.toggleSelfView();
        return !observes;
      case 'people':
      case 'keys':
        stay.togglePanel(act);
        return true;
      case 'recording':
        stay.toggleRecording();
        return true;
      case 'lobby':
        return this.#focus('[data-control="admit"]');
      case 'close':
        stay.closeTopmost();
        return false; // The host page may have something of its own to close.
      case 'region':
        return this.#nextRegion(back ? -1 : 1);
    }
  }

  #travel(key: string, target: HTMLElement, stay: Stay): boolean {
    if (target.matches('.tile')) return this.#amongTiles(key, target, stay);
    const toolbar = target.closest('[role="toolbar"]');
    if (!toolbar || !key.startsWith('Arrow')) return false;
    const controls = [...toolbar.querySelectorAll<HTMLElement>('button')];
    const step = key === this.#forward() || key === 'ArrowDown' ? 1 : -1;
    controls.at((controls.indexOf(target) + step) % controls.length)?.focus();
    return true;
  }

  #amongTiles(key: string, target: HTMLElement, stay: Stay): boolean {
    if (key === 'Enter') {
      target.click();
      return target.matches('.pick');
    }
    const tiles = [...this.#root().querySelectorAll<HTMLElement>('.tile')];
    const from = tiles.indexOf(target);
    const next =
      tiles[
        neighbor(
          tiles.map((tile) => tile.getBoundingClientRect()),
          from,
          key,
          this.#words().direction === 'rtl',
        )
      ];
    if (!next || next === target) return key.startsWith('Arrow');
    stay.surface.reachable = next.dataset['participant'] ?? null;
    next.focus();
    this.#host.requestUpdate();
    return true;
  }

  #nextRegion(step: 1 | -1): boolean {
    const regions = [...this.#root().querySelectorAll<HTMLElement>(REGIONS)];
    const at = regions.findIndex((region) => region.contains(this.#host.shadowRoot?.activeElement ?? null));
    const next = regions.at(at < 0 ? 0 : (at + step) % regions.length);
    next?.querySelector<HTMLElement>(WAY_IN)?.focus();
    return next !== undefined;
  }

  #focus(selector: string): boolean {
    const found = this.#root().querySelector<HTMLElement>(selector);
    found?.focus();
    return found !== null;
  }

  #forward(): string {
    return this.#words().direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  }

  #root(): ParentNode {
    return this.#host.shadowRoot ?? this.#host;
  }
}
