/**
 * What a browser is to do about sound that gets lost, and does not do of itself.
 *
 * Chromium sends a voice's packets again, and asks for them again, if its own answer says so; Firefox sends them. Neither writes that.
 */

const OPUS = /^(a=rtpmap:(\d+) opus\/48000\/2)$/gim;

/** Return the answer `sdp` as one that speaks of lost sound: our offer says `nack`, and so may the answer (RFC 4585, section 4.2). */
export function askingForLostSound(sdp: string): string {
  return sdp.replaceAll(OPUS, (line: string, _: string, type: string) =>
    sdp.includes(`a=rtcp-fb:${type} nack`) ? line : `${line}\r\na=rtcp-fb:${type} nack`,
  );
}
