// Periods end on a date; a developer's own time zone must not move it.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const [swc] = Object.values(base.transform);

module.exports = {
  ...base,
  // A full editor in jsdom takes seconds on a shared machine; a hang is still told from a slow test.
  testTimeout: 60_000,
  transform: {
    ...base.transform,
    // d3-color 3.1.1 and later ship .mjs, which the scaffold does not transform.
    '^.+\\.mjs$': swc,
  },
};
