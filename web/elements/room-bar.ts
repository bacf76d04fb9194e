/** The bar of the room: its controls, or what it asks in their place. */

import type {TemplateResult} from 'lit';

import {Screen} from '../client/screen.ts';
import type {Kind} from './arrival.ts';
import {bar, controls, type Device, type Lantern, type Own} from './bar.ts';
import {helpQuestion, leaveQuestion, reactionsMenu} from './bar-questions.ts';
import {sentence} from './notice-line.ts';
import {helpNotice} from './notices.ts';
import {facilitates, placeOf, self, sharesScreen} from './people.ts';
import type {Stay} from './stay.ts';
import {isSplit} from './whereabouts.ts';
import type {Words} from './words.ts';

export function roomBar(stay: Stay, words: Words): TemplateResult {
  switch (stay.surface.bar) {
    case 'controls':
      return bar(ordinary(stay, words));
    case 'leaving':
      return bar(leaving(stay, words));
    case 'reactions':
      return bar(reactions(stay, words));
    case 'help':
      return bar(help(stay, words));
  }
}

function ordinary(stay: Stay, words: Words): TemplateResult {
  const {state, surface, talk, acts, openings, board} = stay;
  return controls({
    words,
    own: state.role === 'observer' ? null : own(stay),
    lantern: state.role === 'facilitator' ? null : lantern(stay),
    rooms: facilitates(state) ? {open: isSplit(state), shown: surface.stage !== 'circle'} : null,
    panel: surface.panel,
    unread: talk.unread,
    toggleMicrophone: () => void acts.toggle('microphone'),
    toggleCamera: () => void acts.toggle('camera'),
    toggleSelfView: acts.toggleSelfView,
    toggleScreen: acts.toggleScreen,
    toggleHand: acts.toggleHand,
    toggleAway: acts.toggleAway,
    react: () => openings.showBar('reactions', 'reaction'),
    pressLantern: acts.lantern.press,
    releaseLantern: acts.lantern.release,
    clickLantern: () => {
      // What was held to the end has asked already: the click that ends it asks nothing more.
      if (!acts.lantern.takeDone()) openings.showBar('help', 'help-word', 'help-close');
    },
    toggle: openings.togglePanel,
    split: () => (surface.stage === 'split' ? board.leavePlan() : board.plan(null)),
    pairs: () => void board.pairs(),
    board: board.toggle,
    leave: stay.askLeave,
  });
}

function own({state, surface, client}: Stay): Own {
  const device = (kind: Kind): Device => {
    if (state.own[kind]) return 'on';
    return client.devices.trouble(kind) ? 'none' : 'off';
  };
  return {
    microphone: device('microphone'),
    camera: device('camera'),
    selfHidden: surface.selfHidden,
    screen: Screen.isPossible ? sharesScreen(state) : null,
    hand: placeOf(state, state.self) !== null,
    away: self(state)?.away ?? false,
  };
}

function lantern({state}: Stay): Lantern {
  const request = state.help.find(({participant}) => participant === state.self);
  if (!request) return 'rest';
  return request.claimedBy === null ? 'open' : 'claimed';
}

function leaving(stay: Stay, words: Words): TemplateResult {
  const {client, acts, openings} = stay;
  return leaveQuestion({
    words,
    leaveNow: stay.leave,
    endForEveryone: () => acts.ask(client.endSession()),
    stay: openings.closeBar,
  });
}

function reactions({acts, openings}: Stay, words: Words): TemplateResult {
  return reactionsMenu({
    words,
    react: (name) => {
      openings.closeBar();
      acts.react(name);
    },
    close: openings.closeBar,
  });
}

function help({state, acts, openings}: Stay, words: Words): TemplateResult {
  const standing = helpNotice(state);
  return helpQuestion({
    words,
    stands: standing && sentence(standing, words),
    word: acts.helpWord,
    write: acts.writeHelpWord,
    send: () => {
      acts.askQuietly(acts.helpWord);
      openings.closeBar();
    },
    withdraw: () => {
      acts.endHelp();
      openings.closeBar();
    },
    close: openings.closeBar,
  });
}
