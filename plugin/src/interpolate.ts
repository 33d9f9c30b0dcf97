import { ScopedVars } from '@grafana/data';
import { TemplateSrv } from '@grafana/runtime';

import { Filter, TargetQuery } from './types';

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

/** interpolate replaces the variables in every field of a query that may hold one. */
export function interpolate(templates: TemplateSrv, query: TargetQuery, scopedVars?: ScopedVars): TargetQuery {
  const text = <T extends string>(value: T) => one(templates, value, scopedVars) as T;
  const texts = <T extends string>(values: T[]) =>
    distinct(values.flatMap((v) => expand(templates, v, scopedVars))) as T[];
  return {
    ...query,
    ...present('plan', query.plan, text),
    ...present('level', query.level, text),
    ...present('units', query.units, texts),
    ...present('indicators', query.indicators, texts),
    ...present('group', query.group, text),
    ...present('series', query.series, texts),
    ...present('measure', query.measure, text),
    ...present('statuses', query.statuses, texts),
    ...present('method', query.method, text),
    ...present('thresholds', query.thresholds, text),
    ...present('language', query.language, text),
    ...present('programmes', query.programmes, texts),
    ...present('form', query.form, text),
    ...present('compare', query.compare, text),
    ...present('shape', query.shape, text),
    ...present('by', query.by, text),
    ...present('only', query.only, text),
    ...present('filters', query.filters, (filters) => filters.map(filled)),
  };

  function filled(filter: Filter): Filter {
    return {
      ...filter,
      ...present('value', filter.value, text),
      ...present('values', filter.values, texts),
    };
  }
}

// A field that was not stored must stay absent, so that the backend gives it its default.
function present<K extends string, V>(key: K, value: V | undefined, change: (value: V) => V): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: change(value) } as Record<K, V>);
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
