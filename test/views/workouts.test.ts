import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WorkoutEntry } from '../../src/shared/views/workouts.ts';
import { workoutsView } from '../../src/views/workouts.ts';
import { connectAthlete, TODAY, type McpFixture } from '../support/mcp-fixture.ts';
import { realSeason } from '../support/real-season.ts';

interface Page {
  readonly total: number;
  readonly next_offset: number | null;
  readonly workouts: readonly Readonly<Record<string, unknown>>[];
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

async function viewOf({ engine }: McpFixture) {
  return workoutsView(await engine.snapshot({}));
}

/** Every row that the tool gives of some days, page after page. */
async function toolRows(one: McpFixture, startDate: string, endDate: string) {
  const rows: Page['workouts'][number][] = [];
  let offset: number | null = 0;
  while (offset !== null) {
    const input = { start_date: startDate, end_date: endDate, limit: 100, offset };
    const page: Page = (await one.call<Page>('tp_get_workouts', input)).data;
    rows.push(...page.workouts);
    offset = page.next_offset;
  }
  return rows;
}

/** An entry under the tool's own names. */
function asRow(entry: WorkoutEntry) {
  return {
    workout_id: entry.workoutId,
    date: entry.day,
    sport: entry.sport,
    title: entry.title,
    status: entry.status,
    duration_seconds: entry.durationSeconds,
    distance_meters: entry.distanceMeters,
    tss: entry.tss,
    intensity_factor: entry.intensityFactor,
    average_heart_rate_bpm: entry.averageHeartRateBpm,
    average_power_watts: entry.averagePowerWatts,
    normalized_power_watts: entry.normalizedPowerWatts,
    personal_records: entry.personalRecords,
    planned_duration_seconds: entry.plannedDurationSeconds,
    planned_tss: entry.plannedTss,
  };
}

async function expectSame(one: McpFixture, startDate: string, endDate: string) {
  const { workouts } = await viewOf(one);
  const entries = workouts.filter(({ day }) => day >= startDate && day <= endDate);
  const rows = await toolRows(one, startDate, endDate);
  expect(entries.length).toBeGreaterThan(100);
  expect(rows).toEqual(entries.map((entry) => expect.objectContaining(asRow(entry)) as unknown));
}

test('the list is that of tp_get_workouts, row by row and in its order', async () => {
  await expectSame(athlete, '2025-01-01', '2027-12-31');
});

test('so it is in a real season', async (context) => {
  const season = await connectAthlete({ workouts: realSeason(context) });
  season.clock.now = Date.parse('2020-12-10T12:00:00Z');
  await expectSame(season, '2020-01-01', '2020-12-10');
  await season.close();
});

test('sums are made of stored values, not of rounded ones', async () => {
  const { workouts } = await viewOf(athlete);
  const scored = workouts.filter(({ tss }) => tss !== null);
  expect(scored.some(({ tss, storedTss }) => tss !== storedTss)).toBe(true);
  for (const { tss, storedTss } of scored)
    expect(Math.abs((storedTss ?? Infinity) - (tss ?? 0))).toBeLessThanOrEqual(0.05 + 1e-9);
});

test('title, notes and tags can be searched', async () => {
  const { workouts } = await viewOf(athlete);
  const described = athlete.rows.find(({ description, workoutDay }) =>
    typeof description === 'string' && description !== '' ? String(workoutDay) < TODAY : false,
  );
  const entry = workouts.find(({ workoutId }) => workoutId === described?.['workoutId']);
  expect(entry?.searchText).toContain(String(described?.['description']).toLowerCase());
  expect(entry?.searchText).toContain(String(described?.['title']).toLowerCase());
});

test('it is made once for a history that has not changed', async () => {
  expect((await viewOf(athlete)).workouts).toBe((await viewOf(athlete)).workouts);
});
