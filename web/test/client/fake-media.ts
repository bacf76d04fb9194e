/** As much of a browser's media as the SDK touches, without any media. */

export class FakeTrack extends EventTarget {
  readonly kind: 'audio' | 'video';
  readonly label: string;
  readonly copies: FakeTrack[] = [];
  readyState: 'live' | 'ended' = 'live';
  enabled = true;
  muted = false;

  constructor(kind: 'audio' | 'video', label = '') {
    super();
    this.kind = kind;
    this.label = label;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  clone(): FakeTrack {
    const copy = new FakeTrack(this.kind, `copy of ${this.label}`);
    copy.enabled = this.enabled;
    this.copies.push(copy);
    return copy;
  }

  /** The system takes it for itself, or gives it back. */
  hold(is: boolean): void {
    this.muted = is;
    this.dispatchEvent(new Event(is ? 'mute' : 'unmute'));
  }

  /** Somebody pulls the plug. */
  pull(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

export class FakeStream {
  readonly #tracks: Set<FakeTrack>;

  constructor(tracks: Iterable<FakeTrack> = []) {
    this.#tracks = new Set(tracks);
  }

  addTrack(track: FakeTrack): void {
    this.#tracks.add(track);
  }

  removeTrack(track: FakeTrack): void {
    this.#tracks.delete(track);
  }

  getTracks(): FakeTrack[] {
    return [...this.#tracks];
  }

  getAudioTracks(): FakeTrack[] {
    return this.getTracks().filter(({kind}) => kind === 'audio');
  }

  getVideoTracks(): FakeTrack[] {
    return this.getTracks().filter(({kind}) => kind === 'video');
  }
}

/** The constraints that were asked for, in the words of getUserMedia. */
export interface Asked {
  readonly audio: MediaTrackConstraints | false;
  readonly video: MediaTrackConstraints | false;
}

/** navigator.mediaDevices: `answer` decides what each question gets. */
export class FakeMediaDevices extends EventTarget {
  readonly asked: Asked[] = [];
  readonly given: FakeTrack[] = [];
  answer: (asked: Asked) => Promise<void> = () => Promise.resolve();

  async getUserMedia(asked: Asked): Promise<FakeStream> {
    this.asked.push(asked);
    await this.answer(asked);
    const tracks = [...(asked.audio ? [new FakeTrack('audio')] : []), ...(asked.video ? [new FakeTrack('video')] : [])];
    this.given.push(...tracks);
    return new FakeStream(tracks);
  }

  /** The person chooses a window, which has sound. */
  async getDisplayMedia(): Promise<FakeStream> {
    await this.answer({audio: {}, video: {}});
    const tracks = [new FakeTrack('video', 'window'), new FakeTrack('audio', 'window')];
    this.given.push(...tracks);
    return new FakeStream(tracks);
  }

  enumerateDevices(): Promise<{kind: string; deviceId: string}[]> {
    return Promise.resolve(['audioinput', 'videoinput', 'audiooutput'].map((kind) => ({kind, deviceId: `one ${kind}`})));
  }
}

/** A graph in which nothing sounds. */
export class FakeAudioContext extends EventTarget {
  readonly state = 'running';
  readonly currentTime = 0;
  readonly destination = new FakeNode();

  createMediaStreamSource(): FakeNode {
    return new FakeNode();
  }

  async close(): Promise<void> {}
}

export class FakeNode {
  readonly context = {currentTime: 0};
  readonly gain = {
    value: 0,
    cancelScheduledValues(): void {},
    setTargetAtTime(value: number): void {
      this.value = value;
    },
  };

  connect(target: FakeNode): FakeNode {
    return target;
  }

  disconnect(): void {}
}

/** What a meter looks at: as loud as the test says. */
export class FakeAnalyser extends FakeNode {
  /** Of full scale. */
  static amplitude = 0;

  getFloatTimeDomainData(samples: Float32Array): void {
    samples.fill(FakeAnalyser.amplitude);
  }
}

/** The media element that pulls the sound. */
export class FakeAudio {
  srcObject: unknown = null;
  muted = false;

  async play(): Promise<void> {}
}

/** An RTCPeerConnection whose offer is a list of m-lines: 'audio video …'; mids are their positions. */
export class FakePeer extends EventTarget {
  static readonly made: FakePeer[] = [];

  static get newest(): FakePeer {
    const newest = FakePeer.made.at(-1);
    if (!newest) throw new Error('no connection was made');
    return newest;
  }

  connectionState = 'new';
  #asked = 0;
  #transceivers: FakeTransceiver[] = [];

  /** As the page wanted it. */
  readonly configuration: RTCConfiguration;

  constructor(configuration: RTCConfiguration = {}) {
    super();
    this.configuration = configuration;
    FakePeer.made.push(this);
  }

  setRemoteDescription({sdp}: {readonly sdp: string}): Promise<void> {
    const number = FakePeer.made.length;
    this.#transceivers = sdp.split(' ').map((kind, mid) => new FakeTransceiver(kind as 'audio' | 'video', mid, number));
    return Promise.resolve();
  }

  getTransceivers(): FakeTransceiver[] {
    return this.#transceivers;
  }

  createAnswer(): Promise<{type: string; sdp: string}> {
    return Promise.resolve({type: 'answer', sdp: this.#transceivers.map(({direction}) => direction).join(' ')});
  }

  setLocalDescription(): Promise<void> {
    return Promise.resolve();
  }

  /** A line that carries everything, 50 packets a second. */
  getStats(): Promise<Map<string, object>> {
    this.#asked += 1;
    const packets = this.sent(0) ? 13 * this.#asked : 0;
    const entries = [
      {type: 'candidate-pair', timestamp: this.#asked, nominated: true, currentRoundTripTime: 0.03, bytesSent: packets},
      {type: 'outbound-rtp', kind: 'audio', timestamp: this.#asked, packetsSent: packets},
      {type: 'inbound-rtp', kind: 'audio', timestamp: this.#asked, packetsReceived: packets, packetsLost: 0},
    ];
    return Promise.resolve(new Map(entries.map((entry) => [entry.type, entry])));
  }

  close(): void {
    this.connectionState = 'closed';
  }

  /** The network says something of itself. */
  become(state: string): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  /** What is sent on that m-line now. */
  sent(mid: number): FakeTrack | null {
    return this.#transceivers[mid]?.sender.track ?? null;
  }
}

class FakeTransceiver {
  readonly mid: string;
  readonly sender = new FakeSender();
  readonly receiver: {readonly track: FakeTrack; getStats(): Promise<Map<string, object>>; getSynchronizationSources(): []};
  direction = 'recvonly';

  constructor(kind: 'audio' | 'video', mid: number, connection: number) {
    this.mid = String(mid);
    this.receiver = {
      track: new FakeTrack(kind, `${connection}/${mid}`),
      getStats: () => Promise.resolve(new Map()),
      getSynchronizationSources: () => [],
    };
  }
}

class FakeSender {
  track: FakeTrack | null = null;
  #parameters = {encodings: [{rid: 'l'}, {rid: 'm'}, {rid: 'h'}]};

  replaceTrack(track: FakeTrack | null): Promise<void> {
    this.track = track;
    return Promise.resolve();
  }

  getParameters(): {encodings: {rid: string}[]} {
    return this.#parameters;
  }

  setParameters(parameters: {encodings: {rid: string}[]}): Promise<void> {
    this.#parameters = parameters;
    return Promise.resolve();
  }
}
