/** The languages that are complete. A language is added here once every message of the first one has its words. */

import de from './de.ftl?raw';
import en from './en.ftl?raw';

export const FIRST_LANGUAGE = 'en';

/** Fluent sources by language. */
export const CATALOGS: Readonly<Record<string, string>> = {en, de};

/** What each is called by those who speak it. */
export const LANGUAGE_NAMES: Readonly<Record<string, string>> = {en: 'English', de: 'Deutsch'};
