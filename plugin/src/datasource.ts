import {
  AdHocVariableFilter,
  CoreApp,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceGetTagValuesOptions,
  DataSourceInstanceSettings,
  MetricFindValue,
  ScopedVars,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv, HealthCheckError, HealthStatus } from '@grafana/runtime';
import { map, Observable } from 'rxjs';

import { withoutEmptyFrames } from './empty';
import { annotations } from './annotations';
import { filterKeys, filterValues, plansOf, withFilters } from './filters';
import { Found, healthReport, TestResult } from './health';
import { interpolate } from './interpolate';
import { Lookups, UnitSearch } from './lookups';
import { withNumerals } from './numerals';
import { readerLanguage, words } from './texts';
import { withBaseThreshold } from './thresholds';
import { Form, Indicator, Kind, Plan, SCHEMA_VERSION, TargetOptions, TargetQuery, Unit } from './types';
import { TargetVariables } from './variables';

// The editors show a failed look-up beside the field it belongs to; Grafana's own toast would say it twice.
const quiet = { showErrorAlert: false };

/** What a new query asks, by the part of Grafana it is made in. */
const FIRST: Partial<Record<CoreApp, Partial<TargetQuery>>> = {
  // A graph and its table, of few enough lines to read.
  [CoreApp.Explore]: { kind: 'series', level: 'province' },
  [CoreApp.UnifiedAlerting]: { kind: 'alert' },
};

/**
 * Frontend half of the data source: replaces variables, hands on ad-hoc filters, mends thresholds and writes numbers as the
 * reader does. All else happens in Go, where alerts run.
 */
export class DataSource extends DataSourceWithBackend<TargetQuery, TargetOptions> implements Lookups {
  private readonly defaultPlan?: string;

  constructor(settings: DataSourceInstanceSettings<TargetOptions>) {
    super(settings);
    this.defaultPlan = settings.jsonData.defaultPlan?.trim() || undefined;
    this.variables = new TargetVariables(this);
    this.annotations = annotations(() => this.getDefaultQuery());
  }

  getDefaultQuery(app?: CoreApp): Partial<TargetQuery> {
    const kind: Kind = 'scorecard';
    return {
      schemaVersion: SCHEMA_VERSION,
      kind,
      ...(this.defaultPlan && { plan: this.defaultPlan }),
      ...(app && FIRST[app]),
    };
  }

  filterQuery(query: TargetQuery): boolean {
    return Boolean(query.kind && query.plan);
  }

  applyTemplateVariables(query: TargetQuery, scopedVars?: ScopedVars, filters?: AdHocVariableFilter[]): TargetQuery {
    return withFilters(interpolate(getTemplateSrv(), query, scopedVars), filters);
  }

  query(request: DataQueryRequest<TargetQuery>): Observable<DataQueryResponse> {
    return super
      .query(request)
      .pipe(map(withBaseThreshold), map(withoutEmptyFrames), map(withNumerals(request.targets)));
  }

  /** The test button. Grafana's own passes on neither what was found nor the reader's language. */
  async testDatasource(): Promise<TestResult> {
    const { status, message, details } = await this.callHealthCheck();
    if (status !== HealthStatus.OK) {
      return Promise.reject({ status: 'error', message, error: new HealthCheckError(message, details ?? {}) });
    }
    return healthReport(Object(details) as Found, await this.plans(), readerLanguage());
  }

  async getTagKeys(): Promise<MetricFindValue[]> {
    return filterKeys(words());
  }

  async getTagValues(options: DataSourceGetTagValuesOptions<TargetQuery>): Promise<MetricFindValue[]> {
    const asked = (options.queries ?? []).map((q) => interpolate(getTemplateSrv(), q));
    const named = plansOf(asked);
    const plans = named.length > 0 ? named : (await this.plans()).map((p) => p.id);
    return filterValues(this, words(), readerLanguage() === 'en', options.key, plans);
  }

  plans(): Promise<Plan[]> {
    return this.getResource('plans', undefined, quiet);
  }

  units({ uids, limit, ...rest }: UnitSearch): Promise<Unit[]> {
    const several = uids?.length ? { uid: uids } : {};
    return this.getResource('units', { ...stated({ ...rest, limit: limit?.toString() }), ...several }, quiet);
  }

  indicators(plan: string, level?: string, unit?: string): Promise<Indicator[]> {
    return this.getResource('indicators', stated({ plan, level, unit }), quiet);
  }

  forms(plan: string, level?: string): Promise<Form[]> {
    return this.getResource('forms', stated({ plan, level }), quiet);
  }
}

function stated(params: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter((p): p is [string, string] => Boolean(p[1])));
}
