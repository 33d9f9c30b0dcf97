import { fill, Key, Words } from './texts';
import { FIELDS, LEVELS, LINES, OwnField, TargetQuery } from './types';

/**
 * sentence says in words what a query asks, so that an author sees what an empty field means. It counts only what the
 * query itself lists: how many units a level has is the plan's to say.
 */
export function sentence(query: TargetQuery, words: Words, planName?: string): string {
  if (!query.plan) {
    return words.say_no_plan;
  }
  const reads = (field: OwnField) => FIELDS[query.kind].includes(field);
  return fill(words[`say_${query.kind}`], {
    plan: isVariable(query.plan) ? query.plan : fill(words.say_plan, { name: planName ?? query.plan }),
    units: units(query, words),
    indicators: indicators(query.indicators ?? [], words),
    lines: (query.series?.length ? query.series : LINES).map((l) => named(words, 'series', l)).join(', '),
    measure: named(words, 'measure', query.measure ?? 'margin'),
    group: query.group && query.group !== 'all' ? fill(words.say_group, { group: query.group }) : '',
    only:
      reads('statuses') && query.statuses?.length
        ? fill(words.say_only, { statuses: query.statuses.map((s) => named(words, 'status', s)).join(', ') })
        : '',
  });
}

export function isVariable(text: string): boolean {
  return /^\$|\$\{|\[\[/.test(text);
}

function units(query: TargetQuery, words: Words): string {
  const level = LEVELS.find((l) => l === (query.level ?? 'district')) ?? 'unit';
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

// A variable or a word of a later version has no text of its own and is shown as it is.
function named(words: Words, prefix: 'series' | 'measure' | 'status', word: string): string {
  const key = `${prefix}_${word}`;
  return key in words ? words[key as Key] : word;
}
