/** How well the connection carries: WebRTC's statistics distilled. */

import {type Path, type PathEntry, pairOf, pathOf} from './path.ts';
import type {Reception} from './reception.ts';

export interface Quality extends Carried {
  /** What comes through of each person whom we hear or see. */
  readonly receptions: readonly Reception[];
}

/** All that comes and goes, taken together. */
export interface Carried {
  /** Milliseconds to the server and back, or null before it is known. */
  readonly roundTrip: number | null;
  /** Bits per second, averaged since the call before this one; 0 in the first. */
  readonly sending: number;
  readonly receiving: number;
  /** The part of packets that got lost on the way to us, 0 to 1, since the call before this one. */
  readonly lossDown: number;
  /** The part of ours that got lost by what the server has reported since the call before this one: the worst of our streams. */
  readonly lossUp: number;
  /** No UDP gets through here: a lost packet keeps all that follow it waiting. */
  readonly byTcp: boolean;
  /** The way it goes, and what keeps it from a better one; null before there is one. */
  readonly path: Path | null;
  /** The simulcast layers that are being sent, by rid. */
  readonly layers: readonly string[];
}

/** What is added up since the connection began, and when that was read. */
export interface Totals {
  readonly at: number; // ms
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** Of each stream of ours, by SSRC: how many packets we sent, and how many of them the server missed. */
  readonly ours: ReadonlyMap<number, Sent>;
}

interface Sent {
  readonly sent: number;
  readonly lost: number;
}

export const NO_TOTALS: Totals = {at: 0, bytesSent: 0, bytesReceived: 0, packetsReceived: 0, packetsLost: 0, ours: new Map()};

/** One entry of an RTCStatsReport: the members of the WebRTC statistics that we read. */
export interface Entry extends PathEntry {
  readonly timestamp: number;
  readonly currentRoundTripTime?: number;
  readonly bytesReceived?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly packetsSent?: number;
  readonly ssrc?: number;
  readonly rid?: string;
  readonly framesPerSecond?: number;
  readonly framesDecoded?: number;
  readonly frameHeight?: number;
  readonly mid?: string;
}

/** Return the quality between `before` and `report`, and what to hand in the next time. */
export function distill(report: Iterable<[string, Entry]>, before: Totals): readonly [Carried, Totals] {
  const entries = [...report].map(([, entry]) => entry);
  const of = (type: string): readonly Entry[] => entries.filter((entry) => entry.type === type);
  const pair = pairOf(entries);
  const path = pathOf(entries);
  const inbound = of('inbound-rtp');
  const now: Totals = {
    at: Math.max(0, ...entries.map(({timestamp}) => timestamp)),
    bytesSent: pair?.bytesSent ?? 0,
    bytesReceived: pair?.bytesReceived ?? 0,
    packetsReceived: sum(inbound.map(({packetsReceived = 0}) => packetsReceived)),
    packetsLost: sum(inbound.map(({packetsLost = 0}) => packetsLost)),
    ours: new Map(
      of('remote-inbound-rtp').map(({ssrc = 0, packetsLost = 0}) => [
        ssrc,
        {sent: packetsSent(of('outbound-rtp'), ssrc), lost: packetsLost},
      ]),
    ),
  };
  const seconds = before.at > 0 ? (now.at - before.at) / 1000 : 0;
  const quality = {
    roundTrip: pair?.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000,
    sending: rate(now.bytesSent - before.bytesSent, seconds),
    receiving: rate(now.bytesReceived - before.bytesReceived, seconds),
    lossDown: part(now.packetsLost - before.packetsLost, now.packetsReceived - before.packetsReceived),
    lossUp: lostUp(now.ours, before.ours),
    byTcp: path !== null && path.protocol !== 'udp',
    path,
    layers: of('outbound-rtp').flatMap(({rid, framesPerSecond}) => (rid && framesPerSecond ? [rid] : [])),
  };
  return [quality, now];
}

/** The fraction that is reported of a voice may be what others miss of it; the number of packets is what the server missed. */
function lostUp(now: Totals['ours'], before: Totals['ours']): number {
  const parts = [...now].map(([ssrc, {sent, lost}]) => {
    const then = before.get(ssrc);
    return then && sent > then.sent ? Math.min(1, (lost - then.lost) / (sent - then.sent)) : 0;
  });
  return Math.max(0, ...parts);
}

function packetsSent(outbound: readonly Entry[], ssrc: number): number {
  return outbound.find((each) => each.ssrc === ssrc)?.packetsSent ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Bits per second; 0 when time stood still or a new connection counts from the start. */
function rate(bytes: number, seconds: number): number {
  return seconds > 0 && bytes > 0 ? (bytes * 8) / seconds : 0;
}

/** 0 to 1; 0 too when a new connection counts from the start. */
export function part(lost: number, received: number): number {
  const expected = lost + received;
  return lost > 0 && expected > 0 ? lost / expected : 0;
}
