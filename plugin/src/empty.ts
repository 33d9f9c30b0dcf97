import { DataFrame, DataQueryResponse, FieldType, isDataFrame } from '@grafana/data';

/**
 * withoutEmptyFrames drops frames that say nothing: columns without rows, and lines without a single value. A table would show their
 * headings above nothing and a chart its axes; without them they show the panel's own words for "nothing here".
 */
export function withoutEmptyFrames(response: DataQueryResponse): DataQueryResponse {
  return { ...response, data: response.data.filter((d) => !isDataFrame(d) || !empty(d)) };
}

function empty(frame: DataFrame): boolean {
  return frame.length === 0 || lineWithoutValue(frame);
}

function lineWithoutValue({ fields }: DataFrame): boolean {
  const [time, ...values] = fields;
  return (
    time.type === FieldType.time &&
    values.every((f) => f.type === FieldType.number && f.values.every((v) => v === null || v === undefined))
  );
}
