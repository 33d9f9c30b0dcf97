import { ComboboxOption, MultiCombobox } from '@grafana/ui';
import React from 'react';

import { hint, named, readerLanguage, words } from '../texts';
import { Indicator } from '../types';
import { chosen, Choices, variableOptions } from './choices';
import { Labelled } from './Labelled';

interface Props {
  id: string;
  choices: Choices<Indicator>;
  value: string[];
  onChange: (indicators: string[]) => void;
}

/** The indicators of a plan, by theme. */
export function IndicatorsField({ id, choices, value, onChange }: Props) {
  const t = words();
  const english = readerLanguage() === 'en';
  const options: Array<ComboboxOption<string>> = choices.found.map((i) => ({
    value: i.id,
    label: (english && i.nameEn) || i.name,
    description: i.id,
    group: named(t, 'theme', i.theme),
  }));
  return (
    <Labelled id={id} label={t.indicators} hint={hint('indicators_hint')} size="wide">
      <MultiCombobox
        id={id}
        createCustomValue
        isClearable
        placeholder={choices.loading ? t.loading : t.indicators_none}
        options={[...variableOptions(t), ...options]}
        value={chosen(value, options)}
        onChange={(o) => onChange(o.map((c) => c.value))}
      />
    </Labelled>
  );
}
