/** How well a network carries a voice to the media port and back: WebRTC's statistics of a few seconds, judged. */

/** In words that a page can choose its own for. 'none': nothing comes through at all. */
export type NetworkVerdict = 'good' | 'fair' | 'poor' | 'none';

export interface NetworkReport {
  /** null: no answer came. */
  readonly roundTripMs: number | null;
  /** The part of what we sent that got lost, 0 to 1; null if it could not be told. */
  readonly lossUp: number | null;
  readonly lossDown: number | null;
  readonly verdict: NetworkVerdict;
}

/** One entry of an RTCStatsReport: the members of the WebRTC statistics that we read. */
export interface Entry {
  readonly type: string;
  readonly timestamp: number;
  readonly kind?: string;
  readonly nominated?: boolean;
  readonly currentRoundTripTime?: number;
  readonly roundTripTime?: number;
  readonly packetsSent?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly fractionLost?: number;
}

/** All that is known at one moment. */
export type Sample = readonly Entry[];

/** One hears the other hesitate from about 200 ms there and back, and talks into their words from about 400 (ITU-T G.114). */
const ROUND_TRIP = {good: 200, fair: 400};
/** What is lost up to here is concealed unheard, or heard without losing a word. */
const LOSS = {good: 0.02, fair: 0.08};

/** Return what `samples`, oldest first, say together. */
export function judge(samples: readonly Sample[]): NetworkReport {
  const roundTripMs = roundTrip(samples);
  const lossUp = lostUp(samples);
  const lossDown = lostDown(samples, lossUp ?? 0);
  return {roundTripMs, lossUp, lossDown, verdict: verdict(roundTripMs, lossUp ?? 0, lossDown ?? 0)};
}

/** The best of what was measured: everything above it was our own machine at work. */
function roundTrip(samples: readonly Sample[]): number | null {
  const pairs = all(samples, 'candidate-pair').flatMap(({nominated, currentRoundTripTime}) =>
    nominated && currentRoundTripTime !== undefined ? [currentRoundTripTime] : [],
  );
  const reports = all(samples, 'remote-inbound-rtp').flatMap(({roundTripTime}) => (roundTripTime ? [roundTripTime] : []));
  const known = pairs.length > 0 ? pairs : reports;
  return known.length > 0 ? Math.min(...known) * 1000 : null;
}

/** The server reports once a second what it missed since the report before. */
function lostUp(samples: readonly Sample[]): number | null {
  const reports = all(samples, 'remote-inbound-rtp').filter(({kind, fractionLost}) => kind === 'audio' && fractionLost !== undefined);
  const distinct = [...new Map(reports.map((each) => [each.timestamp, each.fractionLost ?? 0])).values()];
  return distinct.length > 0 ? distinct.reduce((sum, each) => sum + each, 0) / distinct.length : null;
}

/** What went missing on the way up is missing on the way down, too, and not its fault. */
function lostDown(samples: readonly Sample[], lossUp: number): number | null {
  const sent = grown(samples, 'outbound-rtp', ({packetsSent = 0}) => packetsSent);
  const received = grown(samples, 'inbound-rtp', ({packetsReceived = 0}) => packetsReceived);
  const lost = Math.max(
    0,
    grown(samples, 'inbound-rtp', ({packetsLost = 0}) => packetsLost),
  );
  if (sent === 0) return null;
  if (received === 0) return 1;
  const through = received / (received + lost);
  return lossUp < 1 ? Math.max(0, 1 - through / (1 - lossUp)) : 0;
}

function verdict(roundTripMs: number | null, lossUp: number, lossDown: number): NetworkVerdict {
  if (roundTripMs === null || lossUp === 1 || lossDown === 1) return 'none';
  const loss = Math.max(lossUp, lossDown);
  if (roundTripMs <= ROUND_TRIP.good && loss <= LOSS.good) return 'good';
  return roundTripMs <= ROUND_TRIP.fair && loss <= LOSS.fair ? 'fair' : 'poor';
}

function all(samples: readonly Sample[], type: string): readonly Entry[] {
  return samples.flatMap((entries) => entries.filter((entry) => entry.type === type));
}

/** How much more of something of our voice there is in the end. */
function grown(samples: readonly Sample[], type: string, read: (entry: Entry) => number): number {
  const total = (entries: Sample = []): number =>
    entries.filter((entry) => entry.type === type && entry.kind === 'audio').reduce((sum, entry) => sum + read(entry), 0);
  return total(samples.at(-1)) - total(samples[0]);
}
