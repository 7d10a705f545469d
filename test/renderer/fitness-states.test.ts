import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/analytics/calendar.ts';
import type { PerformanceView } from '../../src/shared/views/performance.ts';
import { violations } from './axe.ts';
import { demoWindow } from './demo-window.ts';
import type { OpenOptions, WindowUnderTest } from './window-lab.ts';

const { open, app } = demoWindow();

/** Longer than the longest stretch that the page shows at first. */
const IDLE_DAYS = 700;

/** From now on the window is answered so about fitness, and truly about all else. */
async function answering(
  window: WindowUnderTest,
  answer: Awaited<ReturnType<ReturnType<typeof app>['answer']>>,
): Promise<void> {
  window.answersFrom((name, request) =>
    name === 'view.performance' ? Promise.resolve(answer) : app().answer(name, request),
  );
  await window.page.reload();
}

describe('without numbers', () => {
  it('says that the history is still loading', async (context) => {
    const window = await open(context, '#/');
    await answering(window, {
      ok: false,
      error: { code: 'still_loading', message: 'The history reaches back to 2026-10-01 so far.' },
    });
    await window.page.getByText('Your history is on its way').waitFor();
    expect(await window.page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Your fitness is not here yet.',
    );
    expect(await window.text()).toContain('This page fills by itself.');
  });

  it('says what will appear when nothing was done yet', async (context) => {
    const window = await open(context, '#/');
    await answering(window, { ok: true, value: null });
    await window.page.getByText('No completed workout yet').waitFor();
    expect(await window.text()).toContain('after the first workout that has a TSS');
  });

  it('says what failed, and tries again', async (context) => {
    const window = await open(context, '#/');
    await answering(window, {
      ok: false,
      error: { code: 'storage_failed', message: 'The history cannot be read.' },
    });
    await window.page.getByText('The history cannot be read.').waitFor();
    window.answersFrom((name, request) => app().answer(name, request));
    await window.press('Try again');
    await window.page.locator('.tile-fitness').waitFor();
  });
});

it('long after the last training says so without bands, and shows the last season when asked', async (context) => {
  const window = await open(context, '#/');
  const { page } = window;
  const reply = await app().answer('view.performance', { sportIds: null, ctlDays: 42, atlDays: 7 });
  if (!reply.ok || reply.value === null) throw new Error('The demo athlete has a history.');
  const { firstDay, ...view } = reply.value as PerformanceView;
  const idle = Array.from({ length: IDLE_DAYS }, () => 0);
  const until = (column: readonly number[]) => [...column.slice(0, view.todayIndex), ...idle];
  await answering(window, {
    ok: true,
    value: {
      ...view,
      firstDay: addDays(firstDay, 1 - IDLE_DAYS),
      todayIndex: view.todayIndex + IDLE_DAYS - 1,
      tss: [...view.tss.slice(0, view.todayIndex), ...idle],
      ctl: until(view.ctl),
      atl: until(view.atl),
      tsbMorning: until(view.tsbMorning),
      tsbEndOfDay: until(view.tsbEndOfDay),
      remainingPlannedTss: [...view.tss.slice(0, view.todayIndex).map(() => 0), ...idle],
      todayIfPlanDone: { tss: 0, ctl: 0, atl: 0, tsbMorning: 0, tsbEndOfDay: 0 },
      rampPerWeek: 0,
    },
  });
  await expect
    .poll(() => page.getByRole('heading', { level: 1 }).innerText())
    .toMatch(/^Fitness and fatigue are close to zero: the last\s/u);
  expect(await page.locator('.tile-form').innerText()).toContain('Close to zero');
  expect(await page.locator('.form-band, .band-name').count()).toBe(0);
  await window.press('Show the last season');
  await expect.poll(() => page.locator('.form-band').count()).toBeGreaterThan(0);
  expect(await page.locator('.load-done').count()).toBeGreaterThan(0);
  expect(await page.getByText('No workout with a TSS in these days').count()).toBe(0);
});

const LOOKS: Readonly<Record<string, OpenOptions>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  'more contrast': { contrast: 'more' },
};

it.for(Object.entries(LOOKS))(
  'axe-core finds nothing: %s',
  { timeout: 60_000 },
  async ([, look], context) => {
    const window = await open(context, '#/?whatif=300', look);
    const { page } = window;
    await page.locator('.tile-race').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('.claim').first().click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Model/u }).click();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${page.url().split('#')[0] ?? ''}#/?day=2026-01-10`);
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
  },
);

it.for<[string, OpenOptions]>([
  ['900 by 700', { viewport: { width: 900, height: 700 } }],
  ['text of 200 %', { textScale: 2 }],
  ['zoom of 200 %', { viewport: { width: 450, height: 350 }, deviceScaleFactor: 2 }],
])('nothing is lost: %s', async ([, options], context) => {
  const { page } = await open(context, '#/?whatif=300', options);
  await page.locator('.tile-race').waitFor();
  const found = await page.evaluate(`({
    sideways: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    cut: [...document.querySelectorAll('h1, h2, p, dt, dd, button, summary, .tile-note')]
      .filter((node) => !node.classList.contains('unseen') && !node.closest('.unseen'))
      .filter((node) => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline')
      .map((node) => node.textContent),
    small: [...document.querySelectorAll('.page button, .page summary, .page input, .page select')]
      .filter((node) => node.checkVisibility())
      .filter((node) => node.getBoundingClientRect().height < 28 || node.getBoundingClientRect().width < 28)
      .map((node) => node.outerHTML),
  })`);
  expect(found).toEqual({ sideways: 0, cut: [], small: [] });
});
