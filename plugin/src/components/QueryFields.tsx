import { getTemplateSrv } from '@grafana/runtime';
import { Alert, Stack, Text } from '@grafana/ui';
import React, { ReactNode, useCallback } from 'react';

import type { DataSource } from '../datasource';
import { onlyOf, reads, shapesOf } from '../fields';
import { fitting, settled } from '../fit';
import { one } from '../interpolate';
import { isVariable, sentence } from '../sentence';
import { fill, words } from '../texts';
import {
  COMPARISONS,
  LANGUAGES,
  LINES,
  MEASURES,
  METHODS,
  OwnField,
  PROGRAMMES,
  RANK_BY,
  STATUSES,
  TargetQuery,
  THRESHOLDS,
} from '../types';
import { nothing, useChoices } from './choices';
import { IndicatorsField } from './IndicatorsField';
import { FormField, LevelField, PlanField, planOptions } from './PlanFields';
import { LimitField, TextField } from './TypedFields';
import { UnitsField } from './UnitsField';
import { OnlyField, WordField, WordsField } from './WordFields';

interface Props {
  id: (field: OwnField) => string;
  datasource: DataSource;
  query: TargetQuery;
  onChange: (change: Partial<TargetQuery>) => void;
  /** What stands before the plan. */
  first?: ReactNode;
}

/** The fields of one kind of query, and the query in words. */
export function QueryFields({ id, datasource, query, onChange, first }: Props) {
  const t = words();
  const shows = (field: OwnField) => reads(query, field);
  const set = <F extends OwnField>(field: F) => ({
    id: id(field),
    onChange: (value: TargetQuery[F]) => onChange(settled(query, { [field]: value })),
  });

  // Lists follow the values that variables have now; what is stored keeps the variable's name.
  const now = (text: string) => {
    const value = one(getTemplateSrv(), text);
    return isVariable(value) ? '' : value;
  };
  const plan = now(query.plan ?? '');
  const level = now(query.level ?? '');
  const known = plan !== '' && (level !== '' || !query.level);
  const plans = useChoices(useCallback(() => datasource.plans(), [datasource]));
  const indicators = useChoices(
    useCallback(() => (known ? datasource.indicators(plan, level) : nothing()), [datasource, known, plan, level])
  );
  const asksForm = shows('form');
  const forms = useChoices(
    useCallback(
      () => (known && asksForm ? datasource.forms(plan, level) : nothing()),
      [datasource, known, asksForm, plan, level]
    )
  );
  const failed = plans.error ?? indicators.error ?? forms.error;

  // Another plan or level: what it has stays, what it has not goes.
  const move = async (next: Partial<TargetQuery>) =>
    onChange({
      ...next,
      ...(await fitting(
        datasource,
        query,
        now(next.plan ?? query.plan ?? ''),
        now(('level' in next ? next.level : query.level) ?? '')
      )),
    });

  return (
    <>
      <Stack wrap="wrap" gap={1} alignItems="flex-start">
        {first}
        <PlanField id={id('plan')} choices={plans} value={query.plan} onChange={(p) => move({ plan: p })} />
        {shows('level') && (
          <LevelField
            id={id('level')}
            value={query.level}
            onChange={(l) => move({ level: l as TargetQuery['level'] })}
          />
        )}
      </Stack>
      <Stack wrap="wrap" gap={1} alignItems="flex-start">
        {shows('units') && (
          <UnitsField {...set('units')} datasource={datasource} plan={plan} level={level} value={query.units ?? []} />
        )}
        {shows('indicators') && (
          <IndicatorsField {...set('indicators')} choices={indicators} value={query.indicators ?? []} />
        )}
        {shows('programmes') && (
          <WordsField
            {...set('programmes')}
            field="programmes"
            prefix="programme"
            options={PROGRAMMES}
            value={query.programmes ?? []}
          />
        )}
        {shows('form') && <FormField {...set('form')} choices={forms} value={query.form} />}
        {shows('series') && (
          <WordsField {...set('series')} field="series" prefix="series" options={LINES} value={query.series ?? []} />
        )}
        {shows('statuses') && (
          <WordsField
            {...set('statuses')}
            field="statuses"
            prefix="status"
            options={STATUSES}
            value={query.statuses ?? []}
          />
        )}
      </Stack>
      <Stack wrap="wrap" gap={1} alignItems="flex-start">
        {shows('measure') && (
          <WordField {...set('measure')} field="measure" options={MEASURES} value={query.measure ?? 'margin'} />
        )}
        {shows('by') && <WordField {...set('by')} field="by" options={RANK_BY} value={query.by ?? 'gap'} />}
        {shows('compare') && (
          <WordField {...set('compare')} field="compare" options={COMPARISONS} value={query.compare ?? 'units'} />
        )}
        {shows('shape') && (
          <WordField {...set('shape')} field="shape" options={shapesOf(query.kind)} value={query.shape ?? 'table'} />
        )}
        {shows('only') && <OnlyField {...set('only')} options={onlyOf(query)} value={query.only} />}
        {shows('group') && <TextField {...set('group')} field="group" value={query.group} />}
        {shows('method') && (
          <WordField {...set('method')} field="method" options={METHODS} value={query.method ?? 'milestone_linear'} />
        )}
        {shows('thresholds') && (
          <WordField
            {...set('thresholds')}
            field="thresholds"
            options={THRESHOLDS}
            value={query.thresholds ?? 'auto'}
          />
        )}
        {shows('language') && (
          <WordField {...set('language')} field="language" options={LANGUAGES} value={query.language ?? 'vi'} />
        )}
        {shows('limit') && <LimitField {...set('limit')} value={query.limit} />}
      </Stack>
      {failed && <Alert severity="error" title={fill(t.load_failed, { reason: failed })} />}
      <div role="status">
        <Text color="secondary">
          {sentence(query, t, {
            plan: planOptions(plans.found).find((p) => p.value === query.plan)?.label,
            form: forms.found.find((f) => f.id === query.form)?.name,
          })}
        </Text>
      </div>
    </>
  );
}
