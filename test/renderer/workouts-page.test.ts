import type { Page } from 'playwright-core';
import { describe, expect, it, test, type TestContext } from 'vitest';
import { z } from 'zod';
import { clock } from '../../src/shared/wording.ts';
import type { CallName, Reply } from '../../src/shared/ipc.ts';
import type { ToolAnswer } from '../../src/shared/views/ask.ts';
import type { Streams } from '../../src/shared/workout.ts';
import { askTool } from './ask-tool.ts';
import { violations } from './axe.ts';
import { demoWindow } from './demo-window.ts';

const { open, app } = demoWindow();

const number = z.number().nullable();
const Row = z.object({
  workout_id: z.number(),
  sport: z.string(),
  title: z.string().nullable(),
  status: z.string(),
  personal_records: z.number(),
  tss: number,
});
const Facts = Row.extend({
  duration_seconds: z.number(),
  intensity_factor: z.number(),
  normalized_power_watts: z.number(),
  average_heart_rate_bpm: z.number(),
  maximum_heart_rate_bpm: z.number(),
});
const Analysis = z.object({
  compliance: z.object({ duration_percent: z.number(), tss_percent: z.number() }),
  variability_index: z.number(),
  efficiency_factor: z.number(),
  decoupling: z.object({ verdict: z.string().nullable() }),
  time_in_zones: z.array(
    z.object({
      basis: z.string(),
      zones: z.array(z.object({ seconds: z.number(), percent: z.number() })),
    }),
  ),
  laps: z.array(
    z.object({
      duration_seconds: z.number(),
      average_power_watts: z.number(),
      average_heart_rate_bpm: z.number(),
    }),
  ),
});
const Records = z.object({ records: z.array(z.object({ over: z.string(), rank: number })) });

type ToolRow = z.infer<typeof Row>;

/** The latest workout that is so, as the tool lists it. */
async function latest(wanted: (row: ToolRow) => boolean, input: object = {}): Promise<ToolRow> {
  const answer = await askTool(app(), 'tp_get_workouts', { days: 200, limit: 100, ...input });
  const found = z
    .object({ workouts: z.array(Row) })
    .parse(answer)
    .workouts.find(wanted);
  if (found === undefined) throw new Error('The demo athlete has no such workout.');
  return found;
}

const isRide = ({ sport, status, title }: ToolRow) =>
  sport === 'Bike' && status === 'completed' && /VO2|Threshold|Sweet/u.test(title ?? '');

async function openRide(context: TestContext, options = {}) {
  const row = await latest(isRide);
  const { page } = await open(context, `#/workouts/${row.workout_id}`, options);
  return { page, row };
}

/** For what comes when a page is there; the computer may be busy. */
const PATIENCE = { timeout: 8_000 };

const figure = (page: Page, name: string) =>
  page.locator('.fact', { has: page.locator('dt', { hasText: new RegExp(`^${name}$`, 'u') }) });
const panel = (page: Page, name: string) =>
  page.locator('section.panel', { has: page.getByRole('heading', { name, level: 2 }) });

/** Rows of a panel's table, cell by cell. */
async function cells(page: Page, name: string): Promise<string[][]> {
  const rows = panel(page, name).locator('tbody tr');
  await rows.first().waitFor();
  return Promise.all((await rows.all()).map((row) => row.locator('th, td').allInnerTexts()));
}

test('the numbers are those of tp_get_workout and tp_workout_analysis', async (context) => {
  const { page, row } = await openRide(context);
  const facts = Facts.parse(await askTool(app(), 'tp_get_workout', { workout_id: row.workout_id }));
  const analysis = Analysis.parse(
    await askTool(app(), 'tp_workout_analysis', { workout_id: row.workout_id }),
  );
  const value = (name: string) => figure(page, name).locator('.fact-value').innerText();
  expect(await value('Duration')).toBe(clock(facts.duration_seconds));
  expect(await value('TSS')).toBe(String(Math.round(facts.tss ?? 0)));
  expect(await value('IF')).toBe(facts.intensity_factor.toFixed(2));
  expect(await value('Normalized power')).toBe(`${facts.normalized_power_watts} W`);
  expect(await value('Heart rate')).toBe(`${facts.average_heart_rate_bpm} bpm`);
  expect(await figure(page, 'Heart rate').innerText()).toContain(
    `highest ${facts.maximum_heart_rate_bpm} bpm`,
  );

  const power = analysis.time_in_zones.find(({ basis }) => basis === 'power')?.zones ?? [];
  const inZones = power.reduce((sum, { seconds }) => sum + seconds, 0);
  expect((await cells(page, 'Time in zones')).map(([, time, share]) => [time, share])).toEqual(
    power.map(({ seconds }) => [clock(seconds), `${Math.round((seconds / inZones) * 100)}%`]),
  );
  const plan = await cells(page, 'Planned and done');
  expect(plan.find(([name]) => name === 'Duration')?.[3]).toBe(`${analysis.compliance.duration_percent}%`);
  expect(plan.find(([name]) => name === 'TSS')?.[3]).toBe(`${analysis.compliance.tss_percent}%`);
  const efficiency = await panel(page, 'Efficiency').locator('.efficiency-value').allInnerTexts();
  expect(efficiency).toEqual([
    analysis.efficiency_factor.toFixed(2),
    analysis.variability_index.toFixed(2),
    // Of intervals it says nothing: a dash, and why.
    '–',
  ]);
  expect(analysis.decoupling.verdict).toBeNull();
  expect(await panel(page, 'Efficiency').innerText()).toContain('It cannot be told here. Not applicable');
  const laps = await cells(page, 'Laps');
  expect(laps.map(([, time, , , watts, , beats]) => [time, watts, beats])).toEqual(
    analysis.laps.map((lap) => [
      clock(lap.duration_seconds),
      `${lap.average_power_watts} W`,
      `${lap.average_heart_rate_bpm} bpm`,
    ]),
  );
});

test('its records are those of tp_get_workout_prs', async (context) => {
  const row = await latest(({ personal_records: records }) => records > 1);
  const said = Records.parse(await askTool(app(), 'tp_get_workout_prs', { workout_id: row.workout_id }));
  const { page } = await open(context, `#/workouts/${row.workout_id}`);
  const shown = await cells(page, 'Records');
  expect(shown.map(([name, , rank]) => [name?.replace(/^.* over /u, ''), rank])).toEqual(
    said.records.map(({ over, rank }) => [over, rank === null ? '–' : String(rank)]),
  );
});

describe('the curves', () => {
  const moment = (page: Page) => page.getByRole('slider', { name: 'Moment of the workout' });

  async function recorded(workoutId: number): Promise<Streams> {
    const streams = await (await app().app.services().localSnapshot()).streams(workoutId);
    if (streams === null) throw new Error('The demo athlete recorded nothing.');
    return streams;
  }

  /** What the slider says at a sample: exact values, whatever is drawn. */
  function words(streams: Streams, index: number): string {
    const [power, heart] = [streams.powerWatts?.[index], streams.heartRateBpm?.[index]];
    const at = clock(streams.timeSeconds[index] ?? null);
    return `${at}: Power ${Math.round(power ?? NaN)} W, Heart rate ${Math.round(heart ?? NaN)} bpm`;
  }

  it('tell the recorded values under the pointer', async (context) => {
    const { page, row } = await openRide(context);
    const streams = await recorded(row.workout_id);
    await moment(page).waitFor();
    const plot = await page.locator('.stream-plot').first().boundingBox();
    if (plot === null) throw new Error('There is no curve.');
    for (const share of [0.001, 0.37, 0.62, 0.999]) {
      await page.mouse.move(plot.x + plot.width * share, plot.y + plot.height / 2);
      const time = share * (streams.timeSeconds.at(-1) ?? 0);
      const nearest = streams.timeSeconds.reduce(
        (best, each, index) =>
          Math.abs(each - time) < Math.abs((streams.timeSeconds[best] ?? 0) - time) ? index : best,
        0,
      );
      const told = [nearest - 1, nearest, nearest + 1].map((index) => words(streams, index));
      const text = (await moment(page).getAttribute('aria-valuetext')) ?? '';
      // The pointer stands on a whole pixel, which may be nearer to a neighbour.
      expect(told.some((each) => text.startsWith(each))).toBe(true);
    }
    await page.mouse.move(0, 0);
    await expect.poll(() => moment(page).getAttribute('aria-valuetext'), PATIENCE).toContain('None chosen');
  });

  it('can be gone through with keys', async (context) => {
    const { page, row } = await openRide(context);
    const streams = await recorded(row.workout_id);
    const said = () => moment(page).getAttribute('aria-valuetext');
    await moment(page).focus();
    await page.keyboard.press('ArrowRight');
    expect(await said()).toContain(words(streams, 0));
    await page.keyboard.press('ArrowRight');
    expect(await said()).toContain(words(streams, 1));
    await page.keyboard.press('Shift+ArrowRight');
    const minute = streams.timeSeconds.findIndex((time) => time >= (streams.timeSeconds[1] ?? 0) + 60);
    expect(await said()).toContain(words(streams, minute));
    await page.keyboard.press('End');
    expect(await said()).toContain(words(streams, streams.timeSeconds.length - 1));
    await page.keyboard.press('Escape');
    expect(await said()).toContain('None chosen');
  });

  it('can be read as a table, sample by sample', async (context) => {
    const { page, row } = await openRide(context);
    const streams = await recorded(row.workout_id);
    await page.getByText('Show as a table').click();
    const rows = page.locator('.chart-table tbody tr');
    await expect.poll(() => rows.count(), PATIENCE).toBe(streams.timeSeconds.length);
    expect((await rows.nth(100).locator('th, td').allInnerTexts()).slice(0, 2)).toEqual([
      clock(streams.timeSeconds[100] ?? null),
      String(streams.powerWatts?.[100]),
    ]);
  });
});

test('when the curves cannot be had, the rest is there, and they can be asked for again', async (context) => {
  const row = await latest(isRide);
  const window = await open(context, '#/workouts');
  const { page } = window;
  let isDown = true;
  window.answersFrom(async (name: CallName, request: unknown): Promise<Reply<unknown>> => {
    if (name === 'view.streams' && isDown)
      return { ok: false, error: { code: 'upstream_down', message: 'TrainingPeaks did not answer.' } };
    return app().answer(name, request);
  });
  await page.evaluate(`location.hash = '#/workouts/${row.workout_id}'`);
  await page.getByText('TrainingPeaks did not answer.').waitFor();
  await panel(page, 'Laps').waitFor();
  expect(await figure(page, 'TSS').innerText()).toContain(String(Math.round(row.tss ?? 0)));
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('slider').waitFor();
});

test('zones and curves that could not be read are not called missing in TrainingPeaks', async (context) => {
  const row = await latest(isRide);
  const window = await open(context, '#/workouts');
  const { page } = window;
  let isDown = true;
  window.answersFrom(async (name: CallName, request: unknown): Promise<Reply<unknown>> => {
    const reply = await app().answer(name, request);
    const { tool } = (request ?? {}) as { tool?: string };
    if (!isDown || !reply.ok || tool !== 'tp_workout_analysis') return reply;
    const { data, about } = reply.value as ToolAnswer;
    const unread = {
      time_in_zones: [],
      laps: [],
      decoupling: null,
      unread: ['time_in_zones', 'laps', 'decoupling'],
    };
    const notes = ['Zones and laps could not be read. TrainingPeaks did not answer.'];
    return { ok: true, value: { data: { ...data, ...unread }, about: { ...about, partial: true, notes } } };
  });
  await page.evaluate(`location.hash = '#/workouts/${row.workout_id}'`);
  await panel(page, 'Time in zones').getByText('could not be read just now').waitFor();
  expect(await page.locator('main').innerText()).not.toContain('TrainingPeaks has no time in zones');
  expect(await panel(page, 'Efficiency').innerText()).toContain('could not be read just now');
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await panel(page, 'Time in zones').locator('tbody tr').first().waitFor();
  await panel(page, 'Laps').waitFor();
});

test('text of others is text', async (context) => {
  const row = await latest(({ title }) => /<img/u.test(title ?? ''));
  const { page } = await open(context, `#/workouts/${row.workout_id}`);
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText(), PATIENCE).toBe(row.title);
  expect(await page.locator('main img').count()).toBe(0);
});

test('a workout that was missed says so, and shows its plan', async (context) => {
  const row = await latest(({ status, sport }) => status === 'missed' && sport !== 'Strength');
  const { page } = await open(context, `#/workouts/${row.workout_id}`);
  await page.getByText(/^Missed: .* were planned and not done\.$/u).waitFor();
  await panel(page, 'Planned steps').waitFor();
  expect(await page.getByRole('slider').count()).toBe(0);
});

test.for(['123', '0', 'abc'])('a workout that is not there says so: %s', async (id, context) => {
  const { page } = await open(context, `#/workouts/${id}`);
  await page.getByRole('heading', { name: 'This workout is not there.' }).waitFor();
  await page.getByRole('link', { name: 'See all workouts' }).click();
  await expect
    .poll(() => page.getByRole('heading', { level: 1 }).innerText(), PATIENCE)
    .toContain('workouts done');
});

test('links lead to the workouts before and after', async (context) => {
  const { page, row } = await openRide(context);
  const links = page.getByRole('navigation', { name: 'Workouts around this one' });
  await links.getByRole('link', { name: /^Next/u }).click();
  await expect.poll(() => page.url(), PATIENCE).not.toContain(String(row.workout_id));
  await links.getByRole('link', { name: /^Previous/u }).click();
  await expect.poll(() => page.url(), PATIENCE).toContain(String(row.workout_id));
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText(), PATIENCE).toBe(row.title);
});

test.for(['light', 'dark'] as const)(
  'axe-core finds nothing on a workout, %s',
  async (colorScheme, context) => {
    const { page } = await openRide(context, { colorScheme });
    await panel(page, 'Laps').waitFor();
    await page.getByRole('slider').focus();
    await page.keyboard.press('PageUp');
    expect(await violations(page)).toEqual([]);
  },
);

test.for([
  [{ viewport: { width: 900, height: 700 } }],
  [{ viewport: { width: 900, height: 700 }, textScale: 2 }],
  [{ viewport: { width: 320, height: 640 } }],
])('nothing lies beside the page: %o', async ([options], context) => {
  const { page } = await openRide(context, options);
  await panel(page, 'Laps').waitFor();
  await page.getByRole('slider').waitFor();
  expect(
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  ).toBeLessThanOrEqual(0);
});
