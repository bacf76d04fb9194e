/** Every word the interface asks for is in the catalog; names keep their own direction and nothing else is marked. */

import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {FluentResource} from '@fluent/bundle';

import {chooseLanguage, Words} from '../../elements/words.ts';

const here = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const english = readFileSync(here('messages/en.ftl'), 'utf8');
const words = new Words('en', english);

describe('the catalog', () => {
  const written = [...english.matchAll(/^([a-z][\w-]*) =/gm)].map(([, id]) => id ?? '');
  const elements = readdirSync(here('elements')).map((name) => readFileSync(here(`elements/${name}`), 'utf8'));

  it('has no message that Fluent cannot read, and none twice', () => {
    assert.equal(new FluentResource(english).body.length, written.length);
    assert.equal(new Set(written).size, written.length);
  });

  it('has every message that is named outright', () => {
    const named = elements.flatMap((text) => [...text.matchAll(/say\('([a-z-]+)'/g)].map(([, id]) => id ?? ''));
    assert.deepEqual(
      named.filter((id) => !written.includes(id)),
      [],
    );
  });

  it('has no message that nobody names', () => {
    const source = elements.join('\n');
    // Some ids are put together: a stem and a kind, or an id and an ending.
    const stems = [...source.matchAll(/`([a-z-]+-)\$\{/g)].map(([, stem]) => stem ?? '');
    const whole = (id: string): boolean => source.includes(`'${id}'`) || source.includes(`\`${id}`);
    const isNamed = (id: string): boolean => whole(id) || whole(id.replace(/-text$/, '')) || stems.some((stem) => id.startsWith(stem));
    const unused = written.filter((id) => !isNamed(id));
    assert.deepEqual(unused, []);
  });
});

describe('words', () => {
  it('are whole sentences with named places', () => {
    assert.equal(words.say('knock-one', {name: 'Birch'}), 'Birch is in the lobby');
    assert.equal(words.say('circle-region', {seats: 1}), 'The circle, one seat');
    assert.equal(words.say('circle-region', {seats: 14}), 'The circle, 14 seats');
    assert.equal(words.say('start-ready', {seconds: 0.4}), 'Ready in 0.4 s');
  });

  it('isolate a name of the other direction, and only that', () => {
    assert.equal(words.say('said-here', {name: 'Fern'}), 'Fern is here.');
    assert.equal(words.say('said-here', {name: 'נועה'}), '\u2068נועה\u2069 is here.');
  });

  it('join short words as the language does', () => {
    assert.equal(words.list(['Fern', 'you', 'speaking']), 'Fern, you, speaking');
  });

  it('show an unknown id as itself', () => {
    assert.equal(words.say('no-such-message'), 'no-such-message');
  });
});

describe('the language', () => {
  it('is the nearest one we have', () => {
    assert.equal(chooseLanguage('de-AT', ['en', 'de'], 'en'), 'de');
    assert.equal(chooseLanguage('EN', ['en', 'de'], 'en'), 'en');
    assert.equal(chooseLanguage('fr', ['en', 'de'], 'en'), 'en');
  });
});
