import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, resolve } from 'path';

// A file that needs, in the end, itself can be neither read nor tried alone.
describe('imports', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((f) => /\.tsx?$/.test(f) && !f.includes('.test.'))
    .map((f) => resolve(__dirname, f));

  const needs = new Map(files.map((file) => [file, importsOf(file)]));

  it('run in no circle', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: string[]) => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].map((f) => f.slice(__dirname.length + 1)).join(' → '));
      } else if (!done.has(file)) {
        (needs.get(file) ?? []).forEach((next) => visit(next, [...path, file]));
        done.add(file);
      }
    };
    files.forEach((file) => visit(file, []));
    expect(circles).toEqual([]);
  });

  it('are found', () => {
    expect([...needs.values()].flat().length).toBeGreaterThan(50);
  });
});

function importsOf(file: string): string[] {
  const found = [...readFileSync(file, 'utf8').matchAll(/from '(\.{1,2}(?:\/[^']*)?)';/g)];
  return found.map(([, path]) => {
    const base = resolve(dirname(file), path);
    return ['.ts', '.tsx', '/index.ts', '.json'].map((end) => base + end).find(existsSync) ?? base;
  });
}
