import { DataSourceJsonData } from '@grafana/data';
import { DataQuery } from '@grafana/schema';

import { Language, Level, QueryFields } from './query.gen';

// What a query may say is Go's to know.
export * from './query.gen';

/** The themes of plans/indicators.yaml; one that came later shows by its own name. */
export const THEMES = [
  'literacy_universal',
  'pcgd_xmc',
  'competence',
  'institutions',
  'learning_models',
  'communication',
] as const;

/** What a panel or alert rule stores. */
export interface TargetQuery extends DataQuery, QueryFields {}

export type OwnField = keyof QueryFields;

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
