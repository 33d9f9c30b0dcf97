import { AdHocVariableFilter, MetricFindValue } from '@grafana/data';

import { Lookups } from './lookups';
import { isVariable } from './sentence';
import { named, Words } from './texts';
import { Filter, FILTER_KEYS, FilterKey, LEVELS, SPECS, STATUSES, TargetQuery } from './types';
import { unitLabel } from './unit';

/** A list for the eye: past this many units an author types a name instead of scrolling. */
const MOST_UNITS = 1000;

/** filterKeys lists what a dashboard's ad-hoc filter can look at. */
export function filterKeys(words: Words): MetricFindValue[] {
  return FILTER_KEYS.map((key) => ({ text: words[`filter_${key}`], value: key }));
}

/** filterValues lists what there is to choose for a key, in the plans that the page's queries name. */
export async function filterValues(
  datasource: Lookups,
  words: Words,
  english: boolean,
  key: string,
  plans: string[]
): Promise<MetricFindValue[]> {
  const each = async <T>(list: (plan: string) => Promise<T[]>) => (await Promise.all(plans.map(list))).flat();
  const name = (n: { name: string; nameEn: string }) => (english && n.nameEn) || n.name;
  switch (key as FilterKey) {
    case 'unit': {
      const found = await each((plan) => datasource.units({ plan, limit: MOST_UNITS }));
      return distinct(found.map((u) => ({ text: unitLabel(u), value: u.uid })));
    }
    case 'indicator': {
      const found = await each((plan) => datasource.indicators(plan));
      return distinct(found.map((i) => ({ text: name(i), value: i.id })));
    }
    case 'theme': {
      const found = await each((plan) => datasource.indicators(plan));
      return distinct(found.map((i) => ({ text: named(words, 'theme', i.theme), value: i.theme })));
    }
    case 'status':
      return STATUSES.map((s) => ({ text: words[`status_${s}`], value: s }));
    case 'level':
      return LEVELS.map((l) => ({ text: words[`level_${l}`], value: l }));
    default:
      return [];
  }
}

/** plansOf gives the plans that queries name, as far as their variables have values. */
export function plansOf(queries: readonly TargetQuery[]): string[] {
  return [...new Set(queries.map((q) => q.plan).filter((plan) => plan && !isVariable(plan)))];
}

/**
 * withFilters adds a dashboard's ad-hoc filters to a query. One that is still being typed says nothing yet. A key or
 * operator that we do not know goes along, for the backend to refuse by name; a filter that did nothing would mislead.
 * Alert queries keep all their rows, whatever a page filters by status.
 */
export function withFilters(query: TargetQuery, filters: readonly AdHocVariableFilter[] = []): TargetQuery {
  const ours = filters.filter((f) => f.key && (f.value || f.values?.length)).map(translated);
  const kept = SPECS[query.kind]?.keepsRows ? ours.filter((f) => f.key !== 'status') : ours;
  return kept.length > 0 ? { ...query, filters: [...(query.filters ?? []), ...kept] } : query;
}

function translated({ key, operator, value, values }: AdHocVariableFilter): Filter {
  const filter = { key, operator } as Pick<Filter, 'key' | 'operator'>;
  return operator === '=|' || operator === '!=|'
    ? { ...filter, values: values?.length ? values : [value] }
    : { ...filter, value };
}

function distinct(values: MetricFindValue[]): MetricFindValue[] {
  return [...new Map(values.map((v) => [v.value, v])).values()];
}
