/** The keyboard of the room: letters for acts, arrows among tiles and controls, F6 among regions. */

import type {ReactiveController, ReactiveControllerHost} from 'lit';

import type {Role} from '../client/state.ts';
import {HeldKeys} from './held-keys.ts';
import {type Act, actOf, type Letters, neighbor, takesText} from './keys.ts';
import {actOnRooms, isRoomAct} from './room-keys.ts';
import type {Stay} from './stay.ts';
import {closesAt, isSplit} from './whereabouts.ts';
import type {Words} from './words.ts';

/** The acts that have a letter, with the message that names it, in the order of the list. */
const LETTERED = [
  'microphone',
  'camera',
  'self-view',
  'sound-only',
  'hand',
  'away',
  'messages',
  'people',
  'recording',
  'lobby',
  'rooms',
  'listen',
  'merge',
  'bell',
] as const satisfies readonly Act[];

/** What needs a seat in the circle. */
const TAKING_PART: ReadonlySet<Act> = new Set(['microphone', 'camera', 'self-view', 'hand', 'away']);

/** What leads a group. */
const LEADING: ReadonlySet<Act> = new Set(['lobby', 'rooms', 'more-time', 'go', 'listen', 'merge', 'bell']);

const REGIONS = '[part="header"], .notice:has(button), [part="circle"], .consent, [part="panel"], [part="bar"]';
const MINUTE = 60; // seconds
const WAY_IN = '[tabindex="0"], button, input, [data-landing]';

export function letters(words: Words): Letters {
  return Object.fromEntries(LETTERED.map((act) => [words.say(`key-${act}`), act]));
}

/** Whether somebody of this role can do it. */
function mayDo(act: Act, role: Role | null): boolean {
  if (LEADING.has(act)) return role === 'facilitator';
  return role !== 'observer' || !TAKING_PART.has(act);
}

/** The list of keys: what to press and what it does. */
export function keyRows(words: Words, role: Role | null): readonly (readonly [string, string])[] {
  const row = (key: string, id: string): readonly [string, string] => [words.say(key), words.say(id)];
  return [
    ...LETTERED.filter((act) => mayDo(act, role)).map((act) => row(`key-${act}`, `keys-${act}`)),
    ...(role === 'observer' ? [] : [row('key-speak', 'keys-speak')]),
    ...(role === 'facilitator' ? [] : [row('key-help-held', 'keys-help-held')]),
    ...(role === 'facilitator' ? [['+', words.say('keys-more-time')] as const, row('key-go', 'keys-go')] : []),
    row('keys-arrows-name', 'keys-arrows'),
    row('key-enter', 'keys-enter'),
    ...(role === 'facilitator' ? [row('key-shift-enter', 'keys-shift-enter')] : []),
    ['Esc', words.say('keys-close')],
    ['F6', words.say('keys-region')],
    ['?', words.say('keys-keys')],
  ];
}

/** One more minute for all rooms, while they are counted down. */
function moreTime({state, client, acts}: Stay): boolean {
  if (!isSplit(state) || closesAt(state) === null) return false;
  acts.ask(client.extend(MINUTE));
  return true;
}

export interface KeyboardHost extends ReactiveControllerHost, HTMLElement {
  readonly shadowRoot: ShadowRoot | null;
}

export class Keyboard implements ReactiveController {
  readonly #host: KeyboardHost;
  readonly #words: () => Words;
  readonly #stay: () => Stay | null;
  readonly #held: HeldKeys;
  #listening = new AbortController();

  constructor(host: KeyboardHost, words: () => Words, stay: () => Stay | null) {
    this.#host = host;
    this.#words = words;
    this.#stay = stay;
    this.#held = new HeldKeys(() => this.#words().say('key-help'));
    host.addController(this);
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const {signal} = this.#listening;
    this.#host.addEventListener('keydown', (event) => this.#press(event), {signal});
    this.#host.addEventListener('keyup', (event) => this.#release(event), {signal});
    // A key that comes up while somebody looks elsewhere is never told to us.
    window.addEventListener('blur', () => this.#held.letGo(this.#stay()), {signal});
    this.#host.addEventListener('focusout', () => this.#held.letGo(this.#stay()), {signal});
  }

  hostDisconnected(): void {
    this.#listening.abort();
    this.#held.letGo(this.#stay());
  }

  #press(event: KeyboardEvent): void {
    const stay = this.#stay();
    const target = event.composedPath()[0];
    const phase = stay?.state.phase;
    if (!stay || !(target instanceof HTMLElement) || (phase !== 'joined' && phase !== 'reconnecting')) return;
    if (this.#held.down(event, target, stay)) {
      event.preventDefault();
      return;
    }
    const act = actOf(event, letters(this.#words()), takesText(target));
    const done = act ? this.#perform(act, stay, event, target) : this.#travel(event, target, stay);
    if (done) event.preventDefault();
  }

  #release(event: KeyboardEvent): void {
    const stay = this.#stay();
    if (stay && this.#held.up(event, stay)) event.preventDefault();
  }

  /** Whether the key was ours. */
  #perform(act: Act, stay: Stay, {key, shiftKey}: KeyboardEvent, target: HTMLElement): boolean {
    if (!mayDo(act, stay.state.role)) return false;
    if (isRoomAct(act)) return actOnRooms(act, key, target, stay);
    const {acts, openings} = stay;
    switch (act) {
      case 'microphone':
      case 'camera':
        void acts.toggle(act);
        return true;
      case 'self-view':
        acts.toggleSelfView();
        return true;
      case 'sound-only':
        acts.togglePictures();
        return true;
      case 'hand':
        acts.toggleHand();
        return true;
      case 'away':
        acts.toggleAway();
        return true;
      case 'people':
      case 'messages':
      case 'keys':
        openings.togglePanel(act);
        return true;
      case 'recording':
        stay.consent.reach(this.#isIn('.consent'));
        return true;
      case 'lobby':
        return this.#focus('[data-control="admit"]');
      case 'rooms':
        if (isSplit(stay.state)) stay.board.toggle();
        else if (stay.surface.stage === 'split') stay.board.leavePlan();
        else stay.board.plan(null);
        return true;
      case 'more-time':
        return moreTime(stay);
      case 'close':
        openings.closeTopmost();
        return false; // The host page may have something of its own to close.
      case 'region':
        return this.#nextRegion(shiftKey ? -1 : 1);
    }
  }

  #travel({key, shiftKey}: KeyboardEvent, target: HTMLElement, stay: Stay): boolean {
    if (target.matches('.tile')) return this.#amongTiles(key, shiftKey, target, stay);
    const toolbar = target.closest('[role="toolbar"]');
    if (!toolbar || !key.startsWith('Arrow')) return false;
    const controls = [...toolbar.querySelectorAll<HTMLElement>('button')].filter((control) => control.checkVisibility());
    const step = key === this.#forward() || key === 'ArrowDown' ? 1 : -1;
    controls.at((controls.indexOf(target) + step) % controls.length)?.focus();
    return true;
  }

  #amongTiles(key: string, shift: boolean, target: HTMLElement, stay: Stay): boolean {
    if (key === 'Enter') return this.#openTile(target, shift, stay);
    const tiles = [...this.#root().querySelectorAll<HTMLElement>('.tile')];
    const boxes = tiles.map((tile) => tile.getBoundingClientRect());
    const next = tiles[neighbor(boxes, tiles.indexOf(target), key, this.#words().direction === 'rtl')];
    if (!next || next === target) return key.startsWith('Arrow');
    stay.surface.reachable = next.dataset['participant'] ?? null;
    next.focus();
    this.#host.requestUpdate();
    return true;
  }

  #openTile(target: HTMLElement, shift: boolean, {openings}: Stay): boolean {
    const id = target.dataset['participant'] ?? null;
    if (!shift) openings.focusOn(id);
    else if (target.matches('.pick')) openings.choose(id);
    return true;
  }

  #nextRegion(step: 1 | -1): boolean {
    const regions = [...this.#root().querySelectorAll<HTMLElement>(REGIONS)];
    const at = regions.findIndex((region) => region.contains(this.#host.shadowRoot?.activeElement ?? null));
    const next = regions.at(at < 0 ? 0 : (at + step) % regions.length);
    [...(next?.querySelectorAll<HTMLElement>(WAY_IN) ?? [])].find((each) => each.checkVisibility())?.focus();
    return next !== undefined;
  }

  #focus(selector: string): boolean {
    const found = [...this.#root().querySelectorAll<HTMLElement>(selector)].find((each) => each.checkVisibility());
    found?.focus();
    return found !== undefined;
  }

  #isIn(selector: string): boolean {
    return this.#host.shadowRoot?.activeElement?.closest(selector) != null;
  }

  #forward(): string {
    return this.#words().direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  }

  #root(): ParentNode {
    return this.#host.shadowRoot ?? this.#host;
  }
}
