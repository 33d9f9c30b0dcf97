import { Combobox, ComboboxOption } from '@grafana/ui';
import React from 'react';

import { hint, readerLanguage, words } from '../texts';
import { Form, LEVELS, Plan } from '../types';
import { chosen, Choices, variableOptions } from './choices';
import { Labelled } from './Labelled';

interface Props<T> {
  id: string;
  choices: Choices<T>;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** A plan by its name. */
export function PlanField({ id, choices, value, onChange }: Props<Plan>) {
  const t = words();
  const options = planOptions(choices.found);
  return (
    <Labelled id={id} label={t.plan} hint={hint('plan_hint')} size="wide">
      <Combobox
        id={id}
        createCustomValue
        placeholder={choices.loading ? t.loading : t.plan_none}
        options={[...variableOptions(t), ...options]}
        value={value ? chosen([value], options)[0] : null}
        onChange={(o) => onChange(o.value)}
      />
    </Labelled>
  );
}

/** A report form by its name; none means every form. */
export function FormField({ id, choices, value, onChange }: Props<Form>) {
  const t = words();
  const english = readerLanguage() === 'en';
  const options = choices.found.map((f) => ({
    value: f.id,
    label: (english && f.nameEn) || f.name || f.id,
    description: f.id,
  }));
  return (
    <Labelled id={id} label={t.form} hint={hint('form_hint')} size="wide">
      <Combobox
        id={id}
        createCustomValue
        isClearable
        placeholder={choices.loading ? t.loading : t.form_none}
        options={[...variableOptions(t), ...options]}
        value={value ? chosen([value], options)[0] : null}
        onChange={(o) => onChange(o?.value)}
      />
    </Labelled>
  );
}

interface LevelProps {
  id: string;
  value: string | undefined;
  onChange: (level: string | undefined) => void;
}

/** A tier of units. */
export function LevelField({ id, value, onChange }: LevelProps) {
  const t = words();
  const levels: Array<ComboboxOption<string>> = LEVELS.map((l) => ({ value: l, label: t[`level_${l}`] }));
  return (
    <Labelled id={id} label={t.level} hint={hint('level_hint')}>
      <Combobox
        id={id}
        createCustomValue
        isClearable
        placeholder={t.level_none}
        options={[...levels, ...variableOptions(t)]}
        value={value ?? null}
        onChange={(o) => onChange(o?.value)}
      />
    </Labelled>
  );
}

/** planOptions names plans in the reader's language. */
export function planOptions(plans: Plan[]): Array<ComboboxOption<string>> {
  const english = readerLanguage() === 'en';
  return plans.map((p) => ({ value: p.id, label: (english && p.nameEn) || p.name, description: `${p.from}–${p.to}` }));
}
