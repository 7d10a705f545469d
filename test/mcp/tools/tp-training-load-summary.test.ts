import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundedTo } from '../../support/rounded-to.ts';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import {
  addDays,
  amountOf,
  between,
  dayOf,
  doneBetween,
  eachDay,
  isDone,
  isOpenPlan,
  mondayOf,
  must,
  recordedTwice,
  numberOf,
  plannedTss,
  sportOf,
  sumOf,
} from '../../support/wire-truth.ts';

interface Period {
  readonly start_date: string;
  readonly end_date: string;
  readonly complete: boolean;
  readonly tss: number;
  readonly planned_tss: number;
  readonly missed_tss: number;
  readonly sessions: number;
  readonly hours: number | null;
}
interface Summary {
  readonly range: { readonly start_date: string; readonly end_date: string };
  readonly overall: Readonly<Record<string, number>>;
  readonly this_week: Readonly<Record<string, number | string>>;
  readonly recent_4_weeks: Readonly<Record<string, number>> | null;
  readonly last_7_days: Readonly<Record<string, number | string | null>>;
  readonly by_sport: readonly { readonly sport: string; readonly sessions: number; readonly tss: number }[];
  readonly weeks: readonly Period[];
  readonly months: readonly Period[];
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete({ seasons: 2 });
});
afterAll(() => athlete.close());

const ask = (input: Record<string, unknown> = {}) => athlete.call<Summary>('tp_training_load_summary', input);
const from = addDays(TODAY, -89);
const monday = mondayOf(TODAY);
const done = (start: string, end: string) => doneBetween(athlete.rows, start, end);
const tssOf = (start: string, end: string) => sumOf(done(start, end), 'tssActual');

describe('tp_training_load_summary', () => {
  it('sums what was done in 90 days, unscored and missed sessions told apart', async () => {
    const { data, text } = await ask();
    const sessions = done(from, TODAY);
    const tss = tssOf(from, TODAY);
    const missed = between(athlete.rows, from, addDays(TODAY, -1)).filter(isOpenPlan);
    expect(data.range).toEqual({ start_date: from, end_date: TODAY });
    expect(data.overall).toMatchObject({
      tss: roundedTo(tss, 1),
      sessions: sessions.length,
      unscored_sessions: sessions.filter((row) => numberOf(row, 'tssActual') === null).length,
      missed_sessions: missed.length,
      hours: roundedTo(sumOf(sessions, 'totalTime'), 1),
      days_with_training: new Set(sessions.map(dayOf)).size,
      average_weekly_tss: roundedTo((tss / 90) * 7, 1),
    });
    expect(text).toContain(
      `${from} to ${TODAY}: ${tss.toFixed(0)} TSS in ${String(sessions.length)} sessions`,
    );
    expect(text).toContain(`${String(missed.length)} planned sessions missed`);
    expect(data.about).toMatchObject({ as_of: TODAY, stale: false, partial: false });
    expect(data.about.notes).toEqual([recordedTwice(athlete.rows)]);
    expect(text).toContain(`Note: ${recordedTwice(athlete.rows)}`);
  });

  it('cuts the range into weeks from Monday and into months, done beside planned', async () => {
    const { data } = await ask();
    expect(data.weeks.map((week) => week.start_date).slice(1)).toEqual(
      eachDay(from, TODAY).filter((day) => mondayOf(day) === day),
    );
    for (const period of [...data.weeks, ...data.months]) {
      const { start_date: start, end_date: end } = period;
      const planned = between(athlete.rows, start, end).filter(
        (row) => (numberOf(row, 'totalTimePlanned') ?? 0) > 0,
      );
      expect(period).toMatchObject({
        tss: roundedTo(tssOf(start, end), 1),
        sessions: done(start, end).length,
        planned_tss: roundedTo(
          planned.reduce((sum, row) => sum + (plannedTss(row, athlete.rows, TODAY) ?? 0), 0),
          1,
        ),
      });
    }
    expect(data.weeks.at(-1)).toMatchObject({ start_date: monday, end_date: TODAY, complete: false });
    expect(data.weeks.at(-2)?.complete).toBe(true);
    expect(data.months.at(-2)).toMatchObject({
      start_date: '2026-05-01',
      end_date: '2026-05-31',
      complete: true,
    });
  });

  it('shows this week to its Sunday: done, planned, still to do', async () => {
    const { data, text } = await ask({ days: 7 });
    const week = between(athlete.rows, monday, addDays(monday, 6));
    const remaining = sumOf(
      week.filter((row) => isOpenPlan(row) && dayOf(row) >= TODAY),
      'tssPlanned',
    );
    expect(data.this_week).toEqual({
      start_date: monday,
      tss_done: roundedTo(sumOf(week.filter(isDone), 'tssActual'), 1),
      tss_planned: roundedTo(sumOf(week, 'tssPlanned'), 1),
      tss_remaining: roundedTo(remaining, 1),
    });
    expect(text).toContain(`${remaining.toFixed(0)} still to do`);
  });

  it('compares the last four complete weeks with the four before', async () => {
    const { data, text } = await ask();
    const recent = tssOf(addDays(monday, -28), addDays(monday, -1)) / 4;
    const before = tssOf(addDays(monday, -56), addDays(monday, -29)) / 4;
    expect(data.recent_4_weeks).toEqual({
      average_weekly_tss: roundedTo(recent, 1),
      previous_average_weekly_tss: roundedTo(before, 1),
      change_percent: Math.round((recent / before - 1) * 100),
    });
    expect(text).toContain(
      `Last 4 complete weeks: ${must(data.recent_4_weeks?.['average_weekly_tss']).toFixed(0)} TSS a week`,
    );
    expect((await ask({ days: 30 })).data.recent_4_weeks).toBeNull();
  });

  it('gives monotony and strain of the last seven days', async () => {
    const { data } = await ask();
    const loads = eachDay(addDays(TODAY, -6), TODAY).map((day) => tssOf(day, day));
    const mean = loads.reduce((sum, tss) => sum + tss, 0) / 7;
    const deviation = Math.sqrt(loads.reduce((sum, tss) => sum + (tss - mean) ** 2, 0) / 6);
    expect(data.last_7_days).toMatchObject({
      tss: roundedTo(mean * 7, 1),
      monotony: roundedTo(mean / deviation, 2),
      strain: roundedTo((mean * 7 * mean) / deviation, 0),
    });
  });

  it('divides the load over the sports', async () => {
    const { data } = await ask();
    const rides = done(from, TODAY).filter((row) => sportOf(row) === 2);
    expect(data.by_sport.find(({ sport }) => sport === 'Bike')).toEqual({
      sport: 'Bike',
      sessions: rides.length,
      tss: roundedTo(sumOf(rides, 'tssActual'), 1),
      hours: roundedTo(sumOf(rides, 'totalTime'), 1),
    });
    expect(data.by_sport.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(data.overall['sessions']);
  });

  it('leaves weeks out of very long answers and says so; nothing is counted before the first workout', async () => {
    const { data, text } = await ask({ days: 3650 });
    const first = must(athlete.rows.filter(isDone).map(dayOf).sort()[0]);
    expect(data.range.start_date).toBe(first);
    expect(data.weeks).toEqual([]);
    expect(data.months[0]?.start_date).toBe(first);
    expect(text).toContain('Weeks are left out for more than 400 days');
    expect(data.overall['tss']).toBeCloseTo(sumOf(athlete.rows.filter(isDone), 'tssActual'), 0);
  });

  it('counts a session without a score as unscored, not as a light one', async () => {
    const before = (await ask()).data.overall;
    const row = athlete.simulator.account.upsertWorkout({
      workoutDay: `${addDays(TODAY, -1)}T00:00:00`,
      workoutTypeValueId: 9,
      totalTime: 1,
    });
    athlete.clock.now += 3 * 60_000;
    const { data, text } = await ask();
    expect(data.overall['unscored_sessions']).toBe(amountOf(before, 'unscored_sessions') + 1);
    expect(data.overall['tss']).toBe(before['tss']);
    expect(text).toMatch(/\d+ sessions? without a score not counted in TSS/);
    athlete.simulator.account.deleteWorkout(amountOf(row, 'workoutId'));
  });

  it.each([
    [{ days: -3 }, 'days must be at least 1'],
    [{ sport: 'Bike' }, 'Unknown parameter sport: the parameters are days'],
  ])('refuses %j in words', async (input, words) => {
    expect(await athlete.refusal('tp_training_load_summary', input)).toContain(words);
  });
});
