import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundedTo } from '../../support/rounded-to.ts';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import {
  addDays,
  amountOf,
  between,
  dayOf,
  idOf,
  isDone,
  isOpenPlan,
  must,
  plannedTss,
  sportOf,
} from '../../support/wire-truth.ts';

interface Plan {
  readonly workout_id: number;
  readonly date: string;
  readonly status: string;
  readonly planned_tss: number | null;
  readonly tss_estimated: boolean;
  readonly steps: string | null;
  readonly instructions: string | null;
}
interface Plans {
  readonly range: { readonly start_date: string; readonly end_date: string };
  readonly total: number;
  readonly next_offset: number | null;
  readonly planned_tss_total: number;
  readonly workouts: readonly Plan[];
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = (input: Record<string, unknown> = {}) => athlete.call<Plans>('tp_get_planned_workouts', input);

describe('tp_get_planned_workouts', () => {
  it('lists what is planned and not done for today and two weeks ahead, nearest first', async () => {
    const { data, text } = await ask();
    const end = addDays(TODAY, 14);
    const expected = between(athlete.rows, TODAY, end).filter(isOpenPlan);
    const load = expected.reduce((sum, row) => sum + (plannedTss(row, athlete.rows, TODAY) ?? 0), 0);
    expect(data.range).toEqual({ start_date: TODAY, end_date: end });
    expect(data.workouts.map((plan) => plan.workout_id).toSorted()).toEqual(expected.map(idOf).toSorted());
    expect(data.workouts.map(({ date }) => date)).toEqual(data.workouts.map(({ date }) => date).toSorted());
    expect(data.planned_tss_total).toBeCloseTo(load, 0);
    expect(text).toContain(
      `${String(expected.length)} planned workouts from ${TODAY} to ${end}, ${load.toFixed(0)} TSS`,
    );
    expect(data.about).toMatchObject({ as_of: TODAY, stale: false, partial: false });
  });

  it('leaves out what is done, on the same day too', async () => {
    const done = between(athlete.rows, TODAY, TODAY).filter(isDone);
    expect(done).toHaveLength(1);
    const { data } = await ask({ end_date: TODAY });
    expect(data.workouts).toHaveLength(1);
    expect(data.workouts[0]?.workout_id).not.toBe(idOf(must(done[0])));
  });

  it('reads a plan as it was written, steps and all', async () => {
    const ride = must(
      between(athlete.rows, TODAY, addDays(TODAY, 9)).find(
        (row) => isOpenPlan(row) && sportOf(row) === 2 && row['structure'] !== null,
      ),
    );
    const { data, text } = await ask({ workout_type: 'Bike' });
    expect(data.workouts.find((plan) => plan.workout_id === idOf(ride))).toMatchObject({
      date: dayOf(ride),
      sport: 'Bike',
      title: ride['title'],
      status: 'planned',
      planned_duration_seconds: Math.round(amountOf(ride, 'totalTimePlanned') * 3600),
      planned_tss: roundedTo(amountOf(ride, 'tssPlanned'), 1),
      tss_estimated: false,
      planned_intensity_factor: roundedTo(amountOf(ride, 'ifPlanned'), 2),
      steps: expect.stringMatching(/^\d+:\d\d(:\d\d)? \d+–\d+ %/) as string,
    });
    expect(text).toContain(`(id ${String(idOf(ride))})`);
  });

  it('estimates the load of a plan that names none, and marks it', async () => {
    athlete.simulator.account.upsertWorkout({
      workoutDay: `${addDays(TODAY, 3)}T00:00:00`,
      workoutTypeValueId: 11,
      totalTimePlanned: 2,
      ifPlanned: 0.8,
      description: `Ski ${'easy '.repeat(100)}`,
    });
    athlete.clock.now += 3 * 60_000;
    const { data, text } = await ask({ workout_type: 'XC-Ski' });
    expect(data.workouts).toMatchObject([{ planned_tss: 128, tss_estimated: true }]);
    expect(data.planned_tss_total).toBe(128);
    expect(data.workouts[0]?.instructions).toHaveLength(200);
    expect(text).toContain('TSS 128 (estimated)');
  });

  it('lists past plans that were missed, not those that were done', async () => {
    const from = addDays(TODAY, -90);
    const { data, text } = await ask({ start_date: from, end_date: addDays(TODAY, -1) });
    const missed = between(athlete.rows, from, addDays(TODAY, -1)).filter(isOpenPlan);
    expect(missed.length).toBeGreaterThan(0);
    expect(data.workouts.map((plan) => plan.workout_id).toSorted()).toEqual(missed.map(idOf).toSorted());
    expect(data.workouts.every(({ status }) => status === 'missed')).toBe(true);
    expect(text).toContain('[missed]');
  });

  it('pages, and totals over all pages', async () => {
    const first = await ask({ limit: 3 });
    expect(first.data.workouts).toHaveLength(3);
    expect(first.data.next_offset).toBe(3);
    expect(first.text).toContain('(1 to 3; the rest with offset=3)');
    const rest = await ask({ limit: 100, offset: 3 });
    expect(rest.data.workouts).toHaveLength(first.data.total - 3);
    expect(rest.data.next_offset).toBeNull();
    expect(rest.data.planned_tss_total).toBe(first.data.planned_tss_total);
  });

  it('has words for nothing planned', async () => {
    const { data, text } = await ask({ workout_type: 'Rowing' });
    expect(data).toMatchObject({ total: 0, planned_tss_total: 0, workouts: [], next_offset: null });
    expect(text).toContain(`Nothing planned and undone from ${TODAY} to ${addDays(TODAY, 14)} for Rowing.`);
  });

  it.each([
    [{ start_date: '2026-06-40' }, 'start_date is not a day of the calendar'],
    [
      { start_date: '2026-06-20', end_date: '2026-06-19' },
      'start_date 2026-06-20 is after end_date 2026-06-19',
    ],
    [{ limit: 'all' }, 'limit must be a number'],
    [
      { days: 7 },
      'Unknown parameter days: the parameters are start_date, end_date, workout_type, limit, offset',
    ],
  ])('refuses %j in words', async (input, words) => {
    expect(await athlete.refusal('tp_get_planned_workouts', input)).toContain(words);
  });
});
