import { DataSourceJsonData } from '@grafana/data';
import { DataQuery } from '@grafana/schema';

/** Query schema this build writes; Go's query.Version must agree. */
export const SCHEMA_VERSION = 1;

// The enumerations mirror internal/query and internal/standing. testdata/query holds every one of these words, and
// both the Go and the jest test read it, so a word that one side lacks fails a test.
export const KINDS = [
  'scorecard',
  'series',
  'ranking',
  'attainment',
  'levels',
  'reporting',
  'deliverables',
  'findings',
  'revisions',
  'compare',
  'events',
  'summary',
  'alert',
] as const;
export const LEVELS = ['province', 'district', 'commune'] as const;
export const LINES = ['actual', 'expected', 'target', 'projection', 'bounds'] as const;
export const MEASURES = [
  'margin',
  'gap',
  'value',
  'expected',
  'required',
  'days_late',
  'projected',
  'regression',
  'severity',
  'lapse',
  'overdue',
  'jump',
] as const;
export const RANK_BY = ['gap', 'value', 'required', 'projected'] as const;
export const COMPARISONS = ['units', 'approval', 'methods', 'groups'] as const;
export const SHAPES = ['table', 'timeline', 'totals', 'matrix', 'ahead', 'newest', 'worst'] as const;
/** What a table may be narrowed to; which kind has which word is for fields.ts to say. */
export const ONLY = ['partial', 'jump', 'national', 'short', 'attention', 'late', 'owed', 'open', 'differs'] as const;
export const EVENT_KINDS = ['milestone', 'deadline', 'correction', 'reform'] as const;
export const PROGRAMMES = ['preschool_5', 'preschool_3_5', 'primary', 'lower_secondary', 'literacy'] as const;
export const FILTER_KEYS = ['unit', 'indicator', 'theme', 'status', 'level'] as const;
export const OPERATORS = ['=', '!=', '=|', '!=|'] as const;
export const STATUSES = [
  'achieved',
  'on_track',
  'not_yet_due',
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

/** The themes of plans/indicators.yaml; one that came later shows by its own name. */
export const THEMES = [
  'literacy_universal',
  'pcgd_xmc',
  'competence',
  'institutions',
  'learning_models',
  'communication',
] as const;

export type Kind = (typeof KINDS)[number];
export type Level = (typeof LEVELS)[number];
export type Line = (typeof LINES)[number];
export type Measure = (typeof MEASURES)[number];
export type RankBy = (typeof RANK_BY)[number];
export type Comparison = (typeof COMPARISONS)[number];
export type Shape = (typeof SHAPES)[number];
export type Only = (typeof ONLY)[number];
export type EventKind = (typeof EVENT_KINDS)[number];
export type Programme = (typeof PROGRAMMES)[number];
export type FilterKey = (typeof FILTER_KEYS)[number];
export type Operator = (typeof OPERATORS)[number];
export type Status = (typeof STATUSES)[number];
export type Method = (typeof METHODS)[number];
export type Thresholds = (typeof THRESHOLDS)[number];
export type Language = (typeof LANGUAGES)[number];

/** One of a dashboard's ad-hoc filters; the operators of several values carry `values`, the others `value`. */
export interface Filter {
  key: FilterKey;
  operator: Operator;
  value?: string;
  values?: string[];
}

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
  programmes?: Programme[];
  form?: string;
  compare?: Comparison;
  shape?: Shape;
  by?: RankBy;
  events?: EventKind[];
  only?: Only;
  filters?: Filter[];
}

export type OwnField = Exclude<keyof TargetQuery, keyof DataQuery>;

export const VARIABLE_TYPES = [
  'plans',
  'levels',
  'units',
  'unit',
  'worst',
  'indicators',
  'themes',
  'programmes',
  'forms',
  'statuses',
] as const;
/** Which plans a list of plans offers; none means every one. */
export const PLAN_KINDS = ['running', 'archive'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];
export type VariableType = (typeof VARIABLE_TYPES)[number];

export interface VariableQuery extends DataQuery {
  type: VariableType;
  plan?: string;
  level?: string;
  parent?: string;
  theme?: string;
  /** Of plans: only these. */
  kind?: PlanKind;
  /** Of units: begin with "all", which is the choice of the step above. */
  all?: boolean;
  /** Of indicators: those that this unit's tier is held to, where the tier is not known. */
  unit?: string;
  indicator?: string;
  language?: Language;
}

/** What an administrator enters; Go's package settings reads the same names. */
export interface TargetOptions extends DataSourceJsonData {
  organization?: string;
  bucket?: string;
  timeoutSeconds?: number;
  tlsSkipVerify?: boolean;
  portalUrl?: string;
  defaultPlan?: string;
}

export interface TargetSecrets {
  token?: string;
  tlsCACert?: string;
}

// Answers of the resource endpoints `plans`, `units`, `indicators` and `forms`.
export interface Plan {
  id: string;
  name: string;
  nameEn: string;
  from: string;
  to: string;
  /** The unit that the plan was made for. */
  root: string;
  /** Empty, regime or archive. */
  kind: string;
}

/** One unit; `path` names it and all above it, and `ambiguous` says that another unit of the plan has its name. */
export interface Unit {
  uid: string;
  code: string;
  name: string;
  level: Level;
  parent: string;
  parentName: string;
  path: string;
  ambiguous?: boolean;
}

export interface Indicator {
  id: string;
  name: string;
  nameEn: string;
  theme: string;
  unit: string;
  measure: string;
}

export interface Form {
  id: string;
  name: string;
  nameEn: string;
}
