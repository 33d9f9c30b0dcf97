import { QueryEditorProps } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import {
  Alert,
  Combobox,
  InlineField,
  InlineLabel,
  Input,
  MultiCombobox,
  RadioButtonGroup,
  Stack,
  Text,
} from '@grafana/ui';
import React, { useCallback } from 'react';

import type { DataSource } from '../datasource';
import { one } from '../interpolate';
import { isVariable, sentence } from '../sentence';
import { fill, hint, Key, readerLanguage, words } from '../texts';
import {
  FIELDS,
  Kind,
  KINDS,
  LANGUAGES,
  LEVELS,
  LINES,
  MEASURES,
  METHODS,
  OwnField,
  SCHEMA_VERSION,
  STATUSES,
  TargetOptions,
  TargetQuery,
  THRESHOLDS,
} from '../types';
import { chosen, useChoices, variableOptions } from './choices';

type Props = QueryEditorProps<DataSource, TargetQuery, TargetOptions>;

const LABEL = 16;
const WIDTH = 30;
const WIDE = 60;

export function QueryEditor({ datasource, query, onChange, onRunQuery }: Props) {
  const t = words();
  const id = (field: OwnField) => `xhht-${query.refId}-${field}`;
  const kind: Kind = query.kind ?? 'scorecard';
  const shows = (field: OwnField) => FIELDS[kind].includes(field);
  const variables = variableOptions(t);

  // Lists follow the values that variables have now; what is stored keeps the variable's name.
  const plan = one(getTemplateSrv(), query.plan ?? '');
  const level = one(getTemplateSrv(), query.level ?? 'district');
  const known = plan !== '' && !isVariable(plan) && !isVariable(level);
  const plans = useChoices(useCallback(() => datasource.plans(), [datasource]));
  const units = useChoices(
    useCallback(() => (known ? datasource.units(plan, level) : nothing()), [datasource, known, plan, level])
  );
  const indicators = useChoices(
    useCallback(() => (known ? datasource.indicators(plan, level) : nothing()), [datasource, known, plan, level])
  );
  const failed = plans.error ?? units.error ?? indicators.error;

  const english = readerLanguage() === 'en';
  const planOptions = plans.found.map((p) => ({ value: p.id, label: (english && p.nameEn) || p.name }));
  const unitOptions = units.found.map((u) => ({ value: u.uid, label: u.name, description: u.code }));
  const indicatorOptions = indicators.found.map((i) => ({
    value: i.id,
    label: (english && i.nameEn) || i.name,
    description: i.id,
  }));

  const change = (next: Partial<TargetQuery>) => {
    onChange({ ...query, schemaVersion: query.schemaVersion ?? SCHEMA_VERSION, kind, ...next });
    onRunQuery();
  };
  // A unit of one plan or level means nothing in another; a variable does.
  const onlyVariables = (values?: string[]) => values?.filter(isVariable);

  return (
    <Stack direction="column" gap={0.5}>
      <InlineField
        label={
          <InlineLabel as="span" width={LABEL} tooltip={hint('kind_hint')}>
            {t.kind}
          </InlineLabel>
        }
      >
        <RadioButtonGroup
          id={id('kind')}
          aria-label={t.kind}
          options={KINDS.map((k) => ({ value: k, label: t[`kind_${k}`], description: t[`kind_${k}_hint`] }))}
          value={kind}
          onChange={(k) => change({ ...without(query, k), kind: k })}
        />
      </InlineField>

      <Stack wrap="wrap" gap={0.5}>
        <InlineField label={t.plan} labelWidth={LABEL} tooltip={hint('plan_hint')} htmlFor={id('plan')}>
          <Combobox
            id={id('plan')}
            width={WIDE}
            createCustomValue
            placeholder={plans.loading ? t.loading : t.plan_none}
            options={[...variables, ...planOptions]}
            value={query.plan ? chosen([query.plan], planOptions)[0] : null}
            onChange={(o) =>
              change({ plan: o.value, units: onlyVariables(query.units), indicators: onlyVariables(query.indicators) })
            }
          />
        </InlineField>
        <InlineField label={t.level} labelWidth={LABEL} tooltip={hint('level_hint')} htmlFor={id('level')}>
          <Combobox
            id={id('level')}
            width={WIDTH}
            createCustomValue
            options={[...LEVELS.map((l) => ({ value: l as string, label: t[`level_${l}`] })), ...variables]}
            value={query.level ?? 'district'}
            onChange={(o) => change({ level: o.value as TargetQuery['level'], units: onlyVariables(query.units) })}
          />
        </InlineField>
      </Stack>

      <InlineField label={t.units} labelWidth={LABEL} tooltip={hint('units_hint')} htmlFor={id('units')}>
        <MultiCombobox
          id={id('units')}
          width={WIDE}
          createCustomValue
          isClearable
          placeholder={units.loading ? t.loading : t.units_none}
          options={[...variables, ...unitOptions]}
          value={chosen(query.units ?? [], unitOptions)}
          onChange={(o) => change({ units: o.map((c) => c.value) })}
        />
      </InlineField>
      <InlineField label={t.indicators} labelWidth={LABEL} tooltip={hint('indicators_hint')} htmlFor={id('indicators')}>
        <MultiCombobox
          id={id('indicators')}
          width={WIDE}
          createCustomValue
          isClearable
          placeholder={indicators.loading ? t.loading : t.indicators_none}
          options={[...variables, ...indicatorOptions]}
          value={chosen(query.indicators ?? [], indicatorOptions)}
          onChange={(o) => change({ indicators: o.map((c) => c.value) })}
        />
      </InlineField>

      {shows('series') && (
        <InlineField label={t.series} labelWidth={LABEL} tooltip={hint('series_hint')} htmlFor={id('series')}>
          <MultiCombobox
            id={id('series')}
            width={WIDE}
            isClearable
            placeholder={t.series_none}
            options={LINES.map((l) => ({ value: l, label: t[`series_${l}`] }))}
            value={query.series ?? []}
            onChange={(o) => change({ series: o.map((c) => c.value) })}
          />
        </InlineField>
      )}
      {shows('statuses') && (
        <InlineField label={t.statuses} labelWidth={LABEL} tooltip={hint('statuses_hint')} htmlFor={id('statuses')}>
          <MultiCombobox
            id={id('statuses')}
            width={WIDE}
            isClearable
            placeholder={t.statuses_none}
            options={STATUSES.map((s) => ({ value: s, label: t[`status_${s}`] }))}
            value={query.statuses ?? []}
            onChange={(o) => change({ statuses: o.map((c) => c.value) })}
          />
        </InlineField>
      )}
      {shows('measure') && choice('measure', MEASURES, 'margin', true)}

      <Stack wrap="wrap" gap={0.5}>
        {shows('group') && (
          <InlineField label={t.group} labelWidth={LABEL} tooltip={hint('group_hint')} htmlFor={id('group')}>
            <Input
              id={id('group')}
              key={query.group}
              width={WIDTH}
              placeholder="all"
              defaultValue={query.group}
              onBlur={(e) => {
                const group = e.currentTarget.value.trim() || undefined;
                if (group !== query.group) {
                  change({ group });
                }
              }}
            />
          </InlineField>
        )}
        {choice('method', METHODS, 'milestone_linear')}
        {shows('thresholds') && choice('thresholds', THRESHOLDS, 'auto')}
        {choice('language', LANGUAGES, 'vi')}
        {shows('limit') && (
          <InlineField label={t.limit} labelWidth={LABEL} tooltip={hint('limit_hint')} htmlFor={id('limit')}>
            <Input
              id={id('limit')}
              key={query.limit}
              type="number"
              min={1}
              width={WIDTH}
              defaultValue={query.limit}
              onBlur={(e) => {
                const n = Number.parseInt(e.currentTarget.value, 10);
                const limit = n > 0 ? n : undefined;
                if (limit !== query.limit) {
                  change({ limit });
                }
              }}
            />
          </InlineField>
        )}
      </Stack>

      {failed && <Alert severity="error" title={fill(t.load_failed, { reason: failed })} />}
      <div role="status">
        <Text color="secondary">
          {sentence({ ...query, kind }, t, planOptions.find((p) => p.value === query.plan)?.label)}
        </Text>
      </div>
    </Stack>
  );

  function choice<F extends 'measure' | 'method' | 'thresholds' | 'language'>(
    field: F,
    values: ReadonlyArray<NonNullable<TargetQuery[F]>>,
    fallback: NonNullable<TargetQuery[F]>,
    described = false
  ) {
    return (
      <InlineField label={t[field]} labelWidth={LABEL} tooltip={hint(`${field}_hint`)} htmlFor={id(field)}>
        <Combobox
          id={id(field)}
          width={WIDTH}
          options={values.map((v) => ({
            value: v as string,
            label: t[`${field}_${v}` as Key],
            ...(described && { description: t[`${field}_${v}_hint` as Key] }),
          }))}
          value={query[field] ?? fallback}
          onChange={(o) => change({ [field]: o.value })}
        />
      </InlineField>
    );
  }
}

// Fields the new kind does not read become undefined, which JSON leaves out: no stored word that nothing looks at.
function without(query: TargetQuery, kind: Kind): Partial<TargetQuery> {
  const unread = FIELDS[query.kind ?? 'scorecard'].filter((field) => !FIELDS[kind].includes(field));
  return Object.fromEntries(unread.map((field) => [field, undefined]));
}

async function nothing(): Promise<never[]> {
  return [];
}
