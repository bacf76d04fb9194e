/** How well the connection carries: WebRTC's statistics distilled. */

export interface Quality {
  /** Milliseconds to the server and back, or null before it is known. */
  readonly roundTrip: number | null;
  /** Bits per second, averaged since the call before this one. */
  readonly sending: number;
  readonly receiving: number;
  /** The part of packets that got lost on the way to us, 0 to 1, since the call before this one. */
  readonly lossDown: number;
  /** The part of ours that got lost, as the server last reported. */
  readonly lossUp: number;
  /** The simulcast layers that are being sent, by rid. */
  readonly layers: readonly string[];
}
