import { AnnotationQuery } from '@grafana/data';
import { act, render, screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import React from 'react';

import { datasource, resources, withBackend, withVariables } from '../grafana.fake';
import { texts } from '../texts';
import { TargetQuery } from '../types';
import { AnnotationEditor } from './AnnotationEditor';

const t = texts.vi;

beforeEach(() => {
  jest.spyOn(navigator, 'languages', 'get').mockReturnValue(['vi-VN']);
  withVariables({});
  withBackend(resources);
});
afterEach(() => jest.restoreAllMocks());

describe('AnnotationEditor', () => {
  it('asks whose events, never for the kind, and passes axe', async () => {
    const query: TargetQuery = { refId: 'Anno', schemaVersion: 1, kind: 'events', plan: 'vinh-long-2021-2030' };
    const props = { datasource: datasource(), query, onChange: () => {}, onRunQuery: () => {} };
    const { container } = render(<AnnotationEditor {...props} />);
    await act(async () => {});
    expect(screen.queryByLabelText(t.kind)).toBeNull();
    expect(screen.getByLabelText(t.plan)).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(/^Mốc, hạn báo cáo, đính chính/);
    expect(await axe(container)).toHaveNoViolations();
  });
});

describe('annotations', () => {
  const prepared = (target?: Partial<TargetQuery>) =>
    datasource({ defaultPlan: 'p' }).annotations?.prepareQuery?.({ target } as AnnotationQuery<TargetQuery>);

  it('are always a query for events', () => {
    expect(prepared()).toEqual({ refId: 'Anno', schemaVersion: 1, kind: 'events', plan: 'p' });
    expect(prepared({ refId: 'B', kind: 'series', plan: 'q', level: 'commune' })).toEqual({
      refId: 'B',
      schemaVersion: 1,
      kind: 'events',
      plan: 'q',
      level: 'commune',
    });
  });
});
