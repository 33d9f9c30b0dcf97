import {
  applyFieldOverrides,
  createTheme,
  DataFrameJSON,
  dataFrameFromJSON,
  DataQueryResponse,
  FieldConfigOptionsRegistry,
  FieldConfigPropertyItem,
  Registry,
  ThresholdsMode,
  thresholdsOverrideProcessor,
} from '@grafana/data';
import { version } from '@grafana/data/package.json';

import { withBaseThreshold } from './thresholds';

// As the Go SDK sends it: −Inf has become null.
const wire = (): DataFrameJSON => ({
  schema: {
    fields: [
      {
        name: 'gap',
        type: 'number' as never,
        config: {
          color: { mode: 'thresholds' },
          thresholds: {
            mode: ThresholdsMode.Absolute,
            steps: [
              { value: null as never, color: '#111111' },
              { value: 50, color: '#222222' },
            ],
          },
        },
      },
    ],
  },
  data: { values: [[-5, 60]] },
});

const response = (): DataQueryResponse => ({ data: [dataFrameFromJSON(wire())] });

// Of all the properties a panel may set, the one this is about.
const registry: FieldConfigOptionsRegistry = new Registry<FieldConfigPropertyItem>(() => [
  {
    id: 'thresholds',
    path: 'thresholds',
    name: 'Thresholds',
    editor: () => null,
    override: () => null,
    process: thresholdsOverrideProcessor,
    shouldApply: () => true,
    settings: {},
  },
]);

// What a panel does with a frame, its own default thresholds (green base) included.
function colours(answer: DataQueryResponse): Array<string | undefined> {
  const theme = createTheme();
  const [frame] = applyFieldOverrides({
    data: answer.data,
    fieldConfig: {
      defaults: {
        thresholds: { mode: ThresholdsMode.Absolute, steps: [{ value: -Infinity, color: '#00ff00' }] },
      },
      overrides: [],
    },
    replaceVariables: (text) => text,
    theme,
    fieldConfigRegistry: registry,
  });
  return frame.fields[0].values.map((v) => frame.fields[0].display?.(v).color);
}

describe('withBaseThreshold', () => {
  it('lets a negative value have our base colour, not the panel’s', () => {
    expect(colours(withBaseThreshold(response()))).toEqual(['#111111', '#222222']);
  });

  it('is needed before Grafana 13.2, which paints the panel’s colour without it', () => {
    // When no Grafana that we support is older, thresholds.ts can go.
    const [major, minor] = version.split('.').map(Number);
    const mended = major > 13 || (major === 13 && minor >= 2);
    expect(colours(response())[0] === '#00ff00').toBe(!mended);
  });

  it('gives the base step its −Infinity and leaves the others', () => {
    const [frame] = withBaseThreshold(response()).data;
    expect(frame.fields[0].config.thresholds.steps).toEqual([
      { value: -Infinity, color: '#111111' },
      { value: 50, color: '#222222' },
    ]);
  });

  it('also mends a step whose value is absent', () => {
    const answer = response();
    delete answer.data[0].fields[0].config.thresholds.steps[0].value;
    expect(withBaseThreshold(answer).data[0].fields[0].config.thresholds.steps[0].value).toBe(-Infinity);
  });

  it('keeps state, errors and whatever needs no mending', () => {
    const plain = dataFrameFromJSON({
      schema: { fields: [{ name: 'a', type: 'number' as never }] },
      data: { values: [[1]] },
    });
    const zero = dataFrameFromJSON(wire());
    zero.fields[0].config.thresholds!.steps = [{ value: 0, color: 'red' }];
    const errors = [{ message: 'x' }];
    const answer = { data: [plain, zero, { text: 'a' }], errors, key: 'A' } as DataQueryResponse;
    const mended = withBaseThreshold(answer);
    expect(mended).toEqual(answer);
    expect(mended.data[0]).toBe(plain);
    expect(mended.data[1]).toBe(zero);
  });

  it('does not change the frame it was given', () => {
    const answer = response();
    withBaseThreshold(answer);
    expect(answer.data[0].fields[0].config.thresholds.steps[0].value).toBeNull();
  });
});
