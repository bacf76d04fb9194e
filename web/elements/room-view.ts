/** The room as one sees it from inside: header, notice, circle, panel and bar. */

import {html, nothing, type TemplateResult} from 'lit';
import type {Kind} from './arrival.ts';
import {bar, type Device} from './bar.ts';
import {circle} from './circle-view.ts';
import {header} from './header.ts';
import {keyRows} from './keyboard.ts';
import {noticeLine, noticeOf} from './notices.ts';
import {keysPanel, panel} from './panel.ts';
import {self} from './people.ts';
import type {Stay} from './stay.ts';
import type {Words} from './words.ts';

export function roomView(stay: Stay, words: Words): TemplateResult {
  return html`<div class="room">
    ${roomHeader(stay, words)} ${notice(stay, words)} ${seats(stay, words)} ${side(stay, words)} ${roomBar(stay, words)}
  </div>`;
}

function roomHeader(stay: Stay, words: Words): TemplateResult {
  const {state, surface, client} = stay;
  return header({
    words,
    roomName: state.room?.name ?? '',
    recording: state.recording.state,
    recordingOpen: surface.recordingOpen,
    toggleRecording: stay.toggleRecording,
    waiting: surface.requests(state),
    admit: (id) => stay.ask(client.admit(id)),
    later: stay.later,
    seeWho: () => {
      stay.later();
      if (surface.panel !== 'people') stay.togglePanel('people');
    },
  });
}

function notice(stay: Stay, words: Words): TemplateResult | typeof nothing {
  return noticeLine({
    words,
    notice: noticeOf(stay.state, stay.told, stay.surface.recordingOpen),
    // The press itself is what the browser waits for: the SDK plays at the next one anywhere.
    play: () => undefined,
    close: stay.putAside,
  });
}

function seats(stay: Stay, words: Words): TemplateResult {
  const {state, surface, client} = stay;
  return circle({
    state,
    words,
    pictureOf: ({id, camera}) => (camera ? client.streamOf(id, 'camera') : null),
    selfHidden: surface.selfHidden,
    reachable: surface.reachable,
    pick: self(state)?.role === 'facilitator' ? ({id}) => stay.choose(id) : null,
  });
}

function side(stay: Stay, words: Words): TemplateResult | typeof nothing {
  const {state, surface, client} = stay;
  const close = (): void => stay.togglePanel(surface.panel ?? 'people');
  if (surface.panel === null) return nothing;
  if (surface.panel === 'keys') return keysPanel(keyRows(words, self(state)?.role === 'facilitator'), close, words);
  return panel({
    words,
    state,
    chosen: surface.chosen,
    removing: surface.removing,
    choose: stay.choose,
    close,
    admit: (id) => stay.ask(client.admit(id)),
    refuse: (id) => stay.ask(client.refuse(id)),
    mute: (id) => stay.ask(client.mute(id)),
    askRemove: stay.askRemove,
    remove: (id) => stay.ask(client.remove(id)),
  });
}

function roomBar(stay: Stay, words: Words): TemplateResult {
  const {state, surface, client} = stay;
  const facilitates = self(state)?.role === 'facilitator';
  const observes = state.role === 'observer';
  return bar({
    words,
    microphone: observes ? null : deviceState(stay, 'microphone'),
    camera: observes ? null : deviceState(stay, 'camera'),
    selfHidden: surface.selfHidden,
    peopleOpen: surface.panel === 'people',
    leaving: surface.leaving,
    toggleMicrophone: () => void stay.toggle('microphone'),
    toggleCamera: () => void stay.toggle('camera'),
    toggleSelfView: stay.toggleSelfView,
    togglePeople: () => stay.togglePanel('people'),
    leave: facilitates ? stay.askLeave : stay.leave,
    leaveNow: stay.leave,
    endForEveryone: () => stay.ask(client.endSession()),
    stay: stay.closeTopmost,
  });
}

function deviceState({state, client}: Stay, kind: Kind): Device {
  if (state.own[kind]) return 'on';
  return client.devices.trouble(kind) ? 'none' : 'off';
}
