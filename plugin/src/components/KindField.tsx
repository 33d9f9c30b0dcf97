import { Combobox, ComboboxOption } from '@grafana/ui';
import React from 'react';

import { hint, Key, words } from '../texts';
import { Kind } from '../types';
import { Labelled } from './Labelled';

const GROUPS: ReadonlyArray<[Key & `kinds_${string}`, readonly Kind[]]> = [
  ['kinds_where', ['scorecard', 'series', 'ranking', 'attainment', 'levels', 'summary']],
  ['kinds_done', ['reporting', 'deliverables']],
  ['kinds_trust', ['findings', 'revisions', 'compare']],
  ['kinds_grafana', ['alert', 'events']],
];

interface Props {
  id: string;
  kind: Kind;
  onChange: (kind: Kind) => void;
}

/** The question, chosen first: every other field depends on it. */
export function KindField({ id, kind, onChange }: Props) {
  const t = words();
  const options: Array<ComboboxOption<Kind>> = GROUPS.flatMap(([group, kinds]) =>
    kinds.map((k) => ({ value: k, label: t[`kind_${k}`], description: t[`kind_${k}_hint`], group: t[group] }))
  );
  return (
    <Labelled id={id} label={t.kind} hint={hint('kind_hint')} size="wide">
      <Combobox id={id} options={options} value={kind} onChange={(o) => onChange(o.value)} />
    </Labelled>
  );
}
