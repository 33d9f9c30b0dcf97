import { QueryEditorProps } from '@grafana/data';
import { Stack } from '@grafana/ui';
import React from 'react';

import { LookupSource } from '../lookups';
import { SCHEMA_VERSION, TargetOptions, TargetQuery } from '../types';
import { QueryFields } from './QueryFields';
import { useChange } from './useChange';

type Props = QueryEditorProps<LookupSource, TargetQuery, TargetOptions>;

/** The editor of a dashboard's annotations: always a plan's events, so it asks only whose. */
export function AnnotationEditor({ datasource, query, onChange, onRunQuery }: Props) {
  const events: TargetQuery = { ...query, schemaVersion: query?.schemaVersion ?? SCHEMA_VERSION, kind: 'events' };
  const change = useChange(events, onChange, onRunQuery);
  return (
    <Stack direction="column" gap={1}>
      <QueryFields id={(f) => `xhht-annotation-${f}`} datasource={datasource} query={events} onChange={change} />
    </Stack>
  );
}
