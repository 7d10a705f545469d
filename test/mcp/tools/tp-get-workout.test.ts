import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundedTo } from '../../support/rounded-to.ts';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import {
  addDays,
  amountOf,
  between,
  doneBetween,
  idOf,
  isOpenPlan,
  must,
  numberOf,
} from '../../support/wire-truth.ts';

interface Comment {
  readonly author: string | null;
  readonly by_coach: boolean;
  readonly text: string;
}
interface Workout extends Readonly<Record<string, unknown>> {
  readonly workout_id: number;
  readonly comments: readonly Comment[];
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = (workoutId: number) => athlete.call<Workout>('tp_get_workout', { workout_id: workoutId });
const rounded = (value: number | null, digits = 0) => (value === null ? null : roundedTo(value, digits));

describe('tp_get_workout', () => {
  it('gives everything recorded of a ride, with VI and EF worked out', async () => {
    const ride = must(doneBetween(athlete.rows, '2026-06-01', TODAY, 2).at(-1));
    const power = amountOf(ride, 'normalizedPowerActual');
    const { data, text } = await ask(idOf(ride));
    const vi = power / amountOf(ride, 'powerAverage');
    const ef = power / amountOf(ride, 'heartRateAverage');
    expect(data).toMatchObject({
      workout_id: idOf(ride),
      title: ride['title'],
      variability_index: rounded(vi, 2),
      efficiency_factor: rounded(ef, 2),
      maximum_power_watts: rounded(numberOf(ride, 'powerMaximum')),
      energy_kilojoules: rounded(numberOf(ride, 'energy')),
      calories_kilocalories: rounded(numberOf(ride, 'calories')),
      minimum_heart_rate_bpm: rounded(numberOf(ride, 'heartRateMinimum')),
      maximum_heart_rate_bpm: rounded(numberOf(ride, 'heartRateMaximum')),
      average_cadence: rounded(numberOf(ride, 'cadenceAverage')),
      average_speed_meters_per_second: rounded(numberOf(ride, 'velocityAverage'), 2),
      elevation_gain_meters: rounded(numberOf(ride, 'elevationGain')),
      tss_source: 'power',
      rpe: ride['rpe'],
      feeling: ride['feeling'],
      planned_intensity_factor: rounded(numberOf(ride, 'ifPlanned'), 2),
      last_modified: ride['lastModifiedDate'],
    });
    expect(text).toContain(`(VI) ${vi.toFixed(2)}`);
    expect(text).toContain(`(EF) ${ef.toFixed(2)}`);
    expect(text).toContain('2026-06-16');
    expect(data.about).toMatchObject({ as_of: TODAY, stale: false, partial: false });
  });

  it('measures the efficiency of a run by graded speed', async () => {
    const run = must(doneBetween(athlete.rows, '2026-06-01', TODAY, 3).at(-1));
    const { data } = await ask(idOf(run));
    expect(data['efficiency_factor']).toEqual(
      rounded((amountOf(run, 'normalizedSpeedActual') * 60) / amountOf(run, 'heartRateAverage'), 2),
    );
    expect(data['variability_index']).toBeNull();
  });

  it('quotes the coach and the athlete, and tells them apart', async () => {
    const commented = must(
      athlete.rows.find((row) => Array.isArray(row['workoutComments']) && row['workoutComments'].length > 0),
    );
    const { data, text } = await ask(idOf(commented));
    const wire = commented['workoutComments'] as readonly { comment: string; isCoach: boolean }[];
    expect(data.comments.map((comment) => [comment.text, comment.by_coach])).toEqual(
      wire.map(({ comment, isCoach }) => [comment, isCoach]),
    );
    expect(text).toContain(must(wire[0]).comment);
  });

  it('shows a plan as planned, with nothing invented for what is not done', async () => {
    const plan = must(between(athlete.rows, addDays(TODAY, 1), addDays(TODAY, 9)).find(isOpenPlan));
    const { data, text } = await ask(idOf(plan));
    expect(data).toMatchObject({
      status: 'planned',
      duration_seconds: null,
      tss: null,
      variability_index: null,
      planned_duration_seconds: Math.round(amountOf(plan, 'totalTimePlanned') * 3600),
    });
    expect(text).toContain('[planned]');
  });

  it('asks TrainingPeaks for a workout outside the history, and says when there is none', async () => {
    const missing = await athlete.refusal('tp_get_workout', { workout_id: 42 });
    expect(missing).toMatch(/^not_found: /);
    expect(missing).toContain('Check the id with tp_get_workouts');
    expect(missing).not.toContain('Invalid workoutId');
  });

  it('does not find a workout that was deleted', async () => {
    const id = idOf(must(doneBetween(athlete.rows, addDays(TODAY, -30), TODAY, 2)[0]));
    expect((await ask(id)).data.workout_id).toBe(id);
    athlete.simulator.account.deleteWorkout(id);
    athlete.clock.now += 3 * 60_000;
    expect(await athlete.refusal('tp_get_workout', { workout_id: id })).toMatch(/^not_found: /);
  });

  it('cuts a very long description and says so', async () => {
    const row = athlete.simulator.account.upsertWorkout({
      workoutDay: `${TODAY}T00:00:00`,
      workoutTypeValueId: 3,
      totalTime: 1,
      description: 'word '.repeat(2000),
    });
    athlete.clock.now += 3 * 60_000;
    const { data, text } = await ask(idOf(row));
    expect(String(data['description'])).toMatch(/^(word )+… \(\d+ more characters in TrainingPeaks\)$/);
    expect(text.length).toBeLessThan(1500);
  });

  it.each([
    [{}, 'workout_id is missing: it must be a number'],
    [{ workout_id: -1 }, 'workout_id must be more than 0'],
    [{ workout_id: 1.5 }, 'workout_id must be a whole number'],
    [{ workout_id: '7' }, 'workout_id must be a number'],
  ])('refuses %j in words', async (input, words) => {
    expect(await athlete.refusal('tp_get_workout', input)).toContain(words);
  });
});
