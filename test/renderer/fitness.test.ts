import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { addDays } from '../../src/analytics/calendar.ts';
import type { Preferences } from '../../src/shared/preferences.ts';
import { askTool, numberOf } from './ask-tool.ts';
import { demoWindow } from './demo-window.ts';

const { open, app } = demoWindow();

const point = z.object({ date: z.string(), ctl: z.number(), atl: z.number(), tsb: z.number() });
const Fitness = z.object({
  current: point.extend({
    tsb_end_of_day: z.number(),
    form: z.string(),
    ramp_7_days: z.number(),
    ramp_28_days: z.number(),
  }),
  if_plan_done: point.extend({ tsb_tomorrow: z.number() }).nullable(),
  days: z.array(point),
});
const Trend = z.object({
  change: z.object({ atl_7_days: z.number() }),
  ramp: z.object({ ctl_per_week: z.number(), band: z.string() }),
});
const Summary = z.object({
  this_week: z.object({ tss_done: z.number(), tss_planned: z.number(), tss_remaining: z.number() }),
});
const Workouts = z.object({
  workouts: z.array(
    z.object({
      workout_id: z.number(),
      date: z.string(),
      title: z.string().nullable(),
      status: z.string(),
      tss: z.number().nullable(),
    }),
  ),
});

async function fitness(input: Readonly<Record<string, unknown>> = {}) {
  return Fitness.parse(await askTool(app(), 'tp_get_fitness', input));
}

type TileName = 'fitness' | 'fatigue' | 'form' | 'ramp' | 'week' | 'race';

const tile = (page: Page, name: TileName) => page.locator(`.tile-${name}`);
const value = (page: Page, name: TileName) => numberOf(tile(page, name).locator('.tile-value'));
const note = (page: Page, name: TileName) => tile(page, name).locator('.tile-note').innerText();

/** A whole number on the page; the tool's answer was itself rounded to a tenth before. */
function whole(number: number): number {
  return expect.closeTo(number, -0.05) as number;
}

async function changePreferences(part: Partial<Preferences>): Promise<void> {
  await app().answer('preferences.change', part);
}

test('the tiles show what Claude is told', async (context) => {
  const { page } = await open(context, '#/');
  const [{ current, if_plan_done: tonight, days }, trend, summary] = [
    await fitness({ days: 8 }),
    Trend.parse(await askTool(app(), 'tp_fitness_trend')),
    Summary.parse(await askTool(app(), 'tp_training_load_summary')),
  ];
  const yearAgo = addDays(current.date, -365);
  const { days: then } = await fitness({ start_date: yearAgo, end_date: yearAgo });
  expect(await value(page, 'fitness')).toEqual(whole(current.ctl));
  expect(await value(page, 'fatigue')).toEqual(whole(current.atl));
  expect(await value(page, 'form')).toEqual(whole(current.tsb));
  expect(await value(page, 'ramp')).toBe(trend.ramp.ctl_per_week);
  expect(await value(page, 'week')).toEqual(whole(summary.this_week.tss_done));
  expect(days).toHaveLength(8);

  const changes = (await note(page, 'fitness')).replaceAll('−', '-').match(/[+-]?\d+(?= in)/gu);
  expect(changes?.map(Number)).toEqual([
    expect.closeTo(current.ctl - (then[0]?.ctl ?? NaN), -0.1),
    whole(current.ramp_28_days),
  ]);
  expect(await numberOf(tile(page, 'fatigue').locator('.tile-note'))).toEqual(whole(trend.change.atl_7_days));
  expect(await note(page, 'form')).toContain(current.form);
  const tomorrow = tonight?.tsb_tomorrow ?? current.tsb_end_of_day;
  expect(await numberOf(tile(page, 'form').locator('.tile-note > span').first())).toEqual(whole(tomorrow));
  expect((await note(page, 'ramp')).split('\n')[0]?.toLowerCase()).toBe(trend.ramp.band);
  const { tss_planned: planned, tss_remaining: remaining } = summary.this_week;
  const ofPlan = (await note(page, 'week')).replaceAll(',', '').match(/\d+/gu)?.map(Number);
  expect(ofPlan).toEqual([whole(planned), whole(remaining)]);
});

test('the race tile shows where the plan leads', async (context) => {
  const { page } = await open(context, '#/');
  const { current } = await fitness();
  const raceDay = addDays(current.date, await value(page, 'race'));
  const { days } = await fitness({ start_date: addDays(raceDay, -1), end_date: raceDay });
  await tile(page, 'race').press('Enter');
  const shown = page.getByRole('dialog').locator('dd');
  expect(await shown.allInnerTexts()).toContain((days[0]?.ctl ?? NaN).toFixed(1));
  expect(await numberOf(tile(page, 'race').locator('.tile-note'))).toEqual(whole(days[1]?.tsb ?? NaN));
});

test('one sport, kept in the address', async (context) => {
  const { page } = await open(context, '#/');
  await page.getByLabel('Sport').selectOption('Bike');
  await expect.poll(() => page.evaluate<string>('location.hash')).toContain('sport=2');
  await page.reload();
  await page.getByText('Bike only').waitFor();
  const { current } = await fitness({ sport: 'Bike' });
  expect(await value(page, 'fitness')).toEqual(whole(current.ctl));
  expect(await value(page, 'fatigue')).toEqual(whole(current.atl));
});

test('every claim and every number opens by keyboard, and the focus comes back', async (context) => {
  const window = await open(context, '#/');
  const { page } = window;
  await tile(page, 'race').waitFor();
  const openers = page.locator('.claim, .tile');
  expect(await openers.count()).toBe(9);
  for (const opener of await openers.all()) {
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    expect(await dialog.locator('dd').count()).toBeGreaterThan(1);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => window.focused()).toBe(await opener.textContent());
  }
});

test('the heading is a sentence, and what is heard has the numbers of the tiles', async (context) => {
  const { page } = await open(context, '#/');
  await tile(page, 'race').waitFor();
  const heading = page.getByRole('heading', { level: 1 });
  expect(await heading.innerText()).toMatch(/^[A-Z].+ (last year|four weeks ago),\s.+, and\s.+\.$/su);
  const heard = await page.locator('.tiles > .unseen').innerText();
  for (const name of ['fitness', 'fatigue', 'form', 'ramp', 'week'] as const)
    expect(heard).toContain(/^[^ ]+/u.exec(await tile(page, name).locator('.tile-value').innerText())?.[0]);
});

test('the slider answers by keyboard, and nothing is asked for', async (context) => {
  const window = await open(context, '#/');
  const { page } = window;
  const slider = page.getByRole('slider', { name: 'What if' });
  await slider.focus();
  const asked = window.calls.length;
  await page.keyboard.press('Home');
  const { current, if_plan_done: tonight } = await fitness();
  const rested = (tonight ?? current).ctl * (41 / 42) ** 7;
  const first = page.locator('.outcomes dl').first();
  const outcome = first.locator('.outcome-value').first().locator('b');
  expect(await slider.getAttribute('aria-valuetext')).toMatch(/^0 TSS a week: /u);
  expect(await numberOf(outcome)).toEqual(whole(rested));
  expect(await first.innerText()).toContain('against the plan');
  expect(window.calls).toHaveLength(asked);
  await expect.poll(() => page.evaluate<string>('location.hash')).toContain('whatif=0');
  await page.getByRole('button', { name: 'Back to the plan' }).press('Enter');
  expect(await slider.getAttribute('aria-valuetext')).toContain(', as planned');
  expect(await first.innerText()).not.toContain('against the plan');
  expect(await page.locator('input[type=range]:focus').count()).toBe(1);
});

test('a step of the slider is a small one, and one back is the plan again', async (context) => {
  const { page } = await open(context, '#/?for=race');
  const slider = page.getByRole('slider', { name: 'What if' });
  await slider.focus();
  const form = page.locator('.outcomes dl').last().locator('.outcome-value b').last();
  const planned = await numberOf(form);
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Back to the plan' }).waitFor();
  expect(Math.abs((await numberOf(form)) - planned)).toBeLessThan(2);
  await page.keyboard.press('ArrowLeft');
  expect(await slider.getAttribute('aria-valuetext')).toContain(', as planned');
  expect(await numberOf(form)).toBe(planned);
});

test('as planned the outlook is that of tp_get_fitness', async (context) => {
  const { page } = await open(context, '#/');
  const { current } = await fitness();
  const { days } = await fitness({
    start_date: addDays(current.date, 7),
    end_date: addDays(current.date, 8),
  });
  const values = page.locator('.outcomes dl').first().locator('.outcome-value b');
  expect(await numberOf(values.first())).toEqual(whole(days[0]?.ctl ?? NaN));
  expect(await numberOf(values.last())).toEqual(whole(days[1]?.tsb ?? NaN));
});

test('an easy week is answered before anything is touched, and shown when asked', async (context) => {
  const { page } = await open(context, '#/');
  const words = await page.locator('.easy-week').innerText();
  expect(words).toMatch(
    /An easy week of \d+ TSS, 60% of your weekly load over the last 28 days, takes form from .+ tomorrow to .+ on the morning of .+, and fitness from/u,
  );
  const numbers = await page.locator('.easy-week b').allInnerTexts();
  await page.getByRole('button', { name: 'Show it in the chart' }).click();
  const values = page.locator('.outcomes dl').first().locator('.outcome-value b');
  expect([await values.last().innerText(), await values.first().innerText()]).toEqual(numbers.slice(1));
});

test('an easy week starts from where today’s plan leads, as the form of tomorrow does', async (context) => {
  onTestFinished(() => changePreferences({ formConvention: 'morning' }));
  const { current, if_plan_done: tonight } = await fitness();
  for (const formConvention of ['morning', 'end_of_day'] as const) {
    await changePreferences({ formConvention });
    const { page } = await open(context, '#/');
    const words = await page.locator('.easy-week').innerText();
    const [, form, ctl] = /takes form from (\S+) tomorrow .+ and fitness from (\S+) to/u.exec(words) ?? [];
    expect(Number(form?.replace('−', '-'))).toEqual(whole(tonight?.tsb_tomorrow ?? current.tsb_end_of_day));
    expect(Number(ctl)).toEqual(whole((tonight ?? current).ctl));
    expect(words.includes('today’s plan is counted')).toBe(tonight !== null);
  }
});

test('other constants and the other form, as Claude computes them when asked to', async (context) => {
  onTestFinished(() => changePreferences({ ctlDays: 42, atlDays: 7, formConvention: 'morning' }));
  const { page } = await open(context, '#/');
  await page.getByRole('button', { name: 'Model 42/7' }).click();
  await page.getByLabel('Fitness', { exact: true }).fill('7');
  await page.getByLabel('Fatigue', { exact: true }).fill('15');
  await page.getByRole('button', { name: 'Use these' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('more days than fatigue');
  await page.getByLabel('Fitness', { exact: true }).fill('50');
  await page.keyboard.press('Enter');
  const { current } = await fitness({ ctl_days: 50, atl_days: 15 });
  await expect.poll(() => value(page, 'fatigue')).toEqual(whole(current.atl));
  expect(await value(page, 'fitness')).toEqual(whole(current.ctl));
  await page.getByRole('radio', { name: 'End of the day' }).click();
  await expect.poll(() => value(page, 'form')).toEqual(whole(current.tsb_end_of_day));
  expect(await tile(page, 'form').innerText()).toContain('Form so far today');
});

test('a day lists its workouts with what each of them added', async (context) => {
  const { workouts } = Workouts.parse(await askTool(app(), 'tp_get_workouts', { limit: 30 }));
  const done = workouts.filter(({ status, tss }) => status === 'completed' && tss !== null);
  const [latest] = done;
  if (latest === undefined) throw new Error('The demo athlete has done nothing of late.');
  const { page } = await open(context, `#/?day=${latest.date}`);
  const panel = page.getByRole('dialog');
  const row = panel
    .getByRole('row')
    .filter({ hasText: latest.title ?? latest.date })
    .first();
  expect(await row.getByRole('link').getAttribute('href')).toBe(`#/workouts/${String(latest.workout_id)}`);
  const [, tss, ctl, atl] = await row.getByRole('cell').allInnerTexts();
  expect(Number(tss)).toEqual(whole(latest.tss ?? NaN));
  expect(Number(ctl)).toBeCloseTo((latest.tss ?? NaN) / 42, 0.9);
  expect(Number(atl)).toBeCloseTo((latest.tss ?? NaN) / 7, 0.9);
  const { days } = await fitness({ start_date: latest.date, end_date: latest.date });
  expect(await numberOf(panel.locator('.day-figures dd').nth(1))).toEqual(whole(days[0]?.ctl ?? NaN));
  await panel.getByRole('button', { name: 'Day before' }).press('Enter');
  await expect.poll(() => page.evaluate<string>('location.hash')).toBe(`#/?day=${addDays(latest.date, -1)}`);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate<string>('location.hash')).toBe('#/');
});

test('a session recorded twice is told of on its day and in the notes', async (context) => {
  const { workouts } = Workouts.parse(await askTool(app(), 'tp_get_workouts', { days: 90, limit: 100 }));
  const copy = workouts.find(({ title }) => title === 'Zwift');
  if (copy === undefined) throw new Error('The demo athlete has no second upload.');
  const { page } = await open(context, `#/?day=${copy.date}`);
  const row = page.getByRole('dialog').getByRole('row').filter({ hasText: 'Zwift' }).last();
  expect(await row.innerText()).toContain('looks like the same session as ');
  await page.keyboard.press('Escape');
  await page.getByText('on these numbers').click();
  await page.getByText(`2 sessions of ${copy.date} look like one recording counted twice`).waitFor();
});

test('periods and earlier seasons stand in the address', async (context) => {
  const { page } = await open(context, '#/');
  await page.getByRole('radio', { name: 'Season' }).check();
  await page.getByLabel('Compare with').selectOption({ index: 1 });
  await expect.poll(() => page.evaluate<string>('location.hash')).toBe('#/?period=season&compare=1y');
  await page.reload();
  await tile(page, 'race').waitFor();
  expect(await page.getByRole('radio', { name: 'Season' }).isChecked()).toBe(true);
  expect(await page.getByLabel('Compare with').inputValue()).toBe('1y');
});

test('the days in view are saved as a file', async (context) => {
  const { page } = await open(context, '#/?period=6w');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^fitness \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\.csv$/u);
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
  const { current } = await fitness();
  const [, , ctl] = lines.find((line) => line.startsWith(current.date))?.split(',') ?? [];
  expect(Number(ctl)).toBeCloseTo(current.ctl, 0.9);
});

test('a sport without a score claims no fitness, and no race', async (context) => {
  const { page } = await open(context, '#/?sport=9');
  const heading = page.getByRole('heading', { level: 1 });
  await tile(page, 'race').waitFor();
  expect((await heading.innerText()).replaceAll(/\s+/gu, ' ')).toBe(
    'No Strength workout has a TSS, so there is no fitness to show.',
  );
  expect(await tile(page, 'fitness').locator('.tile-value').innerText()).toBe('–');
  expect(await page.locator('.performance-chart, .what-if').count()).toBe(0);
  await page.getByLabel('Sport').selectOption('Swim');
  await expect.poll(() => heading.innerText()).toMatch(/^Swim fitness is .+ form\sfrom\sSwim\salone\sis/su);
  expect(await heading.innerText()).not.toContain('Alpine');
  expect(await note(page, 'race')).toBe('Form needs all sports');
});

test('a load that nobody trains is brought to the end of the slider, and no labels overlap', async (context) => {
  const { page } = await open(context, '#/?whatif=5000&for=race');
  const slider = page.getByRole('slider', { name: 'What if' });
  await slider.waitFor();
  expect(await slider.inputValue()).toBe(await slider.getAttribute('max'));
  expect(Number(await slider.inputValue())).toBeLessThan(5000);
  for (const labels of ['.performance-panels .axis-label', '.band-edge, .band-name']) {
    const boxes = await Promise.all((await page.locator(labels).all()).map((label) => label.boundingBox()));
    const overlaps = boxes.some((one, index) =>
      boxes.slice(index + 1).some((other) => {
        if (one === null || other === null) return false;
        const apartX = one.x + one.width <= other.x || other.x + other.width <= one.x;
        return !apartX && Math.abs(one.y - other.y) < Math.min(one.height, other.height) * 0.6;
      }),
    );
    expect(boxes.length).toBeGreaterThan(2);
    expect(overlaps).toBe(false);
  }
});
