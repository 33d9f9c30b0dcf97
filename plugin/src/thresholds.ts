import { DataFrame, DataQueryResponse, Field, isDataFrame } from '@grafana/data';

/**
 * withBaseThreshold gives the first threshold step back its −Infinity. JSON has no infinity, so the Go SDK sends null,
 * and Grafana before 13.2 then puts the panel's base colour under our own and draws a false line at 0: every negative
 * gap would look fine (grafana/grafana#128525). Harmless where Grafana already mends it.
 */
export function withBaseThreshold(response: DataQueryResponse): DataQueryResponse {
  return { ...response, data: response.data.map((d) => (isDataFrame(d) ? mendFrame(d) : d)) };
}

function mendFrame(frame: DataFrame): DataFrame {
  return frame.fields.some(lacksBase) ? { ...frame, fields: frame.fields.map(mendField) } : frame;
}

function mendField(field: Field): Field {
  const { thresholds } = field.config;
  if (!thresholds || !lacksBase(field)) {
    return field;
  }
  const [base, ...rest] = thresholds.steps;
  const steps = [{ ...base, value: -Infinity }, ...rest];
  return { ...field, config: { ...field.config, thresholds: { ...thresholds, steps } } };
}

function lacksBase(field: Field): boolean {
  const base = field.config.thresholds?.steps?.[0];
  return base !== undefined && (base.value ?? null) === null;
}
