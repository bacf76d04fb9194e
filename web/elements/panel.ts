/** The people panel: who is here, and for facilitators what they can do about it. The list of keys has the same place. */

import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {Participant, RoomState, Waiting} from '../client/state.ts';
import {cameraOffIcon, closeIcon, eyeIcon, microphoneIcon, mutedIcon, speakingIcon, stillArcIcon} from './icons.ts';
import {monogram, self} from './people.ts';
import type {Words} from './words.ts';

export interface PanelView {
  readonly words: Words;
  readonly state: RoomState;
  /** The person whose actions are open. */
  readonly chosen: string | null;
  /** The person about to be removed, while we ask once more. */
  readonly removing: string | null;
  readonly choose: (id: string | null) => void;
  readonly close: () => void;
  readonly admit: (id: string) => void;
  readonly refuse: (id: string) => void;
  readonly mute: (id: string) => void;
  readonly askRemove: (id: string | null) => void;
  readonly remove: (id: string) => void;
}

export function panel(view: PanelView): TemplateResult {
  const {state, words} = view;
  const seats = state.participants.filter(({role}) => role !== 'observer');
  const observers = state.participants.filter(({role}) => role === 'observer');
  return html`<aside class="panel" part="panel" role="complementary" aria-label=${words.say('people')}>
    ${panelHeader(words.say('people'), state.participants.length, view.close, words)}
    <div class="list">
      ${lobby(view)} ${group('people-circle', seats, view)} ${group('people-observers', observers, view)}
    </div>
    ${self(state)?.role === 'facilitator' ? html`<p class="hint">${eyeIcon}${words.say('people-private-hint')}</p>` : nothing}
  </aside>`;
}

function panelHeader(title: string, count: number | null, close: () => void, words: Words): TemplateResult {
  const number =
    count === null
      ? nothing
      : html`<span class="num" aria-hidden="true">${count}</span><span class="sr">, ${words.say('people-count', {count})}</span>`;
  return html`<header>
    <h2 tabindex="-1" data-landing>${title}${number}</h2>
    <button class="round" aria-label=${words.say('people-close')} @click=${close}>${closeIcon}</button>
  </header>`;
}

function lobby(view: PanelView): TemplateResult | typeof nothing {
  const {state, words} = view;
  if (state.lobby.length === 0) return nothing;
  return html`<section>
    <h3>${words.say('people-lobby')}</h3>
    <ul role="list" aria-label=${words.say('people-lobby')}>
      ${repeat(
        state.lobby,
        ({id}) => id,
        (each) => waiting(each, view),
      )}
    </ul>
  </section>`;
}

function waiting({id, name, privateName}: Waiting, {words, admit, refuse}: PanelView): TemplateResult {
  return html`<li>
    <div class="row">
      <span class="mono waiting" aria-hidden="true">${monogram(name)}</span>
      <span class="name"><b><bdi>${name}</bdi></b>${privateName ? html`<small><bdi>${privateName}</bdi></small>` : nothing}</span>
      <button class="btn small" aria-label=${words.say('knock-refuse-name', {name})} @click=${() => refuse(id)}>${words.say('knock-refuse')}</button>
      <button class="btn small" data-control="admit" aria-label=${words.say('knock-admit-name', {name})} @click=${() => admit(id)}>${words.say('knock-admit')}</button>
    </div>
  </li>`;
}

function group(title: string, people: readonly Participant[], view: PanelView): TemplateResult | typeof nothing {
  if (people.length === 0) return nothing;
  return html`<section>
    <h3>${view.words.say(title)}</h3>
    <ul role="list" aria-label=${view.words.say(title)}>
      ${repeat(
        people,
        ({id}) => id,
        (each) => html`<li data-participant=${each.id}>${entry(each, view)}</li>`,
      )}
    </ul>
  </section>`;
}

/** Facilitators open the actions of everyone but themselves. */
function entry(person: Participant, view: PanelView): TemplateResult {
  const mayAct = self(view.state)?.role === 'facilitator' && person.id !== view.state.self;
  if (!mayAct) return html`<div class="row">${about(person, view)}</div>`;
  const open = view.chosen === person.id;
  return html`<button
      class="row"
      aria-expanded=${open}
      aria-description=${view.words.say('people-actions', {name: person.name})}
      @click=${() => view.choose(open ? null : person.id)}
    >
      ${about(person, view)}
    </button>
    ${open ? actions(person, view) : nothing}`;
}

function about(person: Participant, {state, words}: PanelView): TemplateResult {
  const notes = [roleNote(person, state, words), person.privateName].filter((note) => note !== null);
  return html`<span class="mono ${person.role}" aria-hidden="true">${monogram(person.name)}</span>
    <span class="name">
      <b><bdi>${person.name}</bdi></b>${notes.map((note) => html`<small><bdi>${note}</bdi></small>`)}
    </span>
    ${marks(person, words)}`;
}

function roleNote({id, role}: Participant, state: RoomState, words: Words): string | null {
  const own = id === state.self;
  if (role === 'client') return own ? words.say('people-role-you') : null;
  return words.say(own ? `people-role-${role}-you` : `people-role-${role}`);
}

function marks(person: Participant, words: Words): TemplateResult | typeof nothing {
  if (person.role === 'observer') return nothing;
  if (person.connection === 'reconnecting') return sign('away', stillArcIcon, words.say('people-reconnecting'));
  return html`${person.speaking && person.microphone ? sign('ok', speakingIcon, words.say('people-speaking')) : nothing}
  ${person.camera ? nothing : sign('', cameraOffIcon, words.say('people-camera-off'))}
  ${person.microphone ? sign('ok', microphoneIcon, words.say('people-microphone-on')) : sign('', mutedIcon, words.say('people-muted'))}`;
}

function sign(kind: string, icon: TemplateResult, word: string): TemplateResult {
  return html`<span class="mark-of ${kind}" title=${word}>${icon}<span class="sr">${word}</span></span>`;
}

function actions({id, name, microphone, role}: Participant, view: PanelView): TemplateResult {
  const {words} = view;
  if (view.removing === id) {
    return html`<div class="acts">
      <p>${words.say('people-remove-question', {name})}</p>
      <button class="btn small leave" @click=${() => view.remove(id)}>${words.say('people-remove-sure', {name})}</button>
      <button class="btn small" data-control="keep" @click=${() => view.askRemove(null)}>${words.say('people-remove-keep', {name})}</button>
    </div>`;
  }
  return html`<div class="acts">
    ${microphone && role !== 'observer' ? html`<button class="btn small" @click=${() => view.mute(id)}>${words.say('people-mute', {name})}</button>` : nothing}
    <button class="btn small leave" @click=${() => view.askRemove(id)}>${words.say('people-remove', {name})}</button>
  </div>`;
}

/** The keys that work here, one row each. */
export function keysPanel(rows: readonly (readonly [key: string, meaning: string])[], close: () => void, words: Words): TemplateResult {
  return html`<aside class="panel" part="panel" role="complementary" aria-label=${words.say('keys-title')}>
    ${panelHeader(words.say('keys-title'), null, close, words)}
    <div class="list">
      <dl class="keys">${rows.map(([key, meaning]) => html`<dt><kbd>${key}</kbd></dt><dd>${meaning}</dd>`)}</dl>
    </div>
    <p class="hint">${words.say('keys-hint')}</p>
  </aside>`;
}
