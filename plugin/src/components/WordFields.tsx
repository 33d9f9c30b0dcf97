import { Combobox, MultiCombobox } from '@grafana/ui';
import React from 'react';

import { hint, Key, named, noneOf, words } from '../texts';
import { Field } from '../types';
import { Labelled } from './Labelled';

interface Shared<W extends string> {
  id: string;
  field: Field;
  /** What the words' own texts are named after. */
  prefix: string;
  options: readonly W[];
}

interface WordProps<W extends string> extends Shared<W> {
  value: W;
  onChange: (value: W) => void;
}

/** One word out of a few, such as the measure of an alert. */
export function WordField<W extends string>({ id, field, prefix, options, value, onChange }: WordProps<W>) {
  const t = words();
  return (
    <Labelled id={id} label={t[field]} hint={hint(`${field}_hint`)}>
      <Combobox
        id={id}
        options={options.map((word) => {
          const described = `${prefix}_${word}_hint`;
          return {
            value: word,
            label: named(t, prefix, word),
            ...(described in t && { description: t[described as Key] }),
          };
        })}
        value={value}
        onChange={(o) => onChange(o.value)}
      />
    </Labelled>
  );
}

interface ChoiceProps<W extends string> extends Shared<W> {
  value: W | undefined;
  onChange: (value: W | undefined) => void;
}

/** One word or none, such as what a table is narrowed to; the placeholder says what none means. */
export function ChoiceField<W extends string>({ id, field, prefix, options, value, onChange }: ChoiceProps<W>) {
  const t = words();
  return (
    <Labelled id={id} label={t[field]} hint={hint(`${field}_hint`)}>
      <Combobox
        id={id}
        isClearable
        placeholder={noneOf(t, field)}
        options={options.map((word) => ({ value: word, label: named(t, prefix, word) }))}
        value={value ?? null}
        onChange={(o) => onChange(o?.value)}
      />
    </Labelled>
  );
}

interface WordsProps<W extends string> extends Shared<W> {
  value: W[];
  onChange: (value: W[]) => void;
}

/** Some words out of a few, such as statuses; none of them means all, and the placeholder says so. */
export function WordsField<W extends string>({ id, field, prefix, options, value, onChange }: WordsProps<W>) {
  const t = words();
  return (
    <Labelled id={id} label={t[field]} hint={hint(`${field}_hint`)} size="wide">
      <MultiCombobox
        id={id}
        isClearable
        placeholder={noneOf(t, field)}
        options={options.map((word) => ({ value: word, label: named(t, prefix, word) }))}
        value={value}
        onChange={(o) => onChange(o.map((c) => c.value))}
      />
    </Labelled>
  );
}
