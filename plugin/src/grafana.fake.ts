// Stand-ins for the parts of Grafana that exist only inside its page. Everything else in the tests is the real package.
import { DataSourceInstanceSettings, PluginType, TypedVariableModel } from '@grafana/data';
import { BackendSrvRequest, setBackendSrv, setTemplateSrv } from '@grafana/runtime';
import { of, throwError } from 'rxjs';

import { DataSource } from './datasource';
import { TargetOptions } from './types';

// The expression that Grafana itself looks for.
const VARIABLE = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\${(\w+)(?:\.([^:^}]+))?(?::([^}]+))?}/g;

/** withVariables sets the dashboard's variables; a name that is not among them stays in the text, as in Grafana. */
export function withVariables(values: Record<string, string | string[] | null>) {
  setTemplateSrv({
    getVariables: () => Object.keys(values).map((name) => ({ name }) as TypedVariableModel),
    containsTemplate: (text) => new RegExp(VARIABLE).test(text ?? ''),
    updateTimeRange: () => {},
    replace: (text = '', scopedVars, format) =>
      text.replace(VARIABLE, (match, a, b, _f, c) => {
        const name = a ?? b ?? c;
        const value = scopedVars?.[name]?.value ?? values[name];
        if (value === undefined) {
          return match;
        }
        if (value === null) {
          return '';
        }
        return typeof format === 'function'
          ? format(value, { name, multi: Array.isArray(value) })
          : Array.isArray(value)
            ? `{${value.join(',')}}`
            : value;
      }),
  });
}

/** withBackend answers the page's requests by path, if need be from the request; it returns what was asked. */
export function withBackend(answers: Record<string, unknown>): BackendSrvRequest[] {
  const asked: BackendSrvRequest[] = [];
  setBackendSrv({
    fetch: (request: BackendSrvRequest) => {
      asked.push(request);
      const path = Object.keys(answers).find((p) => request.url.split('?')[0].endsWith(p));
      return path === undefined
        ? throwError(() => ({
            status: 404,
            data: { message: `không có ${request.url}`, messageEn: `no ${request.url}` },
          }))
        : of({ data: answer(answers[path], request), status: 200, ok: true, headers: new Headers() });
    },
  } as never);
  return asked;
}

function answer(found: unknown, request: BackendSrvRequest) {
  return typeof found === 'function' ? found(request) : found;
}

/** datasource makes a real data source as Grafana would. */
export function datasource(): DataSource {
  return new DataSource({
    uid: 'xhht-targets',
    name: 'XHHT',
    type: 'xhht-targets-datasource',
    access: 'proxy',
    readOnly: false,
    jsonData: {},
    meta: { id: 'xhht-targets-datasource', type: PluginType.datasource },
  } as DataSourceInstanceSettings<TargetOptions>);
}

/** resources is what the backend lists for the Vĩnh Long plan. */
export const resources = {
  '/resources/plans': [
    {
      id: 'vinh-long-2021-2030',
      name: 'Vĩnh Long 2021–2030',
      nameEn: 'Vinh Long 2021–2030',
      from: '2021-01-01',
      to: '2030-12-31',
    },
  ],
  '/resources/units': [
    { uid: 'd:855@0', code: '855', name: 'TP Vĩnh Long', level: 'district', parent: 'p:86@0' },
    { uid: 'd:857@0', code: '857', name: 'Long Hồ', level: 'district', parent: 'p:86@0' },
  ],
  '/resources/indicators': [
    {
      id: 'info_skills_rate',
      name: 'Kỹ năng thông tin',
      nameEn: 'Information skills',
      theme: 'skills',
      unit: 'percent',
      measure: 'rate',
    },
  ],
};
