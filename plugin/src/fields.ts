import { Kind, Only, OwnField, Shape, SHAPES, TargetQuery } from './types';

/**
 * FIELDS are what each kind reads, in the order the editor shows them. What a kind does not read is dropped when an
 * author turns to it: a stored word that nothing looks at would mislead the next reader. Ad-hoc filters are the
 * dashboard's and are never stored.
 */
export const FIELDS: Record<Kind, readonly OwnField[]> = {
  scorecard: [
    'plan',
    'level',
    'units',
    'indicators',
    'statuses',
    'shape',
    'only',
    'method',
    'thresholds',
    'language',
    'limit',
  ],
  series: ['plan', 'level', 'units', 'indicators', 'series', 'group', 'method', 'thresholds', 'language', 'limit'],
  ranking: ['plan', 'level', 'units', 'indicators', 'by', 'statuses', 'method', 'thresholds', 'language', 'limit'],
  attainment: ['plan', 'level', 'units', 'indicators', 'only', 'method', 'language', 'limit'],
  levels: ['plan', 'level', 'units', 'programmes', 'shape', 'only', 'language', 'limit'],
  reporting: ['plan', 'level', 'units', 'form', 'shape', 'only', 'language', 'limit'],
  deliverables: ['plan', 'shape', 'language', 'limit'],
  findings: ['plan', 'indicators', 'language', 'limit'],
  revisions: ['plan', 'level', 'units', 'indicators', 'language', 'limit'],
  compare: ['plan', 'level', 'units', 'indicators', 'compare', 'only', 'method', 'language', 'limit'],
  events: ['plan', 'level', 'units', 'indicators', 'shape', 'language', 'limit'],
  summary: ['plan', 'level', 'units', 'indicators', 'shape', 'method', 'language'],
  alert: ['plan', 'level', 'units', 'indicators', 'measure', 'programmes', 'method', 'language'],
};

/** reads says whether the query, as it stands, looks at a field: some fields matter only beside another's value. */
export function reads(query: Pick<TargetQuery, 'kind' | 'measure' | 'compare' | 'shape'>, field: OwnField): boolean {
  const { kind } = query;
  if (!FIELDS[kind]?.includes(field)) {
    return false;
  }
  const lapse = kind === 'alert' && query.measure === 'lapse';
  const overdue = kind === 'alert' && query.measure === 'overdue'; // reports have no indicator
  switch (field) {
    case 'programmes':
      return kind === 'levels' || lapse; // lapse is judged by programme, not by indicator
    case 'indicators':
      return !lapse && !overdue;
    case 'method':
      return !lapse && !overdue && !(kind === 'compare' && ['methods', 'groups'].includes(query.compare ?? '')); // those show every method, or none
    case 'only':
      return onlyOf(query).length > 0;
    default:
      return true;
  }
}

/** onlyOf lists what the query's table can be narrowed to; Go refuses the word anywhere else. */
export function onlyOf({ kind, compare, shape }: Pick<TargetQuery, 'kind' | 'compare' | 'shape'>): readonly Only[] {
  if (shape !== undefined && shape !== 'table') {
    return [];
  }
  switch (kind) {
    case 'scorecard':
      return ['partial', 'jump'];
    case 'attainment':
      return ['national'];
    case 'levels':
      return ['short', 'attention'];
    case 'reporting':
      return ['late', 'owed'];
    case 'compare':
      return compare === 'approval' ? ['open'] : compare === 'methods' ? ['differs'] : [];
    default:
      return [];
  }
}

/** shapesOf lists how an answer of the kind can be laid out. */
export function shapesOf(kind: Kind): readonly Shape[] {
  return SHAPES.filter((s) => {
    switch (s) {
      case 'totals':
        return kind === 'reporting' || kind === 'deliverables';
      case 'matrix':
        return kind === 'reporting';
      case 'ahead':
        return kind === 'events';
      case 'newest':
        return kind === 'levels';
      case 'worst':
        return kind === 'scorecard' || kind === 'summary';
      case 'timeline':
        return kind === 'scorecard' || kind === 'levels' || kind === 'reporting';
      default:
        return true;
    }
  });
}
