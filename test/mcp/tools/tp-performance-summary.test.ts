import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundedTo } from '../../support/rounded-to.ts';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import {
  addDays,
  amountOf,
  dayOf,
  doneBetween,
  meanOverTime,
  mondayOf,
  must,
  numberOf,
  sumOf,
} from '../../support/wire-truth.ts';

interface Period extends Readonly<Record<string, unknown>> {
  readonly sessions: number;
  readonly sessions_by_intensity: Readonly<Record<string, number>>;
}
interface Performance {
  readonly sport: string;
  readonly period: Period;
  readonly previous: Period | null;
  readonly change_percent: Readonly<Record<string, number | null>> | null;
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = (input: Record<string, unknown> = {}) =>
  athlete.call<Performance>('tp_performance_summary', input);
const from = addDays(TODAY, -89);
const highest = (rows: readonly Readonly<Record<string, unknown>>[], key: string) =>
  Math.max(...rows.map((row) => numberOf(row, key) ?? 0));

describe('tp_performance_summary', () => {
  it('describes 90 days of riding', async () => {
    const { data, text } = await ask();
    const rides = doneBetween(athlete.rows, from, TODAY, 2);
    const tss = sumOf(rides, 'tssActual');
    const scored = rides.filter((row) => numberOf(row, 'tssActual') !== null);
    expect(data.sport).toBe('Bike');
    expect(data.period).toMatchObject({
      start_date: from,
      end_date: TODAY,
      sessions: rides.length,
      days_with_sport: new Set(rides.map(dayOf)).size,
      weeks_with_sport: new Set(rides.map((row) => mondayOf(dayOf(row)))).size,
      hours: roundedTo(sumOf(rides, 'totalTime'), 2),
      distance_kilometers: roundedTo(sumOf(rides, 'distance') / 1000, 2),
      elevation_gain_meters: roundedTo(sumOf(rides, 'elevationGain'), 0),
      tss: roundedTo(tss),
      unscored_sessions: rides.length - scored.length,
      average_session_tss: roundedTo(tss / scored.length),
      average_session_minutes: roundedTo((sumOf(rides, 'totalTime') / rides.length) * 60, 0),
      average_intensity_factor: roundedTo(meanOverTime(rides, 'if'), 2),
      average_power_watts: roundedTo(meanOverTime(rides, 'powerAverage'), 0),
      best_normalized_power_watts: roundedTo(highest(rides, 'normalizedPowerActual'), 0),
      maximum_power_watts: roundedTo(highest(rides, 'powerMaximum'), 0),
      average_heart_rate_bpm: roundedTo(meanOverTime(rides, 'heartRateAverage'), 0),
      maximum_heart_rate_bpm: roundedTo(highest(rides, 'heartRateMaximum'), 0),
    });
    expect(text).toContain(`${String(rides.length)} sessions on`);
    expect(text).toContain(`${tss.toFixed(0)} TSS`);
    expect(data.about).toMatchObject({ as_of: TODAY, stale: false, partial: false });
  });

  it('sets the same number of days before beside it', async () => {
    const { data, text } = await ask();
    const [start, end] = [addDays(from, -90), addDays(from, -1)];
    const before = doneBetween(athlete.rows, start, end, 2);
    const now = doneBetween(athlete.rows, from, TODAY, 2);
    expect(data.previous).toMatchObject({ start_date: start, end_date: end, sessions: before.length });
    const change = Math.round((sumOf(now, 'tssActual') / sumOf(before, 'tssActual') - 1) * 100);
    expect(data.change_percent?.['tss']).toBe(change);
    expect(text).toContain(`TSS ${change > 0 ? '+' : ''}${String(change)} %`);
  });

  it('sorts sessions by their average intensity', async () => {
    const { data } = await ask({ sport: 'All', days: 365 });
    const factors = doneBetween(athlete.rows, addDays(TODAY, -364), TODAY).map(
      (row) => numberOf(row, 'if') ?? 0,
    );
    const within = (low: number, high: number) =>
      factors.filter((factor) => factor > low && factor <= high).length;
    expect(data.period.sessions_by_intensity).toEqual({
      to_0_55: within(0, 0.55),
      to_0_75: within(0.55, 0.75),
      to_0_90: within(0.75, 0.9),
      to_1_05: within(0.9, 1.05),
      above_1_05: within(1.05, 99),
      unknown: factors.filter((factor) => factor === 0).length,
    });
  });

  it('compares with nothing when the account does not reach back as far', async () => {
    const { data, text } = await ask({ days: 365 });
    expect(data.period.sessions).toBeGreaterThan(80);
    expect(data).toMatchObject({ previous: null, change_percent: null });
    expect(text).toContain('The history does not reach back to the period before.');
  });

  it('gives no power and no pace of a strength session, and does not fail for it', async () => {
    const { data, text } = await ask({ sport: 'gym', days: 365 });
    const sessions = doneBetween(athlete.rows, addDays(TODAY, -364), TODAY, 9);
    expect(data.sport).toBe('Strength');
    expect(data.period).toMatchObject({
      sessions: sessions.length,
      maximum_power_watts: null,
      average_power_watts: null,
      distance_kilometers: null,
      tss: null,
    });
    expect(text).toContain(`${String(sessions.length)} sessions without a score not counted in TSS.`);
  });

  it('measures the efficiency of runs by graded speed', async () => {
    const { data } = await ask({ sport: 'Run', days: 60 });
    const known = doneBetween(athlete.rows, addDays(TODAY, -59), TODAY, 3).filter(
      (row) => numberOf(row, 'normalizedSpeedActual') !== null && numberOf(row, 'heartRateAverage') !== null,
    );
    const factors = known.map(
      (row) => (amountOf(row, 'normalizedSpeedActual') * 60) / amountOf(row, 'heartRateAverage'),
    );
    expect(data.period['efficiency_factor']).toEqual(
      roundedTo(factors.reduce((sum, factor) => sum + factor, 0) / must(factors.length || null), 2),
    );
  });

  it('has words for a sport that was not done', async () => {
    const { data, text } = await ask({ sport: 'Rowing' });
    expect(data.period).toMatchObject({ sessions: 0, tss: null, hours: null, average_session_minutes: null });
    expect(text).toContain('Rowing. Now');
    expect(text).toContain('0 sessions');
    expect(text).not.toContain('NaN');
  });

  it('refuses an unknown sport in words', async () => {
    expect(await athlete.refusal('tp_performance_summary', { sport: 'Darts' })).toContain(
      'There is no sport with that name. The sports are Swim, Bike, Run',
    );
  });
});
