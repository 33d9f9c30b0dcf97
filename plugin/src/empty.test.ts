import { createDataFrame, FieldType } from '@grafana/data';

import { withoutEmptyFrames } from './empty';

const frame = (values: number[]) => createDataFrame({ fields: [{ name: 'gap', type: FieldType.number, values }] });

describe('withoutEmptyFrames', () => {
  it('drops a table without rows and keeps one with rows, zeros too', () => {
    const full = frame([0]);
    expect(withoutEmptyFrames({ data: [frame([]), full] }).data).toEqual([full]);
  });

  it('drops a line without a value, keeps one with a single zero, and keeps a table of nulls', () => {
    const line = (values: Array<number | null>) =>
      createDataFrame({
        fields: [
          { name: 'time', type: FieldType.time, values: values.map((_, i) => i) },
          { name: 'value', type: FieldType.number, values },
        ],
      });
    const zero = line([null, 0]);
    const silent = createDataFrame({ fields: [{ name: 'gap', type: FieldType.number, values: [null] }] });
    expect(withoutEmptyFrames({ data: [line([null, null]), zero, silent] }).data).toEqual([zero, silent]);
  });

  it('keeps errors and state', () => {
    const response = { data: [frame([])], error: { message: 'x' } };
    expect(withoutEmptyFrames(response)).toEqual({ data: [], error: { message: 'x' } });
  });
});
