import { QueryEditorProps } from '@grafana/data';
import { Alert, Combobox, InlineField, Input, Stack } from '@grafana/ui';
import React, { useCallback } from 'react';

import type { DataSource } from '../datasource';
import { fill, hint, words } from '../texts';
import { LANGUAGES, LEVELS, TargetOptions, TargetQuery, VARIABLE_TYPES, VariableQuery } from '../types';
import { chosen, useChoices, variableOptions } from './choices';

type Props = QueryEditorProps<DataSource, TargetQuery, TargetOptions, VariableQuery>;

const LABEL = 16;
const WIDTH = 50;

export function VariableQueryEditor({ datasource, query, onChange }: Props) {
  const t = words();
  const type = query?.type ?? 'plans';
  const variables = variableOptions(t);
  const plans = useChoices(useCallback(() => datasource.plans(), [datasource]));
  const planOptions = plans.found.map((p) => ({ value: p.id, label: p.name }));
  // Grafana hands an empty text to a variable that was never saved, and needs a refId to run what it gets back.
  const change = (next: Partial<VariableQuery>) =>
    onChange({ ...(typeof query === 'object' ? query : {}), refId: query?.refId ?? 'xhht', type, ...next });

  return (
    <Stack direction="column" gap={0.5}>
      <InlineField
        label={t.variable_type}
        labelWidth={LABEL}
        tooltip={hint('variable_type_hint')}
        htmlFor="xhht-variable-type"
      >
        <Combobox
          id="xhht-variable-type"
          width={WIDTH}
          options={VARIABLE_TYPES.map((v) => ({ value: v, label: t[`variable_${v}`] }))}
          value={type}
          onChange={(o) => change({ type: o.value })}
        />
      </InlineField>
      {(type === 'units' || type === 'indicators') && (
        <>
          <InlineField label={t.plan} labelWidth={LABEL} tooltip={hint('plan_hint')} htmlFor="xhht-variable-plan">
            <Combobox
              id="xhht-variable-plan"
              width={WIDTH}
              createCustomValue
              placeholder={plans.loading ? t.loading : t.plan_none}
              options={[...variables, ...planOptions]}
              value={query.plan ? chosen([query.plan], planOptions)[0] : null}
              onChange={(o) => change({ plan: o.value })}
            />
          </InlineField>
          <InlineField label={t.level} labelWidth={LABEL} tooltip={hint('level_hint')} htmlFor="xhht-variable-level">
            <Combobox
              id="xhht-variable-level"
              width={WIDTH}
              createCustomValue
              options={[...LEVELS.map((l) => ({ value: l as string, label: t[`level_${l}`] })), ...variables]}
              value={query.level ?? 'district'}
              onChange={(o) => change({ level: o.value })}
            />
          </InlineField>
        </>
      )}
      {type === 'units' && (
        <InlineField label={t.parent} labelWidth={LABEL} tooltip={hint('parent_hint')} htmlFor="xhht-variable-parent">
          <Input
            id="xhht-variable-parent"
            key={query.parent}
            width={WIDTH}
            placeholder={t.parent_none}
            defaultValue={query.parent}
            onBlur={(e) => change({ parent: e.currentTarget.value.trim() || undefined })}
          />
        </InlineField>
      )}
      <InlineField
        label={t.language}
        labelWidth={LABEL}
        tooltip={hint('language_hint')}
        htmlFor="xhht-variable-language"
      >
        <Combobox
          id="xhht-variable-language"
          width={WIDTH}
          options={LANGUAGES.map((l) => ({ value: l, label: t[`language_${l}`] }))}
          value={query?.language ?? 'vi'}
          onChange={(o) => change({ language: o.value })}
        />
      </InlineField>
      {plans.error && <Alert severity="error" title={fill(t.load_failed, { reason: plans.error })} />}
    </Stack>
  );
}
