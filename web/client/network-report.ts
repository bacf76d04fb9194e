/** How well a network carries a voice to the media port and back: WebRTC's statistics of a few seconds, judged. */

import {type Path, type PathEntry, pathOf} from './path.ts';

/** In words that a page can choose its own for. 'none': nothing comes through at all. */
export type NetworkVerdict = 'good' | 'fair' | 'poor' | 'none';

export interface NetworkReport {
  /** null: no answer came. */
  readonly roundTripMs: number | null;
  /** The part of what we sent that got lost, 0 to 1; null if it could not be told. */
  readonly lossUp: number | null;
  readonly lossDown: number | null;
  readonly verdict: NetworkVerdict;
  /** The way it went; null if nothing came through. */
  readonly path: Path | null;
}

/** One entry of an RTCStatsReport: the members of the WebRTC statistics that we read. */
export interface Entry extends PathEntry {
  readonly id: string;
  readonly timestamp: number;
  readonly kind?: string;
  readonly currentRoundTripTime?: number;
  readonly totalRoundTripTime?: number;
  readonly responsesReceived?: number;
  readonly roundTripTime?: number;
  readonly packetsSent?: number;
  readonly retransmittedPacketsSent?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly nackCount?: number;
  readonly fractionLost?: number;
}

/** All that is known at one moment. */
export type Sample = readonly Entry[];

/** One hears the other hesitate from about 200 ms there and back, and talks into their words from about 400 (ITU-T G.114). */
const ROUND_TRIP = {good: 200, fair: 400};
/** What is lost up to here is concealed unheard, or heard without losing a word. */
const LOSS = {good: 0.02, fair: 0.08, none: 0.8};
/** Packets: half a second of them may be on their way when we stop counting. */
const UNDERWAY = 25;

/** There is no way through, or none that could be measured. */
export const NOTHING: NetworkReport = {roundTripMs: null, lossUp: null, lossDown: null, verdict: 'none', path: null};

/** Return what `samples`, oldest first, say together. */
export function judge(samples: readonly Sample[]): NetworkReport {
  const measured = roundTrip(samples);
  const roundTripMs = measured === null ? null : Math.round(measured);
  const lossUp = lostUp(samples);
  const lossDown = lostDown(samples, lossUp ?? 0);
  if (roundTripMs === null && lossDown === null) return NOTHING;
  return {roundTripMs, lossUp, lossDown, verdict: verdictOf(roundTripMs, lossUp ?? 0, lossDown ?? 0), path: pathOf(samples.at(-1) ?? [])};
}

/** What the answered checks of the path took on average; else what the server's reports say, or the last check before. */
function roundTrip(samples: readonly Sample[]): number | null {
  const last = samples.at(-1)?.find(({type, nominated, responsesReceived}) => type === 'candidate-pair' && nominated && responsesReceived);
  const first = samples[0]?.find(({id}) => id === last?.id);
  const answers = (last?.responsesReceived ?? 0) - (first?.responsesReceived ?? 0);
  if (answers > 0) return (((last?.totalRoundTripTime ?? 0) - (first?.totalRoundTripTime ?? 0)) / answers) * 1000;
  const reported = all(samples, 'remote-inbound-rtp').findLast(({roundTripTime}) => roundTripTime)?.roundTripTime;
  const known = reported ?? all(samples, 'candidate-pair').findLast(({nominated}) => nominated)?.currentRoundTripTime;
  return known === undefined ? null : known * 1000;
}

/** What the server missed for good, as it reports once a second, or what it asked for again: others wait for that, too. */
function lostUp(samples: readonly Sample[]): number | null {
  const sent = grown(samples, 'outbound-rtp', ({packetsSent = 0}) => packetsSent);
  const again = grown(samples, 'outbound-rtp', ({retransmittedPacketsSent = 0}) => retransmittedPacketsSent);
  const reports = all(samples, 'remote-inbound-rtp').filter(({kind, fractionLost}) => kind === 'audio' && fractionLost !== undefined);
  const parts = [...new Map(reports.map((each) => [each.timestamp, each.fractionLost ?? 0])).values()];
  if (sent === 0 || parts.length === 0) return null;
  return Math.max(parts.reduce((sum, each) => sum + each, 0) / parts.length, again / sent);
}

/** What went missing on the way up is missing on the way down, too, and not its fault. */
function lostDown(samples: readonly Sample[], lossUp: number): number | null {
  const sent = grown(samples, 'outbound-rtp', ({packetsSent = 0}) => packetsSent);
  const received = grown(samples, 'inbound-rtp', ({packetsReceived = 0}) => packetsReceived);
  if (sent === 0) return null;
  if (received === 0) return 1;
  const lost = grown(samples, 'inbound-rtp', ({packetsLost = 0}) => packetsLost);
  const askedAgain = grown(samples, 'inbound-rtp', ({nackCount = 0}) => nackCount);
  const known = Math.max(0, lost, askedAgain) / (received + Math.max(0, lost));
  const missed = Math.min(1, Math.max(known, 1 - (received + UNDERWAY) / sent));
  return lossUp < 1 ? Math.max(0, 1 - (1 - missed) / (1 - lossUp)) : 0;
}

/** Milliseconds there and back, null if unknown, and shares of what is lost. */
export function verdictOf(roundTripMs: number | null, lossUp: number, lossDown: number): NetworkVerdict {
  const loss = Math.max(lossUp, lossDown);
  if (loss >= LOSS.none) return 'none';
  const time = roundTripMs ?? 0; // A browser that does not tell has at least lost nothing for it.
  if (time <= ROUND_TRIP.good && loss <= LOSS.good) return 'good';
  return time <= ROUND_TRIP.fair && loss <= LOSS.fair ? 'fair' : 'poor';
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
