import { DataFrame, DataQueryResponse, Field, FieldType, isDataFrame, MappingType, ValueMapping } from '@grafana/data';

import { TargetQuery } from './types';

/**
 * withNumerals lets charts write numbers in the language of the page: bar ends, tooltips and axes read “−11,3” and “43,1%” in
 * Vietnamese, whatever the browser speaks. Grafana's own units write −11.3 and 43.1% in every language, so each value gets its text
 * as a value mapping: the one that Go sends along in the column `<name>_text`, or one written here for lines. Decimals are left to
 * the axis, which then writes 40% and not 40.0%; the ticks that need one, or a minus, have their text too.
 */
export function withNumerals(targets: TargetQuery[]) {
  return (response: DataQueryResponse): DataQueryResponse => ({
    ...response,
    data: response.data.map((d) => {
      const target = isDataFrame(d) && targets.find((t) => t.refId === d.refId);
      return target ? written(d, target) : d;
    }),
  });
}

function written(frame: DataFrame, { kind, language }: TargetQuery): DataFrame {
  const english = language === 'en';
  return {
    ...frame,
    fields: frame.fields.map((field) => {
      if (field.type !== FieldType.number || field.config.mappings) {
        return field;
      }
      const texts = frame.fields.find((f) => f.name === `${field.name}_text`)?.values;
      return texts || kind === 'series' ? spelled(field, texts, english) : field;
    }),
  };
}

function spelled(field: Field, texts: string[] | undefined, english: boolean): Field {
  const { decimals, ...config } = field.config;
  const unit = config.unit === 'percent' ? '%' : '';
  const options: Record<string, { text: string }> = {};
  field.values.forEach((value: number | null, i) => {
    if (value !== null && value !== undefined) {
      options[value] = { text: texts?.[i] || numeral(value, decimals ?? 1, english) + unit };
    }
  });
  const values: ValueMapping = { type: MappingType.ValueToText, options };
  if (texts) {
    config.custom = { ...room(field), ...config.custom };
  }
  return { ...field, config: { ...config, mappings: [values, ticks(unit, english), near(field, unit, english)] } };
}

/** room keeps the text at the end of the longest bar from lying on the name of its unit. */
function room({ values }: Field): Record<string, number> {
  const numbers = values.filter((v) => typeof v === 'number');
  const [low, high] = [Math.min(0, ...numbers), Math.max(0, ...numbers)];
  // A text is as wide beside a short bar as beside a long one: its room is a share of the whole axis.
  const text = 0.3 * (high - low);
  return { axisSoftMin: low < 0 ? low - text : 0, axisSoftMax: high > 0 ? high + text : 0 };
}

/** near are the texts of the marks of an axis that runs over a few percent only, in tenths or hundredths. */
function near({ values }: Field, unit: string, english: boolean): ValueMapping {
  const numbers = values.filter((v) => typeof v === 'number');
  const [low, high] = [Math.floor(Math.min(...numbers)) - 1, Math.ceil(Math.max(...numbers)) + 1];
  const decimals = high - low > 12 ? 0 : high - low > 4 ? 1 : 2;
  const options: Record<string, { text: string }> = {};
  for (let n = low * 10 ** decimals; decimals > 0 && n <= high * 10 ** decimals; n++) {
    const tick = Number((n / 10 ** decimals).toFixed(decimals));
    options[tick] = { text: numeral(tick, decimals, english) + unit };
  }
  return { type: MappingType.ValueToText, options };
}

/** numeral writes as Go's lang.Number does: no zeros at the end, a true minus, a comma in Vietnamese. */
export function numeral(value: number, decimals: number, english: boolean): string {
  const text = String(Number(value.toFixed(decimals)))
    .replace(/^-0$/, '0')
    .replace('-', '−');
  return english ? text : text.replace('.', ',');
}

const made = new Map<string, ValueMapping>();

/** ticks are the texts of the marks on an axis that Grafana would write in its own way: halves, and whole numbers below 0. */
function ticks(unit: string, english: boolean): ValueMapping {
  const key = `${unit} ${english}`;
  const known = made.get(key);
  if (known) {
    return known;
  }
  const options: Record<string, { text: string }> = {};
  for (let half = -200; half <= 200; half++) {
    if (half < 0 || half % 2 !== 0) {
      options[half / 2] = { text: numeral(half / 2, 1, english) + unit };
    }
  }
  const mapping: ValueMapping = { type: MappingType.ValueToText, options };
  made.set(key, mapping);
  return mapping;
}
