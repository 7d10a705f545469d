import { expect, test } from 'vitest';
import { z } from 'zod';
import { askTool, numberOf } from './ask-tool.ts';
import { demoWindow } from './demo-window.ts';

const { open, app } = demoWindow();

const Summary = z.object({
  this_week: z.object({ tss_done: z.number(), tss_planned: z.number(), tss_remaining: z.number() }),
  recent_4_weeks: z.object({
    average_weekly_tss: z.number(),
    previous_average_weekly_tss: z.number(),
    change_percent: z.number(),
  }),
  weeks: z.array(
    z.object({ start_date: z.string(), complete: z.boolean(), tss: z.number(), sessions: z.number() }),
  ),
  months: z.array(z.object({ complete: z.boolean(), tss: z.number(), sessions: z.number() })),
});

test('shows the numbers that Claude gives', async (context) => {
  const { page } = await open(context, '#/load');
  const said = Summary.parse(await askTool(app(), 'tp_training_load_summary', { days: 182 }));
  const shown = (name: string) => numberOf(page.locator(`[data-number=${name}]`));
  expect(await shown('done')).toBe(Math.round(said.this_week.tss_done));
  expect(await shown('remaining')).toBe(Math.round(said.this_week.tss_remaining));
  expect(await shown('recent')).toBe(Math.round(said.recent_4_weeks.average_weekly_tss));
  expect(await shown('change')).toBe(Math.round(said.recent_4_weeks.change_percent));
});

test.for([
  ['Weeks', 'weeks', 12],
  ['Months', 'months', 12],
] as const)('lists %s as Claude does, newest first', async ([choice, key, atLeast], context) => {
  const { page } = await open(context, '#/load?back=52');
  await page.getByRole('radio', { name: choice }).check();
  const said = Summary.parse(await askTool(app(), 'tp_training_load_summary', { days: 380 }));
  await page.getByText('Show as a table').first().click();
  const lines = await page.locator('.chart-table').first().locator('tbody tr').allInnerTexts();
  const rows = lines.map((line) => line.split('\t').map((cell) => Number(cell.replaceAll(',', ''))));
  const complete = said[key]
    .filter((period) => period.complete)
    .slice(-atLeast)
    .toReversed();
  expect(complete.length).toBeGreaterThanOrEqual(atLeast - 1);
  const first = rows.findIndex(([, , , , sessions]) => sessions === complete[0]?.sessions);
  const shown = rows.slice(first, first + complete.length);
  expect(shown.map(([, , , , sessions]) => sessions)).toEqual(complete.map(({ sessions }) => sessions));
  // The tool says tenths, the page whole numbers of the same sum.
  for (const [index, { tss }] of complete.entries())
    expect(Math.abs((shown[index]?.[1] ?? Number.NaN) - tss)).toBeLessThanOrEqual(0.56);
});

test('a bar tells what lies behind it, by pointer and by keyboard', async (context) => {
  const { page } = await open(context, '#/load');
  const chart = page.getByRole('application').first();
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.locator('.chart-tip').first().textContent()).toMatch(/^Week of .*Done/u);
});

test('both charts have a name, and say the bar that keys went to', async (context) => {
  const { page } = await open(context, '#/load');
  for (const name of [/^TSS a week\./u, /^Fitness gained or lost a week\./u]) {
    const chart = page.getByRole('application', { name });
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    const spoken = page.locator('.chart-frame', { has: chart }).locator('[aria-live=polite]');
    await expect.poll(() => spoken.textContent()).toMatch(/^(Week of )?\d+ \w+( \d+)?: .*(TSS done, |CTL)/u);
  }
});

test('both charts show where now is, and what comes only as an outline', async (context) => {
  const { page } = await open(context, '#/load');
  await page.locator('.chart-frame').nth(1).waitFor();
  expect(await page.locator('.chart-frame').getByText('now', { exact: true }).count()).toBe(2);
  const ramp = page.locator('.chart-frame').nth(1);
  const planned = ramp.locator('path[stroke-dasharray="3 2"]');
  expect(await planned.count()).toBeGreaterThan(0);
  expect(await planned.first().getAttribute('fill')).toBe('transparent');
  expect(await ramp.innerText()).toContain('With your plan');
});

test('tiles, title and sentence follow the measure, and a year of months has twelve full ones', async (context) => {
  const { page } = await open(context, '#/load?step=month&measure=hours&back=12');
  await page.getByRole('heading', { name: 'Hours a month' }).waitFor();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(
    / \d+:\d\d h a week over four weeks/u,
  );
  for (const name of ['done', 'remaining', 'recent'])
    expect(await page.locator(`[data-number=${name}]`).innerText()).toMatch(/^\d+:\d\d h/u);
  const summary = page.locator('.chart-frame .unseen').first();
  expect(await summary.textContent()).toMatch(/^12 full months, \d+:\d\d h a month on average/u);
});

test('choices stay in the address', async (context) => {
  const { page } = await open(context, '#/load');
  await page.getByRole('radio', { name: 'Hours' }).check();
  await page.getByRole('radio', { name: '12 w' }).check();
  await page.reload();
  expect(await page.getByRole('radio', { name: 'Hours' }).isChecked()).toBe(true);
  expect(await page.getByRole('radio', { name: '12 w' }).isChecked()).toBe(true);
});
