/** The circle on the page: the seats of one room, in the server's order, wherever one looks from. */

import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {Participant, ReactionName, RoomState} from '../client/state.ts';
import {type Layout, type Place, placesOf, rowsOf, stripColumns} from './circle.ts';
import {shrinkIcon} from './icons.ts';
import {measured} from './measured.ts';
import {placeOf, seated} from './people.ts';
import {type ScreensView, screen, screenPills} from './screens.ts';
import {tile} from './tile.ts';
import type {Words} from './words.ts';

export interface CircleView {
  readonly state: RoomState;
  readonly words: Words;
  /** What stands above the seats. */
  readonly above?: TemplateResult | typeof nothing;
  /** What a person's tile shows, or null. */
  readonly pictureOf: (person: Participant) => MediaStream | null;
  readonly selfHidden: boolean;
  readonly screens: ScreensView;
  /** The participant whose tile Tab reaches; null: the first one. */
  readonly reachable: string | null;
  readonly pick: ((person: Participant) => void) | null;
  /** The participant who is shown larger, or null. */
  readonly focused: string | null;
  readonly enlarge: (id: string) => void;
  readonly reactionOf: (id: string) => ReactionName | null;
}

const ORIGIN: Place = {row: 1, column: 1};

export function circle(view: CircleView): TemplateResult {
  const {words, state} = view;
  const seats = seated(state);
  const shared = view.screens.shown !== null;
  const focused = shared ? null : (seats.find(({id}) => id === view.focused) ?? null);
  const kind = `${focused || shared ? 'focusing' : ''} ${state.phase === 'reconnecting' ? 'resting' : ''}`;
  return html`<main class="stagearea" part="circle" aria-label=${words.say('circle-region', {seats: seats.length})}>
    ${view.above ?? nothing} ${screenPills(view.screens)} ${focused ? wayBack(focused, view) : nothing}
    <div class="circle-box">
      <ul class="circle ${kind}" role="list" aria-label=${words.say('circle')} ${measured({...measures(seats.length), ...stripMeasures(seats.length - (shared ? 0 : 1))})}>
        ${screen(view.screens)}
        ${repeat(
          seats,
          ({id}) => id,
          (person, index) => seat(person, index, seats, focused, view),
        )}
      </ul>
    </div>
  </main>`;
}

function seat(
  person: Participant,
  index: number,
  seats: readonly Participant[],
  focused: Participant | null,
  view: CircleView,
): TemplateResult {
  const {state, pick} = view;
  const own = person.id === state.self;
  const known = seats.some(({id}) => id === view.reachable);
  const place = (layout: Layout): Place => placesOf(rowsOf(seats.length, layout))[index] ?? ORIGIN;
  return tile(
    {
      person,
      own,
      picture: view.pictureOf(person),
      hidden: own && view.selfHidden,
      reachable: known ? person.id === view.reachable : index === 0,
      pick: pick && !own ? () => pick(person) : null,
      enlarge: () => view.enlarge(person.id),
      focus: view.screens.shown ? 'small' : focused && (focused.id === person.id ? 'large' : 'small'),
      place: placeOf(state, person.id),
      reaction: view.reactionOf(person.id),
      weak: state.weak.includes(person.id),
      wide: place('wide'),
      upright: place('upright'),
      short: place('short'),
    },
    view.words,
  );
}

/** Above the circle, not over a face. */
function wayBack({id, name}: Participant, {words, enlarge}: CircleView): TemplateResult {
  return html`<button class="pill back" data-control="focus-back" aria-label=${words.say('focus-back-from', {name})} @click=${() => enlarge(id)}>
    ${shrinkIcon}${words.say('focus-back')}
  </button>`;
}

const LAYOUTS: readonly Layout[] = ['wide', 'upright', 'short'];

/** How many half columns and rows each layout has, for the style sheet. */
function measures(count: number): Record<string, string> {
  const set: Record<string, string> = {};
  for (const layout of LAYOUTS) {
    const rows = rowsOf(count, layout);
    set[`--${layout}-tracks`] = `${2 * Math.max(1, ...rows)}`;
    set[`--${layout}-rows`] = `${Math.max(1, rows.length)}`;
  }
  const narrow = rowsOf(count, 'narrow');
  set['--narrow-columns'] = `${Math.max(1, ...narrow)}`;
  set['--narrow-rows'] = `${Math.max(1, narrow.length)}`;
  return set;
}

/** The others, while one person is shown larger: a strip beside them, or below them on a phone. */
function stripMeasures(count: number): Record<string, string> {
  const beside = stripColumns(count, 'beside');
  const below = stripColumns(count, 'below');
  return {
    '--beside-columns': `${beside}`,
    '--beside-rows': `${Math.max(1, Math.ceil(count / beside))}`,
    '--below-columns': `${below}`,
  };
}
