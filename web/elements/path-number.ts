/** The way that voices and pictures take, for whoever asks for numbers. */

import type {Path} from '../client/path.ts';
import type {Words} from './words.ts';

export function pathNumber({kind, protocol, ipv6}: Path, words: Words): string {
  const by = protocol.toUpperCase();
  if (kind === 'relay') return words.say('path-by-relay', {protocol: by});
  return ipv6 === null ? words.say('path-by', {protocol: by}) : words.say('path-by-family', {protocol: by, family: ipv6 ? 'IPv6' : 'IPv4'});
}
