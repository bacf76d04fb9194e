/** The way that voices and pictures take, and what keeps them from a better one: WebRTC's statistics of the pair in use. */

export interface Path {
  /** 'relay': over a TURN server, because the server itself is not reached. */
  readonly kind: 'direct' | 'relay';
  /** As far as the server, or the relay. A packet lost by anything but UDP keeps all that follow it waiting. */
  readonly protocol: 'udp' | 'tcp' | 'tls';
  /** null where the browser does not tell: over a relay. */
  readonly ipv6: boolean | null;
  /**
   * What keeps it from being the best, direct by UDP: this network lets no UDP through, or not even TCP to the server; or the
   * browser tries no UDP at all. null where it is the best.
   */
  readonly hindrance: 'udp-blocked' | 'udp-untried' | 'direct-blocked' | null;
}

/** The members of an RTCStatsReport's entries that we read. */
export interface PathEntry {
  readonly id?: string;
  readonly type: string;
  readonly nominated?: boolean;
  readonly selected?: boolean; // Firefox
  readonly bytesSent?: number;
  readonly selectedCandidatePairId?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly relayProtocol?: string;
  readonly address?: string;
}

/** Return the pair of candidates in use: a browser may have nominated others before. */
export function pairOf<E extends PathEntry>(entries: readonly E[]): E | undefined {
  const chosen = entries.find(
    ({type, selectedCandidatePairId}) => type === 'transport' && selectedCandidatePairId,
  )?.selectedCandidatePairId;
  const pairs = entries.filter(({type}) => type === 'candidate-pair');
  return (
    pairs.find(({id}) => id !== undefined && id === chosen) ??
    pairs.find(({selected, bytesSent}) => selected && bytesSent) ??
    pairs.find(({nominated, bytesSent}) => nominated && bytesSent)
  );
}

/** Return the way in use, or null before there is one. */
export function pathOf(entries: readonly PathEntry[]): Path | null {
  const pair = pairOf(entries);
  const local = entries.find(({type, id}) => type === 'local-candidate' && id === pair?.localCandidateId);
  const remote = entries.find(({type, id}) => type === 'remote-candidate' && id === pair?.remoteCandidateId);
  if (!pair || !remote) return null;
  if (local?.candidateType === 'relay')
    return {kind: 'relay', protocol: named(local.relayProtocol), ipv6: null, hindrance: 'direct-blocked'};
  const protocol = named(remote.protocol);
  const ipv6 = remote.address ? remote.address.includes(':') : null;
  return {kind: 'direct', protocol, ipv6, hindrance: protocol === 'udp' ? null : hindrance(entries)};
}

/** We are offered UDP always: whoever came by TCP had tried it in vain, or has nothing to try it with. */
function hindrance(entries: readonly PathEntry[]): Path['hindrance'] {
  const tried = entries.some(
    ({type, protocol, candidateType}) => type === 'local-candidate' && protocol === 'udp' && candidateType !== 'relay',
  );
  return tried ? 'udp-blocked' : 'udp-untried';
}

function named(protocol: string | undefined): Path['protocol'] {
  const word = protocol?.toLowerCase();
  return word === 'tcp' || word === 'tls' ? word : 'udp';
}
