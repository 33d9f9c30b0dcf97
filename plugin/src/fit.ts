import { fieldsOf, onlyOf, shapesOf } from './fields';
import { Lookups } from './lookups';
import { isVariable } from './sentence';
import { Kind, TargetQuery } from './types';

/**
 * turned says what changes in a query when its kind does. Fields the new kind does not read become undefined, which JSON
 * leaves out; all others stay, so that turning from a ranking to its path asks about the same units and indicators.
 */
export function turned(query: TargetQuery, kind: Kind): Partial<TargetQuery> {
  const unread = fieldsOf(query.kind ?? 'scorecard').filter((field) => !fieldsOf(kind).includes(field));
  const shape = query.shape && !shapesOf(kind).includes(query.shape) ? { shape: undefined } : {};
  return settled(query, { ...Object.fromEntries(unread.map((field) => [field, undefined])), ...shape, kind });
}

/** settled adds to a change that a table is narrowed no more, where as changed it has no such word. */
export function settled(query: TargetQuery, change: Partial<TargetQuery>): Partial<TargetQuery> {
  const next = { ...query, ...change };
  return next.only && !isVariable(next.only) && !onlyOf(next).includes(next.only)
    ? { ...change, only: undefined }
    : change;
}

/**
 * fitting says what stays of a query's units, indicators and form under another plan or level: what that plan has at
 * that level, and every variable. A list that cannot be read decides nothing, and what depends on it goes: a stored
 * unit that the plan lacks would be an error in every panel.
 */
export async function fitting(
  datasource: Lookups,
  query: TargetQuery,
  plan: string,
  level: string
): Promise<Partial<TargetQuery>> {
  const { units, indicators, form } = query;
  const fixed = units?.filter((u) => !isVariable(u)) ?? [];
  const known = plan !== '' && !isVariable(plan) && !isVariable(level);
  if (!known) {
    return {};
  }
  const [hasUnits, hasIndicators, hasForms] = await Promise.all([
    fixed.length > 0 ? ids(datasource.units({ plan, level, uids: fixed }).then((l) => l.map((u) => u.uid))) : [],
    indicators?.length ? ids(datasource.indicators(plan, level).then((l) => l.map((i) => i.id))) : [],
    form ? ids(datasource.forms(plan, level).then((l) => l.map((f) => f.id))) : [],
  ]);
  const kept = (has: string[]) => (value: string) => isVariable(value) || has.includes(value);
  return {
    ...(units && { units: units.filter(kept(hasUnits)) }),
    ...(indicators && { indicators: indicators.filter(kept(hasIndicators)) }),
    ...(form && { form: [form].find(kept(hasForms)) }),
  };
}

async function ids(list: Promise<string[]>): Promise<string[]> {
  return list.catch(() => []);
}
