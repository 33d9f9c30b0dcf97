import { config } from '@grafana/runtime';

import { fieldsEn, fieldsVi, Language } from '../query.gen';
import { connectionEn, connectionVi } from './connection';
import { queryEn, queryVi } from './query';
import { sentenceEn, sentenceVi } from './sentence';
import { variableEn, variableVi } from './variable';

// Every word the editors show, a file per subject; those of a query are Go's. Keys ending in _hint are the tooltip of the field named before them.
const vi = { ...connectionVi, ...fieldsVi, ...queryVi, ...sentenceVi, ...variableVi };

export type Key = keyof typeof vi;
export type Words = Record<Key, string>;

const en: Words = { ...connectionEn, ...fieldsEn, ...queryEn, ...sentenceEn, ...variableEn };

export const texts: Record<Language, Words> = { vi, en };

/**
 * pickLanguage chooses the editors' language: Vietnamese unless the reader shows a preference for English. Grafana has
 * no Vietnamese of its own and calls everyone en-US by default, so a Vietnamese browser outweighs Grafana's setting.
 */
export function pickLanguage(grafana: string | undefined, browser: readonly string[]): Language {
  if ([grafana, ...browser].some((l) => l?.toLowerCase().startsWith('vi'))) {
    return 'vi';
  }
  return (grafana || browser[0] || '').toLowerCase().startsWith('en') ? 'en' : 'vi';
}

/** words gives the texts in the reader's language. */
export function words(): Words {
  return texts[readerLanguage()];
}

/** hint is a field's tooltip: what it means, then its name in the other language for readers of the other one's manual. */
export function hint(field: Key & `${string}_hint`): string {
  const label = field.replace(/_hint$/, '') as Key;
  const other = readerLanguage() === 'vi' ? 'en' : 'vi';
  return `${words()[field]} · ${texts[other][label]}`;
}

/** noneOf is what an empty field means; a field that has a default needs no such words. */
export function noneOf(words: Words, field: string): string | undefined {
  const key = `${field}_none`;
  return key in words ? words[key as Key] : undefined;
}

/** named gives a word of the query its text; a variable, or a word of a later version, shows as it is. */
export function named(words: Words, prefix: string, word: string): string {
  const key = `${prefix}_${word}`;
  return key in words ? words[key as Key] : word;
}

/** fill puts values in the place of {names}. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** readerLanguage is the language of the person in front of the screen. */
export function readerLanguage(): Language {
  return pickLanguage(config.bootData?.user?.language, navigator.languages);
}
