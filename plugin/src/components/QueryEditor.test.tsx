import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { axe } from 'jest-axe';
import React, { useState } from 'react';

import { datasource, resources, withBackend, withVariables } from '../grafana.fake';
import { reads } from '../fields';
import { texts } from '../texts';
import { FIELDS, Kind, KINDS, OwnField, TargetQuery } from '../types';
import { QueryEditor } from './QueryEditor';

const t = texts.vi;
const base: TargetQuery = { refId: 'A', schemaVersion: 1, kind: 'scorecard', plan: 'vinh-long-2021-2030' };
// Keeps what the editor hands over, as a panel does.
async function show(start: Partial<TargetQuery> = {}) {
  const saved = { now: { ...base, ...start }, runs: 0 };
  const ds = datasource();
  function Panel() {
    const [query, setQuery] = useState(saved.now);
    return (
      <QueryEditor
        datasource={ds}
        query={query}
        onChange={(next) => {
          saved.now = next;
          setQuery(next);
        }}
        onRunQuery={() => saved.runs++}
      />
    );
  }
  const page = render(<Panel />);
  await act(async () => {}); // the lists arrive
  return { saved, ds, ...page };
}

// Asking jsdom for roles reads every style on the page, and so does user-event before each click; labels are quick.
const user = userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never });

async function pick(label: string, option: string) {
  const field = screen.getByLabelText(label);
  if (field.getAttribute('aria-expanded') !== 'true') {
    await user.click(field);
  }
  const list = document.getElementById(field.getAttribute('aria-controls') ?? '')!;
  await user.click(await within(list).findByText(option));
}

beforeEach(() => {
  jest.spyOn(navigator, 'languages', 'get').mockReturnValue(['vi-VN']);
  withVariables({ unit: ['d:855@0'] });
});
afterEach(() => jest.restoreAllMocks());

describe('QueryEditor', () => {
  it.each(KINDS)('shows just the fields of a %s query, each with its label, and passes axe', async (kind: Kind) => {
    withBackend(resources);
    const { container } = await show({ kind, units: ['d:855@0'], statuses: ['late'] });
    const shown = FIELDS.filter((f) => screen.queryByLabelText(t[f]) !== null);
    expect(shown).toEqual(FIELDS.filter((f) => reads({ kind }, f)));
    // Every input can be named by a script and by a screen reader, in a panel of several queries, too.
    const inputs = [...container.querySelectorAll('input')];
    expect(
      inputs.filter((i) => !i.id.startsWith('xhht-A-') || !container.querySelector(`label[for="${i.id}"]`))
    ).toEqual([]);
    expect(await axe(container)).toHaveNoViolations();
  });

  it.each<[Partial<TargetQuery>, OwnField, boolean]>([
    [{ kind: 'alert', measure: 'lapse' }, 'programmes', true],
    [{ kind: 'alert', measure: 'lapse' }, 'indicators', false],
    [{ kind: 'alert', measure: 'gap' }, 'programmes', false],
    [{ kind: 'compare', compare: 'methods' }, 'method', false],
    [{ kind: 'compare', compare: 'methods' }, 'only', true],
    [{ kind: 'compare', compare: 'units' }, 'only', false],
    [{ kind: 'reporting', shape: 'matrix' }, 'only', false],
    [{ kind: 'compare', compare: 'units' }, 'method', true],
  ])('%j shows %s: %p', async (query, field, want) => {
    withBackend(resources);
    await show(query);
    expect(screen.queryByLabelText(t[field as keyof typeof t]) !== null).toBe(want);
  });

  it('drops what the new kind does not read, and keeps the rest', async () => {
    withBackend(resources);
    const { saved } = await show({ statuses: ['late'], limit: 5, units: ['d:855@0'], group: 'sex=female' });
    await user.type(screen.getByLabelText(t.kind), t.kind_alert); // the list is longer than its window
    await pick(t.kind, t.kind_alert);
    expect(JSON.parse(JSON.stringify(saved.now))).toEqual({
      ...base,
      kind: 'alert',
      units: ['d:855@0'],
      group: 'sex=female',
    });
    expect(saved.runs).toBe(1);
  });

  it('narrows a table to what it offers, and to nothing where the comparison turns', async () => {
    withBackend(resources);
    const { saved } = await show({ kind: 'compare', compare: 'approval' });
    await pick(t.only, t.only_open);
    expect(saved.now.only).toBe('open');
    await pick(t.compare, t.compare_methods);
    expect(saved.now).toMatchObject({ compare: 'methods', only: undefined });
    await pick(t.only, t.only_differs);
    await pick(t.language, t.language_en);
    expect(saved.now.only).toBe('differs');
  });

  it('writes the version and kind of a query that has neither', async () => {
    withBackend(resources);
    const { saved } = await show({ schemaVersion: undefined, kind: undefined });
    expect(screen.getByLabelText(t.kind)).toHaveValue(t.kind_scorecard);
    await pick(t.language, t.language_en);
    expect(saved.now).toMatchObject({ schemaVersion: 1, kind: 'scorecard', language: 'en' });
  });

  it('offers plans by name and stores the id', async () => {
    withBackend(resources);
    const { saved } = await show({ plan: '' });
    await pick(t.plan, 'Vĩnh Long 2021–2030');
    expect(saved.now.plan).toBe('vinh-long-2021-2030');
  });

  it('finds the units of the plan and level, and offers the dashboard’s variables', async () => {
    const asked = withBackend(resources);
    const { saved } = await show({ level: 'district' });
    await pick(t.units, 'Long Hồ');
    expect(asked.find((r) => r.url.endsWith('units'))?.params).toEqual({
      plan: base.plan,
      level: 'district',
      limit: '300',
    });
    expect(saved.now.units).toEqual(['d:857@0']);
    await pick(t.units, '$unit');
    expect(saved.now.units).toEqual(['d:857@0', '$unit']);
  });

  it('tells two communes of one name apart, and searches where the backend can', async () => {
    const asked = withBackend(resources);
    const { saved } = await show({ level: 'commune' });
    await user.type(screen.getByLabelText(t.units), 'phú mỹ');
    await pick(t.units, 'Phú Mỹ (Long Hồ)');
    expect(asked.some((r) => r.params?.search === 'phú mỹ')).toBe(true);
    expect(saved.now.units).toEqual(['c:29581@0']);
    expect(screen.getByText('Vĩnh Long › TP Vĩnh Long')).toBeInTheDocument(); // the heading above the other one
    // The chosen one keeps its name when the page is opened again.
    await waitFor(() => expect(screen.getAllByText('Phú Mỹ (Long Hồ)').length).toBeGreaterThan(0));
  });

  it('lists indicators under their themes', async () => {
    withBackend(resources);
    const { saved } = await show();
    await user.click(screen.getByLabelText(t.indicators));
    expect(await screen.findByText(t.theme_literacy_universal)).toBeInTheDocument();
    await pick(t.indicators, 'Kỹ năng thông tin');
    expect(saved.now.indicators).toEqual(['info_skills_rate']);
  });

  it('drops units when the level changes, for a district is no commune, and keeps what still is there', async () => {
    withBackend(resources);
    const { saved } = await show({ units: ['d:855@0', '$unit'], indicators: ['info_skills_rate', 'gone', '$i'] });
    await pick(t.level, t.level_commune);
    await waitFor(() =>
      expect(saved.now).toMatchObject({ level: 'commune', units: ['$unit'], indicators: ['info_skills_rate', '$i'] })
    );
  });

  it('keeps what another plan has, too', async () => {
    withBackend({
      ...resources,
      '/resources/plans': [
        ...resources['/resources/plans'],
        { id: 'p2', name: 'Kế hoạch khác', nameEn: '', from: '', to: '' },
      ],
    });
    const { saved } = await show({ units: ['d:855@0', 'd:1@0'], indicators: ['info_skills_rate'], statuses: ['late'] });
    await pick(t.plan, 'Kế hoạch khác');
    await waitFor(() =>
      expect(saved.now).toEqual({
        ...base,
        plan: 'p2',
        units: ['d:855@0'],
        indicators: ['info_skills_rate'],
        statuses: ['late'],
      })
    );
  });

  it('does not lose what was changed while the backend was thinking', async () => {
    let answer: (found: never[]) => void = () => {};
    withBackend({ ...resources, '/resources/indicators': [] });
    const { saved, ds } = await show({ indicators: ['info_skills_rate'] });
    jest.spyOn(ds, 'indicators').mockReturnValue(new Promise((done) => (answer = done)));
    await pick(t.level, t.level_commune);
    await pick(t.language, t.language_en);
    await act(async () => answer([]));
    expect(saved.now).toMatchObject({ level: 'commune', language: 'en', indicators: [] });
  });

  it('shows a stored value that is in no list as it is', async () => {
    withBackend(resources);
    await show({ units: ['d:999@2020-01-01'] });
    expect(screen.getByText('d:999@2020-01-01')).toBeInTheDocument();
  });

  it('takes a limit above zero and no other', async () => {
    withBackend(resources);
    const { saved } = await show({ limit: 9 });
    for (const [typed, want] of [
      ['5', 5],
      ['0', undefined],
      ['7', 7],
      ['-3', undefined],
    ] as const) {
      const field = screen.getByLabelText(t.limit);
      await user.clear(field);
      await user.type(field, `${typed}{Tab}`);
      expect(saved.now.limit).toBe(want);
    }
  });

  it('says in words what will be asked', async () => {
    withBackend(resources);
    await show();
    expect(screen.getByRole('status')).toHaveTextContent(
      'Bảng điểm của mọi đơn vị phải báo cáo theo mọi chỉ tiêu, kế hoạch Vĩnh Long 2021–2030.'
    );
    await pick(t.kind, t.kind_summary);
    expect(screen.getByRole('status')).toHaveTextContent(/^Câu kết luận/);
  });

  it('asks for no units while the plan is an unknown variable', async () => {
    const asked = withBackend(resources);
    await show({ plan: '$nobody' });
    expect(asked.map((r) => r.url.split('/').pop())).toEqual(['plans']);
  });

  it.each([
    ['vi-VN', /Không tải được danh sách: không có .*indicators/],
    ['en-GB', /The list could not be loaded: no .*indicators/],
  ])('says why a list did not come, in %s', async (language, want) => {
    jest.spyOn(navigator, 'languages', 'get').mockReturnValue([language]);
    withBackend({ '/resources/plans': [] });
    await show();
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent(want));
  });
});
