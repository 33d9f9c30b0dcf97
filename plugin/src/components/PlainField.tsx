import React from 'react';

import { onlyOf, shapesOf } from '../fields';
import { DEFAULTS, Field, PREFIXES, TAKES, TargetQuery, WORDS } from '../types';
import { NumberField, TextField } from './TypedFields';
import { ChoiceField, WordField, WordsField } from './WordFields';

interface Props {
  id: string;
  field: Field;
  query: TargetQuery;
  onChange: (value: never) => void;
}

/** Any field that needs nobody's answer: some words, one word, a number or a text, as Go says what it takes. */
export function PlainField({ id, field, query, onChange }: Props) {
  const value: unknown = query[field];
  const change = onChange as (value: unknown) => void;
  if (TAKES[field] === 'number') {
    return <NumberField id={id} field={field} value={value as number | undefined} onChange={change} />;
  }
  if (!hasWords(field)) {
    return <TextField id={id} field={field} value={value as string | undefined} onChange={change} />;
  }
  const shared = { id, field, prefix: PREFIXES[field], options: options(field, query), onChange: change };
  if (TAKES[field] === 'texts') {
    return <WordsField {...shared} value={(value as string[] | undefined) ?? []} />;
  }
  if (hasDefault(field)) {
    return <WordField {...shared} value={(value as string | undefined) ?? DEFAULTS[field]} />;
  }
  return <ChoiceField {...shared} value={value as string | undefined} />;
}

function options(field: Field & keyof typeof WORDS, query: TargetQuery): readonly string[] {
  switch (field) {
    case 'shape':
      return shapesOf(query.kind);
    case 'only':
      return onlyOf(query);
    default:
      return WORDS[field];
  }
}

function hasWords(field: Field): field is Field & keyof typeof WORDS {
  return field in WORDS;
}

function hasDefault(field: Field): field is Exclude<Field & keyof typeof DEFAULTS, 'series' | 'limit'> {
  return field in DEFAULTS;
}
