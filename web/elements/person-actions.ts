/** What one can do about somebody else: everyone a little, facilitators more. What ends a place is asked twice, with its consequence. */

import {html, nothing, type TemplateResult} from 'lit';

import type {Participant, RoomState} from '../client/state.ts';
import {facilitates, self} from './people.ts';
import type {Parting} from './surface.ts';
import type {Words} from './words.ts';

export interface ActionsView {
  readonly words: Words;
  readonly state: RoomState;
  /** What is about to end somebody's place, while we ask once more. */
  readonly parting: Parting | null;
  readonly focused: string | null;
  /** Whom one may write to just now. */
  readonly reachable: ReadonlySet<string>;
  readonly focusOn: (id: string) => void;
  readonly write: (id: string) => void;
  /** How they come through, and why. */
  readonly lookAt: (id: string) => void;
  readonly mute: (id: string) => void;
  readonly askToUnmute: (id: string) => void;
  readonly stopCamera: (id: string) => void;
  readonly lowerHand: (id: string) => void;
  /** Take somebody aside; null: not here. */
  readonly takeAside: ((id: string) => void) | null;
  readonly askParting: (parting: Parting | null) => void;
  readonly part: (parting: Parting) => void;
}

/** Null: nothing can be done about this person, or it is oneself. */
export function personActions(person: Participant, view: ActionsView): TemplateResult | null {
  const {state, parting} = view;
  if (person.id === state.self) return null;
  if (parting?.id === person.id) return partingQuestion(person, parting, view);
  const general = [larger(person, view), writing(person, view), looking(person, view)].filter((each) => each !== nothing);
  const chairing = facilitates(state) ? moderation(person, view) : nothing;
  if (general.length === 0 && chairing === nothing) return null;
  return html`<div class="acts">${general}${chairing}</div>`;
}

function larger({id, name, role, room}: Participant, {state, words, focused, focusOn}: ActionsView): TemplateResult | typeof nothing {
  if (role === 'observer' || room !== self(state)?.room) return nothing;
  const whole = focused === id ? words.say('people-focus-back') : words.say('people-focus', {name});
  const label = focused === id ? whole : words.say('act-focus');
  return html`<button class="btn small" data-act="focus" aria-label=${whole} @click=${() => focusOn(id)}>${label}</button>`;
}

function writing({id, name}: Participant, {words, reachable, write}: ActionsView): TemplateResult | typeof nothing {
  if (!reachable.has(id)) return nothing;
  return html`<button class="btn small" data-act="write" aria-label=${words.say('people-write', {name})} @click=${() => write(id)}>${words.say('act-write')}</button>`;
}

/** Why their picture is as it is: of those who have a tile here. */
function looking(person: Participant, {state, words, lookAt}: ActionsView): TemplateResult | typeof nothing {
  if (person.role === 'observer' || person.room !== self(state)?.room) return nothing;
  return act('connection', person, words, () => lookAt(person.id));
}

function moderation(person: Participant, view: ActionsView): TemplateResult {
  const {words, askParting} = view;
  const {id} = person;
  return html`${person.role === 'observer' ? nothing : ofDevices(person, view)}
    ${person.hand === null ? nothing : act('lower-hand', person, words, () => view.lowerHand(id))}
    ${person.role === 'client' && view.takeAside ? act('aside', person, words, () => view.takeAside?.(id)) : nothing}
    ${act('remove', person, words, () => askParting({act: 'remove', id}))} ${act('ban', person, words, () => askParting({act: 'ban', id}))}`;
}

/** A microphone is only ever muted by others; to be unmuted somebody is asked. */
function ofDevices(person: Participant, {words, mute, askToUnmute, stopCamera}: ActionsView): TemplateResult {
  const {id, microphone, camera} = person;
  return html`${microphone ? act('mute', person, words, () => mute(id)) : act('ask-unmute', person, words, () => askToUnmute(id))}
  ${camera ? act('stop-camera', person, words, () => stopCamera(id)) : nothing}`;
}

/** What ends somebody's place looks like leaving. */
const ENDING: ReadonlySet<string> = new Set(['remove', 'ban']);

/** Short to the eye, since the person stands above it; whole to a screen reader. */
function act(name: string, {name: whom}: Participant, words: Words, perform: () => void): TemplateResult {
  return html`<button
    class="btn small ${ENDING.has(name) ? 'leave' : ''}"
    data-act=${name}
    aria-label=${words.say(`people-${name}`, {name: whom})}
    @click=${perform}
  >
    ${words.say(`act-${name}`)}
  </button>`;
}

function partingQuestion({id, name}: Participant, parting: Parting, {words, part, askParting}: ActionsView): TemplateResult {
  const {act: ending} = parting;
  return html`<div class="acts">
    <p>${words.say(`people-${ending}-question`, {name})}</p>
    <button class="btn small leave" data-act=${`${ending}-sure`} @click=${() => part({act: ending, id})}>${words.say(`people-${ending}-sure`, {name})}</button>
    <button class="btn small" data-control="keep" @click=${() => askParting(null)}>${words.say('people-remove-keep', {name})}</button>
  </div>`;
}
