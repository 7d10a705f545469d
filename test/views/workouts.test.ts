import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WorkoutEntry } from '../../src/shared/views/workouts.ts';
import { workoutsView } from '../../src/views/workouts.ts';
import { connectAthlete, TODAY, type McpFixture } from '../support/mcp-fixture.ts';
import { roundedTo } from '../support/rounded-to.ts';
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

/** What the tool says of an entry under its own names; a plan's TSS is stored, where the entry may estimate it. */
function asRow(entry: WorkoutEntry) {
  const about = (value: number | null, digits: number) => (value === null ? null : roundedTo(value, digits));
  return {
    workout_id: entry.workoutId,
    date: entry.day,
    sport: entry.sport,
    title: entry.title,
    status: entry.status,
    duration_seconds: entry.durationSeconds,
    distance_meters: about(entry.distanceMeters, 2),
    tss: about(entry.tss, 2),
    intensity_factor: about(entry.intensityFactor, 2),
    average_heart_rate_bpm: about(entry.averageHeartRateBpm, 0),
    average_power_watts: about(entry.averagePowerWatts, 0),
    normalized_power_watts: about(entry.normalizedPowerWatts, 0),
    personal_records: entry.personalRecords,
    planned_duration_seconds: entry.plannedDurationSeconds,
    planned_tss: entry.isPlanEstimated ? null : about(entry.plannedTss, 2),
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

test('values are those of the history, to be rounded once', async () => {
  const { workouts } = await viewOf(athlete);
  const scored = athlete.rows.filter(({ tssActual }) => typeof tssActual === 'number');
  const byId = new Map(workouts.map((entry) => [entry.workoutId, entry]));
  const shown = scored.map(({ workoutId }) => byId.get(Number(workoutId)));
  expect(shown.map((entry) => entry?.tss)).toEqual(scored.map(({ tssActual }) => tssActual));
  expect(shown.map((entry) => entry?.distanceMeters)).toEqual(scored.map(({ distance }) => distance ?? null));
});

test('plans ahead come to what tp_get_planned_workouts sums, estimates included', async () => {
  const { workouts } = await viewOf(athlete);
  const planned = workouts.filter(({ status }) => status === 'planned');
  const { data } = await athlete.call<{ planned_tss_total: number; total: number }>(
    'tp_get_planned_workouts',
    {
      start_date: TODAY,
      end_date: '2027-12-31',
    },
  );
  expect(planned).toHaveLength(data.total);
  expect(planned.some(({ isPlanEstimated }) => isPlanEstimated)).toBe(true);
  const sum = planned.reduce((total, { plannedTss }) => total + (plannedTss ?? 0), 0);
  expect(Math.abs(sum - data.planned_tss_total)).toBeLessThan(0.05 * planned.length);
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
