/** The circle on the page: the seats of one room, in the server's order, wherever one looks from. */

import {html, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';

import type {Participant, RoomState} from '../client/state.ts';
import {type Layout, type Place, placesOf, rowsOf} from './circle.ts';
import {measured} from './measured.ts';
import {seated} from './people.ts';
import {tile} from './tile.ts';
import type {Words} from './words.ts';

export interface CircleView {
  readonly state: RoomState;
  readonly words: Words;
  /** What a person's tile shows, or null. */
  readonly pictureOf: (person: Participant) => MediaStream | null;
  readonly selfHidden: boolean;
  /** The participant whose tile Tab reaches; null: the first one. */
  readonly reachable: string | null;
  readonly pick: ((person: Participant) => void) | null;
}

const ORIGIN: Place = {row: 1, column: 1};

export function circle(view: CircleView): TemplateResult {
  const seats = seated(view.state);
  const {words} = view;
  const layouts = new Map(LAYOUTS.map((layout) => [layout, placesOf(rowsOf(seats.length, layout))]));
  const place = (layout: Layout, index: number): Place => layouts.get(layout)?.[index] ?? ORIGIN;
  const known = seats.some(({id}) => id === view.reachable);
  return html`<main class="stagearea" part="circle" aria-label=${words.say('circle-region', {seats: seats.length})}>
    <div class="circle-box">
      <ul class="circle ${view.state.phase === 'reconnecting' ? 'resting' : ''}" role="list" aria-label=${words.say('circle')} ${measured(measures(seats.length))}>
        ${repeat(
          seats,
          ({id}) => id,
          (person, index) => {
            const own = person.id === view.state.self;
            const pick = view.pick && !own ? view.pick : null;
            return tile(
              {
                person,
                own,
                picture: view.pictureOf(person),
                hidden: own && view.selfHidden,
                reachable: known ? person.id === view.reachable : index === 0,
                pick: pick && (() => pick(person)),
                wide: place('wide', index),
                upright: place('upright', index),
                short: place('short', index),
              },
              words,
            );
          },
        )}
      </ul>
    </div>
  </main>`;
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
