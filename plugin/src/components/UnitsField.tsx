import { Alert, ComboboxOption, MultiCombobox } from '@grafana/ui';
import React, { useCallback, useState } from 'react';

import { Lookups } from '../lookups';
import { isVariable } from '../sentence';
import { fill, hint, words } from '../texts';
import { Unit } from '../types';
import { unitLabel, unitPlace } from '../unit';
import { chosen, nothing, reasonOf, useChoices, variableOptions } from './choices';
import { Labelled } from './Labelled';

/** As many as a list can show without being a scroll through a country; typing finds the others. */
const MOST = 300;

interface Props {
  id: string;
  datasource: Lookups;
  /** Plan and level as their variables stand now; empty while they have no value. */
  plan: string;
  level: string;
  value: string[];
  onChange: (units: string[]) => void;
}

/**
 * The units of a plan at a level, under the names of what lies above them. The backend searches, in names, codes and
 * paths, with or without diacritics: "phu my long ho" finds the Phú Mỹ that is in Long Hồ.
 */
export function UnitsField({ id, datasource, plan, level, value, onChange }: Props) {
  const t = words();
  const [failed, setFailed] = useState<string>();
  const fixed = value.filter((u) => !isVariable(u)).join('\n');
  const known = useChoices(
    useCallback(
      () => (plan && fixed ? datasource.units({ plan, uids: fixed.split('\n') }) : nothing()),
      [datasource, plan, fixed]
    )
  );

  const search = async (typed: string): Promise<Array<ComboboxOption<string>>> => {
    const variables = variableOptions(t).filter((v) => v.value.toLowerCase().includes(typed.trim().toLowerCase()));
    if (!plan) {
      return variables;
    }
    try {
      const found = await datasource.units({ plan, level, search: typed.trim(), limit: MOST });
      setFailed(undefined);
      return [...variables, ...found.map(option)];
    } catch (reason) {
      setFailed(reasonOf(reason));
      return variables;
    }
  };
  const option = (unit: Unit): ComboboxOption<string> => ({
    value: unit.uid,
    label: unitLabel(unit),
    description: unit.code,
    group: unitPlace(unit) || t.units_of_no_province,
  });
  const error = failed ?? known.error;

  return (
    <Labelled id={id} label={t.units} hint={hint('units_hint')} size="wide">
      <MultiCombobox
        id={id}
        createCustomValue
        isClearable
        placeholder={t.units_none}
        options={search}
        value={chosen(value, known.found.map(option))}
        onChange={(o) => onChange(o.map((c) => c.value))}
      />
      {error && <Alert severity="error" title={fill(t.load_failed, { reason: error })} />}
    </Labelled>
  );
}
