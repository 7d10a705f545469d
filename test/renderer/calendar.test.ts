import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { addDays, startOfWeek } from '../../src/analytics/calendar.ts';
import { askTool, numberOf } from './ask-tool.ts';
import { violations } from './axe.ts';
import { demoWindow } from './demo-window.ts';

const { open, app } = demoWindow();

const Row = z.object({
  workout_id: z.number(),
  date: z.string(),
  status: z.string(),
  tss: z.number().nullable().optional(),
  planned_tss: z.number().nullable(),
});
const Rows = z.object({ workouts: z.array(Row) });
const Fitness = z.object({ days: z.array(z.object({ date: z.string(), ctl: z.number(), tsb: z.number() })) });
const Summary = z.object({
  this_week: z.object({
    start_date: z.string(),
    tss_done: z.number(),
    tss_planned: z.number(),
    tss_remaining: z.number(),
  }),
});

/** The entries in view: which workout, how it stands, its TSS. */
async function entries(page: Page): Promise<{ id: number; status: string; tss: number | null }[]> {
  const cards = await page.locator('.entry').all();
  return Promise.all(
    cards.map(async (card) => {
      const href = await card.locator('a').getAttribute('href');
      const tss = /(\d+)\s*TSS/.exec(await card.innerText())?.[1];
      return {
        id: Number(/(\d+)$/.exec(href ?? '')?.[1]),
        status: await card.locator('.entry-status').innerText(),
        tss: tss === undefined ? null : Number(tss),
      };
    }),
  );
}

const today = () => app().app.status().today?.day ?? '';
const monday = () => startOfWeek(today());

/** The tool says tenths, the page whole numbers of the same value. */
function equal(shown: number | null, told: number | null | undefined): void {
  if (told === null || told === undefined) expect(shown).toBeNull();
  else expect(Math.abs((shown ?? Number.NaN) - told)).toBeLessThanOrEqual(0.56);
}

test('shows what is planned and what was done as Claude lists it', { timeout: 60_000 }, async (context) => {
  const { page } = await open(context, '#/calendar');
  await page.locator('.entry').first().waitFor();
  const shown = new Map((await entries(page)).map((entry) => [entry.id, entry]));
  const last = addDays(monday(), 34);
  const plans = Rows.parse(
    await askTool(app(), 'tp_get_planned_workouts', { start_date: today(), end_date: last, limit: 100 }),
  );
  const past = Rows.parse(
    await askTool(app(), 'tp_get_workouts', {
      start_date: addDays(monday(), -7),
      end_date: today(),
      limit: 100,
    }),
  );
  expect(plans.workouts.length).toBeGreaterThan(15);
  for (const plan of plans.workouts) {
    expect(shown.get(plan.workout_id)?.status).toBe('Planned');
    equal(shown.get(plan.workout_id)?.tss ?? null, plan.planned_tss);
  }
  const words: Readonly<Record<string, string>> = { completed: 'Done', missed: 'Missed', planned: 'Planned' };
  const done = past.workouts.filter(({ status }) => status === 'completed');
  expect(done.length).toBeGreaterThan(3);
  for (const row of past.workouts)
    if (words[row.status] !== undefined) expect(shown.get(row.workout_id)?.status).toBe(words[row.status]);
  for (const row of done) equal(shown.get(row.workout_id)?.tss ?? null, row.tss);
});

test('sums the weeks, and ends them with the form that Claude gives', async (context) => {
  const { page } = await open(context, '#/calendar');
  const week = page.getByRole('region', { name: 'This week' });
  await week.waitFor();
  const { this_week: told } = Summary.parse(await askTool(app(), 'tp_training_load_summary'));
  const amount = week.locator('.amount').first();
  equal(await numberOf(amount.locator('strong')), told.tss_done);
  const ofPlan = (await amount.locator('.plan').innerText()).replaceAll(',', '').match(/\d+/gu)?.map(Number);
  equal(ofPlan?.[0] ?? null, told.tss_planned);
  equal(ofPlan?.[1] ?? null, told.tss_remaining);
  const { days } = Fitness.parse(
    await askTool(app(), 'tp_get_fitness', {
      start_date: monday(),
      end_date: addDays(monday(), 35),
      step: 'day',
    }),
  );
  const ends = await page.locator('.week-end').all();
  expect(ends).toHaveLength(6);
  for (const [index, end] of ends.slice(1).entries()) {
    const sunday = addDays(monday(), index * 7 + 6);
    const on = (day: string) => days.find(({ date }) => date === day);
    equal(await numberOf(end.locator('.fitness strong')), on(sunday)?.ctl);
    equal(await numberOf(end.locator('.form strong')), on(addDays(sunday, 1))?.tsb);
    expect(await end.innerText()).toMatch(/Mon .*, morning, as planned/u);
  }
  expect(await ends[0]?.innerText()).not.toContain('as planned');
});

test('weeks without a plan tell of no fitness', async (context) => {
  const { page } = await open(context, `#/calendar?from=${addDays(monday(), 7 * 40)}`);
  await page.locator('.week-summary').first().waitFor();
  expect(await page.locator('.week-end').count()).toBe(0);
});

test('marks today, races and notes, and counts the days to the next race', async (context) => {
  const { page } = await open(context, '#/calendar');
  const cell = page.locator('[aria-current=date]');
  await cell.waitFor();
  expect(await cell.innerText()).toContain('Today');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(
    /\d+ days to Alpine middle-distance triathlon\.$/,
  );
  expect(await page.locator('.day-mark.race').allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining('A race: Alpine middle-distance triathlon')]),
  );
  await page.getByText('Last big week').click();
  expect(await page.locator('.day-mark.note').first().innerText()).toContain('Sleep comes first.');
});

test('shows days without training where they were, and what is possible on others', async (context) => {
  const { page } = await open(context, '#/calendar');
  const { marks } = await app()
    .answer('view.marks', { from: '2000-01-01', to: '2199-12-31' })
    .then((reply) =>
      reply.ok ? (reply.value as { marks: { kind: string; day: string }[] }) : { marks: [] },
    );
  const ill = marks.find(({ kind }) => kind === 'unavailable')?.day ?? '';
  await page.evaluate(`location.hash = '#/calendar?from=${ill}'`);
  await expect.poll(() => page.locator('.day.away').count()).toBe(12);
  expect(await page.locator('.day.away').first().innerText()).toContain('Sick');
  const vacation = marks.find(({ kind }) => kind === 'limited')?.day ?? '';
  await page.evaluate(`location.hash = '#/calendar?from=${vacation}'`);
  await page.getByText('Vacation').first().click();
  expect(await page.locator('.day-mark.limited').first().innerText()).toContain('Possible: Run, Walk.');
});

test('goes back and ahead, keeps the place in the address, and returns', async (context) => {
  const { page } = await open(context, '#/calendar');
  const range = page.locator('.page-sub');
  await page.getByRole('region', { name: 'This week' }).waitFor();
  const usual = await range.innerText();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect.poll(() => range.innerText()).not.toBe(usual);
  const later = await range.innerText();
  await page.reload();
  await expect.poll(() => page.locator('.page-sub').innerText()).toBe(later);
  await page.getByRole('button', { name: 'This week' }).click();
  await expect.poll(() => range.innerText()).toBe(usual);
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect.poll(() => page.locator('.entry.completed').count()).toBeGreaterThan(20);
});

test.for(['9999-12-01', '0001-01-01', '2199-12-31'])(
  'an address at the end of all days shows its weeks, and leads back: %s',
  async (from, context) => {
    const { page } = await open(context, `#/calendar?from=${from}`);
    await expect.poll(() => page.locator('.week').count()).toBe(6);
    await page.getByRole('button', { name: 'Later' }).click();
    await page.getByRole('button', { name: 'Earlier' }).click();
    await expect.poll(() => page.locator('.week').count()).toBe(6);
    await page.getByRole('button', { name: 'This week' }).click();
    await page.getByRole('region', { name: 'This week' }).waitFor();
  },
);

test('when the calendar cannot be had, one can go elsewhere', async (context) => {
  const window = await open(context, '#/workouts');
  window.answersFrom((name, request) =>
    name === 'view.calendar' && (request as { from: string | null }).from !== null
      ? Promise.resolve({ ok: false, error: { code: 'internal', message: 'It went wrong.' } })
      : app().answer(name, request),
  );
  await window.page.evaluate("location.hash = '#/calendar?from=2026-01-05'");
  await window.page.getByText('It went wrong.').waitFor();
  await window.page.getByRole('button', { name: 'This week' }).click();
  await window.page.getByRole('region', { name: 'This week' }).waitFor();
});

test('weeks begin on the day of the settings', async (context) => {
  const { page } = await open(context, '#/calendar');
  const first = () => page.locator('.day h3 .unseen').first().textContent();
  await expect.poll(first).toContain('Monday');
  await app().answer('preferences.change', { weekStart: 'sunday' });
  await expect.poll(first).toContain('Sunday');
  await app().answer('preferences.change', { weekStart: 'monday' });
  await expect.poll(first).toContain('Monday');
});

test('by keyboard: arrows move between workouts and weeks, Enter opens one', async (context) => {
  const { page } = await open(context, '#/calendar');
  const links = page.locator('.entry a');
  await links.first().focus();
  const address = () => page.evaluate<string>("document.activeElement?.getAttribute('href') ?? ''");
  const first = await address();
  await page.keyboard.press('ArrowRight');
  expect(await address()).toBe(await links.nth(1).getAttribute('href'));
  await page.keyboard.press('ArrowLeft');
  expect(await address()).toBe(first);
  await page.keyboard.press('ArrowLeft');
  expect(await address()).toBe(first);
  const weekdayOf = () =>
    page.evaluate<string>("document.activeElement?.closest('[data-weekday]')?.dataset.weekday ?? ''");
  const weekday = await weekdayOf();
  await page.keyboard.press('ArrowDown');
  expect(await address()).not.toBe(first);
  expect(await weekdayOf()).toBe(weekday);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate<string>('location.hash')).toMatch(/^#\/workouts\/\d+$/);
});

test.for(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme, context) => {
  const { page } = await open(context, '#/calendar', { colorScheme });
  await page.locator('.entry').first().waitFor();
  await page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))");
  expect(await violations(page)).toEqual([]);
});

test('is a list where there is little room, and nothing is cut', async (context) => {
  const { page } = await open(context, '#/calendar', { viewport: { width: 480, height: 800 } });
  await page.locator('.entry').first().waitFor();
  const [day, next] = await page.locator('.day:not(.empty)').all();
  const [above, below] = [await day?.boundingBox(), await next?.boundingBox()];
  expect(below?.y).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0) - 1);
  expect(
    await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
  ).toBe(true);
});
