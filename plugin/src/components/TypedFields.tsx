import { Input } from '@grafana/ui';
import React from 'react';

import { hint, words } from '../texts';
import { Labelled } from './Labelled';

interface TextProps {
  id: string;
  field: 'group' | 'parent' | 'of_unit' | 'indicator';
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
        placeholder={t[`${field}_none`]}
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

interface LimitProps {
  id: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/** The most rows of an answer; anything but a number above zero means the default. */
export function LimitField({ id, value, onChange }: LimitProps) {
  const t = words();
  return (
    <Labelled id={id} label={t.limit} hint={hint('limit_hint')}>
      <Input
        id={id}
        key={value}
        type="number"
        min={1}
        placeholder={t.limit_none}
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
