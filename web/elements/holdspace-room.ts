/**
 * A room in a page: `<holdspace-room room="https://HOST/r/ROOM_ID" token="JWT"></holdspace-room>`.
 *
 * It needs no cookies, no storage and no third-party request; all it shows lives in its shadow root. It fills its
 * container, from 320 x 480 on.
 *
 * @attr {string} room - the room's address; a `#k=KEY` in it counts as `key`. Another address starts afresh
 * @attr {string} token - who we are: a JWT minted by the embedder's server
 * @attr {string} lang - the language of the interface, as a language tag; else that of the page
 * @attr {string} theme - 'light', 'dark' or 'auto' (as the system has it)
 * @fires joined - in the circle
 * @fires left - the place is over; `detail.reason`
 * @fires recording-changed - `detail`: the recording state, as `client.state.recording`
 * @fires language - another language was chosen; `detail`: its tag
 * @fires error - a refusal or a failure; `detail.code`, `detail.message`
 * @csspart header
 * @csspart circle
 * @csspart tile
 * @csspart plate
 * @csspart panel
 * @csspart bar
 */

import {type CSSResultGroup, html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {customElement, property} from 'lit/decorators.js';

import type {Keep} from '../client/options.ts';
import {HoldspaceRoom} from '../client/room.ts';
import {ended} from './ended.ts';
import {Keyboard} from './keyboard.ts';
import {LayoutWatch} from './layout-watch.ts';
import {LiveRegions, liveRegions} from './live-regions.ts';
import {lobby} from './lobby.ts';
import type {Memory} from './memory.ts';
import {normsPage} from './norms-page.ts';
import {door, returning} from './pages.ts';
import {prejoin} from './prejoin.ts';
import {type Door, Rehearsal} from './rehearsal.ts';
import {recording, roomView} from './room-view.ts';
import {sceneOf} from './scene.ts';
import {Speech} from './speech.ts';
import {codeOf, Stay} from './stay.ts';
import {room as roomStyles} from './styles.ts';

@customElement('holdspace-room')
export class HoldspaceRoomElement extends LitElement {
  static override styles: CSSResultGroup = [...roomStyles];

  @property() room = '';
  @property() token = '';
  @property({reflect: true}) theme: 'light' | 'dark' | 'auto' = 'auto';
  /** The key of a link, for pages that keep it out of their address. */
  @property({attribute: false}) key = '';
  /** A one-time code from another device: it takes that device's place up here. */
  @property({attribute: false}) code = '';
  /** Where a page of ours remembers the way back to the place, per tab. */
  @property({attribute: false}) keep: Keep | null = null;
  /** Where a page of ours remembers somebody's choices on this device, if they ask for it. */
  @property({attribute: false}) memory: Memory | null = null;

  #stay: Stay | null = null;
  /** Why there is no stay at all, or null. */
  #refusal: string | null = null;
  readonly #speech = new Speech(this);
  /** What leads to the part that the focus is in, '' for none in particular; null while it is elsewhere. */
  #focusedPart: string | null = null;
  readonly #live = new LiveRegions(
    this,
    () => this.renderRoot,
    () => this.#speech.words,
  );

  constructor() {
    super();
    new Keyboard(
      this,
      () => this.#speech.words,
      () => this.#stay,
    );
    new Rehearsal(
      this,
      () => this.renderRoot,
      () => this.#door(),
    );
    new LayoutWatch(
      this,
      () => this.renderRoot,
      () => this.client,
    );
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /** The SDK's room behind this element; null until `room` and `token` or `key` are set. */
  get client(): HoldspaceRoom | null {
    return this.#stay?.client ?? null;
  }

  /** Show a room that somebody else has made. It stays theirs to leave. */
  set client(client: HoldspaceRoom | null) {
    this.#stay?.close();
    this.#stay = client && this.#show(client);
    void this.#stay?.prepare(false);
    this.requestUpdate();
  }

  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after);
    if (name === 'lang') this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A page may move us to another place in it: only whoever is still gone after that has left.
    queueMicrotask(() => {
      if (this.isConnected) return;
      void this.client?.leave();
      this.#stay?.close();
      this.#stay = null;
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.room && ['room', 'token', 'key', 'code'].some((name) => changed.has(name))) this.#begin();
    const focused = this.shadowRoot?.activeElement ?? null;
    this.#focusedPart = focused && placeOf(focused);
  }

  /** What is gone takes its focus with it, be it a scene or one button: it lands on the heading of that part, or of what is there now. */
  protected override updated(): void {
    const part = this.#focusedPart;
    if (part === null || this.shadowRoot?.activeElement) return;
    const found = (selector: string): HTMLElement | null => this.renderRoot.querySelector(selector);
    const landing = (part && found(`${part} [data-landing]`)) || (part === SHEET && found('[data-control="recording"]'));
    (landing || found('.frame [data-landing]'))?.focus();
  }

  protected override render(): TemplateResult {
    const {direction, language} = this.#speech.words;
    return html`<div class="frame" tabindex="-1" dir=${direction} lang=${language}>${this.#content()}</div>
      ${liveRegions}`;
  }

  /** What a page of its own may be called: the room, and that it is recorded if it is; '' before it is known. */
  get pageTitle(): string {
    const state = this.client?.state;
    if (!state?.room) return '';
    const {name} = state.room;
    const recorded = state.phase === 'joined' && (state.recording.state === 'on' || state.recording.state === 'paused');
    return recorded ? this.#speech.words.say(`title-${state.recording.state}`, {name}) : name;
  }

  #door(): Door | null {
    const stay = this.#stay;
    const isKnown = stay !== null && stay.state.room !== null && sceneOf(stay, this.#refusal) === 'prejoin';
    return isKnown ? {stay, words: this.#speech.words} : null;
  }

  #content(): TemplateResult | typeof nothing {
    const words = this.#speech.words;
    const stay = this.#stay;
    const scene = sceneOf(this.#stay, this.#refusal);
    if (scene === 'door') return door({words, code: stay?.refusal ?? this.#refusal ?? '', tryAgain: () => this.#begin()});
    if (!stay) return nothing;
    const {state, name} = stay;
    switch (scene) {
      case 'returning':
        return returning(stay.returning ?? '', words);
      case 'norms':
        return normsPage({words, state, step: stay.arrival.norms});
      case 'prejoin':
        return prejoin({words, state, arrival: stay.arrival, enter: () => void stay.enter(), speak: this.#speech.choose});
      case 'lobby':
        return lobby({
          words,
          state,
          name,
          picture: stay.arrival.picture,
          toggleMicrophone: () => void stay.acts.toggle('microphone'),
          toggleCamera: () => void stay.acts.toggle('camera'),
          talk: stay.talk,
          writing: stay.surface.panel === 'messages',
          write: () => stay.openings.togglePanel('messages'),
          leave: stay.leave,
          recording: recording(stay, words),
          seeRecording: stay.consent.toggle,
        });
      case 'room':
        return roomView(stay, words);
      case 'ended':
        return ended({
          words,
          state,
          name,
          step: stay.arrival.norms,
          stayedThere: stay.stayedThere,
          mayReturn: stay.client.mayReturn,
          comeBack: () => this.#comeBack(),
          stayThere: stay.stayThere,
          consent: stay.consent,
          reader: new URL('/receipt', this.room || location.href).href,
        });
      case 'nothing':
        return nothing;
    }
  }

  /** Start afresh with the address and the token or key we have. */
  #begin(): void {
    const client = this.#newClient();
    this.#stay?.close();
    this.#stay = client && this.#show(client);
    // Whoever reloads the page or comes from another device is led to the place they hold, past the pre-join page.
    void this.#stay?.prepare(this.code !== '' || Boolean(this.keep?.get('resume')));
  }

  #comeBack(): void {
    const before = this.#stay;
    if (!before) return;
    before.close();
    this.#stay = this.#show(before.client);
    void this.#stay.comeBack(before.last);
    this.requestUpdate();
  }

  #newClient(): HoldspaceRoom | null {
    const {room, token, key, code, keep} = this;
    this.#refusal = null;
    // An embedder may set the token after the address.
    if (!room || !(token || key || code || keep || /#[kd]=/.test(room))) return null;
    try {
      return new HoldspaceRoom({url: room, ...(token && {token}), ...(key && {key}), ...(code && {code}), ...(keep && {keep})});
    } catch (error) {
      // An address that leads to no room, or a page of ours that was opened without a key.
      this.#refusal = codeOf(error);
      return null;
    }
  }

  #show(client: HoldspaceRoom): Stay {
    return new Stay(client, {
      changed: () => this.requestUpdate(),
      tell: (announced) => this.#live.tell(announced),
      forward: (type, detail) => this.dispatchEvent(new CustomEvent(type, {detail})),
      focus: (selector) => this.#focus(selector),
      language: () => {
        const words = this.#speech.words;
        return {lobbyKey: words.say('key-lobby'), recordingKey: words.say('key-recording'), names: (names) => words.names(names)};
      },
      memory: this.memory,
      room: this.room.replace(/[?#].*$/, ''),
    });
  }

  /** Focus, after the next update, the first of these selectors that finds something which shows: the order is theirs, not the page's. */
  async #focus(selectors: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    const found = selectors.split(', ').flatMap((each) => [...this.renderRoot.querySelectorAll<HTMLElement>(each)]);
    found.find((each) => each.checkVisibility())?.focus();
  }
}

/** It has no part name, so that no host can restyle it out of sight. */
const SHEET = '.consent';

/** A selector of the part that something is in; '' for none in particular. */
function placeOf(element: Element): string {
  if (element.closest(SHEET)) return SHEET;
  const part = element.closest('[part]')?.getAttribute('part');
  return part ? `[part="${part}"]` : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'holdspace-room': HoldspaceRoomElement;
  }
}
