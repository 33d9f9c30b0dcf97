import { DataSourceWithBackend } from '@grafana/runtime';

import { Form, Indicator, Plan, TargetOptions, TargetQuery, Unit } from './types';

/** Which units to list; see the resource `units` of the backend. */
export interface UnitSearch {
  plan: string;
  level?: string;
  parent?: string;
  search?: string;
  uids?: string[];
  limit?: number;
}

/** What editors, filters and variables ask of the catalogue. The data source answers it; none of them knows the data source. */
export interface Lookups {
  plans(): Promise<Plan[]>;
  units(search: UnitSearch): Promise<Unit[]>;
  indicators(plan: string, level?: string, unit?: string): Promise<Indicator[]>;
  forms(plan: string, level?: string): Promise<Form[]>;
}

/** The data source as its own editors see it. */
export type LookupSource = DataSourceWithBackend<TargetQuery, TargetOptions> & Lookups;
