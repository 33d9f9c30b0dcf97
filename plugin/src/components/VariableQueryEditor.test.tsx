import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import React, { useState } from 'react';

import { datasource, resources, withBackend, withVariables } from '../grafana.fake';
import { texts } from '../texts';
import { VariableQuery, VariableType } from '../types';
import { VariableQueryEditor } from './VariableQueryEditor';

const t = texts.vi;

async function show(start: VariableQuery | '') {
  const saved: { now: VariableQuery | '' } = { now: start };
  const ds = datasource();
  function Page() {
    const [query, setQuery] = useState(saved.now);
    return (
      <VariableQueryEditor
        datasource={ds}
        query={query as VariableQuery}
        onChange={(next) => {
          saved.now = next;
          setQuery(next);
        }}
        onRunQuery={() => {}}
      />
    );
  }
  const page = render(<Page />);
  await act(async () => {}); // the lists arrive
  return { saved, ...page };
}

beforeEach(() => {
  jest.spyOn(navigator, 'languages', 'get').mockReturnValue(['vi-VN']);
  withVariables({ huyen: ['d:855@0'] });
  withBackend(resources);
});
afterEach(() => jest.restoreAllMocks());

describe('VariableQueryEditor', () => {
  it.each<[VariableType, string[]]>([
    ['plans', [t.kind_of_plan]],
    ['levels', []],
    ['units', [t.plan, t.level, t.parent, t.all]],
    ['unit', [t.plan, t.parent]],
    ['indicators', [t.plan, t.level, t.theme, t.of_unit]],
    ['themes', [t.plan, t.level]],
    ['programmes', []],
    ['forms', [t.plan, t.level]],
    ['statuses', []],
  ])('asks for what a list of %s needs, and says it in words', async (type, want) => {
    await show({ refId: 'xhht', type, plan: 'vinh-long-2021-2030' });
    const shown = [t.plan, t.level, t.parent, t.theme, t.kind_of_plan, t.of_unit, t.all].filter(
      (label) => screen.queryByLabelText(label) !== null
    );
    expect(shown).toEqual(want);
    expect(screen.getByRole('status')).toHaveTextContent(/^Cho (chọn|biết) .*\.$/);
    expect(screen.getByRole('status')).not.toHaveTextContent(/[{}]/);
  });

  it('says which units a dependent variable offers', async () => {
    await show({ refId: 'xhht', type: 'units', plan: '$plan', level: 'commune', parent: '$huyen' });
    expect(screen.getByRole('status')).toHaveTextContent('Cho chọn xã của $plan thuộc $huyen.');
  });

  it('offers the plans that are running only', async () => {
    const { saved } = await show({ refId: 'xhht', type: 'plans' });
    const user = userEvent.setup();
    await user.click(screen.getByLabelText(t.kind_of_plan));
    await user.click(await within(await screen.findByRole('listbox')).findByText(t.kind_of_plan_running));
    expect(saved.now).toEqual({ refId: 'xhht', type: 'plans', kind: 'running' });
    expect(screen.getByRole('status')).toHaveTextContent('Cho chọn một kế hoạch đang thực hiện.');
  });

  it('drops what another list does not read', async () => {
    const { saved } = await show({ refId: 'xhht', type: 'units', plan: 'vl', level: 'commune', parent: '$huyen' });
    const user = userEvent.setup();
    await user.click(screen.getByLabelText(t.variable_type));
    await user.click(await within(await screen.findByRole('listbox')).findByText(t.variable_forms));
    expect(JSON.parse(JSON.stringify(saved.now))).toEqual({
      refId: 'xhht',
      type: 'forms',
      plan: 'vl',
      level: 'commune',
    });
  });

  it('makes a query of the empty text that Grafana starts with', async () => {
    const { saved } = await show('');
    const user = userEvent.setup();
    await user.click(screen.getByLabelText(t.variable_type));
    await user.click(await within(await screen.findByRole('listbox')).findByText(t.variable_units));
    expect(saved.now).toEqual({ refId: 'xhht', type: 'units' });
  });

  it('takes a variable as the parent', async () => {
    const { saved } = await show({ refId: 'xhht', type: 'units', plan: 'vl' });
    await userEvent.type(screen.getByLabelText(t.parent), '$huyen{Tab}');
    expect(saved.now).toMatchObject({ type: 'units', plan: 'vl', parent: '$huyen' });
  });

  it('passes axe', async () => {
    const { container } = await show({ refId: 'xhht', type: 'units', plan: 'vl' });
    expect(await axe(container)).toHaveNoViolations();
  });
});
