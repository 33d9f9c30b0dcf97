// Periods end on a date; a developer's own time zone must not move it.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');
const [swc] = Object.values(base.transform);
// What Grafana 13 brings as ES modules beyond the scaffold's list; `make compat` runs these tests on it.
const newer = ['@react-hookz/web', '@ver0/deep-equal', 'react-use'];

module.exports = {
  ...base,
  // A full editor in jsdom takes seconds on a shared machine; a hang is still told from a slow test.
  testTimeout: 60_000,
  transformIgnorePatterns: [nodeModulesToTransform([...grafanaESModules, ...newer])],
  transform: {
    ...base.transform,
    // d3-color 3.1.1 and later ship .mjs, which the scaffold does not transform.
    '^.+\\.mjs$': swc,
  },
};
