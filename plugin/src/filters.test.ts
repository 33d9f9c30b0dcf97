import { AdHocVariableFilter, CoreApp, MetricFindValue } from '@grafana/data';

import { withFilters } from './filters';
import { datasource, resources, withBackend, withVariables } from './grafana.fake';
import { FILTER_KEYS, TargetQuery } from './types';

const query: TargetQuery = { refId: 'A', schemaVersion: 1, kind: 'scorecard', plan: '$plan' };
const filter = (key: string, operator: string, value: string, values?: string[]) =>
  ({ key, operator, value, values }) as AdHocVariableFilter;

beforeEach(() => {
  jest.spyOn(navigator, 'languages', 'get').mockReturnValue(['vi-VN']);
  withVariables({ plan: 'vinh-long-2021-2030' });
});
afterEach(() => jest.restoreAllMocks());

describe('withFilters', () => {
  it.each<[string, AdHocVariableFilter[], unknown]>([
    ['one value', [filter('unit', '=', 'd:855@0')], [{ key: 'unit', operator: '=', value: 'd:855@0' }]],
    [
      'several values',
      [filter('status', '=|', 'late', ['late', 'at_risk'])],
      [{ key: 'status', operator: '=|', values: ['late', 'at_risk'] }],
    ],
    ['a list of one', [filter('level', '!=|', 'commune')], [{ key: 'level', operator: '!=|', values: ['commune'] }]],
    ['one still being typed', [filter('unit', '=', ''), filter('', '=', 'x')], undefined],
    [
      'an operator we do not know, for the backend to refuse',
      [filter('unit', '=~', '.*')],
      [{ key: 'unit', operator: '=~', value: '.*' }],
    ],
    ['none', [], undefined],
  ])('%s', (_, filters, want) => {
    expect(withFilters(query, filters).filters).toEqual(want);
  });

  it('never takes rows from an alert by their status', () => {
    const filters = [filter('status', '=', 'late'), filter('unit', '=', 'd:855@0')];
    expect(withFilters({ ...query, kind: 'alert' }, filters).filters?.map((f) => f.key)).toEqual(['unit']);
  });

  it('reaches the backend with the panel’s query', () => {
    const sent = datasource().applyTemplateVariables(query, {}, [filter('theme', '=', 'competence')]);
    expect(sent).toMatchObject({
      plan: 'vinh-long-2021-2030',
      filters: [{ key: 'theme', operator: '=', value: 'competence' }],
    });
  });
});

describe('what a filter offers', () => {
  const values = (key: string, queries: TargetQuery[] = [query]): Promise<MetricFindValue[]> =>
    datasource().getTagValues({ key, filters: [], queries });

  it('keys, in the reader’s language', async () => {
    const keys = await datasource().getTagKeys();
    expect(keys.map((k) => k.value)).toEqual([...FILTER_KEYS]);
    expect(keys[0].text).toBe('Đơn vị');
  });

  it.each<[string, MetricFindValue]>([
    ['unit', { text: 'Phú Mỹ (Long Hồ)', value: 'c:29581@0' }],
    ['indicator', { text: 'Kỹ năng thông tin', value: 'info_skills_rate' }],
    ['theme', { text: 'Xóa mù chữ, phổ cập giáo dục', value: 'literacy_universal' }],
    ['status', { text: 'Chậm', value: 'off_track' }],
    ['level', { text: 'Xã', value: 'commune' }],
  ])('values of %s', async (key, one) => {
    const asked = withBackend(resources);
    expect(await values(key)).toContainEqual(one);
    expect(asked.every((r) => r.params?.plan === 'vinh-long-2021-2030')).toBe(true);
  });

  it('values of every plan, where no query names one', async () => {
    const asked = withBackend(resources);
    await values('indicator', []);
    expect(asked.map((r) => r.url.split('/').pop())).toEqual(['plans', 'indicators']);
  });

  it('nothing for a key it does not know', async () => {
    withBackend(resources);
    expect(await values('flux')).toEqual([]);
  });
});

describe('the first query', () => {
  it.each<[CoreApp | undefined, unknown]>([
    [CoreApp.Explore, { schemaVersion: 1, plan: 'p', kind: 'series', level: 'province' }],
    [CoreApp.UnifiedAlerting, { schemaVersion: 1, plan: 'p', kind: 'alert' }],
    [CoreApp.PanelEditor, { schemaVersion: 1, plan: 'p', kind: 'scorecard' }],
    [undefined, { schemaVersion: 1, plan: 'p', kind: 'scorecard' }],
  ])('in %s', (app, want) => {
    expect(datasource({ defaultPlan: 'p' }).getDefaultQuery(app)).toEqual(want);
  });
});
