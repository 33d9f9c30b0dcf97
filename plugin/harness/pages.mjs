// Takes pictures of the dashboards in a Grafana that runs the demo, and fails where a browser finds what a reader would: a
// panel in error or without a word, a request that leaves the server, a blank map, a page wider than its window.
//   npm run pages                       the demo's plan, with what belongs to no plan or to the law, into .tools/pictures
//   npm run pages -- --all --out=DIR    every page of every plan, in both languages
//   npm run pages -- overview unit      only pages whose uid contains one of these
// --address=http://127.0.0.1:3000 says where Grafana answers. A picture that docs/pictures has, because a page of docs shows
// it, is renewed there; a new one gets there by hand.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { openBrowser } from './browser.mjs';

const root = resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const option = (name, usual) => words.find((w) => w.startsWith(`--${name}=`))?.slice(name.length + 3) ?? usual;
const address = option('address', 'http://127.0.0.1:3000');
const out = resolve(root, option('out', '../.tools/pictures'));
const shownInDocs = resolve(root, '../docs/pictures');
const all = words.includes('--all');
const wanted = words.filter((w) => !w.startsWith('--'));

// A picture of a page taller than this is cut: nobody scrolls further through a picture.
const tallest = 4000;
const bare = 'kiosk&_dash.hideTimePicker&_dash.hideVariables&_dash.hideLinks';
const sizes = {
  wall: { width: 1920, height: 1080, query: bare },
  laptop: { width: 1440, height: 900, whole: true },
  phone: { width: 390, height: 844, whole: true, touch: true },
  a4: { width: 794, height: 1123, whole: true, query: bare },
};
// What a page is made for; the others are looked at on everything but paper.
const made = { wall: ['wall'], print: ['a4'] };
// The pages of the demo's plan and of the law in its province, and those of no plan.
const shown = (uid) => !uid.endsWith('-en') && /vinh-long|stack|-any$/.test(uid);

const pages = (await provisioned()).filter(({ uid }) => all || shown(uid));
const shots = pages.flatMap((page) => {
  const [, kind] = page.uid.split('-');
  const fit = made[kind] ?? ['wall', 'laptop', 'phone'];
  return fit.flatMap((size) => ['dark', 'light'].map((theme) => ({ ...page, size, theme })));
});
const faults = [];
const browser = await openBrowser();
mkdirSync(out, { recursive: true });
const chosen = shots.filter(({ uid }) => wanted.length === 0 || wanted.some((w) => uid.includes(w)));
const queue = chosen.values();
// Two at a time: while one page waits for its data, another draws.
await Promise.all(
  [1, 2].map(async () => {
    for (const shot of queue) {
      await take(shot);
    }
  })
);
await browser.close();
console.log(`${chosen.length} pictures, ${faults.length} faults`);
faults.forEach((fault) => console.error(fault));
process.exitCode = faults.length > 0 || chosen.length === 0 ? 1 : 0;
if (!all) {
  gallery();
}

async function provisioned() {
  const answer = await fetch(`${address}/api/search?tag=xhht&limit=1000`).catch((e) => {
    console.error(`no Grafana at ${address}: ${e.cause?.message ?? e.message}; start the demo, or say --address=`);
    process.exit(1);
  });
  const found = await answer.json();
  return found.map(({ uid, title }) => ({ uid, title })).sort((a, b) => a.uid.localeCompare(b.uid, 'en'));
}

function fileOf({ uid, size, theme }) {
  return `${uid.replace('xhht-', '')}-${size}-${theme}.webp`;
}

async function take(shot) {
  const size = sizes[shot.size];
  let height = size.height;
  if (size.whole) {
    // Measured in a window of its own: a map that is there when its window grows is not drawn again.
    const [context, tab] = await open(shot, size, height, () => undefined);
    height = Math.min(tallest, Math.max(height, await tab.evaluate(() => document.documentElement.scrollHeight)));
    await context.close();
  }
  const name = `${shot.uid} ${shot.size} ${shot.theme}`;
  const seen = new Set();
  const fault = (text) => seen.has(text) || (seen.add(text), faults.push(`${name}: ${text}`));
  const [context, tab] = await open(shot, size, height, fault);
  (await tab.evaluate(inspect)).forEach(fault);
  // Playwright itself writes no WebP, which is a quarter of a PNG here.
  const devtools = await context.newCDPSession(tab);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 60 });
  for (const folder of [out, ...(existsSync(join(shownInDocs, fileOf(shot))) ? [shownInDocs] : [])]) {
    writeFileSync(join(folder, fileOf(shot)), Buffer.from(data, 'base64'));
  }
  if (!all && /^xhht-overview-vinh-long.* wall dark$/.test(name)) {
    await tab.screenshot({ path: resolve(root, 'src/img/overview.png') }); // the plugin's own, for Grafana's catalogue
  }
  await context.close();
}

async function open({ uid, theme }, { width, query = '', touch = false }, height, fault) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: uid.endsWith('-en') ? 'en-GB' : 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    isMobile: touch,
    hasTouch: touch,
  });
  const tab = await context.newPage();
  tab.on('pageerror', (e) => fault(e.message));
  tab.on('console', (m) => m.type() === 'error' && fault(m.text()));
  tab.on('request', (r) => {
    if (!r.url().startsWith(address) && !/^(data|blob):/.test(r.url())) {
      fault(`asks ${new URL(r.url()).host}`);
    }
  });
  await tab.goto(`${address}/d/${uid}?theme=${theme}&${query}`);
  const panel = tab.locator('[data-testid^="data-testid Panel header"]').first();
  await panel.waitFor({ timeout: 60_000 }).catch(() => fault('no panel'));
  await tab.waitForLoadState('networkidle').catch(() => fault('never quiet'));
  await tab
    .waitForFunction(() => !document.querySelector('[aria-label="Panel loading bar"]'), null, { timeout: 60_000 })
    .catch(() => fault('a panel is still loading'));
  await tab.evaluate(settled);
  return [context, tab];
}

// Runs in the page. Grafana draws in steps that nothing announces; a page that has not changed for a second has come to rest.
async function settled() {
  const quiet = 1000;
  let changed = performance.now();
  const observer = new MutationObserver(() => (changed = performance.now()));
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  const started = changed;
  while (performance.now() - changed < quiet && performance.now() - started < 15_000) {
    await new Promise((done) => requestAnimationFrame(done));
  }
  observer.disconnect();
}

// Runs in the page.
function inspect() {
  const found = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) {
    found.push(`the page is ${scrollWidth} wide in a window of ${clientWidth}`);
  }
  for (const section of document.querySelectorAll('section[data-testid^="data-testid Panel header"]')) {
    const title = section.getAttribute('data-testid').replace('data-testid Panel header ', '');
    if (section.querySelector('[data-testid="data-testid Panel status error"]')) {
      found.push(`panel “${title}” shows an error`);
    }
    if (/\bNo data\b/.test(section.innerText)) {
      found.push(`panel “${title}” says No data and not what that means`);
    }
    const maps = [...section.querySelectorAll('.ol-viewport')];
    if (maps.some((map) => ![...map.querySelectorAll('canvas')].some(drawn))) {
      found.push(`the map of “${title}” is blank`);
    }
  }
  return found;

  function drawn(canvas) {
    if (canvas.width === 0 || canvas.height === 0) {
      return false;
    }
    const flat = canvas.getContext('2d'); // marks are drawn by the graphics card, boundaries are not
    const { data } = flat?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    return data.some((byte, i) => i % 4 === 3 && byte > 0);
  }
}

// gallery lists what was taken, and removes pictures of pages that are no more.
function gallery() {
  const now = new Set(shots.map(fileOf));
  readdirSync(out)
    .filter((file) => file.endsWith('.webp') && !now.has(file))
    .forEach((file) => rmSync(join(out, file)));
  const lines = pages.map((page) => {
    const links = shots
      .filter(({ uid }) => uid === page.uid)
      .map((shot) => `[${shot.size} ${shot.theme}](${fileOf(shot)})`);
    return `| ${page.title} | ${links.join(' · ')} |`;
  });
  const text = [
    '# Ảnh chụp các trang (số liệu minh họa)',
    '',
    'Chụp từ Grafana đang chạy bản minh họa, bằng `make pictures`: màn hình treo tường 1920 × 1080, máy xách tay 1440, điện thoại 390; nền tối và nền sáng.',
    '',
    '| trang | ảnh |',
    '|---|---|',
    ...lines,
    '',
  ];
  writeFileSync(join(out, 'README.md'), text.join('\n'));
}
