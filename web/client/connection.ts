/**
 * The one RTCPeerConnection of a stay: one offer by the server, one answer by us, and never a negotiation after.
 *
 * Switching is `replaceTrack`; another person in a slot is the server's business.
 */

import type {Buffered} from './drained.ts';
import type {Pictures} from './handover.ts';
import {layersAt} from './layers.ts';
import {askingForLostSound} from './lost-sound.ts';
import type {Source} from './messages.ts';

/** The m-lines that are ours to send on, by mid: docs/protocol.md, Media. */
/** What somebody sends; a screen may have a sound of its own. */
export type Sent = Source | 'screen-audio';

const SENDS: Readonly<Record<string, Sent>> = {0: 'microphone', 1: 'camera', 2: 'screen', 3: 'screen-audio'};

const SCREEN_BITRATE = 2_500_000;

const MOMENT = 1500; // ms: after a sleep the path is often whole again with the next answered check
const DOUBT = 4000; // ms of 'disconnected' after which it is taken for failed: browsers wait 15 s and more

export type MediaPhase = 'connecting' | 'connected' | 'failed';

export class Connection {
  readonly #peer: RTCPeerConnection;
  readonly #changed: (phase: MediaPhase) => void;
  readonly #life = new AbortController();
  readonly #senders = new Map<Sent, RTCRtpSender>();
  readonly #sent = new Map<Sent, MediaStreamTrack | null>();
  readonly #receivers = new Map<string, RTCRtpReceiver>(); // by mid
  #doubt: ReturnType<typeof setTimeout> | undefined;
  #step = 0; // of sparing

  /**
   * `changed` is told how the network lets us through, `doubted` that it may be another one by now; `iceServers` help where it does
   * not let us through directly.
   */
  constructor(iceServers: readonly RTCIceServer[], changed: (phase: MediaPhase) => void, doubted: () => void) {
    this.#peer = new RTCPeerConnection({bundlePolicy: 'max-bundle', iceServers: [...iceServers]});
    this.#changed = changed;
    const {signal} = this.#life;
    this.#peer.addEventListener('connectionstatechange', () => this.#follow(this.#peer.connectionState), {signal});
    // Firefox says at once that its addresses are gone; Chromium finds others and goes on, and leaves the socket dead.
    this.#peer.addEventListener('connectionstatechange', () => this.#peer.connectionState === 'disconnected' && doubted(), {signal});
    this.#peer.addEventListener('icecandidate', () => this.#peer.connectionState === 'connected' && doubted(), {signal});
  }

  /** What the slots receive, by mid; complete once the offer is answered. */
  get tracks(): ReadonlyMap<string, MediaStreamTrack> {
    return new Map([...this.#receivers].map(([mid, {track}]) => [mid, track]));
  }

  /** Return the answer to the only offer. Nothing is sent before `send`. */
  async answer(offer: string): Promise<string> {
    await this.#peer.setRemoteDescription({type: 'offer', sdp: offer});
    for (const transceiver of this.#peer.getTransceivers()) this.#take(transceiver);
    const camera = this.#senders.get('camera');
    if (camera) await shapeCamera(camera, this.#step);
    const screen = this.#senders.get('screen');
    if (screen) await shapeScreen(screen);
    return await this.#settle(await this.#peer.createAnswer());
  }

  /** Send `track`, or nothing, from that source. */
  async send(source: Sent, track: MediaStreamTrack | null): Promise<void> {
    const sender = this.#senders.get(source);
    if (!sender || (this.#sent.get(source) ?? null) === track || this.#life.signal.aborted) return;
    this.#sent.set(source, track);
    await sender.replaceTrack(track);
  }

  /** Send the camera as it is after so many steps of sparing, from now on. */
  spare(step: number): void {
    this.#step = step;
    const camera = this.#senders.get('camera');
    // A browser that can't goes on as it was: nothing is worse for it.
    if (camera && this.#peer.signalingState === 'stable') void shapeCamera(camera, step).catch(() => undefined);
  }

  async stats(): Promise<RTCStatsReport> {
    return await this.#peer.getStats();
  }

  /** When the newest sound or picture came over it; only good for comparing. */
  get newest(): number {
    const sources = [...this.#receivers.values()].flatMap((receiver) => receiver.getSynchronizationSources());
    return Math.max(0, ...sources.map(({timestamp}) => timestamp));
  }

  /** What the slot has decoded so far. */
  async pictures(mid: string): Promise<Pictures> {
    const inbound = await this.#inbound(mid);
    return {frames: inbound?.framesDecoded ?? 0, keyFrames: inbound?.keyFramesDecoded ?? null};
  }

  /** What the slot's buffer of sound has given out so far. */
  async buffered(mid: string): Promise<Buffered> {
    const inbound = await this.#inbound(mid);
    return {waited: inbound?.jitterBufferDelay ?? 0, samples: inbound?.jitterBufferEmittedCount ?? 0};
  }

  /** Someone waits for it: a path that is broken now is doubted no longer than a moment. */
  hurry(): void {
    if (this.#peer.connectionState !== 'disconnected') return;
    clearTimeout(this.#doubt);
    this.#doubt = setTimeout(() => this.#changed('failed'), MOMENT);
  }

  /** Twice is harmless. */
  close(): void {
    this.#life.abort();
    clearTimeout(this.#doubt);
    this.#peer.close();
  }

  /** Answer, and about lost sound more than the browser would; where it will not have that, as it would. */
  async #settle({type, sdp = ''}: RTCSessionDescriptionInit): Promise<string> {
    const asking = askingForLostSound(sdp);
    try {
      await this.#peer.setLocalDescription({type, sdp: asking});
      return asking;
    } catch {
      await this.#peer.setLocalDescription({type, sdp});
      return sdp;
    }
  }

  async #inbound(mid: string): Promise<RTCInboundRtpStreamStats | undefined> {
    const report = this.#life.signal.aborted ? undefined : await this.#receivers.get(mid)?.getStats();
    return [...(report?.values() ?? [])].find(({type}) => type === 'inbound-rtp');
  }

  #take(transceiver: RTCRtpTransceiver): void {
    const {mid} = transceiver;
    if (mid === null) return;
    const source = SENDS[mid];
    if (source) {
      // A transceiver made by an offer only receives; left so, the answer would be 'inactive'.
      transceiver.direction = 'sendonly';
      this.#senders.set(source, transceiver.sender);
    } else {
      this.#receivers.set(mid, transceiver.receiver);
    }
  }

  #follow(state: RTCPeerConnectionState): void {
    clearTimeout(this.#doubt);
    if (state === 'connecting' || state === 'connected' || state === 'failed') this.#changed(state);
    if (state === 'disconnected') this.#doubt = setTimeout(() => this.#changed('failed'), DOUBT);
  }
}

/** Letters rather than motion: fewer pictures a second before smaller ones. */
async function shapeScreen(screen: RTCRtpSender): Promise<void> {
  const parameters = screen.getParameters();
  parameters.degradationPreference = 'maintain-resolution';
  for (const encoding of parameters.encodings) encoding.maxBitrate = SCREEN_BITRATE;
  await screen.setParameters(parameters);
}

async function shapeCamera(camera: RTCRtpSender, step: number): Promise<void> {
  const parameters = camera.getParameters();
  parameters.encodings = layersAt(parameters.encodings, step);
  await camera.setParameters(parameters);
}
