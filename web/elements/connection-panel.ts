/** How the connection does: one's own, and what comes through of each person. Words first, numbers for whoever asks. */

import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {Quality} from '../client/quality.ts';
import type {Reception} from '../client/reception.ts';
import type {Participant, RoomState} from '../client/state.ts';
import {soundOnly} from './more.ts';
import {pathNumber} from './path-number.ts';
import {seated} from './people.ts';
import {ownReason, pathReason, reasonFor, receptionOf} from './reasons.ts';
import type {Words} from './words.ts';

export interface ConnectionView {
  readonly words: Words;
  readonly state: RoomState;
  readonly quality: Quality | null;
  /** The person whose numbers were asked for, or null. */
  readonly of: string | null;
  readonly togglePictures: () => void;
}

export function connection(view: ConnectionView): TemplateResult {
  const {words, state, quality} = view;
  const others = seated(state).filter(({id}) => id !== state.self);
  return html`<div class="list connection" tabindex="0" role="group" aria-label=${words.say('connection')}>
    <section>
      <h3>${words.say('more-you')}</h3>
      <div class="network">
        <p>${words.say(ownReason(state, quality))}</p>
        ${quality?.path ? html`<p>${words.say(pathReason(quality.path))}</p>` : nothing}
        ${numbers(ownNumbers(quality, words), words.say('connection-numbers-own'), false, words)}
      </div>
      ${soundOnly(view)}
    </section>
    ${
      others.length === 0
        ? nothing
        : html`<section>
            <h3>${words.say('connection-others')}</h3>
            <ul role="list" aria-label=${words.say('connection-others')}>
              ${repeat(
                others,
                ({id}) => id,
                (person) => html`<li data-participant=${person.id}>${entry(person, view)}</li>`,
              )}
            </ul>
          </section>`
    }
  </div>`;
}

function entry(person: Participant, {words, state, quality, of}: ConnectionView): TemplateResult {
  const {id, name} = person;
  return html`<div class="network">
    <b><bdi>${name}</bdi></b>
    <p>${words.say(reasonFor(person, state, quality))}</p>
    ${numbers(numbersOf(person, quality, words), words.say('connection-numbers', {name}), id === of, words)}
  </div>`;
}

function numbers(rows: readonly string[], label: string, open: boolean, words: Words): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing;
  return html`<details ?open=${open}>
    <summary aria-label=${label}>${words.say('network-numbers')}</summary>
    <ul>
      ${rows.map((row) => html`<li class="num">${row}</li>`)}
    </ul>
  </details>`;
}

function ownNumbers(quality: Quality | null, words: Words): readonly string[] {
  if (!quality) return [];
  const {roundTrip, lossUp, lossDown, sending, receiving, path, layers} = quality;
  return [
    ...(roundTrip === null ? [] : [words.say('network-round-trip', {milliseconds: Math.round(roundTrip)})]),
    words.say('network-loss-up', {percent: lossUp * 100}),
    words.say('network-loss-down', {percent: lossDown * 100}),
    ...(sending > 0 ? [words.say('connection-sending', {rate: Math.round(sending / 1000)})] : []),
    ...(receiving > 0 ? [words.say('connection-receiving', {rate: Math.round(receiving / 1000)})] : []),
    ...(path ? [pathNumber(path, words)] : []),
    ...(layers.length > 0 ? [words.say('connection-sizes', {count: layers.length})] : []),
  ];
}

function numbersOf({id, camera}: Participant, quality: Quality | null, words: Words): readonly string[] {
  const picture = camera ? quality && receptionOf(quality, id, 'camera') : null;
  const voice = quality && receptionOf(quality, id, 'microphone');
  return [...(picture ? ofPicture(picture, words) : []), ...(voice ? [words.say('voice-loss', {percent: voice.loss * 100})] : [])];
}

function ofPicture({height, asked, pictures, loss}: Reception, words: Words): readonly string[] {
  return [
    ...(height === null ? [] : [words.say('picture-height', {height})]),
    ...(asked === null ? [] : [words.say('picture-asked', {asked})]),
    ...(pictures === null ? [] : [words.say('picture-rate', {rate: Math.round(pictures)})]),
    words.say('picture-loss', {percent: loss * 100}),
  ];
}
