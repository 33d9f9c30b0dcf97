import { fitting, turned } from './fit';
import { datasource, resources, withBackend } from './grafana.fake';
import { TargetQuery } from './types';

const query: TargetQuery = { refId: 'A', schemaVersion: 1, kind: 'reporting', plan: 'p' };

describe('turned', () => {
  it('keeps what the new kind reads, and drops the rest', () => {
    const turn = turned({ ...query, units: ['d:855@0'], form: 'annual', limit: 5 }, 'alert');
    expect(turn).toEqual({ kind: 'alert', form: undefined, shape: undefined, limit: undefined });
  });

  it('drops a layout that the new kind has not', () => {
    expect(turned({ ...query, shape: 'totals' }, 'levels')).toMatchObject({ shape: undefined });
    expect(turned({ ...query, shape: 'timeline' }, 'levels')).not.toHaveProperty('shape');
  });
});

describe('fitting', () => {
  const many = {
    ...query,
    units: ['d:855@0', 'd:1@0', '$u'],
    indicators: ['info_skills_rate', 'gone'],
    form: 'annual-district',
  };

  it('keeps what the plan has, and variables', async () => {
    withBackend(resources);
    expect(await fitting(datasource(), many, 'p2', 'district')).toEqual({
      units: ['d:855@0', '$u'],
      indicators: ['info_skills_rate'],
      form: 'annual-district',
    });
  });

  it('asks only about what is stored', async () => {
    const asked = withBackend(resources);
    expect(await fitting(datasource(), { ...query, units: ['$u'] }, 'p2', 'district')).toEqual({ units: ['$u'] });
    expect(asked).toEqual([]);
  });

  it('drops what it cannot ask about', async () => {
    withBackend({});
    expect(await fitting(datasource(), many, 'p2', 'district')).toEqual({
      units: ['$u'],
      indicators: [],
      form: undefined,
    });
  });

  it('changes nothing while the plan is a variable without a value', async () => {
    const asked = withBackend({});
    expect(await fitting(datasource(), many, '', 'district')).toEqual({});
    expect(asked).toEqual([]);
  });
});
