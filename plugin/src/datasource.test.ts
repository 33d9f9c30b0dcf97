import { CoreApp, DataQueryRequest, dateTime } from '@grafana/data';
import { lastValueFrom } from 'rxjs';

import { datasource, withBackend, withVariables } from './grafana.fake';
import { TargetQuery } from './types';

const query: TargetQuery = { refId: 'A', schemaVersion: 1, kind: 'scorecard', plan: '$plan', units: ['$unit'] };

function request(targets: TargetQuery[]): DataQueryRequest<TargetQuery> {
  const [from, to] = [dateTime('2021-01-01T00:00:00Z'), dateTime('2025-12-31T00:00:00Z')];
  return {
    app: CoreApp.Dashboard,
    requestId: 'Q1',
    interval: '1d',
    intervalMs: 86_400_000,
    range: { from, to, raw: { from, to } },
    scopedVars: {},
    startTime: 0,
    targets,
    timezone: 'browser',
  };
}

const frame = {
  schema: {
    refId: 'A',
    fields: [
      {
        name: 'gap',
        type: 'number',
        config: {
          thresholds: {
            mode: 'absolute',
            steps: [
              { value: null, color: 'red' },
              { value: 0, color: 'green' },
            ],
          },
        },
      },
    ],
  },
  data: { values: [[-3]] },
};

beforeEach(() => withVariables({ plan: 'vinh-long-2021-2030', unit: ['d:855@0', 'd:857@0'] }));

describe('query', () => {
  it('sends values in the place of variables, and mends the thresholds of the answer', async () => {
    const asked = withBackend({ '/api/ds/query': { results: { A: { frames: [frame], status: 200 } } } });
    const answer = await lastValueFrom(datasource().query(request([query])));

    expect(asked).toHaveLength(1);
    expect(asked[0].data.queries[0]).toMatchObject({
      refId: 'A',
      schemaVersion: 1,
      kind: 'scorecard',
      plan: 'vinh-long-2021-2030',
      units: ['d:855@0', 'd:857@0'],
    });
    expect(answer.data[0].fields[0].values).toEqual([-3]);
    expect(answer.data[0].fields[0].config.thresholds.steps).toEqual([
      { value: -Infinity, color: 'red' },
      { value: 0, color: 'green' },
    ]);
  });

  it('sends an unknown variable on, for the backend to refuse by name', async () => {
    const asked = withBackend({ '/api/ds/query': { results: { A: { frames: [] } } } });
    await lastValueFrom(datasource().query(request([{ ...query, units: ['$nobody'] }])));
    expect(asked[0].data.queries[0].units).toEqual(['$nobody']);
  });

  it('replaces variables when a panel is taken to Explore', () => {
    const [taken] = datasource().interpolateVariablesInQueries([query], {});
    expect(taken).toMatchObject({ plan: 'vinh-long-2021-2030', units: ['d:855@0', 'd:857@0'] });
  });
});

describe('filterQuery', () => {
  it.each<[string, Partial<TargetQuery>, boolean]>([
    ['complete', {}, true],
    ['without a plan', { plan: '' }, false],
    ['without a kind', { kind: undefined }, false],
  ])('%s', (_, change, want) => {
    expect(datasource().filterQuery({ ...query, ...change })).toBe(want);
  });

  it('holds the default query back until a plan is chosen', () => {
    const fresh = datasource().getDefaultQuery();
    expect(fresh).toEqual({ schemaVersion: 1, kind: 'scorecard' });
    expect(datasource().filterQuery({ refId: 'A', ...fresh } as TargetQuery)).toBe(false);
  });
});

describe('resources', () => {
  it('asks with the parameters that are stated, and without a toast of Grafana’s own', async () => {
    const asked = withBackend({ '/resources/units': [], '/resources/indicators': [], '/resources/plans': [] });
    const ds = datasource();
    await ds.plans();
    await ds.units({ plan: 'vl', level: 'commune', parent: 'd:855@0' });
    await ds.units({ plan: 'vl', level: '', uids: ['d:1@0', 'd:2@0'], limit: 9 });
    await ds.indicators('vl', 'district');

    expect(asked.map((r) => [r.url, r.params, r.showErrorAlert])).toEqual([
      ['/api/datasources/uid/xhht-targets/resources/plans', undefined, false],
      ['/api/datasources/uid/xhht-targets/resources/units', { plan: 'vl', level: 'commune', parent: 'd:855@0' }, false],
      ['/api/datasources/uid/xhht-targets/resources/units', { plan: 'vl', limit: '9', uid: ['d:1@0', 'd:2@0'] }, false],
      ['/api/datasources/uid/xhht-targets/resources/indicators', { plan: 'vl', level: 'district' }, false],
    ]);
  });
});
