// Takes pictures of the editors into .tools/pictures, and fails where a browser finds what a reader would: an input that
// axe objects to (colours included, which a test without a browser cannot see), or a page wider than its window.
//   npm run pictures [-- --out=FOLDER]
import axe from 'axe-core';
import { mkdirSync, readFileSync } from 'fs';
import { createRequire } from 'module';
import { dirname, join, resolve } from 'path';
import { openBrowser } from './browser.mjs';

const root = resolve(import.meta.dirname, '..');
const built = resolve(root, '../.tools/harness');
const icons = join(
  dirname(createRequire(import.meta.url).resolve('@grafana/ui/package.json')),
  'dist/public/img/icons'
);
const out = resolve(root, process.argv.find((a) => a.startsWith('--out='))?.slice(6) ?? '../.tools/pictures');
const home = 'http://editors.invalid/';

const plan = 'vinh-long-2021-2030';
const laptop = { width: 1200, height: 240 };
const page = { width: 1200, height: 1240 };
const tall = { width: 1200, height: 520 };
const phone = { width: 390, height: 600 };

const shots = [
  {
    name: 'query',
    editor: 'query',
    query: {
      kind: 'scorecard',
      plan,
      level: 'commune',
      units: ['c:29551@0', '$huyen'],
      statuses: ['late', 'off_track'],
    },
  },
  { name: 'query-light', editor: 'query', theme: 'light', query: { kind: 'levels', plan, level: 'commune' } },
  {
    name: 'query-units',
    editor: 'query',
    query: { kind: 'ranking', plan, level: 'commune' },
    open: '#xhht-A-units',
    window: tall,
  },
  {
    name: 'query-kinds',
    editor: 'query',
    theme: 'light',
    query: { kind: 'series', plan },
    open: '#xhht-A-kind',
    window: tall,
  },
  {
    name: 'query-en',
    editor: 'query',
    lang: 'en-GB',
    query: { kind: 'series', plan, units: ['d:857@0'], indicators: ['info_skills_rate'] },
  },
  {
    name: 'query-phone',
    editor: 'query',
    window: phone,
    query: { kind: 'alert', plan, measure: 'projected', units: ['d:857@0'] },
  },
  { name: 'annotation', editor: 'annotation', query: { plan, level: 'district' } },
  { name: 'variable', editor: 'variable', query: { type: 'units', plan, level: 'commune', parent: '$huyen' } },
  {
    name: 'variable-en',
    editor: 'variable',
    lang: 'en-GB',
    theme: 'light',
    query: { type: 'indicators', plan, theme: 'competence' },
  },
  {
    name: 'variable-phone',
    editor: 'variable',
    window: phone,
    query: { type: 'units', plan, level: 'commune', parent: '$huyen' },
  },
  {
    name: 'config',
    editor: 'config',
    query: {
      url: 'http://influxdb:8086',
      jsonData: { organization: 'xhht', bucket: 'xhht', portalUrl: 'https://xhht.example.vn', defaultPlan: plan },
      secureJsonFields: { token: true },
    },
  },
  {
    name: 'config-light',
    editor: 'config',
    theme: 'light',
    query: { url: 'influxdb:8086', jsonData: { timeoutSeconds: 0, tlsSkipVerify: true } },
  },
  {
    name: 'config-en',
    editor: 'config',
    lang: 'en-GB',
    query: { readOnly: true, url: 'http://influxdb:8086', jsonData: { bucket: 'xhht' } },
  },
  {
    name: 'config-phone',
    editor: 'config',
    window: phone,
    query: { url: 'http://influxdb:8086', jsonData: { bucket: 'xhht' } },
  },
];

const browser = await openBrowser();
const faults = [];
mkdirSync(out, { recursive: true });
for (const shot of shots) {
  const context = await browser.newContext({
    locale: shot.lang ?? 'vi-VN',
    viewport: shot.window ?? (shot.editor === 'config' ? page : laptop),
  });
  const tab = await context.newPage();
  tab.on('pageerror', (e) => faults.push(`${shot.name}: ${e.message}`));
  await tab.route(`${home}**`, serve);
  const params = new URLSearchParams({
    editor: shot.editor,
    theme: shot.theme ?? 'dark',
    query: JSON.stringify(shot.query),
  });
  await tab.goto(`${home}?${params}`);
  await tab.getByRole('main').waitFor();
  await tab.waitForLoadState('networkidle');
  await tab.evaluate(axe.source);
  faults.push(...(await tab.evaluate(inspect)).map((fault) => `${shot.name}: ${fault}`));
  if (shot.open) {
    await tab.locator(shot.open).click();
    await tab.getByRole('option').first().waitFor();
  }
  await tab.screenshot({ path: join(out, `editor-${shot.name}.png`), fullPage: !shot.open, animations: 'disabled' });
  await context.close();
}
await browser.close();
console.log(`${shots.length} pictures, ${faults.length} faults`);
faults.forEach((fault) => console.error(fault));
process.exitCode = faults.length > 0 ? 1 : 0;

// Runs in the page.
async function inspect() {
  const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
  const found = violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target).join(' ')}: ${v.nodes[0].failureSummary}`);
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth
    ? [...found, `the page is ${scrollWidth} wide in a window of ${clientWidth}`]
    : found;
}

function serve(route) {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/') {
    const html =
      '<!doctype html><html lang="vi"><title>XHHT</title><body style="margin:0"><div id="page"></div><script src="page.js"></script>';
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
  }
  const icon = pathname.match(/^\/public\/build\/img\/icons\/(.+\.svg)$/);
  try {
    const body = readFileSync(icon ? join(icons, icon[1]) : join(built, pathname));
    return route.fulfill({ contentType: icon ? 'image/svg+xml' : 'text/javascript', body });
  } catch {
    return route.fulfill({ status: 404, body: '' });
  }
}
