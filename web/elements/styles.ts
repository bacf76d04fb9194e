/** The style sheets, as sheets a shadow root adopts: no style element, so no `unsafe-inline`. */

import {type CSSResult, unsafeCSS} from 'lit';

import bar from '../styles/bar.css?inline';
import base from '../styles/base.css?inline';
import board from '../styles/board.css?inline';
import boardChips from '../styles/board-chips.css?inline';
import boardSide from '../styles/board-side.css?inline';
import boardSizes from '../styles/board-sizes.css?inline';
import breakout from '../styles/breakout.css?inline';
import calm from '../styles/calm.css?inline';
import circle from '../styles/circle.css?inline';
import circleSizes from '../styles/circle-sizes.css?inline';
import connection from '../styles/connection.css?inline';
import consent from '../styles/consent.css?inline';
import controls from '../styles/controls.css?inline';
import device from '../styles/device.css?inline';
import focus from '../styles/focus.css?inline';
import frame from '../styles/frame.css?inline';
import frameSizes from '../styles/frame-sizes.css?inline';
import messages from '../styles/messages.css?inline';
import more from '../styles/more.css?inline';
import norms from '../styles/norms.css?inline';
import panel from '../styles/panel.css?inline';
import people from '../styles/people.css?inline';
import prejoin from '../styles/prejoin.css?inline';
import prejoinSizes from '../styles/prejoin-sizes.css?inline';
import questions from '../styles/questions.css?inline';
import recorded from '../styles/recorded.css?inline';
import screen from '../styles/screen.css?inline';
import split from '../styles/split.css?inline';
import splitPlan from '../styles/split-plan.css?inline';
import tileSigns from '../styles/tile-signs.css?inline';
import tokens from '../styles/tokens.css?inline';

/** What every element of ours wears. */
export const shared: readonly CSSResult[] = [unsafeCSS(tokens), unsafeCSS(base), unsafeCSS(controls)];

/** What the room wears besides, the circle first: later sheets refine a plate or a face for their place. */
export const room: readonly CSSResult[] = [
  ...shared,
  unsafeCSS(frame),
  unsafeCSS(frameSizes),
  unsafeCSS(bar),
  unsafeCSS(circle),
  unsafeCSS(circleSizes),
  unsafeCSS(tileSigns),
  unsafeCSS(focus),
  unsafeCSS(screen),
  unsafeCSS(calm),
  unsafeCSS(prejoin),
  unsafeCSS(questions),
  unsafeCSS(prejoinSizes),
  unsafeCSS(norms),
  unsafeCSS(panel),
  unsafeCSS(people),
  unsafeCSS(more),
  unsafeCSS(messages),
  unsafeCSS(device),
  unsafeCSS(connection),
  unsafeCSS(breakout),
  unsafeCSS(board),
  unsafeCSS(boardChips),
  unsafeCSS(boardSide),
  unsafeCSS(split),
  unsafeCSS(splitPlan),
  unsafeCSS(boardSizes),
  unsafeCSS(consent),
  unsafeCSS(recorded),
];
