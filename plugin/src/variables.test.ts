import { DataFrame, DataQueryRequest, Field, FieldType, toDataFrame } from '@grafana/data';
import { BackendSrvRequest } from '@grafana/runtime';
import { lastValueFrom, of } from 'rxjs';

import { datasource, resources, withBackend, withVariables } from './grafana.fake';
import { TargetQuery, VariableQuery } from './types';
import { TargetVariables } from './variables';

async function choices(query: Partial<VariableQuery>, scopedVars = {}) {
  const targets = [{ refId: 'xhht', ...query } as VariableQuery];
  const support = datasource().variables as TargetVariables;
  const answer = await lastValueFrom(support.query({ targets, scopedVars } as DataQueryRequest<VariableQuery>));
  const frame: DataFrame = answer.data[0];
  // Grafana finds a variable's texts and values by these names and this type.
  expect(frame.fields.map((f) => [f.name, f.type])).toEqual([
    ['text', 'string'],
    ['value', 'string'],
  ]);
  return frame.fields[0].values.map((text, i) => [text, frame.fields[1].values[i]]);
}

beforeEach(() => withVariables({ plan: 'vinh-long-2021-2030' }));

describe('variables', () => {
  it('list plans by name, in the language asked for', async () => {
    withBackend(resources);
    expect(await choices({ type: 'plans' })).toEqual([['Vĩnh Long 2021–2030', 'vinh-long-2021-2030']]);
    expect(await choices({ type: 'plans', language: 'en' })).toEqual([['Vinh Long 2021–2030', 'vinh-long-2021-2030']]);
  });

  it('list plans that are running, or over', async () => {
    const plan = (id: string, kind: string) => ({ id, name: id, nameEn: '', from: '', to: '', root: '', kind });
    withBackend({ '/resources/plans': [plan('a', ''), plan('b', 'archive'), plan('c', 'regime')] });
    const ids = async (query: Partial<VariableQuery>) => (await choices(query)).map(([, id]) => id);
    expect(await ids({ type: 'plans' })).toEqual(['a', 'b', 'c']);
    expect(await ids({ type: 'plans', kind: 'running' })).toEqual(['a', 'c']);
    expect(await ids({ type: 'plans', kind: 'archive' })).toEqual(['b']);
  });

  it('name the deepest unit chosen, and the plan’s own while none is', async () => {
    withBackend(resources);
    const chain = { type: 'unit', plan: '$plan', parent: '$tinh > $huyen > $xa' } as const;
    const at = async (values: Record<string, string>) => {
      withVariables({ plan: 'vinh-long-2021-2030', tinh: 'p:86@0', huyen: '$__all', xa: '', ...values });
      return choices(chain);
    };
    expect(await at({})).toEqual([['Vĩnh Long', 'p:86@0']]);
    expect(await at({ huyen: 'd:857@0' })).toEqual([['Long Hồ', 'd:857@0']]);
    expect(await at({ huyen: 'd:857@0', xa: 'c:29584@0' })).toEqual([['An Bình', 'c:29584@0']]);
    expect(await at({ tinh: '' })).toEqual([['Vĩnh Long', 'p:86@0']]);
    // Of a plan that the reader has just left.
    expect(await at({ huyen: 'd:256@0' })).toEqual([['Vĩnh Long', 'p:86@0']]);
  });

  it('list what lies below the deepest step of a chain', async () => {
    withVariables({ tinh: 'p:86@0', huyen: '$__all' });
    const asked = withBackend(resources);
    await choices({ type: 'units', plan: 'vl', level: 'commune', parent: '$tinh > $huyen' });
    expect(asked[0].params).toEqual({ plan: 'vl', level: 'commune', parent: 'p:86@0' });
  });

  it('list the indicators that a unit’s tier is held to', async () => {
    withVariables({ plan: 'vl', unit: 'd:857@0' });
    const asked = withBackend(resources);
    await choices({ type: 'indicators', plan: '$plan', unit: '$unit' });
    expect(asked[0].params).toEqual({ plan: 'vl', unit: 'd:857@0' });
  });

  it('begin with all units where an author wants it, in the language asked for', async () => {
    const asked = withBackend(resources);
    const all = { type: 'units', plan: 'vl', level: 'district', all: true } as const;
    expect((await choices(all))[0]).toEqual(['Tất cả', '$__all']);
    expect((await choices({ ...all, language: 'en' }))[0]).toEqual(['All', '$__all']);
    expect(asked).toHaveLength(2);
    withBackend({ '/resources/units': [] });
    expect(await choices(all)).toEqual([]);
  });

  it('list nothing, and say nothing, of a tier at which a plan has no units', async () => {
    withBackend({ '/resources/units': [] });
    expect(await choices({ type: 'units', plan: 'vl', level: 'district' })).toEqual([]);
  });

  it('list levels without asking the backend', async () => {
    const asked = withBackend({});
    expect(await choices({ type: 'levels' })).toEqual([
      ['Tỉnh', 'province'],
      ['Huyện', 'district'],
      ['Xã', 'commune'],
    ]);
    expect(asked).toEqual([]);
  });

  it('list indicators of a plan that is itself a variable', async () => {
    const asked = withBackend(resources);
    expect(await choices({ type: 'indicators', plan: '$plan', level: 'district', theme: 'competence' })).toEqual([
      ['Kỹ năng thông tin', 'info_skills_rate'],
    ]);
    expect(asked[0].params).toEqual({ plan: 'vinh-long-2021-2030', level: 'district' });
  });

  it('list themes, forms, programmes and statuses', async () => {
    withBackend(resources);
    expect(await choices({ type: 'themes', plan: '$plan' })).toEqual([
      ['Năng lực, kỹ năng của người dân', 'competence'],
      ['Xóa mù chữ, phổ cập giáo dục', 'literacy_universal'],
    ]);
    expect(await choices({ type: 'forms', plan: '$plan', language: 'en' })).toEqual([
      ['Annual report of districts', 'annual-district'],
    ]);
    expect(await choices({ type: 'programmes' })).toContainEqual(['Xóa mù chữ', 'literacy']);
    expect(await choices({ type: 'statuses', language: 'en' })).toContainEqual(['Off track', 'off_track']);
  });

  it('tell two units of one name apart', async () => {
    withBackend(resources);
    const found = await choices({ type: 'units', plan: '$plan', level: 'commune' });
    expect(found.map(([text]) => text)).toEqual(['Phú Mỹ (TP Vĩnh Long)', 'Phú Mỹ (Long Hồ)', 'An Bình']);
  });

  it('list the units that are worst off, with their status in words', async () => {
    const asked: Array<Partial<TargetQuery>> = [];
    const source = datasource();
    jest.spyOn(source, 'query').mockImplementation(({ targets }) => {
      asked.push(...targets);
      return of({
        data: [
          toDataFrame({
            fields: [
              { name: 'unit', values: ['d:862@0', 'd:863@0'] },
              { name: 'unit_name', values: ['Trà Ôn', 'Bình Tân'] },
              {
                name: 'status',
                type: FieldType.enum,
                values: [1, 0],
                config: { type: { enum: { text: ['Chưa báo cáo', 'Đi lùi'] } } },
              },
            ],
          }),
        ],
      });
    });
    const query: VariableQuery = {
      refId: 'w',
      type: 'worst',
      plan: '$plan',
      level: 'district',
      indicator: '$indicator',
    };
    const answer = await lastValueFrom(
      (source.variables as TargetVariables).query({ targets: [query] } as DataQueryRequest<VariableQuery>)
    );
    const [texts, values] = answer.data[0].fields.map((f: Field) => f.values);
    expect(texts).toEqual(['Trà Ôn: Đi lùi', 'Bình Tân: Chưa báo cáo']);
    expect(values).toEqual(['d:862@0', 'd:863@0']);
    expect(asked).toEqual([
      expect.objectContaining({
        kind: 'ranking',
        plan: '$plan',
        level: 'district',
        indicators: ['$indicator'],
        limit: 12,
      }),
    ]);
  });

  it('list the units below each of several parents, each once', async () => {
    withVariables({ huyen: ['d:855@0', 'd:857@0'] });
    const below: Record<string, Array<{ uid: string; name: string }>> = {
      'd:855@0': [{ uid: 'c:1@0', name: 'Phường 1' }],
      'd:857@0': [
        { uid: 'c:1@0', name: 'Phường 1' },
        { uid: 'c:2@0', name: 'An Bình' },
      ],
    };
    withBackend({ '/resources/units': (r: BackendSrvRequest) => below[r.params?.parent] });
    expect(await choices({ type: 'units', plan: 'vl', level: 'commune', parent: '$huyen' })).toEqual([
      ['Phường 1', 'c:1@0'],
      ['An Bình', 'c:2@0'],
    ]);
  });

  it('list every unit when no parent is stated', async () => {
    const asked = withBackend(resources);
    await choices({ type: 'units', plan: 'vl', level: 'district' });
    expect(asked.map((r) => r.params)).toEqual([{ plan: 'vl', level: 'district' }]);
  });

  it('list nothing while no plan is chosen', async () => {
    const asked = withBackend({});
    expect(await choices({ type: 'units' })).toEqual([]);
    expect(await choices({ type: 'indicators', plan: '' })).toEqual([]);
    expect(asked).toEqual([]);
  });

  it.each<[Partial<VariableQuery>]>([
    [{ type: 'units', plan: '$nobody' }],
    [{ type: 'units', plan: 'vl', level: '${nobody}' }],
    [{ type: 'units', plan: 'vl', parent: '[[nobody]]' }],
    [{ type: 'unit', plan: 'vl', parent: '$nobody > $noone' }],
    [{ type: 'indicators', plan: 'vl', unit: '$nobody' }],
  ])('say which variable has no value yet: %j', async (query) => {
    const asked = withBackend(resources);
    await expect(choices(query)).rejects.toThrow(/Chưa có giá trị cho .*nobody/);
    expect(asked).toEqual([]);
  });

  it('start with the list of plans', () => {
    expect((datasource().variables as TargetVariables).getDefaultQuery()).toEqual({ type: 'plans' });
  });
});
