import {
  createTheme,
  DataFrame,
  FieldType,
  getDisplayProcessor,
  formattedValueToString,
  toDataFrame,
} from '@grafana/data';

import { numeral, withNumerals } from './numerals';
import { TargetQuery } from './types';

const theme = createTheme();

// What a chart writes for values of a field: at bar ends and in tooltips without, at an axis with the decimals of the ticks.
function shown(frame: DataFrame, name: string, values: number[], decimals?: number): string[] {
  const display = getDisplayProcessor({ field: frame.fields.find((f) => f.name === name)!, theme });
  return values.map((v) => formattedValueToString(display(v, decimals)));
}

function answer(target: Partial<TargetQuery>): DataFrame {
  const frame = toDataFrame({
    refId: 'A',
    fields: [
      { name: 'time', type: FieldType.time, values: [1, 2, 3] },
      {
        name: 'value',
        type: FieldType.number,
        values: [43.14, -11.26, null],
        config: { unit: 'percent', decimals: 1 },
      },
      { name: 'gap', type: FieldType.number, values: [0.5, -23.75, null], config: { decimals: 1 } },
      { name: 'gap_text', type: FieldType.string, values: ['0,5', '−23,8', ''] },
      { name: 'rank', type: FieldType.number, values: [1, 2, null], config: { decimals: 0 } },
    ],
  });
  return withNumerals([{ refId: 'A', ...target } as TargetQuery])({ data: [frame] }).data[0];
}

describe('withNumerals', () => {
  it('writes lines in the language of the page', () => {
    expect(shown(answer({ kind: 'series', language: 'vi' }), 'value', [43.14, -11.26])).toEqual(['43,1%', '−11,3%']);
    expect(shown(answer({ kind: 'series', language: 'en' }), 'value', [43.14, -11.26])).toEqual(['43.1%', '−11.3%']);
  });

  it('writes bars with the text that came along', () => {
    expect(shown(answer({ kind: 'scorecard' }), 'gap', [0.5, -23.75])).toEqual(['0,5', '−23,8']);
  });

  it('leaves room for the text at the ends of bars', () => {
    const { custom } = answer({ kind: 'scorecard' }).fields.find((f) => f.name === 'gap')!.config;
    expect(custom?.axisSoftMin).toBeLessThan(-30);
    expect(custom?.axisSoftMax).toBeGreaterThan(5); // as much as on the other side: its text is no narrower
  });

  it('gives ticks no decimals that they do not need, and no point', () => {
    const lines = answer({ kind: 'series', language: 'vi' });
    expect(shown(lines, 'value', [0, 40, 100])).toEqual(['0%', '40%', '100%']);
    expect(shown(lines, 'value', [47.5, 50], 1)).toEqual(['47,5%', '50%']);
    expect(shown(answer({ kind: 'scorecard' }), 'gap', [-20, 0, 20])).toEqual(['−20', '0', '20']);
  });

  it('writes the ticks of a narrow axis', () => {
    const frame = toDataFrame({
      refId: 'A',
      fields: [{ name: 'value', type: FieldType.number, values: [95.8, 96], config: { unit: 'percent', decimals: 1 } }],
    });
    const lines = withNumerals([{ refId: 'A', kind: 'series' } as TargetQuery])({ data: [frame] }).data[0];
    expect(shown(lines, 'value', [95.84, 95.9], 2)).toEqual(['95,84%', '95,9%']);
  });

  it('leaves other numbers as they are', () => {
    const frame = answer({ kind: 'scorecard' });
    expect(frame.fields.find((f) => f.name === 'rank')!.config).toEqual({ decimals: 0 });
    expect(frame.fields.find((f) => f.name === 'value')!.config.decimals).toBe(1);
  });

  it('rounds as Go does', () => {
    expect([numeral(-0.04, 1, false), numeral(10, 1, false), numeral(1234.5, 1, false)]).toEqual(['0', '10', '1234,5']);
  });
});
