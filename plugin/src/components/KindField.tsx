import { Combobox, ComboboxOption } from '@grafana/ui';
import React from 'react';

import { hint, words } from '../texts';
import { GROUPS, Kind, KINDS, SPECS } from '../types';
import { Labelled } from './Labelled';

interface Props {
  id: string;
  kind: Kind;
  onChange: (kind: Kind) => void;
}

/** The question, chosen first: every other field depends on it. */
export function KindField({ id, kind, onChange }: Props) {
  const t = words();
  const options: Array<ComboboxOption<Kind>> = GROUPS.flatMap((group) =>
    KINDS.filter((k) => SPECS[k].group === group).map((k) => ({
      value: k,
      label: t[`kind_${k}`],
      description: t[`kind_${k}_hint`],
      group: t[`kinds_${group}`],
    }))
  );
  return (
    <Labelled id={id} label={t.kind} hint={hint('kind_hint')} size="wide">
      <Combobox id={id} options={options} value={kind} onChange={(o) => onChange(o.value)} />
    </Labelled>
  );
}
