import { DEFAULTS, Field, FIELDS, Kind, Only, OwnField, Shape, SPECS, TargetQuery, When } from './types';

type Asked = Pick<TargetQuery, 'kind'> & Partial<TargetQuery>;

/**
 * fieldsOf are what a kind reads, in the order the editor shows them. What a kind does not read is dropped when an author
 * turns to it: a stored word that nothing looks at would mislead the next reader. Ad-hoc filters are the dashboard's and
 * are never stored.
 */
export function fieldsOf(kind: Kind): readonly Field[] {
  return FIELDS.filter((field) => field in SPECS[kind].fields);
}

/** reads says whether the query, as it stands, looks at a field: some fields matter only beside another's value. */
export function reads(query: Asked, field: OwnField): boolean {
  if (field === 'only') {
    return onlyOf(query).length > 0;
  }
  const beside = SPECS[query.kind]?.fields[field as Field];
  return beside === true || (beside !== undefined && holds(beside, query));
}

/** onlyOf lists what the query's table can be narrowed to; Go refuses the word anywhere else. */
export function onlyOf(query: Asked): readonly Only[] {
  const narrowed = (query.shape ?? DEFAULTS.shape) === 'table' ? (SPECS[query.kind]?.only ?? []) : [];
  return narrowed.filter(({ when }) => !when || holds(when, query)).map(({ word }) => word);
}

/** shapesOf lists how an answer of the kind can be laid out. */
export function shapesOf(kind: Kind): readonly Shape[] {
  return SPECS[kind].shapes;
}

function holds({ field, is, not }: When, query: Asked): boolean {
  const word = String(query[field] ?? DEFAULTS[field]);
  return (!is || is.includes(word)) && !not?.includes(word);
}
