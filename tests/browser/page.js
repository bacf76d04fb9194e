// Runs before any page's own script.  It gives the page one person's camera and microphone (a
// colour and a tone), counts what must not happen, and lets the test look and listen.
//
// `ME` stands above this text: {name, color: [r, g, b], hertz, width, height, rate, devices}; and
// `SLIDES`, what anybody shares of their screen, in the same words.
(() => {
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  const test = {
    me: ME,
    peers: [],
    negotiations: 0, // negotiationneeded events, over all connections of this page
    offers: 0, // calls that would start or take another negotiation
    contacts: [], // where this page connected to besides its own origin
    violations: [], // of the page's Content-Security-Policy
    failures: [], // errors and rejections that nobody caught
    exchanges: 0, // of a link's key for a token
    notes: [], // what the page itself plays: {hertz, at}, `at` in milliseconds
    saved: [], // what the page gave to keep as a file
  };

  // -- what must not happen ----------------------------------------------------------------

  document.addEventListener('securitypolicyviolation', (event) => {
    test.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
  });
  addEventListener('error', (event) => test.failures.push(String(event.message)));
  const complain = console.error;
  console.error = (...said) => {
    test.failures.push(said.map(String).join(' '));
    complain.apply(console, said);
  };
  addEventListener('unhandledrejection', (event) => test.failures.push(String(event.reason)));

  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class RTCPeerConnection extends Native {
    constructor(...given) {
      super(...given);
      test.peers.push(this);
      this.addEventListener('negotiationneeded', () => {
        // Before the only offer is answered the word means nothing.
        if (this.remoteDescription && this.localDescription) test.negotiations += 1;
      });
    }
    setRemoteDescription(...given) {
      test.offers += 1;
      return super.setRemoteDescription(...given);
    }
  };

  // -- what may happen, and is counted ---------------------------------------------------------

  const ask = window.fetch;
  window.fetch = (...given) => {
    if (String(given[0]).endsWith('/exchange')) test.exchanges += 1;
    return ask.apply(window, given);
  };

  const voices = new WeakSet(); // this person's own
  const sound = AudioScheduledSourceNode.prototype.start;
  AudioScheduledSourceNode.prototype.start = function (...given) {
    if (this instanceof OscillatorNode && !voices.has(this)) test.notes.push({hertz: this.frequency.value, at: performance.now()});
    return sound.apply(this, given);
  };

  const address = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    if (blob instanceof Blob) test.saved.push(blob);
    return address.call(URL, blob);
  };

  // -- this person's camera and microphone -------------------------------------------------

  let context;
  const audio = () => {
    context ??= new AudioContext();
    context.resume();
    return context;
  };

  function pictureTrack({width, height, rate, color}) {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const brush = canvas.getContext('2d');
    let frame = 0;
    const paint = () => {
      brush.fillStyle = `rgb(${color.join(' ')})`;
      brush.fillRect(0, 0, canvas.width, canvas.height);
      // Something moves in a corner, so that every frame is a new one.
      brush.fillStyle = 'black';
      brush.fillRect((frame++ * 7) % (canvas.width / 4), 0, 12, 12);
    };
    paint();
    const timer = setInterval(() => {
      if (track.readyState === 'ended') clearInterval(timer);
      else paint();
    }, 1000 / rate);
    const [track] = canvas.captureStream(rate).getVideoTracks();
    return track;
  }

  function soundTrack({hertz}) {
    const tone = new OscillatorNode(audio(), {frequency: hertz});
    const level = new GainNode(context, {gain: 0.2});
    const out = new MediaStreamAudioDestinationNode(context, {channelCount: 1});
    tone.connect(level).connect(out);
    voices.add(tone);
    tone.start();
    return out.stream.getAudioTracks()[0];
  }

  test.cameraTrack = () => pictureTrack(ME);
  test.microphoneTrack = () => soundTrack(ME);

  const devices = navigator.mediaDevices;
  if (devices && ME.devices === 'own') {
    devices.getUserMedia = async ({audio: wantsSound, video: wantsPicture} = {}) => {
      await pause(ME.starting);
      return new MediaStream([
        ...(wantsSound ? [soundTrack(ME)] : []),
        ...(wantsPicture ? [pictureTrack(ME)] : []),
      ]);
    };
    devices.getDisplayMedia = async () => (test.screen = new MediaStream([pictureTrack(SLIDES), soundTrack(SLIDES)]));
    devices.enumerateDevices = async () =>
      ['videoinput', 'audioinput'].map((kind) => ({
        kind, deviceId: `test-${kind}`, groupId: 'test', label: `Test ${kind}`,
        toJSON() { return {kind, deviceId: this.deviceId, groupId: 'test', label: this.label}; },
      }));
  }

  // -- listening: whatever goes to the speakers also goes to an ear --------------------------

  const ears = new Map();
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target instanceof AudioDestinationNode && !(target.context instanceof OfflineAudioContext)) {
      if (!ears.has(target.context)) {
        ears.set(target.context, new AnalyserNode(target.context, {fftSize: 8192, smoothingTimeConstant: 0}));
      }
      connect.call(this, ears.get(target.context));
    }
    return connect.call(this, target, ...rest);
  };

  // How far each tone stands above the quiet of this moment, in dB, and how loud it is, in dBFS.
  test.tones = (hertz) => {
    const heard = Object.fromEntries(hertz.map((one) => [one, -200]));
    for (const [context, ear] of ears) {
      const bins = new Float32Array(ear.frequencyBinCount);
      ear.getFloatFrequencyData(bins);
      const width = context.sampleRate / ear.fftSize;
      for (const one of hertz) {
        const centre = Math.round(one / width);
        const level = Math.max(...bins.slice(centre - 3, centre + 4));
        heard[one] = Math.max(heard[one], Number.isFinite(level) ? level : -200);
      }
    }
    return heard;
  };

  // -- looking -------------------------------------------------------------------------------

  function* deep(root = document) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* deep(element.shadowRoot);
    }
  }
  test.deep = (root) => [...deep(root)];

  const visible = (element) => element.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && element.getBoundingClientRect().width > 0;

  const sheet = document.createElement('canvas').getContext('2d', {willReadFrequently: true});

  // The average colour in the middle of a playing video, or null if it shows nothing.
  function colorOf(video) {
    if (!video.videoWidth || video.readyState < 2) return null;
    sheet.drawImage(video, video.videoWidth / 2 - 8, video.videoHeight / 2 - 8, 16, 16, 0, 0, 16, 16);
    const pixels = sheet.getImageData(0, 0, 16, 16).data;
    const sums = [0, 0, 0];
    for (let i = 0; i < pixels.length; i += 4) for (let c = 0; c < 3; c++) sums[c] += pixels[i + c];
    return sums.map((sum) => Math.round(sum / 256));
  }

  // Every picture that a person looking at the page sees: its colour and the words of its tile.
  test.pictures = () => test.deep()
    .filter((element) => element instanceof HTMLVideoElement && element.srcObject && visible(element))
    .map((video) => {
      const tile = video.closest('[aria-label]') ?? video.getRootNode().host?.closest('[aria-label]');
      return {label: video.getAttribute('aria-label') ?? tile?.getAttribute('aria-label') ?? '',
        color: colorOf(video), self: video.muted && video.srcObject.getVideoTracks().some((t) => !isRemote(t))};
    })
    .filter((picture) => picture.color);

  const isRemote = test.isRemote = (track) => test.peers.some((peer) => peer.getReceivers().some((receiver) => receiver.track === track));

  // Text as one reads it: without the signs that keep directions apart.
  const plain = test.plain = (text) => text.replace(/[\u2066-\u2069\u200e\u200f]/g, '').replace(/\s+/g, ' ').trim();

  // The innermost elements that hold these words.
  const holding = (words) => test.deep().filter((element) => plain(element.textContent).includes(words)
    && ![...element.children].some((child) => plain(child.textContent).includes(words)));

  // Whether somebody who looks at the page can read these words; words for screen readers alone do not count.
  test.reads = (words) => holding(words).some((element) => visible(element) && element.getBoundingClientRect().width > 2
    && !element.closest('.sr'));

  // Whether a screen reader is told these words just now.
  test.says = (words) => test.deep().some((element) => element.dataset?.live && plain(element.textContent).includes(words));

  // The names of all controls one can see.
  test.controls = () => test.deep().filter((element) => element.matches('button, input, textarea, select, summary, a') && visible(element))
    .map((element) => plain(element.getAttribute('aria-label') ?? [...(element.labels ?? [])].map((one) => one.textContent)[0] ?? element.textContent));

  // Everything one can see, when words were looked for in vain.
  test.words = () => test.deep().filter((element) => element.localName !== 'style' && visible(element)).flatMap((element) => [...element.childNodes])
    .filter((node) => node.nodeType === Node.TEXT_NODE && plain(node.data)).map((node) => plain(node.data)).join(' | ');

  // What is at each seat of the circle, in the order of the page: {id, name, box}.
  test.seats = () => test.deep().filter((element) => element.matches('li.tile'))
    .map((element) => {
      const {left, top, width, height} = element.getBoundingClientRect();
      return {id: element.dataset.participant, name: plain(element.querySelector('.plate b').textContent), label: plain(element.getAttribute('aria-label')),
        classes: [...element.classList], signs: element.querySelectorAll('svg').length, words: plain(element.textContent), left, top, width, height};
    });

  test.client = () => test.deep().find((element) => element.localName === 'holdspace-room')?.client;
  test.state = () => test.client()?.state ?? null;

  const near = (one, other) => one.every((value, i) => Math.abs(value - other[i]) < 40);
  test.shows = (color) => test.pictures().some((picture) => !picture.self && near(picture.color, color));
  test.plays = (hertz) => test.tones([hertz])[hertz] > -55;

  // Waits until `holds()`, and says what was there instead if it never does.
  test.until = async (holds, seconds = 15, otherwise = () => '') => {
    const end = performance.now() + seconds * 1000;
    for (;;) {
      const value = await holds();
      if (value) return value;
      if (performance.now() > end) throw new Error(`waited ${seconds} s in vain: ${holds} ${JSON.stringify(await otherwise())}`);
      await pause(25);
    }
  };
  // Watches for `seconds` that `holds()` stays true.
  test.stays = async (holds, seconds = 1, otherwise = () => '') => {
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      if (!(await holds())) throw new Error(`it did not stay so: ${holds} ${JSON.stringify(await otherwise())}`);
      await pause(25);
    }
    return true;
  };

  Object.defineProperty(window, 'holdspaceTest', {value: test});
})();
