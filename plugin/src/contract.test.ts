import { getTemplateSrv } from '@grafana/runtime';
import { readdirSync, readFileSync } from 'fs';
import { resolve } from 'path';

import { withVariables } from './grafana.fake';
import { interpolate } from './interpolate';
import {
  COMPARISONS,
  Filter,
  FILTER_KEYS,
  KINDS,
  LANGUAGES,
  LEVELS,
  LINES,
  MEASURES,
  METHODS,
  ONLY,
  OPERATORS,
  OwnField,
  PROGRAMMES,
  RANK_BY,
  SCHEMA_VERSION,
  EVENT_KINDS,
  SHAPES,
  STATUSES,
  TargetQuery,
  THRESHOLDS,
} from './types';

// Go parses the same files strictly. A field or word that only one side knows fails there or here.
const folder = resolve(__dirname, '../testdata/query');
const samples = readdirSync(folder)
  .filter((f) => f.endsWith('.json'))
  .map((file) => ({ file, raw: readFileSync(resolve(folder, file), 'utf8') }));

type Check = (value: unknown) => boolean;
const text: Check = (v) => typeof v === 'string';
const list =
  (of: Check): Check =>
  (v) =>
    Array.isArray(v) && v.every(of);
const word =
  (words: readonly string[]): Check =>
  (v) =>
    words.includes(v as string);

// Typed by the query itself: a field added to types.ts does not compile until it is named here.
const checks: Record<OwnField, Check> = {
  schemaVersion: (v) => v === SCHEMA_VERSION,
  kind: word(KINDS),
  plan: text,
  level: word(LEVELS),
  units: list(text),
  indicators: list(text),
  group: text,
  series: list(word(LINES)),
  measure: word(MEASURES),
  statuses: list(word(STATUSES)),
  method: word(METHODS),
  thresholds: word(THRESHOLDS),
  language: word(LANGUAGES),
  limit: Number.isInteger,
  programmes: list(word(PROGRAMMES)),
  form: text,
  compare: word(COMPARISONS),
  shape: word(SHAPES),
  events: list(word(EVENT_KINDS)),
  by: word(RANK_BY),
  only: word(ONLY),
  filters: list((v) => {
    const { key, operator, value, values, ...rest } = v as Filter;
    const several = operator === '=|' || operator === '!=|';
    return (
      word(FILTER_KEYS)(key) &&
      word(OPERATORS)(operator) &&
      (several ? value === undefined && list(text)(values) : text(value) && values === undefined) &&
      Object.keys(rest).length === 0
    );
  }),
};
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
      ([field, value]) => !(grafana.includes(field) || checks[field as OwnField]?.(value))
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
    expect(Object.keys(checks).filter((field) => used(field as OwnField).size === 0)).toEqual([]);
    expect(used('kind')).toEqual(new Set(KINDS));
    expect(used('level')).toEqual(new Set(LEVELS));
    expect(used('series')).toEqual(new Set(LINES));
    expect(used('measure')).toEqual(new Set(MEASURES));
    expect(used('statuses')).toEqual(new Set(STATUSES));
    expect(used('method')).toEqual(new Set(METHODS));
    expect(used('thresholds')).toEqual(new Set(THRESHOLDS));
    expect(used('programmes')).toEqual(new Set(PROGRAMMES));
    expect(used('shape')).toEqual(new Set(SHAPES.filter((x) => x !== 'table')));
    expect(used('by')).toEqual(new Set(RANK_BY.filter((b) => b !== 'gap')));
    expect(used('only')).toEqual(new Set(ONLY));
    expect(used('compare')).toEqual(new Set(COMPARISONS));
    expect(new Set(filters.map((f) => f.key))).toEqual(new Set(FILTER_KEYS));
    expect(new Set(filters.map((f) => f.operator))).toEqual(new Set(OPERATORS));
    expect(used('language')).toEqual(new Set(LANGUAGES));
  });
});
