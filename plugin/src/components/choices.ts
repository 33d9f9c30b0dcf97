import { getTemplateSrv } from '@grafana/runtime';
import { ComboboxOption } from '@grafana/ui';
import { useEffect, useState } from 'react';

import { readerLanguage, Words } from '../texts';

interface Answer<T> {
  load: () => Promise<T[]>;
  found: T[];
  error?: string;
}

interface Failure {
  data?: { message?: string; messageEn?: string };
  message?: string;
  statusText?: string;
}

/** What a list in an editor has: its items, or why there are none. */
export interface Choices<T> {
  found: T[];
  loading: boolean;
  error?: string;
}

/**
 * useChoices loads a list for a field and again whenever `load` changes; a late answer to an old question is dropped.
 * Fields say "loading" in their placeholder: Grafana 12.3 keeps a spinner for good when its picture comes after the list.
 */
export function useChoices<T>(load: () => Promise<T[]>): Choices<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  useEffect(() => {
    let dropped = false;
    const settle = (found: T[], error?: string) => {
      if (!dropped) {
        setAnswer({ load, found, error });
      }
    };
    load().then(
      (found) => settle(found),
      (reason) => settle([], reasonOf(reason))
    );
    return () => {
      dropped = true;
    };
  }, [load]);
  return answer?.load === load
    ? { found: answer.found, loading: false, error: answer.error }
    : { found: [], loading: true };
}

/** nothing is the list of a field whose question cannot be asked yet. */
export async function nothing(): Promise<never[]> {
  return [];
}

/** variableOptions offers the dashboard's variables in a list, so that an author need not type their names. */
export function variableOptions(words: Words): Array<ComboboxOption<string>> {
  return getTemplateSrv()
    .getVariables()
    .map(({ name }) => ({ value: `$${name}`, label: `$${name}`, group: words.variables }));
}

/** chosen gives stored values their labels; one that is not in the list (a variable, a unit of another era) shows as itself. */
export function chosen(values: string[], options: Array<ComboboxOption<string>>): Array<ComboboxOption<string>> {
  return values.map((value) => options.find((o) => o.value === value) ?? { value, label: value });
}

/** reasonOf says why a list did not come. Our backend tells it in both languages; a failure on the way has Grafana's words. */
export function reasonOf(reason: unknown): string {
  const { data, message, statusText } = Object(reason) as Failure;
  const said = (readerLanguage() === 'en' && data?.messageEn) || data?.message;
  return said || message || statusText || String(reason);
}
