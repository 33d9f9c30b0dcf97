import { existsSync, readFileSync } from 'fs';
import { resolve } from 'path';

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
        updated: '%TODAY%',
      },
      dependencies: { grafanaDependency: '>=12.3.0', plugins: [] },
    });
    expect(plugin.info.keywords.length).toBeGreaterThan(0);
  });

  it('has an id that Grafana accepts', () => {
    expect(plugin.id).toMatch(/^[0-9a-z]+-([0-9a-z]+-)?(app|panel|datasource)$/);
  });

  it('promises nothing that is not implemented', () => {
    expect(plugin.annotations).toBe(false);
    expect(plugin).not.toHaveProperty('streaming');
    expect(plugin).not.toHaveProperty('logs');
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

describe('package-lock.json', () => {
  it('names the public registry alone, so that the install works on any machine', () => {
    const lock = JSON.parse(readFileSync(resolve(__dirname, '../package-lock.json'), 'utf8'));
    const packages: Array<[string, { resolved?: string }]> = Object.entries(lock.packages);
    const strange = packages.filter(([path, p]) => path && !p.resolved?.startsWith('https://registry.npmjs.org/'));
    expect(strange.map(([path]) => path)).toEqual([]);
  });
});
