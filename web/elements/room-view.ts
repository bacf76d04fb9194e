/** The room as one sees it from inside: header, notice, circle, panel and bar. */

import {html, type nothing, type TemplateResult} from 'lit';

import {boardView} from './board-view.ts';
import {marks, placeTitle} from './breakout-header.ts';
import {circle} from './circle-view.ts';
import {consentSheet} from './consent-sheet.ts';
import {above} from './cue-card.ts';
import {header} from './header.ts';
import {noticeLine} from './notice-line.ts';
import {noticeOf} from './notices.ts';
import {facilitates, nameOf, self, sharesScreen} from './people.ts';
import {lookOf, stateSentence} from './recording-look.ts';
import {roomBar} from './room-bar.ts';
import {side} from './room-side.ts';
import {type ScreensView, screensOf} from './screens.ts';
import {splitSheet} from './split-sheet.ts';
import type {Stay} from './stay.ts';
import type {Words} from './words.ts';

export function roomView(stay: Stay, words: Words): TemplateResult {
  return html`<div class="room">
    ${roomHeader(stay, words)} ${notice(stay, words)} ${stage(stay, words)} ${recording(stay, words)} ${side(stay, words)} ${roomBar(stay, words)}
  </div>`;
}

/** In the place of the circle a facilitator may see all rooms, or think of some. */
function stage(stay: Stay, words: Words): TemplateResult {
  const {stage: shown} = stay.surface;
  if (shown === 'circle' || !facilitates(stay.state)) return seats(stay, words);
  return shown === 'board' ? boardView(stay, words) : splitSheet(stay, words);
}

function roomHeader(stay: Stay, words: Words): TemplateResult {
  const {state, surface, client, acts, openings} = stay;
  // The board has a card for every request.
  const asked = surface.stage === 'board' ? null : surface.openHelp(state);
  return header({
    words,
    roomName: state.room?.name ?? '',
    place: placeTitle(state, words),
    marks: roomMarks(stay, words),
    recording: lookOf(state.recording, client.now()),
    recordingSentence: stateSentence(state, client.now(), words),
    recordingOpen: stay.consent.isShown,
    toggleRecording: stay.consent.toggle,
    locked: state.role === 'facilitator' && state.locked,
    seeLock: () => openings.open('more'),
    waiting: surface.requests(state),
    admit: (id) => acts.ask(client.admit(id)),
    admitAll: () => acts.ask(client.admitAll()),
    later: openings.later,
    seeWho: () => {
      if (!asked) openings.later();
      openings.open('people');
    },
    help: asked && {request: asked, name: nameOf(state, asked.participant)},
    claim: stay.board.goTo,
    leave: stay.askLeave,
  });
}

function roomMarks({state, surface, client, acts}: Stay, words: Words): TemplateResult {
  return marks({
    words,
    state,
    now: client.now(),
    counted: surface.stage !== 'board',
    goBack: (main) => acts.ask(client.hop(main)),
    stopReaching: () => acts.ask(client.speakTo(null)),
    stopListening: () => acts.ask(client.listen([])),
  });
}

function notice(stay: Stay, words: Words): TemplateResult | typeof nothing {
  return noticeLine({
    words,
    notice: noticeOf(stay.state, stay.told),
    // The press itself is what the browser waits for: the SDK plays at the next one anywhere.
    play: () => undefined,
    close: stay.putAside,
    tryNow: () => stay.client.retryNow(),
    unmute: () => void stay.acts.switch('microphone', true),
    comeBack: stay.acts.toggleAway,
    showPictures: stay.acts.togglePictures,
  });
}

/** What is asked and what is recorded, beside the circle, which makes room for it. */
export function recording({consent, state, surface, client}: Stay, words: Words): TemplateResult | typeof nothing {
  return consentSheet({words, state, step: consent, open: surface.recordingOpen, now: client.now()});
}

function screensView({state, surface, client, acts, openings}: Stay, words: Words): ScreensView {
  const shared = screensOf(state);
  const shown = (state.pictures && shared.find(({id}) => id === surface.screen)) || null;
  return {
    words,
    shared,
    shown,
    picture: shown && client.streamOf(shown.id, 'screen'),
    own: sharesScreen(state),
    show: openings.showScreen,
    stop: acts.toggleScreen,
  };
}

/** The circle, of the people in `state`. */
export function seats(stay: Stay, words: Words, state = stay.state): TemplateResult {
  const {surface, client, acts, openings, reactions} = stay;
  return circle({
    state,
    words,
    above: above({state, words, choose: (room) => acts.ask(client.chooseRoom(room))}),
    pictureOf: ({id, camera}) => (camera ? client.streamOf(id, 'camera') : null),
    selfHidden: surface.selfHidden,
    screens: screensView(stay, words),
    reachable: surface.reachable,
    pick: self(state)?.role === 'facilitator' ? ({id}) => openings.pick(id) : null,
    focused: surface.focused,
    enlarge: openings.enlarge,
    reactionOf: (id) => reactions.of(id),
  });
}
