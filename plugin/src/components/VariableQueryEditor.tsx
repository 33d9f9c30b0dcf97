import { QueryEditorProps } from '@grafana/data';
import { Alert, Combobox, InlineSwitch, Stack, Text } from '@grafana/ui';
import React, { useCallback } from 'react';

import { LookupSource } from '../lookups';
import { isVariable } from '../sentence';
import { fill, hint, named, Words, words } from '../texts';
import {
  LANGUAGES,
  LEVELS,
  PLAN_KINDS,
  TargetOptions,
  TargetQuery,
  THEMES,
  VARIABLE_TYPES,
  VariableQuery,
  VariableType,
} from '../types';
import { useChoices, variableOptions } from './choices';
import { Labelled } from './Labelled';
import { PlanField, planOptions } from './PlanFields';
import { TextField } from './TypedFields';
import { WordField } from './WordFields';

type Props = QueryEditorProps<LookupSource, TargetQuery, TargetOptions, VariableQuery>;
type Field = 'plan' | 'level' | 'parent' | 'theme' | 'kind' | 'unit' | 'all' | 'indicator';

/** What each list depends on: a district variable is the parent of a commune variable, a plan variable their plan. */
const NEEDS: Record<VariableType, readonly Field[]> = {
  plans: ['kind'],
  levels: [],
  units: ['plan', 'level', 'parent', 'all'],
  unit: ['plan', 'parent'],
  worst: ['plan', 'level', 'indicator'],
  indicators: ['plan', 'level', 'unit', 'theme'],
  themes: ['plan', 'level'],
  programmes: [],
  forms: ['plan', 'level'],
  statuses: [],
};

const id = (field: string) => `xhht-variable-${field}`;

export function VariableQueryEditor({ datasource, query, onChange }: Props) {
  const t = words();
  const type = query?.type ?? 'plans';
  const needs = (field: Field) => NEEDS[type].includes(field);
  const plans = useChoices(useCallback(() => datasource.plans(), [datasource]));
  // Grafana hands an empty text to a variable that was never saved, and needs a refId to run what it gets back.
  const change = (next: Partial<VariableQuery>) =>
    onChange({ ...(typeof query === 'object' ? query : {}), refId: query?.refId ?? 'xhht', type, ...next });
  // What another list does not read is dropped, so that no stored word misleads.
  const turn = (to: VariableType) => {
    const unread = NEEDS[type].filter((field) => !NEEDS[to].includes(field));
    change({ ...Object.fromEntries(unread.map((field) => [field, undefined])), type: to });
  };

  return (
    <Stack direction="column" gap={1}>
      <Stack wrap="wrap" gap={1} alignItems="flex-start">
        <Labelled id={id('type')} label={t.variable_type} hint={hint('variable_type_hint')}>
          <Combobox
            id={id('type')}
            options={VARIABLE_TYPES.map((v) => ({ value: v, label: t[`variable_${v}`] }))}
            value={type}
            onChange={(o) => turn(o.value)}
          />
        </Labelled>
        {needs('plan') && (
          <PlanField id={id('plan')} choices={plans} value={query.plan} onChange={(plan) => change({ plan })} />
        )}
      </Stack>
      <Stack wrap="wrap" gap={1} alignItems="flex-start">
        {needs('level') && (
          <Labelled id={id('level')} label={t.level} hint={hint('level_hint')}>
            <Combobox
              id={id('level')}
              createCustomValue
              isClearable
              placeholder={t.level_any}
              options={[...LEVELS.map((l) => ({ value: l as string, label: t[`level_${l}`] })), ...variableOptions(t)]}
              value={query.level ?? null}
              onChange={(o) => change({ level: o?.value })}
            />
          </Labelled>
        )}
        {needs('parent') && (
          <TextField id={id('parent')} field="parent" value={query.parent} onChange={(parent) => change({ parent })} />
        )}
        {needs('all') && (
          <Labelled id={id('all')} label={t.all} hint={hint('all_hint')}>
            <InlineSwitch
              id={id('all')}
              value={query.all ?? false}
              onChange={(e) => change({ all: e.currentTarget.checked || undefined })}
            />
          </Labelled>
        )}
        {needs('unit') && (
          <TextField id={id('unit')} field="of_unit" value={query.unit} onChange={(unit) => change({ unit })} />
        )}
        {needs('indicator') && (
          <TextField
            id={id('indicator')}
            field="indicator"
            value={query.indicator}
            onChange={(indicator) => change({ indicator })}
          />
        )}
        {needs('kind') && (
          <Labelled id={id('kind')} label={t.kind_of_plan} hint={hint('kind_of_plan_hint')}>
            <Combobox
              id={id('kind')}
              isClearable
              placeholder={t.kind_of_plan_none}
              options={PLAN_KINDS.map((k) => ({ value: k, label: t[`kind_of_plan_${k}`] }))}
              value={query?.kind ?? null}
              onChange={(o) => change({ kind: o?.value })}
            />
          </Labelled>
        )}
        {needs('theme') && (
          <Labelled id={id('theme')} label={t.theme} hint={hint('theme_hint')}>
            <Combobox
              id={id('theme')}
              createCustomValue
              isClearable
              placeholder={t.theme_none}
              options={[
                ...THEMES.map((theme) => ({ value: theme as string, label: t[`theme_${theme}`] })),
                ...variableOptions(t),
              ]}
              value={query.theme ?? null}
              onChange={(o) => change({ theme: o?.value })}
            />
          </Labelled>
        )}
        <WordField
          id={id('language')}
          field="language"
          prefix="language"
          options={LANGUAGES}
          value={query?.language ?? 'vi'}
          onChange={(language) => change({ language })}
        />
      </Stack>
      {plans.error && <Alert severity="error" title={fill(t.load_failed, { reason: plans.error })} />}
      <div role="status">
        <Text color="secondary">{inWords(query, type, t, planOptions(plans.found))}</Text>
      </div>
    </Stack>
  );
}

function inWords(query: VariableQuery, type: VariableType, t: Words, plans: ReturnType<typeof planOptions>): string {
  if (NEEDS[type].includes('plan') && !query.plan) {
    return t.say_no_plan;
  }
  const plan = query?.plan ?? '';
  const narrowed = [query?.parent, query?.unit, query?.theme && named(t, 'theme', query.theme)]
    .filter(Boolean)
    .join(', ');
  const tier = LEVELS.find((l) => l === query?.level) ?? 'unit';
  return fill(t[`say_variable_${type}`], {
    level: t[`noun_${tier}_many`],
    plan: isVariable(plan) ? plan : fill(t.say_plan, { name: plans.find((p) => p.value === plan)?.label ?? plan }),
    within:
      type === 'plans'
        ? ((query?.kind && t[`say_variable_kind_${query.kind}`]) ?? '')
        : narrowed && fill(t.say_variable_within, { parent: narrowed }),
  });
}
