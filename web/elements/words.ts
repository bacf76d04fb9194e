/** The words of one language: messages of a Fluent catalog, with names kept in their own direction. */

import {FluentBundle, FluentResource, type FluentVariable} from '@fluent/bundle';

export type Values = Readonly<Record<string, string | number>>;

/** The characters of scripts that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const ISOLATE = '\u2068'; // FIRST STRONG ISOLATE
const END_OF_ISOLATE = '\u2069'; // POP DIRECTIONAL ISOLATE
const RIGHT_TO_LEFT_LANGUAGES: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

export class Words {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly #bundle: FluentBundle;
  readonly #list: Intl.ListFormat;
  readonly #names: Intl.ListFormat;
  readonly #time: Intl.DateTimeFormat;

  /** `source` is a Fluent catalog in `language`. */
  constructor(language: string, source: string) {
    this.language = language;
    this.direction = RIGHT_TO_LEFT_LANGUAGES.has(language) ? 'rtl' : 'ltr';
    // We isolate only what needs it: invisible marks around every name would end up in accessible names.
    this.#bundle = new FluentBundle(language, {useIsolating: false});
    this.#bundle.addResource(new FluentResource(source));
    this.#list = new Intl.ListFormat(language, {type: 'unit', style: 'short'});
    this.#names = new Intl.ListFormat(language, {type: 'conjunction', style: 'long'});
    this.#time = new Intl.DateTimeFormat(language, {hour: '2-digit', minute: '2-digit'});
  }

  /** The message `id`. An id without words is a mistake of ours, shown as itself rather than as nothing. */
  say(id: string, values: Values = {}): string {
    const pattern = this.#bundle.getMessage(id)?.value;
    return pattern ? this.#bundle.formatPattern(pattern, this.#isolated(values), []) : id;
  }

  /** Several short words as one: 'Fern, speaking'. */
  list(words: readonly string[]): string {
    return this.#list.format(words);
  }

  /** Several people: 'Lena and Cormac'. */
  names(names: readonly string[]): string {
    return this.#names.format(names.map((name) => `${this.#isolated({name})['name']}`));
  }

  /** A time of day, `at` in seconds since 1970: '18:11'. */
  time(at: number): string {
    return this.#time.format(at * 1000);
  }

  #isolated(values: Values): Record<string, FluentVariable> {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, this.#needsIsolation(value) ? `${ISOLATE}${value}${END_OF_ISOLATE}` : value]),
    );
  }

  #needsIsolation(value: string | number): boolean {
    return typeof value === 'string' && RIGHT_TO_LEFT.test(value) !== (this.direction === 'rtl');
  }
}

/** The best catalog for `wanted` (a language tag such as 'en-GB'), or the first one. */
export function chooseLanguage(wanted: string, languages: readonly string[], first: string): string {
  const tag = wanted.toLowerCase();
  return languages.find((each) => each === tag) ?? languages.find((each) => tag.startsWith(`${each}-`)) ?? first;
}
