// Watches one page of the service: what it was told of its room, whom it shows and whom it plays,
// each with the moment, in milliseconds since 1970.  `PEOPLE` stands above this text:
// [{name, color: [r, g, b], hertz}].
(() => {
  const CLOSE = 35; // of 255, in each part of a color: encoders move it by up to 25
  const WATCHFUL = 700; // ms after a move in which every visible picture is looked at, each frame
  const TALK = ['createOffer', 'createAnswer', 'setLocalDescription', 'setRemoteDescription', 'restartIce'];

  const test = window.holdspaceTest;
  const outputs = new Map(); // what goes to the speakers, by its context
  const videos = new Set();
  const witness = (window.witness = {
    moves: [], // {at, room, present}: names of who else is in this person's room
    frames: [], // {at, tile, owner}: when each was first seen at their place since the latest move
    sounds: [], // {at, heard}: names
    stale: [], // {at, tile, owner}: seen, and not in this person's room
    looks: 0, // how often a picture was looked at for that
    talk: 0, // words of another negotiation
    wanted: 0, // negotiationneeded
  });

  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode && !(target.context instanceof OfflineAudioContext)) outputs.set(target.context, this);
    return connect.call(this, target, ...rest);
  };

  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...source,
    set(stream) {
      source.set.call(this, stream);
      if (!(this instanceof HTMLVideoElement) || videos.has(this)) return;
      videos.add(this);
      const painted = () => {
        note(this);
        this.requestVideoFrameCallback(painted);
      };
      this.requestVideoFrameCallback(painted);
    },
  });

  // -- whose picture it is ---------------------------------------------------------------------

  const brush = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d', {willReadFrequently: true});

  function ownerOf(video) {
    if (!video.videoWidth || video.readyState < 2) return null;
    brush.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
    const pixel = brush.getImageData(0, 0, 1, 1).data;
    const owner = PEOPLE.find(({color}) => color.every((part, i) => Math.abs(part - pixel[i]) < CLOSE));
    return owner?.name ?? null;
  }

  let state = null; // the newest that this page was told
  let seen = new Set();
  const nameOf = (id) => state?.participants.find((one) => one.id === id)?.name ?? null;
  const tileOf = (video) => nameOf(video.closest('[data-participant]')?.dataset.participant);
  const isShown = (video) => video.isConnected && video.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && video.getBoundingClientRect().width > 0;
  const latest = () => witness.moves.at(-1);

  function note(video) {
    const tile = latest() && tileOf(video);
    // Who has been seen at their place needs no look: looking costs what is to be measured.
    if (tile && !seen.has(tile) && isShown(video)) see(tile, ownerOf(video));
  }

  function see(tile, owner) {
    if (owner !== tile || owner === test.me.name || seen.has(tile)) return;
    seen.add(tile);
    witness.frames.push({at: Date.now(), tile, owner});
  }

  function lookAround() {
    if (latest() && Date.now() - latest().at < WATCHFUL) {
      for (const video of videos) {
        if (!isShown(video)) continue;
        const [tile, owner] = [tileOf(video), ownerOf(video)];
        witness.looks += 1;
        see(tile, owner);
        if (owner && owner !== test.me.name && !latest().present.includes(owner)) witness.stale.push({at: Date.now(), tile, owner});
      }
    }
    requestAnimationFrame(lookAround);
  }

  // -- beginning ---------------------------------------------------------------------------------

  function follow() {
    state = test.state();
    const me = state.participants.find(({id}) => id === state.self);
    if (!me) return;
    const present = state.participants.filter(({id, room}) => id !== state.self && room === me.room).map(({name}) => name).sort();
    if (latest()?.room === me.room && String(latest().present) === String(present)) return;
    witness.moves.push({at: Date.now(), room: me.room, present});
    seen = new Set();
  }

  function countTalk() {
    for (const word of TALK) {
      const speak = RTCPeerConnection.prototype[word];
      RTCPeerConnection.prototype[word] = function (...given) {
        witness.talk += 1;
        return speak.apply(this, given);
      };
    }
    for (const peer of test.peers) peer.addEventListener('negotiationneeded', () => (witness.wanted += 1));
  }

  witness.begin = async (ear) => {
    countTalk();
    const module = URL.createObjectURL(new Blob([ear], {type: 'text/javascript'}));
    for (const [context, last] of outputs) {
      if (context.state === 'closed') continue;
      await context.audioWorklet.addModule(module);
      const node = new AudioWorkletNode(context, 'ear', {numberOfOutputs: 0, processorOptions: {tones: PEOPLE.map(({hertz}) => hertz)}});
      node.port.onmessage = ({data: {at, heard}}) => witness.sounds.push({at, heard: heard.map((n) => PEOPLE[n].name)});
      connect.call(last, node);
    }
    test.client().addEventListener('change', follow);
    follow();
    requestAnimationFrame(lookAround);
  };

  // The names that ICE goes by, at both ends, of every connection of this page.
  witness.names = () => test.peers.map((peer) => [peer.localDescription, peer.remoteDescription]
    .map((one) => /a=ice-ufrag:(\S+)/.exec(one?.sdp ?? '')?.[1]));

  // What was seen since it was taken last.
  witness.take = () => {
    const taken = {moves: witness.moves, frames: witness.frames, sounds: witness.sounds, stale: witness.stale};
    Object.assign(witness, {moves: witness.moves.slice(-1), frames: [], sounds: witness.sounds.slice(-1), stale: []});
    return taken;
  };
})();
