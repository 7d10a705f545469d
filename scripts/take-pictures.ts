/**
 * `node scripts/take-pictures.ts`: pictures of every page for `docs/images`, to be looked at before they are committed.
 * The demo athlete in Debian's Chromium, each page on one sheet: three sizes, light and dark. Run `npm run build` before.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

const PROGRAM = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const IMAGES = fileURLToPath(new URL('../docs/images', import.meta.url));
const PAGES = {
  fitness: '/',
  load: '/load',
  intensity: '/intensity',
  peaks: '/peaks',
  workouts: '/workouts',
  calendar: '/calendar',
  connections: '/connections',
  activity: '/activity',
  settings: '/settings',
};
const SIZES = [
  { width: 1180, height: 880 },
  { width: 900, height: 760 },
  { width: 480, height: 900 },
];
const SCHEMES = ['light', 'dark'] as const;
/** Sheets are read on a screen, not printed. */
const JPEG_QUALITY = 72;

const home = mkdtempSync(join(tmpdir(), 'tp-tray-pictures-'));
const server = spawn(process.execPath, [PROGRAM, 'serve', '--demo', '--no-open'], {
  env: { ...process.env, HOME: home, TP_TRAY_HOME: join(home, 'data') },
  stdio: ['ignore', 'pipe', 'inherit'],
});
// The room of the scrollbar is kept, so without it there would be an empty strip.
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
  ignoreDefaultArgs: ['--hide-scrollbars'],
});
try {
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  const state = await signedInto(browser, url);
  mkdirSync(join(IMAGES, 'pages'), { recursive: true });
  const shots = new Map<string, Buffer[]>();
  for (const colorScheme of SCHEMES) {
    for (const viewport of SIZES) {
      const context = await browser.newContext({
        colorScheme,
        viewport,
        locale: 'en-GB',
        storageState: state.cookies,
      });
      const page = await context.newPage();
      await page.goto(state.window);
      for (const [name, path] of Object.entries(PAGES)) {
        await show(page, path);
        const picture = await page.screenshot();
        shots.set(name, [...(shots.get(name) ?? []), picture]);
        if (viewport === SIZES[0] && name === 'fitness')
          writeFileSync(join(IMAGES, `dashboard-${colorScheme}.png`), picture);
      }
      await context.close();
    }
  }
  for (const [name, pictures] of shots) await writeSheet(browser, name, pictures);
} finally {
  await browser.close();
  server.kill();
}

/** The address opens once; the cookie it is exchanged for opens every later page. */
async function signedInto(from: Browser, url: string) {
  const context = await from.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('main h1').waitFor();
  const cookies = await context.storageState();
  const window = page.url();
  await context.close();
  return { cookies, window };
}

async function show(page: Page, path: string): Promise<void> {
  await page.evaluate(`location.hash = '#${path}'`);
  await page.locator(`nav [aria-current=page][href="#${path}"]`).waitFor();
  await page.locator('main h1').waitFor();
  while ((await page.locator('[aria-busy=true]').count()) > 0) await page.waitForTimeout(50);
  await page.waitForTimeout(300);
}

/** One picture of all: a row for each scheme, a column for each size. */
async function writeSheet(from: Browser, name: string, pictures: readonly Buffer[]): Promise<void> {
  const page = await from.newPage({ viewport: { width: 1720, height: 1000 } });
  const images = pictures.map((picture) => `<img src="data:image/png;base64,${picture.toString('base64')}">`);
  await page.setContent(
    `<style>body{margin:20px;display:grid;grid-template-columns:1180fr 900fr 480fr;gap:20px;align-items:start;background:#999}
     img{width:100%;display:block}</style>${images.join('')}`,
  );
  const path = join(IMAGES, 'pages', `${name}.jpg`);
  await page.screenshot({ path, type: 'jpeg', quality: JPEG_QUALITY, fullPage: true });
  await page.close();
}
