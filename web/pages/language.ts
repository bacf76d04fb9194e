/** The language of a page of ours: the one chosen in this tab, else the browser's, and what the person picks from then on. */

import {chooseLanguage} from '../elements/words.ts';
import {CATALOGS, FIRST_LANGUAGE} from '../messages/catalogs.ts';
import type {Drawer} from './link.ts';

const SLOT = 'holdspace language';

/** The language to begin with: of those we have, the first that the person or their browser wishes. */
export function firstLanguage(kept: string | null, wishes: readonly string[]): string {
  const have = Object.keys(CATALOGS);
  for (const wish of [...(kept === null ? [] : [kept]), ...wishes]) {
    const found = chooseLanguage(wish, have, '');
    if (found) return found;
  }
  return FIRST_LANGUAGE;
}

/** Let the page speak the language to begin with, and every one that is chosen in it. */
export function speak(page: Document, drawer: Drawer): void {
  page.documentElement.lang = firstLanguage(drawer.getItem(SLOT), navigator.languages);
  page.addEventListener('language', (event) => {
    const {detail: language} = event as CustomEvent<string>;
    drawer.setItem(SLOT, language);
    page.documentElement.lang = language;
  });
}
