import { ScopedVars } from '@grafana/data';
import { TemplateSrv } from '@grafana/runtime';

import { Filter, OwnField, TAKES, TargetQuery } from './types';

/** Grafana's own word for "All"; an author may give it as the variable's custom all value. To us it is the empty list. */
export const ALL = '$__all';

/**
 * expand replaces the variables in a text and gives one text per value. Grafana's default would write several values
 * as the glob text {a,b}, which no backend could take apart safely, so each value is caught before it becomes text.
 * A variable that nobody knows stays as it is, and the backend refuses it by name.
 */
export function expand(templates: TemplateSrv, text: string, scopedVars?: ScopedVars): string[] {
  const caught: string[][] = [];
  const mark = (i: number) => `\u0000${i}\u0000`;
  const marked = templates.replace(text, scopedVars, (value: unknown) => mark(caught.push(list(value)) - 1));
  const texts = caught.reduce(
    (done, values, i) => done.flatMap((t) => values.map((value) => t.replaceAll(mark(i), value))),
    [marked]
  );
  return distinct(texts.map((t) => t.trim()).filter((t) => t !== '' && t !== ALL));
}

/** one gives a single text. Several values are left side by side for the backend to refuse: dropping some would be silent. */
export function one(templates: TemplateSrv, text: string, scopedVars?: ScopedVars): string {
  return expand(templates, text, scopedVars).join(',');
}

/** interpolate replaces the variables in every field of a query that may hold one. The kind is the author's own choice. */
export function interpolate(templates: TemplateSrv, query: TargetQuery, scopedVars?: ScopedVars): TargetQuery {
  const text = (value: string) => one(templates, value, scopedVars);
  const texts = (values: string[]) => distinct(values.flatMap((v) => expand(templates, v, scopedVars)));
  const filled: Partial<Record<OwnField, unknown>> = {};
  for (const [field, takes] of Object.entries(TAKES) as Array<[OwnField, (typeof TAKES)[OwnField]]>) {
    const value = query[field];
    // A field that was not stored must stay absent, so that the backend gives it its default.
    if (value === undefined || field === 'kind') {
      continue;
    }
    if (takes === 'text') {
      filled[field] = text(value as string);
    } else if (takes === 'texts') {
      filled[field] = texts(value as string[]);
    } else if (takes === 'filters') {
      filled[field] = (value as Filter[]).map(ofFilter);
    }
  }
  return { ...query, ...filled } as TargetQuery;

  function ofFilter(filter: Filter): Filter {
    return {
      ...filter,
      ...(filter.value !== undefined && { value: text(filter.value) }),
      ...(filter.values !== undefined && { values: texts(filter.values) }),
    };
  }
}

function list(value: unknown): string[] {
  if (value === null || value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function distinct<T>(values: T[]): T[] {
  return [...new Set(values)];
}
