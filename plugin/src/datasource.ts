import { DataQueryRequest, DataQueryResponse, DataSourceInstanceSettings, ScopedVars } from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';
import { map, Observable } from 'rxjs';

import { withoutEmptyFrames } from './empty';
import { interpolate } from './interpolate';
import { withBaseThreshold } from './thresholds';
import { Indicator, Plan, SCHEMA_VERSION, TargetOptions, TargetQuery, Unit } from './types';
import { TargetVariables } from './variables';

// The editors show a failed look-up beside the field it belongs to; Grafana's own toast would say it twice.
const quiet = { showErrorAlert: false };

/** Frontend half of the data source: replaces variables and mends thresholds. All else happens in Go, where alerts run. */
export class DataSource extends DataSourceWithBackend<TargetQuery, TargetOptions> {
  constructor(settings: DataSourceInstanceSettings<TargetOptions>) {
    super(settings);
    this.variables = new TargetVariables(this);
  }

  getDefaultQuery(): Partial<TargetQuery> {
    return { schemaVersion: SCHEMA_VERSION, kind: 'scorecard' };
  }

  filterQuery(query: TargetQuery): boolean {
    return Boolean(query.kind && query.plan);
  }

  applyTemplateVariables(query: TargetQuery, scopedVars?: ScopedVars): TargetQuery {
    return interpolate(getTemplateSrv(), query, scopedVars);
  }

  query(request: DataQueryRequest<TargetQuery>): Observable<DataQueryResponse> {
    return super.query(request).pipe(map(withBaseThreshold), map(withoutEmptyFrames));
  }

  plans(): Promise<Plan[]> {
    return this.getResource('plans', undefined, quiet);
  }

  units(plan: string, level?: string, parent?: string): Promise<Unit[]> {
    return this.getResource('units', stated({ plan, level, parent }), quiet);
  }

  indicators(plan: string, level?: string): Promise<Indicator[]> {
    return this.getResource('indicators', stated({ plan, level }), quiet);
  }
}

function stated(params: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter((p): p is [string, string] => Boolean(p[1])));
}
