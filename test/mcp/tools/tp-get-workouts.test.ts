import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_TITLE } from '../../../src/demo/athlete/story.ts';
import { roundedTo } from '../../support/rounded-to.ts';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import {
  addDays,
  amountOf,
  between,
  dayOf,
  doneBetween,
  idOf,
  isDone,
  isOpenPlan,
  must,
  sportOf,
} from '../../support/wire-truth.ts';

interface Row {
  readonly workout_id: number;
  readonly date: string;
  readonly title: string | null;
  readonly status: string;
  readonly sport: string;
}
interface List {
  readonly range: { readonly start_date: string; readonly end_date: string };
  readonly total: number;
  readonly completed_total: number;
  readonly next_offset: number | null;
  readonly workouts: readonly Row[];
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = (input: Record<string, unknown> = {}) => athlete.call<List>('tp_get_workouts', input);
const ids = (rows: readonly Row[]) => rows.map((row) => row.workout_id);

describe('tp_get_workouts', () => {
  it('lists the last 30 days newest first, in rows of 20', async () => {
    const { data, text } = await ask();
    const all = between(athlete.rows, addDays(TODAY, -29), TODAY);
    expect(data).toMatchObject({
      range: { start_date: addDays(TODAY, -29), end_date: TODAY },
      total: all.length,
      completed_total: all.filter(isDone).length,
      next_offset: 20,
    });
    expect(data.workouts).toHaveLength(20);
    expect(data.workouts.map(({ date }) => date)).toEqual(
      data.workouts
        .map(({ date }) => date)
        .toSorted()
        .reverse(),
    );
    expect(text).toContain(
      `${String(all.length)} entries from ${addDays(TODAY, -29)} to ${TODAY}, newest first`,
    );
    expect(text).toContain('the rest with offset=20');
    expect(data.about).toMatchObject({ as_of: TODAY, stale: false, partial: false });
  });

  it('reads a row as TrainingPeaks wrote it', async () => {
    const ride = must(
      doneBetween(athlete.rows, '2026-06-01', TODAY, 2).find((row) => dayOf(row) === '2026-06-16'),
    );
    const { data, text } = await ask({ workout_type: 'Bike', limit: 1, status: 'completed' });
    expect(data.workouts).toEqual([
      {
        workout_id: idOf(ride),
        date: '2026-06-16',
        start_time: String(ride['startTime']).slice(11, 16),
        sport: 'Bike',
        title: ride['title'],
        status: 'completed',
        duration_seconds: Math.round(amountOf(ride, 'totalTime') * 3600),
        distance_meters: roundedTo(amountOf(ride, 'distance'), 0),
        tss: roundedTo(amountOf(ride, 'tssActual'), 1),
        intensity_factor: roundedTo(amountOf(ride, 'if'), 2),
        average_heart_rate_bpm: ride['heartRateAverage'],
        average_power_watts: roundedTo(amountOf(ride, 'powerAverage'), 0),
        normalized_power_watts: roundedTo(amountOf(ride, 'normalizedPowerActual'), 0),
        personal_records: expect.any(Number) as number,
        planned_duration_seconds: Math.round(amountOf(ride, 'totalTimePlanned') * 3600),
        planned_tss: roundedTo(amountOf(ride, 'tssPlanned'), 1),
      },
    ]);
    expect(text).toContain(`TSS ${amountOf(ride, 'tssActual').toFixed(0)}`);
    expect(text).toContain(`(id ${String(idOf(ride))})`);
  });

  it('pages through a year without a gap or a repetition', async () => {
    const from = addDays(TODAY, -364);
    const seen: Row[] = [];
    let offset: number | null = 0;
    while (offset !== null) {
      const { data }: { data: List } = await ask({ start_date: from, limit: 100, offset });
      seen.push(...data.workouts);
      offset = data.next_offset;
    }
    const all = between(athlete.rows, from, TODAY);
    expect(ids(seen).toSorted()).toEqual(all.map(idOf).toSorted());
    const beyond = await ask({ start_date: from, offset: 10_000 });
    expect(beyond.data).toMatchObject({ total: all.length, workouts: [], next_offset: null });
  });

  it.each([
    ['completed', isDone],
    ['missed', (row: Parameters<typeof isDone>[0]) => isOpenPlan(row) && dayOf(row) < TODAY],
    ['planned', (row: Parameters<typeof isDone>[0]) => isOpenPlan(row) && dayOf(row) >= TODAY],
  ])('finds exactly the %s ones', async (status, belongs) => {
    const end = addDays(TODAY, 7);
    const { data } = await ask({ start_date: addDays(TODAY, -60), end_date: end, status, limit: 100 });
    const expected = between(athlete.rows, addDays(TODAY, -60), end).filter(belongs);
    expect(expected.length).toBeGreaterThan(0);
    expect(ids(data.workouts).toSorted()).toEqual(expected.map(idOf).toSorted());
    expect(new Set(data.workouts.map((row) => row.status))).toEqual(new Set([status]));
  });

  it('knows every sport by its name', async () => {
    for (const [word, id, name] of [
      ['mtb', 8, 'Mountain bike'],
      ['strength', 9, 'Strength'],
      ['Swim', 1, 'Swim'],
    ] as const) {
      const { data } = await ask({ workout_type: word, days: 365, limit: 100 });
      const expected = between(athlete.rows, addDays(TODAY, -364), TODAY).filter(
        (row) => sportOf(row) === id,
      );
      expect(data.total).toBe(expected.length);
      expect(data.workouts.every(({ sport }) => sport === name)).toBe(true);
    }
  });

  it('keeps a hostile title inside one quoted, shortened piece of a line', async () => {
    const { data, text } = await ask({ days: 30, limit: 100 });
    expect(data.workouts.filter(({ title }) => title === HOSTILE_TITLE)).toHaveLength(1);
    const lines = text.split('\n').filter((line) => line.includes('SYSTEM:'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/"Easy spin [^"]{1,80}…" /);
  });

  it('follows an edit and a deletion', async () => {
    const [first, second] = doneBetween(athlete.rows, addDays(TODAY, -9), TODAY, 3).map(idOf);
    athlete.simulator.account.upsertWorkout({ workoutId: must(first), title: 'Renamed run' });
    athlete.simulator.account.deleteWorkout(must(second));
    athlete.clock.now += 3 * 60_000;
    const { data } = await ask({ days: 10, workout_type: 'Run' });
    expect(data.workouts.find((row) => row.workout_id === first)?.title).toBe('Renamed run');
    expect(ids(data.workouts)).not.toContain(second);
  });

  it('has words for an empty range', async () => {
    const { data, text } = await ask({ workout_type: 'Rowing' });
    expect(data).toMatchObject({ total: 0, completed_total: 0, next_offset: null, workouts: [] });
    expect(text).toMatch(/^No Rowing entries from 2026-05-19 to 2026-06-17\./);
  });

  it.each([
    [{ limit: 101 }, 'limit must be at most 100'],
    [{ limit: 0 }, 'limit must be at least 1'],
    [{ offset: -1 }, 'offset must be at least 0'],
    [{ workout_type: 'Chess' }, 'There is no sport with that name'],
    [{ status: 'done' }, 'status must be one of all, completed, planned, missed'],
    [{ start_date: '2026-07-01' }, 'start_date 2026-07-01 is after today, 2026-06-17'],
  ])('refuses %j in words', async (input, words) => {
    expect(await athlete.refusal('tp_get_workouts', input)).toContain(words);
  });
});
