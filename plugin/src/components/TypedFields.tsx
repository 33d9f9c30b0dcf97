import { Input } from '@grafana/ui';
import React from 'react';

import { hint, noneOf, words } from '../texts';
import { Field } from '../types';
import { Labelled } from './Labelled';

interface TextProps {
  id: string;
  field: Field | 'parent' | 'of_unit' | 'indicator';
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Free text, taken when the author leaves the field: every letter would run the query. */
export function TextField({ id, field, value, onChange }: TextProps) {
  const t = words();
  return (
    <Labelled id={id} label={t[field]} hint={hint(`${field}_hint`)}>
      <Input
        id={id}
        key={value}
        placeholder={noneOf(t, field)}
        defaultValue={value}
        onBlur={(e) => {
          const next = e.currentTarget.value.trim() || undefined;
          if (next !== value) {
            onChange(next);
          }
        }}
      />
    </Labelled>
  );
}

interface NumberProps {
  id: string;
  field: Field;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/** A whole number, such as the most rows of an answer; anything but one above zero means the default. */
export function NumberField({ id, field, value, onChange }: NumberProps) {
  const t = words();
  return (
    <Labelled id={id} label={t[field]} hint={hint(`${field}_hint`)}>
      <Input
        id={id}
        key={value}
        type="number"
        min={1}
        placeholder={noneOf(t, field)}
        defaultValue={value}
        onBlur={(e) => {
          const n = Number.parseInt(e.currentTarget.value, 10);
          const next = n > 0 ? n : undefined;
          if (next !== value) {
            onChange(next);
          }
        }}
      />
    </Labelled>
  );
}
