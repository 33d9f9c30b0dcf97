import { DataSourceJsonData } from '@grafana/data';
import { DataQuery } from '@grafana/schema';

/** Query schema this build writes; Go's query.Version must agree. */
export const SCHEMA_VERSION = 1;

// The enumerations mirror internal/query and internal/standing. testdata/query holds every one of these words, and
// both the Go and the jest test read it, so a word that one side lacks fails a test.
export const KINDS = ['scorecard', 'series', 'alert', 'summary'] as const;
export const LEVELS = ['province', 'district', 'commune'] as const;
export const LINES = ['actual', 'expected', 'target'] as const;
export const MEASURES = ['margin', 'gap', 'value', 'expected', 'required', 'days_late'] as const;
export const STATUSES = [
  'achieved',
  'on_track',
  'at_risk',
  'off_track',
  'reversing',
  'late',
  'not_reported',
  'unquantified',
] as const;
export const METHODS = ['milestone_linear', 'statcan_cagr', 'un2023'] as const;
export const THRESHOLDS = ['auto', 'series', 'off'] as const;
export const LANGUAGES = ['vi', 'en'] as const;

export type Kind = (typeof KINDS)[number];
export type Level = (typeof LEVELS)[number];
export type Line = (typeof LINES)[number];
export type Measure = (typeof MEASURES)[number];
export type Status = (typeof STATUSES)[number];
export type Method = (typeof METHODS)[number];
export type Thresholds = (typeof THRESHOLDS)[number];
export type Language = (typeof LANGUAGES)[number];

/** What a panel or alert rule stores. Whatever is left out gets its default in Go, since alert rules run no frontend. */
export interface TargetQuery extends DataQuery {
  schemaVersion: number;
  kind: Kind;
  plan: string;
  level?: Level;
  units?: string[];
  indicators?: string[];
  group?: string;
  series?: Line[];
  measure?: Measure;
  statuses?: Status[];
  method?: Method;
  thresholds?: Thresholds;
  language?: Language;
  limit?: number;
}

export type OwnField = Exclude<keyof TargetQuery, keyof DataQuery>;

/** The fields each kind reads; the editor shows these and drops the others when the kind changes. */
export const FIELDS: Record<Kind, readonly OwnField[]> = {
  scorecard: ['plan', 'level', 'units', 'indicators', 'statuses', 'method', 'thresholds', 'language', 'limit'],
  series: ['plan', 'level', 'units', 'indicators', 'group', 'series', 'method', 'thresholds', 'language', 'limit'],
  alert: ['plan', 'level', 'units', 'indicators', 'measure', 'method', 'language'],
  summary: ['plan', 'level', 'units', 'indicators', 'method', 'language'],
};

export const VARIABLE_TYPES = ['plans', 'levels', 'units', 'indicators'] as const;
export type VariableType = (typeof VARIABLE_TYPES)[number];

export interface VariableQuery extends DataQuery {
  type: VariableType;
  plan?: string;
  level?: string;
  parent?: string;
  language?: Language;
}

export interface TargetOptions extends DataSourceJsonData {
  organization?: string;
  bucket?: string;
  timeoutSeconds?: number;
  tlsSkipVerify?: boolean;
}

export interface TargetSecrets {
  token?: string;
}

// Answers of the resource endpoints `plans`, `units` and `indicators`.
export interface Plan {
  id: string;
  name: string;
  nameEn: string;
  from: string;
  to: string;
}

export interface Unit {
  uid: string;
  code: string;
  name: string;
  level: Level;
  parent: string;
}

export interface Indicator {
  id: string;
  name: string;
  nameEn: string;
  theme: string;
  unit: string;
  measure: string;
}
