import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundedTo } from '../../support/rounded-to.ts';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import {
  addDays,
  between,
  dayOf,
  doneBetween,
  eachDay,
  fitnessByDay,
  isDone,
  isOpenPlan,
  mondayOf,
  must,
  recordedTwice,
  numberOf,
  sumOf,
} from '../../support/wire-truth.ts';

interface Point {
  readonly date: string;
  readonly tss: number | null;
  readonly ctl: number;
  readonly atl: number;
  readonly tsb: number;
  readonly planned?: boolean;
}
interface Fitness {
  readonly range: { readonly start_date: string; readonly end_date: string };
  readonly sport: string;
  readonly current: (Point & Record<'tsb_end_of_day' | 'ramp_7_days' | 'ramp_28_days', number>) | null;
  readonly if_plan_done: (Point & { readonly tsb_tomorrow: number }) | null;
  readonly step: string;
  readonly days: readonly Point[];
  readonly unscored: { readonly sessions: number; readonly estimated_sessions: number } | null;
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = (input: Record<string, unknown> = {}) => athlete.call<Fitness>('tp_get_fitness', input);
const truth = (to = TODAY, options: Parameters<typeof fitnessByDay>[3] = {}) =>
  fitnessByDay(athlete.rows, TODAY, to, options);

describe('tp_get_fitness', () => {
  it('gives every day of the range as computed from the whole history', async () => {
    const { data, text } = await ask({ days: 30 });
    const { days } = truth();
    const expected = eachDay(addDays(TODAY, -29), TODAY).map((day) => must(days.get(day)));
    expect(data.days).toEqual(
      expected.map(({ date, tss, ctl, atl, tsb }) => ({
        date,
        tss: roundedTo(tss),
        ctl: roundedTo(ctl),
        atl: roundedTo(atl),
        tsb: roundedTo(tsb),
      })),
    );
    const today = must(days.get(TODAY));
    expect(data.current).toMatchObject({
      date: TODAY,
      tss: roundedTo(today.tss),
      ctl: roundedTo(today.ctl),
      atl: roundedTo(today.atl),
      tsb: roundedTo(today.tsb),
      tsb_end_of_day: roundedTo(today.ctl - today.atl),
      ramp_7_days: roundedTo(today.ctl - must(days.get(addDays(TODAY, -7))).ctl),
      ramp_28_days: roundedTo(today.ctl - must(days.get(addDays(TODAY, -28))).ctl),
    });
    expect(text).toContain(`(CTL) ${today.ctl.toFixed(1)}`);
    expect(text).toContain(`(ATL) ${today.atl.toFixed(1)}`);
    expect(text).toContain(TODAY);
  });

  it('says what it rests on', async () => {
    const { data, text } = await ask();
    expect(data.about).toEqual({
      as_of: TODAY,
      time_zone: 'Europe/Vienna',
      synced_at: '2026-06-17T15:00:00.000Z',
      stale: false,
      partial: false,
      notes: [recordedTwice(athlete.rows)],
    });
    expect(text).toContain('As of 2026-06-17 (Europe/Vienna), synced just now.');
  });

  it('answers for past dates with the values of the end date', async () => {
    const { data, text } = await ask({ start_date: '2026-01-01', end_date: '2026-01-31' });
    const end = must(truth().days.get('2026-01-31'));
    expect(data.range).toEqual({ start_date: '2026-01-01', end_date: '2026-01-31' });
    expect(data.days).toHaveLength(31);
    expect(data.current).toMatchObject({
      date: '2026-01-31',
      ctl: roundedTo(end.ctl),
      tsb: roundedTo(end.tsb),
    });
    expect(data.if_plan_done).toBeNull();
    expect(text).toContain(`2026-01-31`);
  });

  it('tells today so far from today when its plan is done', async () => {
    const { data, text } = await ask({ days: 7 });
    const { ifPlanDone } = truth();
    expect(data.if_plan_done).toEqual({
      date: TODAY,
      tss: roundedTo(ifPlanDone.tss),
      ctl: roundedTo(ifPlanDone.ctl),
      atl: roundedTo(ifPlanDone.atl),
      tsb: roundedTo(ifPlanDone.tsb),
      tsb_tomorrow: roundedTo(ifPlanDone.ctl - ifPlanDone.atl),
    });
    expect(text).toContain(`plan is done: CTL ${ifPlanDone.ctl.toFixed(1)}`);
    expect((await ask({ sport: 'Swim' })).data.if_plan_done).toBeNull();
  });

  it('projects from the plan after today, and marks those days', async () => {
    const end = addDays(TODAY, 10);
    const { data, text } = await ask({ start_date: addDays(TODAY, -3), end_date: end });
    const { days } = truth(end);
    expect(data.days.map(({ date, planned }) => [date, planned])).toEqual(
      eachDay(addDays(TODAY, -3), end).map((day) => [day, day > TODAY ? true : undefined]),
    );
    expect(data.days.map(({ ctl, tsb }) => ({ ctl, tsb }))).toEqual(
      data.days.map(({ date }) => ({
        ctl: roundedTo(must(days.get(date)).ctl),
        tsb: roundedTo(must(days.get(date)).tsb),
      })),
    );
    expect(data.current?.date).toBe(TODAY);
    expect(text).toMatch(new RegExp(`${end} planned: `));
  });

  it('projects no further than the plan, and says where it ends', async () => {
    const last = must(athlete.rows.filter(isOpenPlan).map(dayOf).sort().at(-1));
    const end = addDays(last, 6);
    const { data, text } = await ask({ start_date: TODAY, end_date: addDays(end, 30), step: 'day' });
    expect(data.range.end_date).toBe(end);
    expect(data.days.at(-1)?.date).toBe(end);
    expect(text).toContain(`As planned, on ${end}`);
    expect(data.about.notes).toContain(
      `Nothing is planned after ${last}, so the projection of the plan ends on ${end}.`,
    );
    expect(data.about.partial).toBe(false);

    const later = await ask({ start_date: addDays(end, 10), end_date: addDays(end, 20) });
    expect(later.data.days.map(({ date }) => date)).toEqual([end]);

    const unplanned = await ask({ sport: 'Rowing', end_date: addDays(TODAY, 20), days: 5 });
    expect(unplanned.data.range.end_date).toBe(TODAY);
    expect(unplanned.data.about.notes).toContain(
      'Nothing is planned ahead, so there is no projection of the plan.',
    );
    expect(unplanned.text).not.toContain('As planned');
  });

  it('counts one sport alone, and the sports add up', async () => {
    const { data } = await ask({ sport: 'running', days: 5 });
    expect(data.sport).toBe('Run');
    expect(data.current?.ctl).toEqual(roundedTo(must(truth(TODAY, { sport: 3 }).days.get(TODAY)).ctl));
    const sports = [...new Set(athlete.rows.filter(isDone).map((row) => row['workoutTypeValueId']))];
    const shares = sports.map((sport) => must(truth(TODAY, { sport: Number(sport) }).days.get(TODAY)).ctl);
    const all = must((await ask({ days: 5 })).data.current).ctl;
    expect(shares.reduce((sum, ctl) => sum + ctl, 0)).toEqual(roundedTo(all));
  });

  it('takes other time constants', async () => {
    const { data } = await ask({ ctl_days: 28, atl_days: 5, days: 3 });
    const today = must(truth(TODAY, { ctlDays: 28, atlDays: 5 }).days.get(TODAY));
    expect(data.current).toMatchObject({ ctl: roundedTo(today.ctl), atl: roundedTo(today.atl) });
  });

  it('gives weeks or months for long ranges and says so, days when asked', async () => {
    const weekly = await ask({ days: 300 });
    expect(weekly.data.step).toBe('week');
    const week = must(weekly.data.days.at(-2));
    const monday = addDays(mondayOf(TODAY), -7);
    expect(week.date).toBe(addDays(monday, 6));
    expect(week.tss).toEqual(roundedTo(sumOf(doneBetween(athlete.rows, monday, week.date), 'tssActual')));
    expect(week.ctl).toEqual(roundedTo(must(truth().days.get(week.date)).ctl));
    expect(weekly.text).toMatch(/Rows are weekly\. For daily rows/);
    expect(weekly.data.about.partial).toBe(false);

    const monthly = await ask({ days: 365, step: 'month' });
    expect(monthly.data.days.at(-2)?.date).toBe('2026-05-31');
    expect((await ask({ days: 300, step: 'day' })).data.days).toHaveLength(300);
  });

  it('does not count an unscored session as rest, and says what it may add', async () => {
    const day = addDays(TODAY, -3);
    const since = addDays(TODAY, -168);
    const before = await ask({ sport: 'Rowing' });
    expect(before.data.unscored).toBeNull();
    athlete.simulator.account.upsertWorkout({
      workoutDay: `${day}T00:00:00`,
      workoutTypeValueId: 12,
      totalTime: 1,
      if: 0.8,
    });
    athlete.clock.now += 5 * 60_000;
    const { data, text } = await ask({ sport: 'Rowing', days: 5 });
    expect(data.days.find(({ date }) => date === day)).toMatchObject({ tss: null, ctl: 0 });
    expect(data.unscored).toEqual({
      sessions: 1,
      since,
      estimated_sessions: 1,
      estimated_tss: 64,
      ctl_effect: roundedTo((64 / 42) * (41 / 42) ** 3),
    });
    expect(text).toContain(`1 session without a score since ${since}`);
    const all = doneBetween(athlete.rows, since, TODAY).filter((row) => numberOf(row, 'tssActual') === null);
    expect((await ask()).data.unscored?.sessions).toBe(all.length + 1);
  });

  it('has words for a range before the first workout', async () => {
    const first = must(athlete.rows.filter(isDone).map(dayOf).sort()[0]);
    const { data, text } = await ask({ start_date: '2019-01-01', end_date: '2019-12-31' });
    expect(data).toMatchObject({ current: null, days: [], if_plan_done: null });
    expect(text).toContain(first);
    expect(between(athlete.rows, '2000-01-01', addDays(first, -1)).filter(isDone)).toEqual([]);
  });

  it.each([
    [{ days: 0 }, 'days must be at least 1'],
    [{ days: 'ninety' }, 'days must be a number'],
    [{ start_date: '1.6.2026' }, 'start_date must be a day written YYYY-MM-DD'],
    [{ end_date: '2026-02-30' }, 'end_date is not a day of the calendar'],
    [
      { start_date: '2026-06-02', end_date: '2026-06-01' },
      'start_date 2026-06-02 is after end_date 2026-06-01',
    ],
    [{ sport: 'Curling' }, 'There is no sport with that name. The sports are Swim, Bike, Run'],
    [{ step: 'year' }, 'step must be one of auto, day, week, month'],
    [{ ctl_days: 0 }, 'ctl_days must be at least 1'],
    [{ from: '2026-06-01' }, 'Unknown parameter from: the parameters are days, start_date, end_date, sport'],
  ])('refuses %j in words', async (input, words) => {
    const refusal = await athlete.refusal('tp_get_fitness', input);
    expect(refusal).toContain(`bad_input: `);
    expect(refusal).toContain(words);
    expect(refusal).toContain('Correct the arguments and call again.');
  });
});
