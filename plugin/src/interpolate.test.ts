import { getTemplateSrv } from '@grafana/runtime';

import { withVariables } from './grafana.fake';
import { expand, interpolate, one } from './interpolate';
import { TargetQuery } from './types';

const base: TargetQuery = { refId: 'A', schemaVersion: 1, kind: 'scorecard', plan: 'p' };
const run = (query: Partial<TargetQuery>) => interpolate(getTemplateSrv(), { ...base, ...query });

describe('expand', () => {
  beforeEach(() =>
    withVariables({
      unit: ['d:855@0', 'd:857@0'],
      code: ['855', '857'],
      one: 'd:860@0',
      era: '0',
      all: ['$__all'],
      none: [],
      empty: '',
      missing: null,
      comma: ['a,b', '{c}'],
    })
  );

  it.each<[string, string, string[]]>([
    ['a variable of several values', '$unit', ['d:855@0', 'd:857@0']],
    ['in braces', '${unit}', ['d:855@0', 'd:857@0']],
    ['in the old brackets', '[[unit]]', ['d:855@0', 'd:857@0']],
    ['inside other text', 'd:${code}@0', ['d:855@0', 'd:857@0']],
    ['two in one text', 'd:${code}@${era}', ['d:855@0', 'd:857@0']],
    ['a single value', '$one', ['d:860@0']],
    ['plain text', 'd:1@0', ['d:1@0']],
    ['All given as a custom value', '$all', []],
    ['nothing chosen', '$none', []],
    ['an empty value', '$empty', []],
    ['a variable still without value', '$missing', []],
    ['values that look like glob text', '$comma', ['a,b', '{c}']],
    ['an unknown variable, for the backend to refuse', '$nobody', ['$nobody']],
  ])('%s', (_, text, want) => {
    expect(expand(getTemplateSrv(), text)).toEqual(want);
  });

  it('prefers scoped values, as repeated panels need', () => {
    expect(expand(getTemplateSrv(), '$unit', { unit: { text: 'Long Hồ', value: 'd:857@0' } })).toEqual(['d:857@0']);
  });

  it('keeps several values of a single field visible instead of picking one', () => {
    expect(one(getTemplateSrv(), '$unit')).toBe('d:855@0,d:857@0');
  });
});

describe('interpolate', () => {
  it('replaces every field that holds text', () => {
    withVariables({
      plan: 'vinh-long-2021-2030',
      level: 'commune',
      unit: ['d:855@0', 'd:857@0'],
      indicator: 'info_skills_rate',
      group: 'sex=female',
      line: ['actual', 'target'],
      measure: 'gap',
      status: ['late', 'not_reported'],
      method: 'un2023',
      thresholds: 'off',
      language: 'en',
    });
    const query = {
      plan: '$plan',
      level: '$level',
      units: ['$unit', 'd:860@0', 'd:855@0'],
      indicators: ['${indicator}'],
      group: '$group',
      series: ['$line'],
      measure: '$measure',
      statuses: ['$status'],
      method: '$method',
      thresholds: '$thresholds',
      language: '$language',
      limit: 5,
    } as unknown as Partial<TargetQuery>;

    expect(run(query)).toEqual({
      refId: 'A',
      schemaVersion: 1,
      kind: 'scorecard',
      plan: 'vinh-long-2021-2030',
      level: 'commune',
      units: ['d:855@0', 'd:857@0', 'd:860@0'],
      indicators: ['info_skills_rate'],
      group: 'sex=female',
      series: ['actual', 'target'],
      measure: 'gap',
      statuses: ['late', 'not_reported'],
      method: 'un2023',
      thresholds: 'off',
      language: 'en',
      limit: 5,
    });
  });

  it('adds no field that was not stored: defaults belong to the backend', () => {
    withVariables({});
    expect(Object.keys(run({}))).toEqual(Object.keys(base));
  });

  it('does not change the stored query', () => {
    withVariables({ unit: ['d:855@0'] });
    const units = ['$unit'];
    run({ units });
    expect(units).toEqual(['$unit']);
  });
});
