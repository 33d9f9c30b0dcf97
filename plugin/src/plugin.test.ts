import { existsSync, readdirSync, readFileSync } from 'fs';
import { resolve } from 'path';

import { datasource } from './grafana.fake';
import plugin from './plugin.json';

describe('plugin.json', () => {
  it('has what Grafana requires of a backend data source', () => {
    expect(plugin).toMatchObject({
      type: 'datasource',
      id: 'xhht-targets-datasource',
      name: expect.stringMatching(/\S/),
      category: 'tsdb',
      backend: true,
      executable: 'gpx_xhht_targets',
      metrics: true,
      alerting: true,
      info: {
        author: { name: 'XHHT' },
        version: '%VERSION%',
      },
      dependencies: { grafanaDependency: '>=12.3.0', plugins: [] },
    });
    expect(plugin.info.keywords.length).toBeGreaterThan(0);
  });

  it('has an id that Grafana accepts', () => {
    expect(plugin.id).toMatch(/^[0-9a-z]+-([0-9a-z]+-)?(app|panel|datasource)$/);
  });

  it('promises what is implemented, and nothing else', () => {
    expect(datasource().annotations).toBeDefined();
    expect(plugin).toMatchObject({ annotations: true, multiValueFilterOperators: true });
    expect(plugin).not.toHaveProperty('streaming');
    expect(plugin).not.toHaveProperty('logs');
  });

  // Grafana's own schema is under another licence than ours, so its rules for what we use are written out here.
  it('keeps to the schema of plugin.json', () => {
    const known = ['$schema', 'type', 'id', 'name', 'category', 'metrics', 'backend', 'executable', 'alerting'];
    const ours = [...known, 'annotations', 'multiValueFilterOperators', 'queryOptions', 'info', 'dependencies'];
    expect(Object.keys(plugin).filter((key) => !ours.includes(key))).toEqual([]);
    expect(['tsdb', 'logging', 'cloud', 'tracing', 'profiling', 'sql', 'enterprise', 'iot', 'other']).toContain(
      plugin.category
    );
    const infoKeys = ['author', 'description', 'keywords', 'links', 'logos', 'screenshots', 'updated', 'version'];
    expect(Object.keys(plugin.info).sort()).toEqual(infoKeys);
    expect(plugin.info.links.every((l) => l.name && new URL(l.url).protocol === 'https:')).toBe(true);
    expect(Object.values(plugin.queryOptions).every((v) => typeof v === 'boolean')).toBe(true);
    expect(plugin.dependencies.grafanaDependency).toMatch(/^>=\d+\.\d+\.\d+$/);
  });

  it('names the day of its version, not of its build: the same sources give the same archive', () => {
    expect(plugin.info.updated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Number.isNaN(Date.parse(plugin.info.updated))).toBe(false);
  });

  it('has the screenshots that it names, as pictures', () => {
    expect(plugin.info.screenshots.length).toBeGreaterThan(0);
    for (const { name, path } of plugin.info.screenshots) {
      expect(name).toMatch(/\S/);
      expect(readFileSync(resolve(__dirname, path)).subarray(1, 4).toString()).toBe('PNG');
    }
  });

  it('has logos that need nothing from the network', () => {
    for (const logo of [plugin.info.logos.small, plugin.info.logos.large]) {
      const file = resolve(__dirname, logo);
      expect(existsSync(file)).toBe(true);
      const svg = readFileSync(file, 'utf8').replace('http://www.w3.org/2000/svg', '');
      expect(svg).not.toMatch(/https?:|font|<script|<image|@import/);
    }
  });

  it('is written in composed form', () => {
    const raw = readFileSync(resolve(__dirname, 'plugin.json'), 'utf8');
    expect(raw).toBe(raw.normalize('NFC'));
  });

  it('has a version to replace %VERSION%', () => {
    const packageJson = JSON.parse(readFileSync(resolve(__dirname, '../package.json'), 'utf8'));
    expect(packageJson.version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('the bundle', () => {
  // One bundle runs on React 18 and 19: both come from Grafana, and nothing that 19 took away is used.
  it('leaves React and Grafana to Grafana', () => {
    const shared = ['react', 'react/jsx-runtime', 'react-dom', 'rxjs', '@emotion/css', '@grafana/ui', '@grafana/data'];
    const list = readFileSync(resolve(__dirname, '../.config/bundler/externals.ts'), 'utf8');
    const outside = (name: string) => list.includes(`'${name}'`) || list.includes(`/^${name.replace('/', '\\/')}/i`);
    expect(shared.filter((name) => !outside(name))).toEqual([]);
  });

  it('uses nothing that React 19 took away', () => {
    const code = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((f) => /\.tsx?$/.test(f));
    const gone = [
      'findDOM' + 'Node',
      'ReactDOM.' + 'render',
      'prop' + 'Types',
      'default' + 'Props',
      '__SECRET' + '_INTERNALS',
    ];
    const found = code.filter((f) => gone.some((word) => readFileSync(resolve(__dirname, f), 'utf8').includes(word)));
    expect(found).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('names no registry, so that a mirror serves as well, and hashes that every one has to match', () => {
    const lock = JSON.parse(readFileSync(resolve(__dirname, '../package-lock.json'), 'utf8'));
    const packages: Array<[string, { resolved?: string; integrity?: string; inBundle?: boolean }]> = Object.entries(lock.packages);
    const strange = packages.filter(([path, p]) => path && (p.resolved || !(p.integrity || p.inBundle)));
    expect(strange.map(([path]) => path)).toEqual([]);
  });
});
