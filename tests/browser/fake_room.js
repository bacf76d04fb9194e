// Puts a room that no server knows on the page, so that every state can be looked at: hold, a lost connection, a full
// lobby, each way to end. Needs the page's <holdspace-room>; see docs/protocol.md for what the fields mean.
(() => {
  const NOW = 1795000100; // seconds since 1970: everybody's clock here
  const person = (name, about = {}) => ({
    id: name.toLowerCase(), name, privateName: null, role: 'client', seat: 0, room: 'main', microphone: true, camera: false,
    screen: false, hand: null, away: false, speaking: false, speaksTo: [], showsTo: [], part: null, connection: 'here', ...about,
  });

  const RECEIPT = {kind: 'consent', receipt: Uint8Array.of(1), key: Uint8Array.of(2)};

  const NOTHING = {
    phase: 'idle', ended: null, room: {id: 'r', name: 'Thursday skills group'}, capacity: 14, role: 'client', name: null, self: null,
    participants: [], weak: [], rooms: [], ears: [], cues: null, wereTogether: [], newcomers: null, plans: [], lobby: [], hold: false, locked: false, lobbyOn: false, chatMode: 'facilitators', chat: [], help: [],
    helpWords: {}, norms: null, unjournalled: false, recording: {state: 'off', scope: null, since: null}, asks: [], consent: {main: null, breakouts: null}, ledger: null, askAgainAt: {},
    own: {microphone: true, camera: false}, media: 'connected', soundBlocked: false, pictures: true,
  };

  const devices = () => Object.assign(new EventTarget(), {
    track: () => null, trouble: () => null, open: async () => null, openBoth: async () => undefined, close() {}, level: () => 0,
    list: async () => ({microphones: [], cameras: [], speakers: []}),
  });

  const dealt = {
    rooms: [{participants: ['wren', 'fern']}, {participants: ['otter', 'heron', 'birch']}], repeats: [['wren', 'fern']], minimum: 1, exact: true,
  };

  const deal = () => {
    const {colliding} = window.fakeRoom;
    if (colliding) throw Object.assign(new Error('No.'), {name: 'RoomError', code: 'rules-collide', colliding});
    return dealt;
  };

  // A yes that is taken back ends what it let be recorded.
  const withdrawn = (state) => ({
    ...state, recording: {...state.recording, state: 'ended'}, asks: state.asks.map((ask) => ({...ask, outcome: 'ended'})),
    consent: {...state.consent, main: {...state.consent.main, flag: 'withdrawn', mayWithdraw: false}},
  });

  const receipts = () => {
    if (window.fakeRoom.lacksReceipts) throw new Error('The connection is lost.');
    return [RECEIPT];
  };

  // A client that agrees to everything; `answers` says what some of its members return.
  function client(answers) {
    const room = Object.assign(new EventTarget(), {state: NOTHING, devices: devices(), audioStreams: [], blankStreams: []});
    return new Proxy(room, {
      get(target, member) {
        if (member in answers) return async (...given) => answers[member](...given);
        if (member === 'withdrawConsent') return async () => {
          target.state = withdrawn(target.state);
          target.dispatchEvent(new Event('change'));
        };
        const value = target[member];
        if (typeof value === 'function') return value.bind(target);
        if (member in target || member === 'then' || typeof member === 'symbol') return value;
        if (member === 'streamOf') return (id) => window.fakeRoom.pictures?.[id] ?? null;
        return member === 'now' ? () => window.fakeRoom.now ?? NOW : async () => undefined;
      },
    });
  }

  window.fakeRoom = {
    person,
    // What each person's camera shows, by id; null: nobody's shows anything.
    pictures: null,
    // Another moment than the usual one, in seconds since 1970.
    now: null,
    // Whether receipts cannot be fetched.
    lacksReceipts: false,
    // Show `state` on top of an empty one.
    show(state, answers = {}) {
      const network = {roundTripMs: 38, lossUp: 0, lossDown: 0.004, verdict: 'good'};
      const code = () => ({code: 'c0de-of-no-use', expiresAt: Date.now() / 1000 + 60});
      document.querySelector('holdspace-room').client = client({testNetwork: () => network, deviceCode: code, deal, receipts, ...answers});
      window.fakeRoom.colliding = null;
      window.fakeRoom.now = null;
      window.fakeRoom.change(state);
    },
    change(state) {
      const room = document.querySelector('holdspace-room').client;
      room.state = {...room.state, ...state};
      room.dispatchEvent(new Event('change'));
    },
    // What the next deals are refused with; an error as the SDK has them.
    collide(colliding) {
      window.fakeRoom.colliding = colliding;
    },
    // A door that stays shut for this reason.
    refuse(code) {
      const refuse = () => { throw Object.assign(new Error(code), {code}); };
      window.fakeRoom.show({}, {prepare: refuse});
    },
    tell(type, detail) {
      document.querySelector('holdspace-room').client.dispatchEvent(new CustomEvent(type, {detail}));
    },
  };
})();
