/** What one opens and closes of the room's interface, and where the focus goes with it. */

import {nameOf} from './people.ts';
import type {Setting} from './setting.ts';
import type {BarFace, Panel, Surface} from './surface.ts';

/** The control that opens each question of the bar. */
const CONTROL_OF: Readonly<Record<BarFace, string>> = {controls: 'more', leaving: 'leave', reactions: 'react', help: 'help'};

const DOUBLE_CLICK = 240; // milliseconds in which a second click may follow the first

export class Openings {
  readonly #set: Setting;
  #picking: ReturnType<typeof setTimeout> | undefined;

  constructor(setting: Setting) {
    this.#set = setting;
  }

  readonly togglePanel = (panel: Panel): void => {
    const {surface, changed} = this.#set;
    surface.toggle(panel);
    if (surface.panel === 'messages') this.#read();
    changed();
  };

  /** Open a panel that may be open already. */
  readonly open = (panel: Panel): void => {
    if (this.#set.surface.panel !== panel) this.togglePanel(panel);
  };

  /** Close the panel, and lead the focus back to where it came from. */
  readonly closePanel = (): void => {
    const {surface, changed, focus} = this.#set;
    const {panel} = surface;
    if (panel === null) return;
    surface.toggle(panel);
    focus(`[data-control="${panel}"], [data-control="more"]`);
    changed();
  };

  /** Show the link that clients come by, to be copied. */
  readonly showLink = async (): Promise<void> => {
    const {client, surface, changed, focus} = this.#set;
    surface.clientLink = await client.clientLink();
    changed();
    focus('.more .copy button');
  };

  /** Open the actions of one person, or close them. */
  readonly choose = (id: string | null): void => {
    this.#set.surface.choose(id);
    this.#set.changed();
  };

  /** Show a shared screen in the place of the circle, or put it aside. */
  readonly showScreen = (id: string): void => {
    const {surface, changed} = this.#set;
    surface.show(id);
    changed();
  };

  /** A click on a tile. It waits for a moment, since a second one asks for something else, and tiles are to stay where they are. */
  readonly pick = (id: string): void => {
    clearTimeout(this.#picking);
    this.#picking = setTimeout(() => this.choose(id), DOUBLE_CLICK);
  };

  /** A double click on a tile. */
  readonly enlarge = (id: string): void => {
    clearTimeout(this.#picking);
    this.focusOn(id);
  };

  /** Show one person larger, or the circle again; nobody else's seat moves. */
  readonly focusOn = (id: string | null): void => {
    const {client, surface, tell, changed} = this.#set;
    surface.focus(id);
    const {focused} = surface;
    tell([{region: 'status', id: focused === null ? 'said-circle' : 'said-focused', values: {name: nameOf(client.state, focused)}}]);
    changed();
  };

  readonly writeTo = (id: string): void => {
    const {surface, talk} = this.#set;
    surface.panel = 'messages';
    talk.address(id);
    this.#read();
  };

  readonly askParting = (parting: Surface['parting']): void => {
    const {surface, changed, focus} = this.#set;
    surface.parting = parting;
    if (parting !== null) focus('[data-control="keep"]');
    changed();
  };

  /** Put a question in the place of the controls, or the controls back; the first of `controls` that shows is focused. */
  readonly showBar = (face: BarFace, ...controls: readonly string[]): void => {
    const {surface, changed, focus} = this.#set;
    surface.bar = face;
    changed();
    focus(controls.map((control) => `[data-control="${control}"]`).join(', '));
  };

  /** Put the controls back, and the focus where the question came from. */
  readonly closeBar = (): void => {
    const control = CONTROL_OF[this.#set.surface.bar];
    this.showBar('controls', control, `${control}-short`, 'more');
  };

  readonly closeTopmost = (): void => {
    const {surface, changed, focus, tell} = this.#set;
    const {bar, panel, focused} = surface;
    if (bar !== 'controls') this.closeBar();
    else if (surface.closeTopmost()) changed();
    if (panel !== null && surface.panel === null) focus(`[data-control="${panel}"], [data-control="more"]`);
    if (focused !== surface.focused) tell([{region: 'status', id: 'said-circle', values: {}}]);
  };

  readonly later = (): void => {
    const {client, surface, changed} = this.#set;
    surface.postpone(client.state.lobby);
    changed();
  };

  readonly toggleSounds = (): void => {
    const {surface, changed} = this.#set;
    surface.sounds = !surface.sounds;
    changed();
  };

  /** The messages are open: what has come is seen, and one can write. */
  #read(): void {
    const {talk, focus} = this.#set;
    talk.seeAll();
    focus('[data-field="message"], [part="panel"] [data-landing]');
  }
}
