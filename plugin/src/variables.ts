import {
  CustomVariableSupport,
  createDataFrame,
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
import { fill, texts } from './texts';
import { LEVELS, VariableQuery } from './types';

export interface Choice {
  text: string;
  value: string;
}

/** Dashboard variables: plans, levels, units and indicators, each as the reader's name for it and the id that queries carry. */
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
    return from(choices(this.datasource, request.targets[0], request.scopedVars)).pipe(
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

/** choices answers a variable query. Without a plan there is nothing to list yet, which is no error while an author types. */
export async function choices(
  datasource: DataSource,
  query: VariableQuery,
  scopedVars?: ScopedVars
): Promise<Choice[]> {
  const templates = getTemplateSrv();
  const english = query.language === 'en';
  const named = (name: string, nameEn: string) => (english && nameEn) || name;
  const words = texts[english ? 'en' : 'vi'];

  if (query.type === 'plans') {
    return (await datasource.plans()).map((p) => ({ text: named(p.name, p.nameEn), value: p.id }));
  }
  if (query.type === 'levels') {
    return LEVELS.map((level) => ({ text: words[`level_${level}`], value: level }));
  }

  const plan = one(templates, query.plan ?? '', scopedVars);
  if (!plan) {
    return [];
  }
  refuseUnresolved(plan);
  const level = one(templates, query.level ?? '', scopedVars);
  refuseUnresolved(level);
  if (query.type === 'indicators') {
    const found = await datasource.indicators(plan, level);
    return found.map((i) => ({ text: named(i.name, i.nameEn), value: i.id }));
  }
  const parents = expand(templates, query.parent ?? '', scopedVars);
  parents.forEach(refuseUnresolved);
  const answers = await Promise.all(
    (parents.length > 0 ? parents : [undefined]).map((parent) => datasource.units(plan, level, parent))
  );
  const byUid = new Map(answers.flat().map((u) => [u.uid, { text: u.name, value: u.uid }]));
  return [...byUid.values()];

  function refuseUnresolved(text: string) {
    if (/\$\w|\$\{|\[\[/.test(text)) {
      throw new Error(fill(words.unresolved, { variable: text }));
    }
  }
}
