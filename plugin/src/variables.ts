import {
  CustomVariableSupport,
  createDataFrame,
  DataFrame,
  DataQueryRequest,
  DataQueryResponse,
  FieldType,
  ScopedVars,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { from, map, Observable } from 'rxjs';

import { VariableQueryEditor } from './components/VariableQueryEditor';
import { LookupSource } from './lookups';
import { ALL, expand, one } from './interpolate';
import { fill, named, texts, Words } from './texts';
import { LEVELS, PROGRAMMES, SCHEMA_VERSION, STATUSES, TargetQuery, Unit, VariableQuery } from './types';
import { unitLabel } from './unit';

export interface Choice {
  text: string;
  value: string;
}

/** Dashboard variables: plans, units, indicators and what else a query can name, each as the reader's name for it and the id that queries carry. */
export class TargetVariables extends CustomVariableSupport<LookupSource, VariableQuery> {
  editor = VariableQueryEditor;

  constructor(private readonly datasource: LookupSource) {
    super();
  }

  // Grafana types this after the panel query, though it fills the variable's.
  getDefaultQuery() {
    return { type: 'plans' } as object;
  }

  query(request: DataQueryRequest<VariableQuery>): Observable<DataQueryResponse> {
    const found =
      request.targets[0].type === 'worst'
        ? worst(this.datasource, request)
        : from(choices(this.datasource, request.targets[0], request.scopedVars));
    return found.pipe(
      map((found) => ({
        data: [
          createDataFrame({
            fields: [
              { name: 'text', type: FieldType.string, values: found.map((c) => c.text) },
              { name: 'value', type: FieldType.string, values: found.map((c) => c.value) },
            ],
          }),
        ],
      }))
    );
  }
}

/** As many units as a page of small charts can show and a reader look at. */
const MOST = 12;

/** worst lists the units that are worst off on an indicator, the worst first, each with its status in words. */
function worst(datasource: LookupSource, request: DataQueryRequest<VariableQuery>): Observable<Choice[]> {
  const { refId, plan = '', level, indicator, language } = request.targets[0];
  const ranking: TargetQuery = {
    ...{ refId, schemaVersion: SCHEMA_VERSION, kind: 'ranking', plan, language, limit: MOST },
    level: level as TargetQuery['level'], // or a variable, replaced before it is sent
    ...(indicator && { indicators: [indicator] }),
  };
  return datasource.query({ ...request, targets: [ranking] }).pipe(map(({ data }) => data.flatMap(ranked)));
}

function ranked(frame: DataFrame): Choice[] {
  const field = (name: string) => frame.fields.find((f) => f.name === name);
  const [unit, name, status] = ['unit', 'unit_name', 'status'].map(field);
  const words = status?.config.type?.enum?.text ?? [];
  return (unit?.values ?? []).map((value, i) => ({
    text: `${name?.values[i]}: ${words[status?.values[i]]}`,
    value,
  }));
}

/** choices answers a variable query. Without a plan there is nothing to list yet, which is no error while an author types. */
export async function choices(
  datasource: LookupSource,
  query: VariableQuery,
  scopedVars?: ScopedVars
): Promise<Choice[]> {
  const english = query.language === 'en';
  const words = texts[english ? 'en' : 'vi'];
  const name = (n: { name: string; nameEn: string }) => (english && n.nameEn) || n.name;
  const fixed = (prefix: string, values: readonly string[]) =>
    values.map((value) => ({ text: named(words, prefix, value), value }));

  switch (query.type) {
    case 'plans':
      return (await datasource.plans())
        .filter((p) => !query.kind || (query.kind === 'archive') === (p.kind === 'archive'))
        .map((p) => ({ text: name(p), value: p.id }));
    case 'levels':
      return fixed('level', LEVELS);
    case 'programmes':
      return fixed('programme', PROGRAMMES);
    case 'statuses':
      return fixed('status', STATUSES);
  }

  const value = (field: 'plan' | 'level' | 'unit') =>
    resolved(one(getTemplateSrv(), query[field] ?? '', scopedVars), words);
  const expanded = (text: string) => expand(getTemplateSrv(), text, scopedVars).map((t) => resolved(t, words));
  // Every step of a chain such as "$province > $district", from the top; a step at which nothing was chosen is left out.
  const steps = () =>
    (query.parent ?? '')
      .split('>')
      .map(expanded)
      .filter((chosen) => chosen.length > 0);
  const plan = value('plan');
  if (!plan) {
    return [];
  }
  const level = value('level');
  switch (query.type) {
    case 'forms':
      return (await datasource.forms(plan, level)).map((f) => ({ text: name(f) || f.id, value: f.id }));
    case 'units':
      return withAll(query, words, (await unitsBelow(datasource, plan, level, steps().at(-1) ?? [])).map(choiceOf));
    case 'unit':
      return deepest(datasource, plan, steps());
  }
  const themes = expanded(query.theme ?? '');
  const found = (await datasource.indicators(plan, level, value('unit'))).filter(
    (i) => themes.length === 0 || query.type === 'themes' || themes.includes(i.theme)
  );
  return query.type === 'themes'
    ? fixed('theme', [...new Set(found.map((i) => i.theme))])
    : found.map((i) => ({ text: name(i), value: i.id }));
}

// A reader may have chosen several districts; a unit below two of them is listed once.
async function unitsBelow(datasource: LookupSource, plan: string, level: string, parents: string[]): Promise<Unit[]> {
  const answers = await Promise.all(
    (parents.length > 0 ? parents : [undefined]).map((parent) => datasource.units({ plan, level, parent }))
  );
  return [...new Map(answers.flat().map((u) => [u.uid, u])).values()];
}

// The deepest unit chosen on the way down, or else the one that the plan was made for. A choice that was another plan's is
// passed over: that is the moment in which the reader has turned to this one.
async function deepest(datasource: LookupSource, plan: string, steps: string[][]): Promise<Choice[]> {
  for (const uids of [...steps].reverse()) {
    const found = await datasource.units({ plan, uids });
    if (found.length > 0) {
      return found.map(choiceOf);
    }
  }
  const root = (await datasource.plans()).find((p) => p.id === plan)?.root;
  return root ? (await datasource.units({ plan, uids: [root] })).map(choiceOf) : [];
}

// Grafana's own "All" is English, and is not what it falls back to when the units are others.
function withAll(query: VariableQuery, words: Words, found: Choice[]): Choice[] {
  return query.all && found.length > 0 ? [{ text: words.all_units, value: ALL }, ...found] : found;
}

function choiceOf(u: Unit): Choice {
  return { text: unitLabel(u), value: u.uid };
}

function resolved(text: string, words: Words): string {
  if (/\$\w|\$\{|\[\[/.test(text)) {
    throw new Error(fill(words.unresolved, { variable: text }));
  }
  return text;
}
