import { readdirSync, readFileSync } from 'fs';
import { resolve } from 'path';

import { fill, Key, pickLanguage, texts } from '.';
import { FIELDS, LANGUAGES, PREFIXES, VARIABLE_TYPES } from '../types';

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

  // What a query can say has its texts in Go, whose own tests find one that is missing.
  it('have a word for every list of a variable', () => {
    const needed = VARIABLE_TYPES.flatMap((v) => [`variable_${v}`, `say_variable_${v}`]);
    expect(needed.filter((k) => !(k in texts.vi))).toEqual([]);
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
      .filter((f) => /\.tsx?$/.test(f) && !f.startsWith('texts/') && !/\.(test|gen)\./.test(f))
      .map((f) => readFileSync(resolve(folder, f), 'utf8'))
      .join('\n');
    const built = [...code.matchAll(/`(\w+_)\$\{/g)].map((m) => m[1]);
    const prefixes = [...Object.values(PREFIXES).filter(Boolean), 'theme'];
    const reached = (k: string) =>
      (FIELDS as readonly string[]).includes(k) ||
      new RegExp(`\\b${k}\\b`).test(code) ||
      [...built, ...prefixes.map((p) => `${p}_`)].some((p) => k.startsWith(p)) ||
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
