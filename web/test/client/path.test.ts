/** Promise: which way is taken, and what keeps it from a better one, is read from the pair in use and from nothing else. */

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type PathEntry, pairOf, pathOf} from '../../client/path.ts';
import {distill, NO_TOTALS} from '../../client/quality.ts';

const pair = (local: string, remote: string, more: Partial<PathEntry> = {}): PathEntry => ({
  id: `${local}-${remote}`,
  type: 'candidate-pair',
  nominated: true,
  bytesSent: 1,
  localCandidateId: local,
  remoteCandidateId: remote,
  ...more,
});
const local = (id: string, more: Partial<PathEntry> = {}): PathEntry => ({
  id,
  type: 'local-candidate',
  protocol: 'udp',
  candidateType: 'host',
  ...more,
});
const remote = (id: string, address: string, protocol = 'udp'): PathEntry => ({id, type: 'remote-candidate', protocol, address});

test('Direct by UDP is the best way, by either family', () => {
  const by = (address: string) => pathOf([pair('L', 'R'), local('L'), remote('R', address)]);
  assert.deepEqual(by('2001:db8::7'), {kind: 'direct', protocol: 'udp', ipv6: true, hindrance: null});
  assert.deepEqual(by('203.0.113.7'), {kind: 'direct', protocol: 'udp', ipv6: false, hindrance: null});
});

test('By TCP the network blocks UDP if the browser had something to try it with', () => {
  const tcp = [pair('T', 'R'), local('T', {protocol: 'tcp'}), remote('R', '203.0.113.7', 'tcp')];
  assert.equal(pathOf([...tcp, local('U')])?.hindrance, 'udp-blocked');
  assert.equal(pathOf(tcp)?.hindrance, 'udp-untried');
  assert.equal(pathOf([...tcp, local('U', {candidateType: 'relay'})])?.hindrance, 'udp-untried');
});

test('Over a relay the protocol is that of the way to it', () => {
  const over = (relayProtocol: string) =>
    pathOf([pair('L', 'R'), local('L', {candidateType: 'relay', relayProtocol}), remote('R', '203.0.113.7')]);
  assert.deepEqual(over('tls'), {kind: 'relay', protocol: 'tls', ipv6: null, hindrance: 'direct-blocked'});
  assert.equal(over('TCP')?.protocol, 'tcp');
});

test('Of several pairs that were nominated the one in use counts, as either browser tells it', () => {
  const pairs = [pair('T', 'B'), pair('L', 'A')];
  assert.equal(pairOf([{type: 'transport', selectedCandidatePairId: 'L-A'}, ...pairs])?.id, 'L-A');
  assert.equal(pairOf([pair('T', 'B'), pair('L', 'A', {selected: true})])?.id, 'L-A');
  assert.equal(pairOf(pairs)?.id, 'T-B');
});

test('Before there is a pair there is no path', () => {
  assert.equal(pathOf([local('L'), remote('R', '203.0.113.7'), pair('L', 'R', {nominated: false})]), null);
  assert.equal(pathOf([]), null);
});

test('Whatever is no UDP keeps packets waiting', () => {
  const entries = [pair('T', 'R'), local('T', {protocol: 'tcp'}), remote('R', '203.0.113.7', 'tcp')];
  const report = entries.map((entry, n): [string, PathEntry & {timestamp: number}] => [String(n), {...entry, timestamp: 1}]);
  assert.equal(distill(report, NO_TOTALS)[0].byTcp, true);
});
