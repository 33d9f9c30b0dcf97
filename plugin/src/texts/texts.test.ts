import { readdirSync, readFileSync } from 'fs';
import { resolve } from 'path';

import { fill, Key, pickLanguage, texts } from '.';
import {
  COMPARISONS,
  FILTER_KEYS,
  KINDS,
  LANGUAGES,
  LEVELS,
  LINES,
  MEASURES,
  METHODS,
  ONLY,
  PROGRAMMES,
  RANK_BY,
  SHAPES,
  STATUSES,
  THRESHOLDS,
  VARIABLE_TYPES,
} from '../types';

const keys = Object.keys(texts.vi) as Key[];

describe('texts', () => {
  it('say the same things in both languages', () => {
    expect(Object.keys(texts.en).sort()).toEqual([...keys].sort());
    expect(keys.filter((k) => texts.vi[k].trim() === '' || texts.en[k].trim() === '')).toEqual([]);
  });

  it('name the same values in both languages', () => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
    expect(keys.filter((k) => names(texts.en[k]).join() !== names(texts.vi[k]).join())).toEqual([]);
  });

  it('are stored in composed form, so that a search finds them', () => {
    const loose = LANGUAGES.flatMap((l) => keys.filter((k) => texts[l][k] !== texts[l][k].normalize('NFC')));
    expect(loose).toEqual([]);
  });

  it('have a word for everything a query can say', () => {
    const needed = [
      ...KINDS.flatMap((k) => [`kind_${k}`, `kind_${k}_hint`, `say_${k}`]),
      ...LEVELS.map((l) => `level_${l}`),
      ...LINES.map((l) => `series_${l}`),
      ...MEASURES.flatMap((m) => [`measure_${m}`, `measure_${m}_hint`]),
      ...STATUSES.map((s) => `status_${s}`),
      ...METHODS.map((m) => `method_${m}`),
      ...THRESHOLDS.map((t) => `thresholds_${t}`),
      ...LANGUAGES.map((l) => `language_${l}`),
      ...RANK_BY.map((b) => `by_${b}`),
      ...ONLY.map((o) => `only_${o}`),
      ...COMPARISONS.map((c) => `compare_${c}`),
      ...SHAPES.map((x) => `shape_${x}`),
      ...PROGRAMMES.map((p) => `programme_${p}`),
      ...FILTER_KEYS.map((k) => `filter_${k}`),
      ...VARIABLE_TYPES.flatMap((v) => [`variable_${v}`, `say_variable_${v}`]),
    ];
    expect(needed.filter((k) => !(k in texts.vi))).toEqual([]);
  });

  it('name every status as the panels do: who filters by one looks for the word on the wall', () => {
    const go = readFileSync(resolve(__dirname, '../../../internal/wording/status.go'), 'utf8');
    const named = [...go.matchAll(/^\tstanding\.(\w+): +\{VI: "(.+)", EN: "(.+)"\},$/gm)].map(([, id, vi, en]) => [
      id.replace(/(?<=.)[A-Z]/g, '_$&').toLowerCase(),
      vi,
      en,
    ]);
    expect(named.sort()).toEqual(STATUSES.map((s) => [s, texts.vi[`status_${s}`], texts.en[`status_${s}`]]).sort());
  });

  it('have a name for every theme of the indicators', () => {
    const file = readFileSync(resolve(__dirname, '../../../plans/indicators.yaml'), 'utf8');
    const themes = new Set([...file.matchAll(/^ +theme: (\w+)$/gm)].map((m) => `theme_${m[1]}`));
    expect(themes.size).toBeGreaterThan(3);
    expect([...themes].filter((k) => !(k in texts.vi))).toEqual([]);
  });

  it('are all used: a word that nothing shows is deleted', () => {
    const folder = resolve(__dirname, '..');
    const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((f) => /\.tsx?$/.test(f) && !f.startsWith('texts/') && !f.includes('.test.'))
      .map((f) => readFileSync(resolve(folder, f), 'utf8'))
      .join('\n');
    const built = [...code.matchAll(/`(\w+_)\$\{/g)].map((m) => m[1]);
    const prefixes = [
      'status',
      'theme',
      'programme',
      'level',
      'measure',
      'by',
      'only',
      'compare',
      'series',
      'shape',
      'method',
    ];
    const reached = (k: string) =>
      new RegExp(`\\b${k}\\b`).test(code) ||
      [...built, ...prefixes.map((p) => `${p}_`), 'language_', 'thresholds_'].some((p) => k.startsWith(p)) ||
      (/_(hint|none)$/.test(k) && k.replace(/_(hint|none)$/, '') in texts.vi);
    expect(keys.filter((k) => !reached(k))).toEqual([]);
  });

  it('have a field for every tooltip', () => {
    expect(keys.filter((k) => k.endsWith('_hint') && !(k.replace(/_hint$/, '') in texts.vi))).toEqual([]);
  });
});

describe('pickLanguage', () => {
  it.each<[string | undefined, string[], 'vi' | 'en']>([
    ['vi-VN', ['en-US'], 'vi'],
    ['en-US', ['vi-VN', 'en-US'], 'vi'],
    ['en-US', ['en-US', 'vi'], 'vi'],
    ['en-US', ['en-US'], 'en'],
    ['en-GB', [], 'en'],
    [undefined, ['en-US'], 'en'],
    ['', ['en-US'], 'en'],
    [undefined, [], 'vi'],
    ['fr-FR', ['en-US'], 'vi'],
    ['', ['zh-CN'], 'vi'],
  ])('Grafana %s, browser %s: %s', (grafana, browser, want) => {
    expect(pickLanguage(grafana, browser)).toBe(want);
  });
});

describe('fill', () => {
  it('leaves a name without a value in sight', () => {
    expect(fill('{a} và {b}', { a: 1 })).toBe('1 và {b}');
  });
});
