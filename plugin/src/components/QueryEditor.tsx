import { QueryEditorProps } from '@grafana/data';
import { Stack } from '@grafana/ui';
import React from 'react';

import { LookupSource } from '../lookups';
import { turned } from '../fit';
import { SCHEMA_VERSION, SPECS, TargetOptions, TargetQuery } from '../types';
import { KindField } from './KindField';
import { QueryFields } from './QueryFields';
import { useChange } from './useChange';

type Props = QueryEditorProps<LookupSource, TargetQuery, TargetOptions>;

/** Asks for the kind of question first, then for what that kind needs, and says in words what will be asked. */
export function QueryEditor({ datasource, query, onChange, onRunQuery }: Props) {
  const whole: TargetQuery = {
    ...query,
    schemaVersion: query.schemaVersion ?? SCHEMA_VERSION,
    kind: query.kind in SPECS ? query.kind : 'scorecard',
  };
  const id = (field: string) => `xhht-${query.refId}-${field}`;
  const change = useChange(whole, onChange, onRunQuery);
  return (
    <Stack direction="column" gap={1}>
      <QueryFields
        id={id}
        datasource={datasource}
        query={whole}
        onChange={change}
        first={<KindField id={id('kind')} kind={whole.kind} onChange={(kind) => change(turned(whole, kind))} />}
      />
    </Stack>
  );
}
