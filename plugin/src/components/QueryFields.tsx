import { getTemplateSrv } from '@grafana/runtime';
import { Alert, Stack, Text } from '@grafana/ui';
import React, { Fragment, ReactNode, useCallback } from 'react';

import { reads } from '../fields';
import { fitting, settled } from '../fit';
import { one } from '../interpolate';
import { Lookups } from '../lookups';
import { isVariable, sentence } from '../sentence';
import { fill, words } from '../texts';
import { Field, FIELDS, OwnField, TAKES, TargetQuery } from '../types';
import { nothing, useChoices } from './choices';
import { IndicatorsField } from './IndicatorsField';
import { PlainField } from './PlainField';
import { FormField, LevelField, PlanField, planOptions } from './PlanFields';
import { UnitsField } from './UnitsField';

interface Props {
  id: (field: OwnField) => string;
  datasource: Lookups;
  query: TargetQuery;
  onChange: (change: Partial<TargetQuery>) => void;
  /** What stands before the plan. */
  first?: ReactNode;
}

const HEAD: readonly Field[] = ['plan', 'level'];
const rest = FIELDS.filter((field) => !HEAD.includes(field));
/** Which units, targets and forms, and which of a few words: lists, which take a line each. */
const SCOPE = rest.filter((field) => TAKES[field] === 'texts' || field === 'form');
/** How it is asked: a word or a number each. */
const MANNER = rest.filter((field) => !SCOPE.includes(field));

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

  // The fields whose choices the backend knows; every other is filled from what Go says of it.
  const lookedUp: Partial<Record<Field, ReactNode>> = {
    units: <UnitsField {...set('units')} datasource={datasource} plan={plan} level={level} value={query.units ?? []} />,
    indicators: <IndicatorsField {...set('indicators')} choices={indicators} value={query.indicators ?? []} />,
    form: <FormField {...set('form')} choices={forms} value={query.form} />,
  };

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
      {[SCOPE, MANNER].map((fields, line) => (
        <Stack key={line} wrap="wrap" gap={1} alignItems="flex-start">
          {fields.filter(shows).map((field) => (
            <Fragment key={field}>
              {lookedUp[field] ?? <PlainField {...set(field)} field={field} query={query} />}
            </Fragment>
          ))}
        </Stack>
      ))}
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
