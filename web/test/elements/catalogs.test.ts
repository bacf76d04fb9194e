/** Every language says everything: the same messages with the same named places, in a voice of its own. */

import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {describe, it} from 'node:test';

import {Words} from '../../elements/words.ts';

const folder = new URL('../../messages/', import.meta.url);
const sources = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.ftl'))
    .map((name) => [name.replace('.ftl', ''), readFileSync(new URL(name, folder), 'utf8')]),
);
const english = entries(sources.get('en') ?? '');
const others = [...sources].filter(([language]) => language !== 'en');

/** The messages of a catalog in order: id and text. */
function entries(source: string): readonly (readonly [id: string, text: string])[] {
  return [...source.matchAll(/^([a-z][\w-]*) =(.*(?:\n[ }\t].*)*)/gm)].map(([, id = '', text = '']) => [id, text]);
}

function places(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\$(\w+)/g)].map(([, name]) => name ?? ''))].sort();
}

/** What stands between the brackets of a choice that is no plural: all languages must know it. */
function choices(text: string): readonly string[] {
  const named = [...text.matchAll(/\[([\w-]+)\]/g)].map(([, name]) => name ?? '');
  return named.filter((name) => !['zero', 'one', 'two', 'few', 'many', 'other'].includes(name)).sort();
}

describe('the catalogs', () => {
  it('are at least two', () => {
    assert.ok(english.length > 100);
    assert.ok(others.length > 0);
  });

  it('are all offered', () => {
    const offered = readFileSync(new URL('catalogs.ts', folder), 'utf8');
    for (const language of sources.keys()) assert.match(offered, new RegExp(`\\./${language}\\.ftl`));
  });

  for (const [language, source] of others) {
    const translated = new Map(entries(source));

    it(`have the same messages in ${language} as in English, none missing and none of its own`, () => {
      const ids = english.map(([id]) => id);
      assert.deepEqual(
        ids.filter((id) => !translated.has(id)),
        [],
        'missing',
      );
      assert.deepEqual(
        [...translated.keys()].filter((id) => !ids.includes(id)),
        [],
        'of its own',
      );
      assert.equal(entries(source).length, translated.size, 'one stands there twice');
    });

    it(`have the same named places and choices in ${language}`, () => {
      for (const [id, text] of english) {
        const said = translated.get(id) ?? '';
        assert.deepEqual(places(said), places(text), id);
        assert.deepEqual(choices(said), choices(text), id);
      }
    });

    it(`can be read by Fluent in ${language}, with numbers and dates as the language writes them`, () => {
      const words = new Words(language, source);
      for (const [id] of english) assert.notEqual(words.say(id, {}), id);
    });
  }

  it('have letters of their own for every act, none for two', () => {
    for (const [language, source] of sources) {
      const letters = entries(source).flatMap(([id, text]) => (/^key-/.test(id) && text.trim().length === 1 ? [text.trim()] : []));
      assert.equal(new Set(letters).size, letters.length, language);
    }
  });

  it('say Sie in German', () => {
    const familiar = entries(sources.get('de') ?? '').filter(([, text]) => /\b(du|dich|dir|dein\w*|euch|euer|eure\w*)\b/i.test(text));
    assert.deepEqual(familiar, []);
  });

  it('accuse nobody and cheer nobody', () => {
    const words = /\b(error|failed|invalid|kicked|host|meeting)\b|!/i;
    assert.deepEqual(
      english.filter(([id, text]) => words.test(text) && id !== 'start-not-allowed'),
      [],
    );
    for (const [, source] of others) {
      assert.deepEqual(
        entries(source).filter(([, text]) => text.includes('!')),
        [],
      );
    }
  });
});

describe('numbers and dates', () => {
  const say = (language: string, id: string, values: Record<string, number>): string =>
    new Words(language, sources.get(language) ?? '').say(id, values);

  it('stand as each language writes them', () => {
    assert.equal(say('en', 'start-ready', {seconds: 0.44}), 'Ready in 0.4 s');
    assert.equal(say('de', 'start-ready', {seconds: 0.44}), 'Bereit in 0,4 s');
    assert.equal(say('en', 'network-loss-up', {percent: 1.2}), '1.2% lost on the way out');
    assert.equal(say('de', 'network-loss-up', {percent: 1.2}), '1,2\u00a0% auf dem Hinweg verloren');
    const at = Date.UTC(2026, 10, 18, 11, 6);
    assert.match(say('en', 'norms-agreed-at', {at}), /^You agreed on November 18, 2026 at .*\.$/);
    assert.match(say('de', 'norms-agreed-at', {at}), /^Sie haben am 18\. November 2026 um .* zugestimmt\.$/);
  });
});
