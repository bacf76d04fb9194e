/** The languages that are complete. A language is added here once every message of the first one has its words. */

import en from './en.ftl?raw';

export const FIRST_LANGUAGE = 'en';

/** Fluent sources by language. */
export const CATALOGS: Readonly<Record<string, string>> = {en};
