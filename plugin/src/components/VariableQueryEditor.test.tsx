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
    ['plans', []],
    ['levels', []],
    ['units', [t.plan, t.level, t.parent]],
    ['indicators', [t.plan, t.level]],
  ])('asks for what a list of %s needs', async (type, want) => {
    await show({ refId: 'xhht', type });
    const shown = [t.plan, t.level, t.parent].filter((label) => screen.queryByLabelText(label) !== null);
    expect(shown).toEqual(want);
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
