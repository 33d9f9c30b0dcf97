import { Combobox, MultiCombobox } from '@grafana/ui';
import React from 'react';

import { hint, Key, named, words } from '../texts';
import { Labelled } from './Labelled';

interface WordProps<W extends string> {
  id: string;
  field: 'measure' | 'by' | 'compare' | 'shape' | 'method' | 'thresholds' | 'language';
  options: readonly W[];
  value: W;
  onChange: (value: W) => void;
}

/** One word out of a few, such as the measure of an alert. */
export function WordField<W extends string>({ id, field, options, value, onChange }: WordProps<W>) {
  const t = words();
  return (
    <Labelled id={id} label={t[field]} hint={hint(`${field}_hint`)}>
      <Combobox
        id={id}
        options={options.map((word) => {
          const described = `${field}_${word}_hint`;
          return {
            value: word,
            label: named(t, field, word),
            ...(described in t && { description: t[described as Key] }),
          };
        })}
        value={value}
        onChange={(o) => onChange(o.value)}
      />
    </Labelled>
  );
}

interface OnlyProps<W extends string> extends Omit<WordProps<W>, 'field' | 'value' | 'onChange'> {
  value: W | undefined;
  onChange: (value: W | undefined) => void;
}

/** What a table is narrowed to; nothing means every row. */
export function OnlyField<W extends string>({ id, options, value, onChange }: OnlyProps<W>) {
  const t = words();
  return (
    <Labelled id={id} label={t.only} hint={hint('only_hint')}>
      <Combobox
        id={id}
        isClearable
        placeholder={t.only_none}
        options={options.map((word) => ({ value: word, label: named(t, 'only', word) }))}
        value={value ?? null}
        onChange={(o) => onChange(o?.value)}
      />
    </Labelled>
  );
}

interface WordsProps<W extends string> {
  id: string;
  field: 'series' | 'statuses' | 'programmes';
  /** What the words' own texts are named after. */
  prefix: 'series' | 'status' | 'programme';
  options: readonly W[];
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
        placeholder={t[`${field}_none`]}
        options={options.map((word) => ({ value: word, label: named(t, prefix, word) }))}
        value={value}
        onChange={(o) => onChange(o.map((c) => c.value))}
      />
    </Labelled>
  );
}
