import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import type { Calls } from '../src/shared/ipc.ts';
import { READY } from '../test/renderer/statuses.ts';
import { hasDebianPackages } from '../test/support/debian-packages.ts';
import { races, tenYears, WEEK } from './chart/history.ts';
import { openPage, startBrowser } from './chart/stage.ts';
import { table, type Line } from './report.ts';
import { median } from './statistics.ts';

const ROUNDS = 5;
const MOVES = 60;
const SLIDER_STEPS = 20;
const WINDOW = fileURLToPath(new URL('../dist/app/renderer', import.meta.url));
const BASELINE = fileURLToPath(new URL('../renderer/bench/baseline.tsx', import.meta.url));

interface ChartMeasurements {
  readonly firstPaint: number[];
  readonly hover: number[];
  readonly redraw: number[];
}

/**
 * Measures the performance chart of the built window over ten years of days in headless Chromium, and in turn a bare
 * Recharts line chart of the same three columns. Each round is a new page, so that nothing is compiled before.
 *
 * @returns the lines to print, or one that says what is missing here
 */
export async function reportChart(): Promise<string> {
  const size = table(await sizeLines());
  if (!hasDebianPackages(['chromium']))
    return `${size}\nThe chart is left out: it takes the Debian package chromium.`;
  const baselineFolder = await buildBaseline();
  const browser = await startBrowser();
  const [ours, bare]: [ChartMeasurements, ChartMeasurements] = [none(), none()];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      await measureWindow(browser, ours);
      await measureBaseline(browser, baselineFolder, bare);
    }
  } finally {
    await browser.close();
    await rm(baselineFolder, { recursive: true, force: true });
  }
  return `${table([
    ...lines('TP Tray', ours, { firstPaint: 150, hover: 16, redraw: 50 }),
    ...lines('bare Recharts line chart', bare),
    ...ratioLines(ours, bare),
  ])}\n${size}`;
}

function none(): ChartMeasurements {
  return { firstPaint: [], hover: [], redraw: [] };
}

/** The fitness page of the window: from the arrival of its data to the painted chart, then pointer and slider. */
async function measureWindow(browser: Browser, measured: ChartMeasurements): Promise<void> {
  const page = await openPage(browser, WINDOW, 'index.html#/?period=all', bridge());
  try {
    await page.evaluate('isAsked');
    const curve = '.performance-plot .curve-tsb.curve-future';
    measured.firstPaint.push(await until(page, 'release()', `document.querySelector('${curve}') !== null`));
    measured.hover.push(...(await hover(page, '.performance-plot', 'pointermove', '.tip-day')));
    for (let step = 1; step <= SLIDER_STEPS; step += 1)
      measured.redraw.push(await untilChanged(page, `moveSlider(${String(step * 20)})`, pathOf(curve)));
  } finally {
    await page.context().close();
  }
}

async function measureBaseline(browser: Browser, folder: string, measured: ChartMeasurements): Promise<void> {
  const page = await openPage(
    browser,
    folder,
    'index.html',
    `window.view = ${JSON.stringify(tenYears())}; ${HIGHER_AFTER_TODAY}`,
  );
  try {
    await page.waitForFunction('window.drawBaseline');
    const curve = '.recharts-line-curve';
    measured.firstPaint.push(
      await until(page, 'drawBaseline(view)', `document.querySelector('${curve}') !== null`),
    );
    measured.hover.push(...(await hover(page, '.recharts-wrapper', 'mousemove', '.recharts-tooltip-label')));
    for (let step = 1; step <= SLIDER_STEPS; step += 1)
      measured.redraw.push(
        await untilChanged(page, `drawBaseline(higherAfterToday(${String(step)}))`, pathOf(curve)),
      );
  } finally {
    await page.context().close();
  }
}

const HIGHER_AFTER_TODAY = `
  window.higherAfterToday = (more) => ({
    ...view,
    ctl: view.ctl.map((value, index) => (index > view.todayIndex ? value + more : value)),
  });
`;

/** Moves the pointer over a chart, each time to another day, until the `proof` says another. */
async function hover(page: Page, target: string, event: string, proof: string): Promise<number[]> {
  const times: number[] = [];
  for (let move = 0; move < MOVES; move += 1) {
    const share = 0.15 + (0.6 * move) / MOVES;
    const act = `
      const target = document.querySelector('${target}');
      const { left, top, width, height } = target.getBoundingClientRect();
      const place = { clientX: left + width * ${String(share)}, clientY: top + height / 2 };
      target.dispatchEvent(new PointerEvent('${event}', { bubbles: true, ...place }));
    `;
    times.push(await untilChanged(page, act, `document.querySelector('${proof}')?.textContent`));
  }
  return times;
}

function pathOf(selector: string): string {
  return `document.querySelector('${selector}').getAttribute('d')`;
}

function untilChanged(page: Page, act: string, value: string): Promise<number> {
  return until(page, act, `${value} !== before`, `const before = ${value};`);
}

/** Milliseconds from `act` to the painted frame in which `isDone`; all are JavaScript. */
async function until(page: Page, act: string, isDone: string, first = ''): Promise<number> {
  return Number(
    await page.evaluate(`(() => { ${first} return timed(() => { ${act} }, () => ${isDone}); })()`),
  );
}

/** What stands in for the main process inside the page: answers at once, but those of the chart when `release` is called. */
function bridge(): string {
  const answers: Partial<{ [Name in keyof Calls]: Calls[Name]['response'] }> = {
    'app.status': READY,
    'view.performance': tenYears(),
    'view.marks': races(),
    'view.week': WEEK,
  };
  return `
    const answers = ${JSON.stringify(answers)};
    const released = new Promise((resolve) => { window.release = resolve; });
    let asked;
    window.isAsked = new Promise((resolve) => { asked = resolve; });
    window.tpTray = {
      on: () => () => undefined,
      call: async (name, request) => {
        if (name === 'view.performance') {
          setTimeout(asked, 300);
          await released;
        }
        if (name === 'view.days') return { ok: true, value: { from: request.from, to: request.to, entries: [] } };
        return name in answers
          ? { ok: true, value: answers[name] }
          : { ok: false, error: { code: 'no_data', message: 'Not in the benchmark.' } };
      },
    };
    window.moveSlider = (tss) => {
      const slider = document.querySelector('input[type=range]');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, String(tss));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    };
  `;
}

async function buildBaseline(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tp-tray-baseline-'));
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: BASELINE, output: { entryFileNames: 'baseline.js' } },
    },
  });
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><body><script type="module" src="baseline.js"></script>',
  );
  return folder;
}

async function sizeLines(): Promise<Line[]> {
  const files = (await readdir(join(WINDOW, 'assets'))).filter((name) => /\.(js|css)$/.test(name));
  const contents = await Promise.all(files.map((name) => readFile(join(WINDOW, 'assets', name))));
  const kibibytes = (name: string, bytes: number): Line => ({
    name,
    value: bytes / 1024,
    unit: 'KiB',
    digits: 0,
  });
  return [
    kibibytes("the window's scripts and styles", sum(contents.map(({ length }) => length))),
    kibibytes("the window's scripts and styles, gzip", sum(contents.map((each) => gzipSync(each).length))),
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function lines(
  name: string,
  { firstPaint, hover, redraw }: ChartMeasurements,
  under?: Readonly<Record<keyof ChartMeasurements, number>>,
): Line[] {
  const line = (what: string, values: readonly number[], atMost: number | undefined): Line => ({
    name: `${name}: ${what}, median of ${String(values.length)}`,
    value: median(values),
    unit: 'ms',
    digits: 1,
    atMost,
    inclusive: false,
  });
  return [
    line('10 years, data there to chart painted', firstPaint, under?.firstPaint),
    line('pointer moved to crosshair painted', hover, under?.hover),
    line('slider moved to projection painted', redraw, under?.redraw),
  ];
}

function ratioLines(ours: ChartMeasurements, bare: ChartMeasurements): Line[] {
  const ratio = (what: string, part: keyof ChartMeasurements): Line => ({
    name: `TP Tray divided by the bare chart: ${what}`,
    value: median(ours[part]) / median(bare[part]),
    unit: 'times',
    digits: 2,
  });
  return [
    ratio('chart painted', 'firstPaint'),
    ratio('crosshair painted', 'hover'),
    ratio('projection painted', 'redraw'),
  ];
}
