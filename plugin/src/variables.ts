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
import type { DataSource } from './datasource';
import { expand, one } from './interpolate';
import { fill, named, texts, Words } from './texts';
import { LEVELS, PROGRAMMES, SCHEMA_VERSION, STATUSES, TargetQuery, Unit, VariableQuery } from './types';
import { unitLabel } from './unit';

export interface Choice {
  text: string;
  value: string;
}

/** Dashboard variables: plans, units, indicators and what else a query can name, each as the reader's name for it and the id that queries carry. */
export class TargetVariables extends CustomVariableSupport<DataSource, VariableQuery> {
  editor = VariableQueryEditor;

  constructor(private readonly datasource: DataSource) {
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
function worst(datasource: DataSource, request: DataQueryRequest<VariableQuery>): Observable<Choice[]> {
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
  datasource: DataSource,
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
      return (await datasource.plans()).map((p) => ({ text: name(p), value: p.id }));
    case 'levels':
      return fixed('level', LEVELS);
    case 'programmes':
      return fixed('programme', PROGRAMMES);
    case 'statuses':
      return fixed('status', STATUSES);
  }

  const value = (field: 'plan' | 'level') => resolved(one(getTemplateSrv(), query[field] ?? '', scopedVars), words);
  const values = (field: 'parent' | 'theme') =>
    expand(getTemplateSrv(), query[field] ?? '', scopedVars).map((text) => resolved(text, words));
  const plan = value('plan');
  if (!plan) {
    return [];
  }
  const level = value('level');
  switch (query.type) {
    case 'forms':
      return (await datasource.forms(plan, level)).map((f) => ({ text: name(f) || f.id, value: f.id }));
    case 'units':
      return (await unitsBelow(datasource, plan, level, values('parent'))).map((u) => ({
        text: unitLabel(u),
        value: u.uid,
      }));
  }
  const themes = values('theme');
  const found = (await datasource.indicators(plan, level)).filter(
    (i) => themes.length === 0 || query.type === 'themes' || themes.includes(i.theme)
  );
  return query.type === 'themes'
    ? fixed('theme', [...new Set(found.map((i) => i.theme))])
    : found.map((i) => ({ text: name(i), value: i.id }));
}

// A reader may have chosen several districts; a unit below two of them is listed once.
async function unitsBelow(datasource: DataSource, plan: string, level: string, parents: string[]): Promise<Unit[]> {
  const answers = await Promise.all(
    (parents.length > 0 ? parents : [undefined]).map((parent) => datasource.units({ plan, level, parent }))
  );
  return [...new Map(answers.flat().map((u) => [u.uid, u])).values()];
}

function resolved(text: string, words: Words): string {
  if (/\$\w|\$\{|\[\[/.test(text)) {
    throw new Error(fill(words.unresolved, { variable: text }));
  }
  return text;
}
