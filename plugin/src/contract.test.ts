import { getTemplateSrv } from '@grafana/runtime';
import { readdirSync, readFileSync } from 'fs';
import { resolve } from 'path';

import { withVariables } from './grafana.fake';
import { interpolate } from './interpolate';
import { DEFAULTS, Filter, FILTER_KEYS, OPERATORS, OwnField, SCHEMA_VERSION, TAKES, TargetQuery, WORDS } from './types';

// Go parses the same files strictly. A field or word that only one side knows fails there or here.
const folder = resolve(__dirname, '../testdata/query');
const samples = readdirSync(folder)
  .filter((f) => f.endsWith('.json'))
  .map((file) => ({ file, raw: readFileSync(resolve(folder, file), 'utf8') }));

const text = (v: unknown) => typeof v === 'string';
const list = (v: unknown): v is unknown[] => Array.isArray(v);

function fits(field: OwnField, value: unknown): boolean {
  const words: readonly string[] | undefined = WORDS[field as keyof typeof WORDS];
  const one = (v: unknown) => (words ? words.includes(v as string) : text(v));
  switch (TAKES[field]) {
    case 'text':
      return one(value);
    case 'texts':
      return list(value) && value.every(one);
    case 'number':
      return Number.isInteger(value);
    case 'filters':
      return list(value) && value.every((f) => isFilter(f as Filter));
    default:
      return false;
  }
}

function isFilter({ key, operator, value, values, ...rest }: Filter): boolean {
  const several = operator === '=|' || operator === '!=|';
  return (
    FILTER_KEYS.includes(key) &&
    OPERATORS.includes(operator) &&
    (several ? value === undefined && list(values) && values.every(text) : text(value) && values === undefined) &&
    Object.keys(rest).length === 0
  );
}

const grafana = [
  'refId',
  'datasource',
  'datasourceId',
  'hide',
  'key',
  'queryType',
  'intervalMs',
  'maxDataPoints',
  'queryCachingTTL',
];

describe('testdata/query', () => {
  it.each(samples)('$file is a query of this version', ({ raw }) => {
    const query: Record<string, unknown> = JSON.parse(raw);
    const wrong = Object.entries(query).filter(
      ([field, value]) => !(grafana.includes(field) || fits(field as OwnField, value))
    );
    expect(wrong).toEqual([]);
    expect(query).toMatchObject({ schemaVersion: SCHEMA_VERSION, kind: expect.any(String), plan: expect.any(String) });
  });

  it.each(samples)('$file passes through the frontend unchanged', ({ raw }) => {
    withVariables({});
    const query: TargetQuery = JSON.parse(raw);
    expect(JSON.stringify(interpolate(getTemplateSrv(), query), null, 2) + '\n').toBe(raw);
  });

  it('holds every field and every word, so that Go reads them all', () => {
    const queries = samples.map((s): TargetQuery => JSON.parse(s.raw));
    const used = (field: OwnField) => new Set(queries.flatMap((q): unknown[] => [q[field] ?? []].flat()));
    const filters = queries.flatMap((q) => q.filters ?? []);
    expect((Object.keys(TAKES) as OwnField[]).filter((field) => used(field).size === 0)).toEqual([]);
    for (const [field, words] of Object.entries(WORDS) as Array<[OwnField, readonly string[]]>) {
      // What goes without saying need not be said, but what is said is one of the words.
      const usual: unknown = DEFAULTS[field as keyof typeof DEFAULTS];
      expect([field, [...words].filter((w) => w !== usual && !used(field).has(w))]).toEqual([field, []]);
      expect([field, [...used(field)].filter((w) => !words.includes(w as string))]).toEqual([field, []]);
    }
    expect(new Set(filters.map((f) => f.key))).toEqual(new Set(FILTER_KEYS));
    expect(new Set(filters.map((f) => f.operator))).toEqual(new Set(OPERATORS));
  });
});
