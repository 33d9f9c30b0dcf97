import { onlyOf, reads } from './fields';
import { fill, named, Words } from './texts';
import { DEFAULTS, LEVELS, TargetQuery } from './types';

/** What the lists that the editor has loaded call the things a query names by id. */
export interface Names {
  plan?: string;
  form?: string;
}

/**
 * sentence says in words what a query asks, so that an author sees what an empty field means. It counts only what the
 * query itself lists: how many units a level has is the plan's to say.
 */
export function sentence(query: TargetQuery, words: Words, names: Names = {}): string {
  if (!query.plan) {
    return words.say_no_plan;
  }
  const lapse = query.kind === 'alert' && query.measure === 'lapse';
  const kept = [
    ...(reads(query, 'statuses') ? (query.statuses ?? []) : []).map((s) => named(words, 'status', s)),
    ...(query.only && onlyOf(query).includes(query.only) ? [named(words, 'only', query.only)] : []),
  ];
  return fill(lapse ? words.say_alert_lapse : words[`say_${query.kind}`], {
    plan: isVariable(query.plan) ? query.plan : fill(words.say_plan, { name: names.plan ?? query.plan }),
    units: units(query, words),
    indicators: indicators(query.indicators ?? [], words),
    lines: (query.series?.length ? query.series : DEFAULTS.series).map((l) => named(words, 'series', l)).join(', '),
    measure: named(words, 'measure', query.measure ?? DEFAULTS.measure),
    by: named(words, 'by', query.by ?? DEFAULTS.by),
    compare: named(words, 'compare', query.compare ?? DEFAULTS.compare),
    programmes: query.programmes?.length
      ? query.programmes.map((p) => named(words, 'programme', p)).join(', ')
      : words.say_all_programmes,
    form: query.form ? fill(words.say_form, { form: names.form ?? query.form }) : words.say_all_forms,
    group: query.group && query.group !== DEFAULTS.group ? fill(words.say_group, { group: query.group }) : '',
    only: kept.length > 0 ? fill(words.say_only, { rows: kept.join(', ') }) : '',
  });
}

export function isVariable(text: string): boolean {
  return /^\$|\$\{|\[\[/.test(text);
}

function units(query: TargetQuery, words: Words): string {
  const level = LEVELS.find((l) => l === query.level) ?? 'unit';
  const noun = (n: number) => words[`noun_${level}_${n === 1 ? 'one' : 'many'}`];
  const chosen = query.units ?? [];
  const variables = chosen.filter(isVariable);
  const n = chosen.length - variables.length;
  if (chosen.length === 0) {
    return fill(words.say_all_units, { level: noun(1) });
  }
  return [
    n > 0 && fill(n === 1 ? words.say_units_one : words.say_units_many, { n, level: noun(n) }),
    variables.length > 0 && fill(words.say_units_variable, { level: noun(2), variables: variables.join(', ') }),
  ]
    .filter(Boolean)
    .join(words.say_and);
}

function indicators(chosen: string[], words: Words): string {
  const variables = chosen.filter(isVariable);
  const n = chosen.length - variables.length;
  if (chosen.length === 0) {
    return words.say_all_indicators;
  }
  return [
    n > 0 && fill(n === 1 ? words.say_indicators_one : words.say_indicators_many, { n }),
    variables.length > 0 && fill(words.say_indicators_variable, { variables: variables.join(', ') }),
  ]
    .filter(Boolean)
    .join(words.say_and);
}
