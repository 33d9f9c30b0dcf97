import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { axe } from 'jest-axe';
import React, { useState } from 'react';

import { datasource, resources, withBackend, withVariables } from '../grafana.fake';
import { texts } from '../texts';
import { FIELDS, Kind, KINDS, OwnField, TargetQuery } from '../types';
import { QueryEditor } from './QueryEditor';

const t = texts.vi;
const base: TargetQuery = { refId: 'A', schemaVersion: 1, kind: 'scorecard', plan: 'vinh-long-2021-2030' };
const optional = ['group', 'series', 'measure', 'statuses', 'method', 'thresholds', 'language', 'limit'] as const;

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
  return { saved, ...page };
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
    const wanted = ['plan', 'level', 'units', 'indicators', ...optional].filter((f) =>
      FIELDS[kind].includes(f as OwnField)
    );
    const shown = ['plan', 'level', 'units', 'indicators', ...optional].filter(
      (f) => screen.queryByLabelText(t[f as keyof typeof t]) !== null
    );
    expect(shown).toEqual(wanted);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('drops what the new kind does not read, and keeps the rest', async () => {
    withBackend(resources);
    const { saved } = await show({ statuses: ['late'], limit: 5, units: ['d:855@0'], group: 'sex=female' });
    await user.click(screen.getByLabelText(t.kind_alert));
    expect(JSON.parse(JSON.stringify(saved.now))).toEqual({
      ...base,
      kind: 'alert',
      units: ['d:855@0'],
      group: 'sex=female',
    });
    expect(saved.runs).toBe(1);
  });

  it('writes the version and kind of a query that has neither', async () => {
    withBackend(resources);
    const { saved } = await show({ schemaVersion: undefined, kind: undefined });
    expect(screen.getByLabelText(t.kind_scorecard)).toBeChecked();
    await pick(t.language, t.language_en);
    expect(saved.now).toMatchObject({ schemaVersion: 1, kind: 'scorecard', language: 'en' });
  });

  it('offers plans by name and stores the id', async () => {
    withBackend(resources);
    const { saved } = await show({ plan: '' });
    await pick(t.plan, 'Vĩnh Long 2021–2030');
    expect(saved.now.plan).toBe('vinh-long-2021-2030');
  });

  it('offers the units of the plan and level, and the dashboard’s variables', async () => {
    const asked = withBackend(resources);
    const { saved } = await show({ level: 'district' });
    expect(asked.find((r) => r.url.endsWith('units'))?.params).toEqual({ plan: base.plan, level: 'district' });
    await pick(t.units, 'Long Hồ');
    expect(saved.now.units).toEqual(['d:857@0']);
    await pick(t.units, '$unit');
    expect(saved.now.units).toEqual(['d:857@0', '$unit']);
  });

  it('keeps only variables when the level changes: a district is no commune', async () => {
    withBackend(resources);
    const { saved } = await show({ units: ['d:855@0', '$unit'], indicators: ['info_skills_rate'] });
    await pick(t.level, t.level_commune);
    expect(saved.now).toMatchObject({ level: 'commune', units: ['$unit'], indicators: ['info_skills_rate'] });
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
      'Bảng điểm của mọi huyện phải báo cáo theo mọi chỉ tiêu, kế hoạch Vĩnh Long 2021–2030.'
    );
    await user.click(screen.getByLabelText(t.kind_summary));
    expect(screen.getByRole('status')).toHaveTextContent(/^Câu kết luận/);
  });

  it('asks for no units while the plan is an unknown variable', async () => {
    const asked = withBackend(resources);
    await show({ plan: '$nobody' });
    expect(asked.map((r) => r.url.split('/').pop())).toEqual(['plans']);
  });

  it.each([
    ['vi-VN', /Không tải được danh sách: không có .*units/],
    ['en-GB', /The list could not be loaded: no .*units/],
  ])('says why a list did not come, in %s', async (language, want) => {
    jest.spyOn(navigator, 'languages', 'get').mockReturnValue([language]);
    withBackend({ '/resources/plans': [] });
    await show();
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent(want));
  });
});
