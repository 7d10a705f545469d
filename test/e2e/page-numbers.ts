import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';

/** Asks a tool as an assistant does; answers with its structured content. */
export type Ask = (tool: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>;

const number = z.number().nullable();
const Fitness = z.object({ current: z.object({ ctl: z.number(), atl: z.number(), tsb: z.number() }) });
const Load = z.object({
  this_week: z.object({ tss_done: z.number(), tss_remaining: z.number() }),
  recent_4_weeks: z.object({ average_weekly_tss: z.number() }).nullable(),
});
const Zones = z.object({
  sessions: z.number(),
  time_in_zones: z.array(z.object({ low_middle_high_percent: z.array(z.number()) })),
  by_session_average: z.array(z.object({ sessions: z.number(), tss: z.number() })),
});
const Peaks = z.object({ peaks: z.array(z.object({ class: z.string(), value: z.number() })) });
const Workouts = z.object({
  workouts: z.array(z.object({ workout_id: z.number(), date: z.string(), tss: number, status: z.string() })),
});
const Analysis = z.object({ workout: z.object({ tss: number, duration_seconds: number }) });

/** Goes through every page about training, and compares what it shows with what an assistant is told. */
export async function comparePages(page: Page, ask: Ask): Promise<void> {
  await fitnessPage(page, ask);
  await loadPage(page, ask);
  await intensityPage(page, ask);
  await peaksPage(page, ask);
  const workoutId = await workoutsPage(page, ask);
  await workoutPage(page, ask, workoutId);
  await calendarPage(page, ask);
}

async function fitnessPage(page: Page, ask: Ask): Promise<void> {
  await goTo(page, 'Fitness');
  const { current } = Fitness.parse(await ask('tp_get_fitness', {}));
  const tile = (name: string) => shown(page, `.tile-${name} .tile-value`);
  equal(await tile('fitness'), current.ctl);
  equal(await tile('fatigue'), current.atl);
  equal(await tile('form'), current.tsb);
}

async function loadPage(page: Page, ask: Ask): Promise<void> {
  await goTo(page, 'Load');
  const said = Load.parse(await ask('tp_training_load_summary', { days: 182 }));
  equal(await shown(page, '[data-number=done]'), said.this_week.tss_done);
  equal(await shown(page, '[data-number=remaining]'), said.this_week.tss_remaining);
  equal(await shown(page, '[data-number=recent]'), said.recent_4_weeks?.average_weekly_tss ?? null);
}

async function intensityPage(page: Page, ask: Ask): Promise<void> {
  await goTo(page, 'Intensity');
  const said = Zones.parse(await ask('tp_training_zones_distribution', { days: 90 }));
  expect(said.sessions).toBeGreaterThan(0);
  const kinds = await page.locator('.classes tbody tr').allInnerTexts();
  expect(kinds.map((row) => Number(row.split('\t')[2]))).toEqual(
    said.by_session_average.map(({ sessions }) => sessions),
  );
  const easy = said.time_in_zones[0]?.low_middle_high_percent[0];
  if (easy !== undefined) equal(await shown(page, '[data-number=easy]'), easy);
}

async function peaksPage(page: Page, ask: Ask): Promise<void> {
  await goTo(page, 'Peaks');
  const { peaks } = Peaks.parse(await ask('tp_get_peaks', { sport: 'Bike', days: 90 }));
  const power = peaks.filter((peak) => peak.class === 'Power');
  if (power[0] !== undefined) equal(await shown(page, '.peaks-table td.best strong'), power[0].value);
}

/** The id of the last workout that was done. */
async function workoutsPage(page: Page, ask: Ask): Promise<number> {
  await goTo(page, 'Workouts');
  await page.locator('main a[href*="#/workouts/"]').first().waitFor();
  const { workouts } = Workouts.parse(
    await ask('tp_get_workouts', { days: 30, status: 'completed', limit: 3 }),
  );
  const last = workouts[0];
  if (last === undefined) throw new Error('Nothing was done in a month.');
  for (const { workout_id: id } of workouts)
    await page
      .locator(`main a[href$="#/workouts/${String(id)}"]`)
      .first()
      .waitFor();
  return last.workout_id;
}

async function workoutPage(page: Page, ask: Ask, workoutId: number): Promise<void> {
  const { workout } = Analysis.parse(await ask('tp_workout_analysis', { workout_id: workoutId }));
  await page
    .locator(`main a[href$="#/workouts/${String(workoutId)}"]`)
    .first()
    .click();
  await settled(page);
  if (workout.tss !== null)
    expect(await page.locator('main').innerText()).toContain(String(Math.round(workout.tss)));
}

async function calendarPage(page: Page, ask: Ask): Promise<void> {
  await goTo(page, 'Calendar');
  const { workouts } = Workouts.parse(await ask('tp_get_workouts', { days: 7, status: 'completed' }));
  for (const { workout_id: id } of workouts)
    await page
      .locator(`.entry a[href$="#/workouts/${String(id)}"]`)
      .first()
      .waitFor();
  expect(workouts.length).toBeGreaterThan(0);
}

/** By the navigation, as a person goes. */
async function goTo(page: Page, name: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true });
  await link.click();
  await page.locator('nav [aria-current=page]', { hasText: name }).waitFor();
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor();
  await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: 20_000 }).toBe(0);
}

/** The number in an element; null where it shows a dash. */
async function shown(page: Page, selector: string): Promise<number | null> {
  const text = await page.locator(selector).first().innerText();
  const found = /[+-]?\d+(\.\d+)?/u.exec(text.replaceAll(',', '').replace('−', '-'))?.[0];
  return found === undefined ? null : Number(found);
}

/** The tools say tenths, the pages whole numbers of the same value. */
function equal(seen: number | null, said: number | null): void {
  if (said === null) expect(seen).toBeNull();
  else expect(Math.abs((seen ?? Number.NaN) - said)).toBeLessThanOrEqual(0.56);
}
