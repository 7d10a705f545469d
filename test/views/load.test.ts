import { expect, onTestFinished, test } from 'vitest';
import { addDays } from '../../src/analytics/calendar.ts';
import type { LoadRequest } from '../../src/shared/views/load.ts';
import { loadView } from '../../src/views/load.ts';
import { connectAthlete, TODAY, type FixtureOptions, type McpFixture } from '../support/mcp-fixture.ts';

const WEEKS: LoadRequest = {
  step: 'week',
  periodsBack: 12,
  periodsAhead: 4,
  weekStart: 'monday',
  ctlDays: 42,
  atlDays: 7,
};

async function athleteWith(options: FixtureOptions): Promise<McpFixture> {
  const athlete = await connectAthlete(options);
  onTestFinished(() => athlete.close());
  return athlete;
}

const row = (workoutId: number, day: string, values: Readonly<Record<string, unknown>>) => ({
  workoutId,
  workoutDay: `${day}T00:00:00`,
  workoutTypeValueId: 2,
  title: 'Ride',
  ...values,
});
const done = { totalTime: 1, tssActual: 100 };
const plan = { totalTimePlanned: 1, tssPlanned: 60 };

test('weeks and months are those of tp_training_load_summary', async () => {
  const athlete = await athleteWith({});
  const { data } = await athlete.call<
    Record<'weeks' | 'months', { start_date: string; tss: number; complete: boolean }[]>
  >('tp_training_load_summary', { days: 150 });
  for (const [step, key] of [
    ['week', 'weeks'],
    ['month', 'months'],
  ] as const) {
    const view = loadView(await athlete.engine.snapshot({}), { ...WEEKS, step });
    const told = data[key].filter(({ complete }) => complete);
    expect(told.length).toBeGreaterThan(3);
    for (const { start_date: start, tss } of told.slice(-10))
      expect(view.periods.find(({ startDay }) => startDay === start)?.tss).toBeCloseTo(tss, 0);
  }
});

test('the sports of a period add up to it', async () => {
  const athlete = await athleteWith({});
  const { periods, sports } = loadView(await athlete.engine.snapshot({}), WEEKS);
  for (const { tss, bySport } of periods)
    expect(bySport.reduce((sum, sport) => sum + sport.tss, 0)).toBeCloseTo(tss);
  expect(sports.length).toBeGreaterThan(2);
});

test('the change of fitness follows the chosen constants', async () => {
  const athlete = await athleteWith({});
  const snapshot = await athlete.engine.snapshot({});
  const [usual, slow] = [42, 60].map(
    (ctlDays) =>
      loadView(snapshot, { ...WEEKS, ctlDays }).periods.find(({ complete }) => complete)?.ctlChange,
  );
  expect(usual).not.toBeNull();
  expect(slow).not.toBe(usual);
});

test('nothing is shown of an account in which nothing was done', async () => {
  const athlete = await athleteWith({ workouts: [row(1, addDays(TODAY, 3), plan)] });
  expect(loadView(await athlete.engine.snapshot({}), WEEKS).periods).toEqual([]);
});

test('weeks after the last plan are not shown: no plan is not rest', async () => {
  const athlete = await athleteWith({
    workouts: [row(1, addDays(TODAY, -20), done), row(2, addDays(TODAY, 8), plan)],
  });
  const { periods } = loadView(await athlete.engine.snapshot({}), WEEKS);
  expect(periods.at(-1)?.plannedTss).toBe(60);
  expect(periods.at(-1)?.startDay).toBe('2026-06-22');
});

test('the last weeks, what is to do and what was missed are told in time too', async () => {
  const athlete = await athleteWith({});
  const view = loadView(await athlete.engine.snapshot({}), WEEKS);
  const full = view.periods.filter(({ complete }) => complete).slice(-8);
  const mean = (weeks: typeof full) => weeks.reduce((sum, week) => sum + week.durationSeconds, 0) / 4;
  expect(view.recent?.weeklySeconds).toBeCloseTo(mean(full.slice(4)));
  expect(view.recent?.previousWeeklySeconds).toBeCloseTo(mean(full.slice(0, 4)));
  for (const { endDay, missedSeconds, remainingPlannedSeconds, plannedDurationSeconds } of view.periods) {
    expect(missedSeconds + remainingPlannedSeconds).toBeLessThanOrEqual(plannedDurationSeconds);
    if (endDay < view.today) expect(remainingPlannedSeconds).toBe(0);
  }
  expect(view.periods.some(({ missedSeconds }) => missedSeconds > 0)).toBe(true);
  expect(view.periods.some(({ remainingPlannedSeconds }) => remainingPlannedSeconds > 0)).toBe(true);
});
