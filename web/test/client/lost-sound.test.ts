/** Promise: an answer asks for lost sound on every line of it, once, and is otherwise what the browser wrote. */

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {askingForLostSound} from '../../client/lost-sound.ts';

const written = (browser: string): string =>
  readFileSync(new URL(`../../../tests/fixtures/sdp/${browser}.sdp`, import.meta.url), 'utf8').replaceAll('\n', '\r\n');
const count = (text: string, part: string): number => text.split(part).length - 1;

for (const browser of ['chromium', 'firefox']) {
  test(`What ${browser} answers is made to ask for lost sound`, () => {
    const before = written(browser);
    const after = askingForLostSound(before);
    assert.equal(count(after, 'a=rtcp-fb:111 nack\r\n'), count(before, '\r\nm=audio '));
    assert.equal(after.replaceAll('a=rtcp-fb:111 nack\r\n', ''), before);
  });
}

test('What asks already is left as it is', () => {
  const asking = askingForLostSound(written('chromium'));
  assert.equal(askingForLostSound(asking), asking);
});
