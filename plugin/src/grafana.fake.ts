// Stand-ins for the parts of Grafana that exist only inside its page. Everything else in the tests is the real package.
import { DataSourceInstanceSettings, PluginType, TypedVariableModel } from '@grafana/data';
import { BackendSrvRequest, setBackendSrv, setTemplateSrv } from '@grafana/runtime';
import { of, throwError } from 'rxjs';

import { DataSource } from './datasource';
import { Level, TargetOptions, Unit } from './types';

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
export function datasource(jsonData: TargetOptions = {}): DataSource {
  return new DataSource({
    uid: 'xhht-targets',
    name: 'XHHT',
    type: 'xhht-targets-datasource',
    access: 'proxy',
    readOnly: false,
    jsonData,
    meta: { id: 'xhht-targets-datasource', type: PluginType.datasource },
  } as DataSourceInstanceSettings<TargetOptions>);
}

const units = [
  unit('p:86@0', 'Vĩnh Long', 'province', '', []),
  unit('d:855@0', 'TP Vĩnh Long', 'district', 'p:86@0', ['Vĩnh Long']),
  unit('d:857@0', 'Long Hồ', 'district', 'p:86@0', ['Vĩnh Long']),
  unit('c:29551@0', 'Phú Mỹ', 'commune', 'd:855@0', ['Vĩnh Long', 'TP Vĩnh Long'], true),
  unit('c:29581@0', 'Phú Mỹ', 'commune', 'd:857@0', ['Vĩnh Long', 'Long Hồ'], true),
  unit('c:29584@0', 'An Bình', 'commune', 'd:857@0', ['Vĩnh Long', 'Long Hồ']),
];

function unit(
  uid: string,
  name: string,
  level: Level,
  parent: string,
  path: string[],
  ambiguous = false
): Required<Unit> {
  const [above = ''] = path.slice(-1);
  return {
    uid,
    code: uid.slice(2, -2),
    name,
    level,
    parent,
    parentName: above,
    path: [...path, name].join(' › '),
    ambiguous,
  };
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
      root: 'p:86@0',
      kind: '',
    },
  ],
  '/resources/units': ({ params }: BackendSrvRequest) => {
    const { level, search = '', uid } = params as { level?: string; search?: string; uid?: string[] };
    return units.filter(
      (u) =>
        (!level || u.level === level) &&
        (!uid || uid.includes(u.uid)) &&
        u.path.toLowerCase().includes(search.toLowerCase())
    );
  },
  '/resources/indicators': [
    {
      id: 'info_skills_rate',
      name: 'Kỹ năng thông tin',
      nameEn: 'Information skills',
      theme: 'competence',
      unit: 'percent',
      measure: 'rate',
    },
    {
      id: 'literacy_15_60',
      name: 'Tỷ lệ biết chữ 15–60 tuổi',
      nameEn: 'Literacy, ages 15–60',
      theme: 'literacy_universal',
      unit: 'percent',
      measure: 'rate',
    },
  ],
  '/resources/forms': [{ id: 'annual-district', name: 'Báo cáo năm của huyện', nameEn: 'Annual report of districts' }],
};
