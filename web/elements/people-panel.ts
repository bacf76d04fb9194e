/** The people panel: who asks for help, who waits, who is here, and what can be done about it. */

import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {Participant, RoomState, Waiting} from '../client/state.ts';
import {cameraOffIcon, cupIcon, eyeIcon, handIcon, microphoneIcon, mutedIcon, speakingIcon, stillArcIcon, weakIcon} from './icons.ts';
import {facilitates, handsUp, monogram, placeOf, self} from './people.ts';
import {type ActionsView, personActions} from './person-actions.ts';
import {roomName} from './room-name.ts';
import {namesOf, ownBreakout, roomById} from './whereabouts.ts';
import type {Words} from './words.ts';

export interface PeopleView extends ActionsView {
  /** The person whose actions are open. */
  readonly chosen: string | null;
  readonly choose: (id: string | null) => void;
  readonly admit: (id: string) => void;
  readonly admitAll: () => void;
  readonly refuse: (id: string) => void;
  readonly lowerAll: () => void;
  /** The cards of those who ask for help, for facilitators. */
  readonly help: TemplateResult | typeof nothing;
}

export function people(view: PeopleView): TemplateResult {
  const {state, words} = view;
  const own = self(state)?.room;
  const here = state.participants.filter(({role, room}) => role !== 'observer' && room === own);
  const elsewhere = state.participants.filter(({role, room}) => role !== 'observer' && room !== own);
  const observers = state.participants.filter(({role}) => role === 'observer');
  return html`<div class="list">
      ${view.help} ${lobby(view)} ${hands(view)} ${together(view)} ${group(ownBreakout(state) ? 'people-here' : 'people-circle', here, view)} ${group('people-there', elsewhere, view)} ${group('people-observers', observers, view)}
    </div>
    ${facilitates(state) ? html`<p class="hint">${eyeIcon}${words.say('people-private-hint')}</p>` : nothing}`;
}

function lobby(view: PeopleView): TemplateResult | typeof nothing {
  const {state, words, admitAll} = view;
  const {length} = state.lobby;
  if (length === 0) return nothing;
  return html`<section>
    <h3>
      ${words.say('people-lobby')}${
        length > 1
          ? html`<button class="btn small" data-control="admit-all" @click=${admitAll}>${words.say('knock-all', {count: length})}</button>`
          : nothing
      }
    </h3>
    <ul role="list" aria-label=${words.say('people-lobby')}>
      ${repeat(
        state.lobby,
        ({id}) => id,
        (each) => waiting(each, view),
      )}
    </ul>
  </section>`;
}

function waiting({id, name, privateName}: Waiting, {words, admit, refuse, write}: PeopleView): TemplateResult {
  return html`<li data-waiting=${id}>
    <div class="row">
      <span class="mono waiting" aria-hidden="true">${monogram(name)}</span>
      <span class="name"><b><bdi>${name}</bdi></b>${privateName ? html`<small><bdi>${privateName}</bdi></small>` : nothing}</span>
      <button class="btn small" data-control="admit" aria-label=${words.say('knock-admit-name', {name})} @click=${() => admit(id)}>${words.say('knock-admit')}</button>
    </div>
    <div class="acts">
      <button class="btn small" aria-label=${words.say('knock-write-name', {name})} @click=${() => write(id)}>${words.say('knock-write')}</button>
      <button class="btn small" aria-label=${words.say('knock-refuse-name', {name})} @click=${() => refuse(id)}>${words.say('knock-refuse')}</button>
    </div>
  </li>`;
}

/** The queue of raised hands, for facilitators. */
function hands({state, words, lowerAll, choose}: PeopleView): TemplateResult | typeof nothing {
  const up = handsUp(state);
  if (!facilitates(state) || up.length === 0) return nothing;
  return html`<section>
    <h3>${words.say('people-hands')}<button class="btn small" data-control="lower-all" @click=${lowerAll}>${words.say('people-lower-all')}</button></h3>
    <ol class="queue" aria-label=${words.say('people-hands')}>
      ${up.map(
        ({id, name}, index) =>
          html`<li><button class="pill hand" @click=${() => choose(id)}>${handIcon}<span class="num">${index + 1}</span><bdi>${name}</bdi></button></li>`,
      )}
    </ol>
  </section>`;
}

/** For ten minutes after a merge: whom to ask how it was. */
function together({state, words}: PeopleView): TemplateResult | typeof nothing {
  const groups = state.wereTogether.map((group) => namesOf(state, group)).filter((names) => names.length > 1);
  if (groups.length === 0) return nothing;
  return html`<section>
    <h3>${words.say('people-together')}</h3>
    <ul role="list" class="together" aria-label=${words.say('people-together')}>
      ${groups.map((names) => html`<li>${words.names(names)}</li>`)}
    </ul>
  </section>`;
}

function group(title: string, members: readonly Participant[], view: PeopleView): TemplateResult | typeof nothing {
  if (members.length === 0) return nothing;
  return html`<section>
    <h3>${view.words.say(title)}</h3>
    <ul role="list" aria-label=${view.words.say(title)}>
      ${repeat(
        members,
        ({id}) => id,
        (each) => html`<li data-participant=${each.id}>${entry(each, view)}</li>`,
      )}
    </ul>
  </section>`;
}

/** Everybody can do something about others: look at them larger, or write; facilitators more. */
function entry(person: Participant, view: PeopleView): TemplateResult {
  const actions = personActions(person, view);
  if (actions === null) return html`<div class="row">${about(person, view)}</div>`;
  const open = view.chosen === person.id;
  return html`<button
      class="row"
      aria-expanded=${open}
      aria-description=${view.words.say('people-actions', {name: person.name})}
      @click=${() => view.choose(open ? null : person.id)}
    >
      ${about(person, view)}
    </button>
    ${open ? actions : nothing}`;
}

function about(person: Participant, {state, words}: PeopleView): TemplateResult {
  const notes = [roleNote(person, state, words), person.privateName, roomNote(person, state, words)].filter((note) => note !== null);
  return html`<span class="mono ${person.role}" aria-hidden="true">${monogram(person.name)}</span>
    <span class="name">
      <b><bdi>${person.name}</bdi></b>${notes.map((note) => html`<small><bdi>${note}</bdi></small>`)}
    </span>
    ${marks(person, state, words)}`;
}

function roleNote({id, role}: Participant, state: RoomState, words: Words): string | null {
  const own = id === state.self;
  if (role === 'client') return own ? words.say('people-role-you') : null;
  return words.say(own ? `people-role-${role}-you` : `people-role-${role}`);
}

/** Who is not in this person's room has no tile here: at least the list says so. */
function roomNote({room}: Participant, state: RoomState, words: Words): string | null {
  if (room === self(state)?.room) return null;
  const known = roomById(state, room);
  return known ? words.say('people-in-room', {room: roomName(known, words)}) : words.say('people-elsewhere');
}

function marks(person: Participant, state: RoomState, words: Words): TemplateResult | typeof nothing {
  if (person.role === 'observer') return nothing;
  const place = placeOf(state, person.id);
  return html`${place === null ? nothing : sign('hand', handIcon, words.say('people-hand', {place}))} ${presence(person, state, words)}`;
}

function presence(person: Participant, {weak}: RoomState, words: Words): TemplateResult | typeof nothing {
  // Of somebody elsewhere only this is told.
  if (person.room === 'elsewhere') return person.away ? sign('away', cupIcon, words.say('people-away')) : nothing;
  if (person.connection === 'reconnecting') return sign('away', stillArcIcon, words.say('people-reconnecting'));
  return html`${person.away ? sign('away', cupIcon, words.say('people-away')) : nothing}
  ${weak.includes(person.id) ? sign('away', weakIcon, words.say('people-weak')) : nothing}
  ${person.speaking && person.microphone ? sign('ok', speakingIcon, words.say('people-speaking')) : nothing}
  ${person.camera || person.away ? nothing : sign('', cameraOffIcon, words.say('people-camera-off'))}
  ${person.microphone ? sign('ok', microphoneIcon, words.say('people-microphone-on')) : sign('', mutedIcon, words.say('people-muted'))}`;
}

function sign(kind: string, icon: TemplateResult, word: string): TemplateResult {
  return html`<span class="mark-of ${kind}" title=${word}>${icon}<span class="sr">${word}</span></span>`;
}
