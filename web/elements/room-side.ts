/** What stands beside the circle: people, messages, more, the way to another device, or the list of keys. */

import {nothing, type TemplateResult} from 'lit';

import {connection} from './connection-panel.ts';
import {deviceCode} from './device-panel.ts';
import {helpCards} from './help-cards.ts';
import {keyRows} from './keyboard.ts';
import {messages} from './messages-panel.ts';
import {more} from './more.ts';
import {keysList, tabbedPanel, titledPanel} from './panel.ts';
import {people} from './people-panel.ts';
import type {Stay} from './stay.ts';
import type {Panel} from './surface.ts';
import {ownRoom} from './whereabouts.ts';
import type {Words} from './words.ts';

export function side(stay: Stay, words: Words): TemplateResult | typeof nothing {
  const {panel} = stay.surface;
  const close = (): void => stay.openings.closePanel();
  switch (panel) {
    case null:
      return nothing;
    case 'people':
      return tabs(stay, words, panel, peopleOf(stay, words));
    case 'messages':
      return tabs(stay, words, panel, messagesOf(stay, words));
    case 'more':
      return titledPanel(words.say('more'), close, words, moreOf(stay, words));
    case 'device':
      return titledPanel(words.say('device-title'), close, words, deviceCode(stay.device, words));
    case 'connection':
      return titledPanel(words.say('connection'), close, words, connectionOf(stay, words));
    case 'keys':
      return titledPanel(words.say('keys-title'), close, words, keysList(keyRows(words, stay.state.role), words));
  }
}

function tabs(stay: Stay, words: Words, panel: 'people' | 'messages', content: TemplateResult): TemplateResult {
  return tabbedPanel({
    words,
    panel,
    people: stay.state.participants.length,
    unread: stay.talk.unread,
    open: (other: Panel) => stay.openings.open(other),
    close: stay.openings.closePanel,
    content,
  });
}

function peopleOf(stay: Stay, words: Words): TemplateResult {
  const {state, surface, client, talk, openings} = stay;
  const {ask} = stay.acts;
  return people({
    words,
    state,
    chosen: surface.chosen,
    parting: surface.parting,
    focused: surface.focused,
    reachable: new Set(talk.targets.map(({to}) => to)),
    choose: openings.choose,
    focusOn: openings.focusOn,
    write: openings.writeTo,
    admit: (id) => ask(client.admit(id)),
    admitAll: () => ask(client.admitAll()),
    refuse: (id) => ask(client.refuse(id)),
    mute: (id) => ask(client.mute(id)),
    askToUnmute: (id) => stay.acts.askToUnmute(id),
    stopCamera: (id) => ask(client.stopCamera(id)),
    lowerHand: (id) => ask(client.lowerHands(id)),
    lowerAll: () => ask(client.lowerHands()),
    takeAside: ownRoom(state)?.side ? null : stay.board.takeAside,
    lookAt: (id) => seeConnection(stay, id),
    askParting: openings.askParting,
    part: ({act, id}) => ask(act === 'ban' ? client.ban(id) : client.remove(id)),
    help: helpCards({
      words,
      state,
      now: client.now(),
      claim: stay.board.goTo,
      done: (id) => ask(client.endHelp(id)),
    }),
  });
}

function messagesOf({state, talk, client, acts}: Stay, words: Words): TemplateResult {
  return messages({words, state, talk, chatMode: (mode) => acts.ask(client.setChatMode(mode))});
}

function moreOf(stay: Stay, words: Words): TemplateResult {
  const {state, surface, client, acts, openings, device} = stay;
  const {ask} = acts;
  return more({
    words,
    state,
    surface,
    react: () => {
      openings.closePanel();
      openings.showBar('reactions', 'reaction');
    },
    toggleAway: acts.toggleAway,
    toggleSelfView: acts.toggleSelfView,
    toggleScreen: acts.toggleScreen,
    toggleSounds: openings.toggleSounds,
    togglePictures: acts.togglePictures,
    people: () => openings.open('people'),
    keys: () => openings.open('keys'),
    connection: () => seeConnection(stay, null),
    device: device.room ? () => moveTo(stay) : null,
    muteAll: () => ask(client.muteAll()),
    lowerAll: () => ask(client.lowerHands()),
    admitAll: () => ask(client.admitAll()),
    lock: (on) => ask(client.lock(on)),
    lobby: (on) => ask(client.setLobby(on)),
    chatMode: (mode) => ask(client.setChatMode(mode)),
    showLink: () => ask(openings.showLink()),
    record: () => {
      openings.closePanel();
      stay.consent.compose();
    },
  });
}

function connectionOf({state, surface, acts, connection: look}: Stay, words: Words): TemplateResult {
  return connection({words, state, quality: look.quality, of: surface.connectionOf, togglePictures: acts.togglePictures});
}

/** `of`: whose numbers are wanted, or null. */
function seeConnection({openings, surface, connection: look}: Stay, of: string | null): void {
  openings.open('connection');
  surface.connectionOf = of;
  void look.begin();
}

function moveTo({openings, device}: Stay): void {
  openings.open('device');
  void device.ask();
}
