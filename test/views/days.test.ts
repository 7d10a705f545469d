import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/analytics/calendar.ts';
import { daysView } from '../../src/views/days.ts';
import { connectAthlete, TODAY, type McpFixture } from '../support/mcp-fixture.ts';
import { roundedTo } from '../support/rounded-to.ts';

interface Row {
  readonly workout_id: number;
  readonly date: string;
  readonly sport: string;
  readonly title: string;
  readonly status: string;
  readonly duration_seconds: number | null;
  readonly tss: number | null;
}

interface PlanRow {
  readonly workout_id: number;
  readonly planned_tss: number | null;
  readonly tss_estimated: boolean;
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

test('what was done is what tp_get_workouts lists', async () => {
  const from = addDays(TODAY, -30);
  const { entries } = daysView(await athlete.engine.snapshot({}), { from, to: TODAY, sportIds: null });
  const { data } = await athlete.call<{ readonly workouts: readonly Row[] }>('tp_get_workouts', {
    start_date: from,
    end_date: TODAY,
    limit: 100,
  });
  const done = data.workouts.filter(({ status }) => status === 'completed');
  const byId = new Map(entries.map((entry) => [entry.workoutId, entry]));
  expect(done.length).toBeGreaterThan(10);
  expect(entries.filter(({ status }) => status === 'completed')).toHaveLength(done.length);
  for (const row of done) {
    const entry = byId.get(row.workout_id);
    expect(entry).toMatchObject({
      day: row.date,
      sport: row.sport,
      title: row.title,
      durationSeconds: row.duration_seconds,
      tss: row.tss === null ? null : roundedTo(entry?.tss ?? NaN, 2),
    });
  }
});

test('plans ahead are planned, plans behind that were not done are missed', async () => {
  const snapshot = await athlete.engine.snapshot({});
  const request = { from: addDays(TODAY, -60), to: addDays(TODAY, 30), sportIds: null };
  const { entries } = daysView(snapshot, request);
  const statuses = (isAhead: boolean) =>
    new Set(entries.filter(({ day }) => (isAhead ? day > TODAY : day < TODAY)).map(({ status }) => status));
  expect(statuses(true)).toContain('planned');
  expect(statuses(true)).not.toContain('missed');
  expect(statuses(false)).toContain('missed');
  expect(statuses(false)).not.toContain('planned');
});

test('a plan without a TSS counts for what tp_get_planned_workouts estimates', async () => {
  const to = addDays(TODAY, 30);
  const { entries } = daysView(await athlete.engine.snapshot({}), { from: TODAY, to, sportIds: null });
  const { data } = await athlete.call<{ readonly workouts: readonly PlanRow[] }>('tp_get_planned_workouts', {
    start_date: TODAY,
    end_date: to,
    limit: 100,
  });
  const planned = new Map(entries.map((entry) => [entry.workoutId, entry]));
  expect(data.workouts.filter((row) => row.tss_estimated).length).toBeGreaterThan(0);
  for (const { workout_id: workoutId, planned_tss: tss, tss_estimated: isPlanEstimated } of data.workouts) {
    const entry = planned.get(workoutId);
    expect(entry?.isPlanEstimated).toBe(isPlanEstimated);
    expect(tss).toEqual(entry?.plannedTss === null ? null : roundedTo(entry?.plannedTss ?? NaN));
  }
});

test('one sport alone', async () => {
  const snapshot = await athlete.engine.snapshot({});
  const { entries } = daysView(snapshot, { from: addDays(TODAY, -60), to: TODAY, sportIds: [3] });
  expect(new Set(entries.map(({ sport }) => sport))).toEqual(new Set(['Run']));
});

test('a session recorded twice names the other, in a list of its sport too', async () => {
  const snapshot = await athlete.engine.snapshot({});
  for (const sportIds of [null, [2]]) {
    const { entries } = daysView(snapshot, { from: addDays(TODAY, -60), to: TODAY, sportIds });
    const copy = entries.find(({ title }) => title === 'Zwift');
    const other = entries.find(({ sameAs }) => sameAs.includes('Zwift'));
    expect(copy?.sameAs).toEqual([other?.title]);
    expect(other?.day).toBe(copy?.day);
    expect(entries.filter(({ sameAs }) => sameAs.length > 0)).toHaveLength(2);
  }
});
