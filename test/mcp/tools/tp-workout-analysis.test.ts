import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import { roundedTo } from '../../support/rounded-to.ts';
import {
  addDays,
  amountOf,
  between,
  dayOf,
  doneBetween,
  idOf,
  isOpenPlan,
  must,
  sportOf,
  type WireRow,
} from '../../support/wire-truth.ts';

interface Zones {
  readonly basis: string;
  readonly zones: readonly { readonly label: string; readonly seconds: number; readonly percent: number }[];
}
interface Analysis extends Readonly<Record<string, unknown>> {
  readonly workout: { readonly workout_id: number };
  readonly compliance: Readonly<Record<string, number | string | null>> | null;
  readonly score_checks: readonly { readonly metric: string; readonly agrees: boolean }[];
  readonly decoupling: { readonly percent: number | null; readonly remarks: readonly string[] } | null;
  readonly time_in_zones: readonly Zones[];
  readonly laps: readonly { readonly lap: number; readonly duration_seconds: number | null }[];
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = (row: WireRow) => athlete.call<Analysis>('tp_workout_analysis', { workout_id: idOf(row) });
const ride = () => must(doneBetween(athlete.rows, '2026-06-01', TODAY, 2).at(-1));
const recordingOf = (row: WireRow) =>
  must(must(athlete.account).workouts.find(({ workoutId }) => workoutId === idOf(row))?.recording);

describe('tp_workout_analysis', () => {
  it('works out VI, EF and TSS per hour of a ride', async () => {
    const row = ride();
    const power = amountOf(row, 'normalizedPowerActual');
    const vi = power / amountOf(row, 'powerAverage');
    const { data, text } = await ask(row);
    expect(data.workout.workout_id).toBe(idOf(row));
    expect(data).toMatchObject({
      variability_index: roundedTo(vi, 2),
      efficiency_factor: roundedTo(power / amountOf(row, 'heartRateAverage'), 2),
      tss_per_hour: roundedTo(amountOf(row, 'tssActual') / amountOf(row, 'totalTime')),
      implied_ftp_watts: roundedTo(power / amountOf(row, 'if'), 0),
      implausible_tss: false,
      average_speed_kilometers_per_hour: roundedTo(
        amountOf(row, 'distance') / 1000 / amountOf(row, 'totalTime'),
      ),
      power: {
        average: roundedTo(amountOf(row, 'powerAverage'), 0),
        normalized: roundedTo(power, 0),
        maximum: roundedTo(amountOf(row, 'powerMaximum'), 0),
      },
      heart_rate: { average: roundedTo(amountOf(row, 'heartRateAverage'), 0) },
    });
    expect(data.score_checks.map(({ metric }) => metric)).toContain('tss');
    expect(data.score_checks.every(({ agrees }) => agrees)).toBe(true);
    expect(text).toContain(`(VI) ${vi.toFixed(2)}`);
    expect(text).toContain(dayOf(row));
    expect(data.about).toMatchObject({ as_of: TODAY, stale: false, partial: false, notes: [] });
  });

  it.each([
    [100, 'green'],
    [80, 'green'],
    [79, 'yellow'],
    [150, 'yellow'],
    [49, 'red'],
  ])('calls %d %% of the planned time %s, as the calendar does', async (percent, colour) => {
    const row = athlete.simulator.account.upsertWorkout({
      workoutDay: `${TODAY}T00:00:00`,
      workoutTypeValueId: 3,
      totalTimePlanned: 1,
      tssPlanned: 50,
      totalTime: percent / 100,
      tssActual: 20,
    });
    athlete.clock.now += 3 * 60_000;
    const { data, text } = await ask(row);
    expect(data.compliance).toEqual({
      duration_percent: percent,
      distance_percent: null,
      tss_percent: 40,
      colour,
    });
    expect(text).toContain(`duration ${String(percent)} %`);
    expect(text).toContain(`(${colour})`);
  });

  it('says that nothing was planned where nothing was', async () => {
    const unplanned = must(
      doneBetween(athlete.rows, addDays(TODAY, -60), TODAY).find((row) => row['totalTimePlanned'] === null),
    );
    const { data, text } = await ask(unplanned);
    expect(data.compliance).toBeNull();
    expect(text).toContain('Nothing was planned for it.');
  });

  it('sums the time in zones over every second of the recording', async () => {
    const row = ride();
    const { data } = await ask(row);
    const power = must(data.time_in_zones.find(({ basis }) => basis === 'power'));
    const samples = must(recordingOf(row).streams().powerWatts);
    const ftp = recordingOf(row).thresholds.ftpWatts;
    expect(power.zones.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(samples.length);
    const easy = Array.from(samples).filter((watts) => watts <= ftp * 0.55).length;
    expect(Math.abs(must(power.zones[0]).seconds - easy) / samples.length).toBeLessThan(0.02);
    expect(power.zones.reduce((sum, { percent }) => sum + percent, 0)).toBeCloseTo(100, 0);
    expect(data.time_in_zones.map(({ basis }) => basis)).toContain('heart_rate');
  });

  it('lists the laps as recorded', async () => {
    const row = ride();
    const { data, text } = await ask(row);
    const marks = recordingOf(row).laps;
    expect(marks.length).toBeGreaterThan(1);
    expect(data.laps.map((lap) => lap.duration_seconds)).toEqual(marks.map(({ begin, end }) => end - begin));
    expect(text).toContain('Laps: 1. ');
  });

  it('gives decoupling with a reason when it says little', async () => {
    const { data } = await ask(ride());
    const drift = must(data.decoupling);
    expect(drift.percent === null ? drift.remarks.length : Math.abs(drift.percent)).toBeGreaterThan(0);
  });

  it('has no zones, laps or power of a session without a device file, and says nothing false about them', async () => {
    const strength = must(doneBetween(athlete.rows, addDays(TODAY, -365), TODAY, 9).at(-1));
    const { data, text } = await ask(strength);
    expect(data).toMatchObject({
      time_in_zones: [],
      laps: [],
      power: null,
      decoupling: null,
      unread: [],
      variability_index: null,
      tss_per_hour: null,
    });
    expect(data.about.partial).toBe(false);
    expect(text).not.toMatch(/NaN|null|undefined/);
  });

  it('does not judge what was not done', async () => {
    const missed = must(between(athlete.rows, addDays(TODAY, -90), addDays(TODAY, -1)).find(isOpenPlan));
    const refusal = await athlete.refusal('tp_workout_analysis', { workout_id: idOf(missed) });
    expect(refusal).toContain(`on ${dayOf(missed)} has not been done`);
    expect(refusal).toContain('tp_get_workout shows its plan');
  });

  it('still answers from the summary when zones and laps cannot be read', async () => {
    const run = must(doneBetween(athlete.rows, '2026-06-01', TODAY, 3).at(-1));
    athlete.simulator.faults.set({
      serverError: { when: (path) => path.endsWith(String(idOf(run)) + '/details') },
    });
    const { data, text } = await ask(run);
    athlete.simulator.faults.clear();
    expect(data.time_in_zones).toEqual([]);
    expect(data['unread']).toEqual(['time_in_zones', 'decoupling']);
    expect(data['efficiency_factor']).not.toBeNull();
    expect(data.about.partial).toBe(true);
    expect(text).toMatch(/\[PARTIAL\][^]*Note: Zones and laps could not be read\./);
    expect(text).not.toContain('cancelled');
  });

  it('says that a workout was deleted in the meantime', async () => {
    const swim = must(
      doneBetween(athlete.rows, addDays(TODAY, -12), addDays(TODAY, -4)).find((row) => sportOf(row) === 1),
    );
    athlete.simulator.faults.set({ deletedWorkout: true });
    const refusal = await athlete.refusal('tp_workout_analysis', { workout_id: idOf(swim) });
    athlete.simulator.faults.clear();
    expect(refusal).toMatch(/^not_found: .*deleted/);
  });

  it('flags a load nobody can hold', async () => {
    const row = athlete.simulator.account.upsertWorkout({
      workoutDay: `${TODAY}T00:00:00`,
      workoutTypeValueId: 2,
      totalTime: 1,
      tssActual: 200,
    });
    athlete.clock.now += 3 * 60_000;
    const { data, text } = await ask(row);
    expect(data['implausible_tss']).toBe(true);
    expect(text).toContain('implausibly high');
  });

  it('refuses what is no workout, in words', async () => {
    expect(await athlete.refusal('tp_workout_analysis', { workout_id: 42 })).toMatch(/^not_found: /);
    expect(await athlete.refusal('tp_workout_analysis', { id: 42 })).toContain('workout_id is missing');
  });
});
