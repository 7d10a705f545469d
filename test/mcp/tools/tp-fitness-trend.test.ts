import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { roundedTo } from '../../support/rounded-to.ts';
import { connectAthlete, TODAY, type McpFixture } from '../../support/mcp-fixture.ts';
import {
  addDays,
  dayOf,
  eachDay,
  fitnessByDay,
  isOpenPlan,
  must,
  type FitnessDay,
} from '../../support/wire-truth.ts';

interface Point {
  readonly date: string;
  readonly ctl: number;
  readonly atl: number;
  readonly tsb: number;
}
interface Outlook {
  readonly in_7_days: Point;
  readonly in_14_days: Point;
}
interface Trend {
  readonly range: { readonly start_date: string; readonly end_date: string };
  readonly now: Point & { readonly form: string };
  readonly trend: string;
  readonly change: Readonly<Record<string, number | null>>;
  readonly ramp: { readonly ctl_per_week: number | null; readonly band: string | null };
  readonly peak_ctl: Point;
  readonly lowest_ctl: Point;
  readonly peak_tsb: Point;
  readonly lowest_tsb: Point;
  readonly projection: Readonly<Record<'like_last_7_days' | 'rest', Outlook>> & {
    readonly as_planned: Readonly<Record<keyof Outlook, Point | null>>;
  };
  readonly load_to_hold_ctl: number;
  readonly load_for_5_ctl_a_week: number;
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

const ask = (input: Record<string, unknown> = {}) => athlete.call<Trend>('tp_fitness_trend', input);
const truth = () => fitnessByDay(athlete.rows, TODAY, addDays(TODAY, 14)).days;
const on = (day: string) => must(truth().get(day));
const wire = ({ date, ctl, atl, tsb }: FitnessDay) => ({
  date,
  ctl: roundedTo(ctl),
  atl: roundedTo(atl),
  tsb: roundedTo(tsb),
});

describe('tp_fitness_trend', () => {
  it('says where fitness stands and how it changed', async () => {
    const { data, text } = await ask();
    const now = on(TODAY);
    const from = addDays(TODAY, -89);
    expect(data.range).toEqual({ start_date: from, end_date: TODAY });
    expect(data.now).toMatchObject(wire(now));
    expect(data.change).toEqual({
      ctl_7_days: roundedTo(now.ctl - on(addDays(TODAY, -7)).ctl),
      ctl_30_days: roundedTo(now.ctl - on(addDays(TODAY, -30)).ctl),
      ctl_range: roundedTo(now.ctl - on(from).ctl),
      atl_7_days: roundedTo(now.atl - on(addDays(TODAY, -7)).atl),
      tsb_7_days: roundedTo(now.tsb - on(addDays(TODAY, -7)).tsb),
    });
    expect(data.ramp.ctl_per_week).toBe(data.change['ctl_7_days']);
    expect(text).toContain(`CTL ${now.ctl.toFixed(1)}, ATL ${now.atl.toFixed(1)}`);
    expect(data.about).toMatchObject({ as_of: TODAY, stale: false, partial: false });
  });

  it('names the trend by a change that the answer shows', async () => {
    const { data, text } = await ask();
    const change = must(data.change['ctl_30_days']);
    const word = Math.abs(change) < 1 ? 'holding' : change > 0 ? 'building' : 'declining';
    expect(data.trend).toBe(word);
    expect(text).toContain(`Fitness is ${word}`);
    expect(text).toMatch(/in 30/);
  });

  it('finds the highest and lowest days of the range', async () => {
    const { data, text } = await ask({ days: 180 });
    const days = eachDay(addDays(TODAY, -179), TODAY).map(on);
    const extreme = (score: (day: FitnessDay) => number) =>
      days.reduce((best, day) => (score(day) > score(best) ? day : best));
    expect(data.peak_ctl).toEqual(wire(extreme((day) => day.ctl)));
    expect(data.lowest_ctl).toEqual(wire(extreme((day) => -day.ctl)));
    expect(data.peak_tsb).toEqual(wire(extreme((day) => day.tsb)));
    expect(data.lowest_tsb).toEqual(wire(extreme((day) => -day.tsb)));
    expect(text).toContain(`lowest form ${data.lowest_tsb.tsb.toFixed(1)} on ${data.lowest_tsb.date}`);
  });

  it('looks ahead three ways', async () => {
    const { data, text } = await ask();
    const week = eachDay(addDays(TODAY, -6), TODAY).map(on);
    const average = week.reduce((sum, { tss }) => sum + tss, 0) / 7;
    for (const days of [7, 14] as const) {
      const key = days === 7 ? 'in_7_days' : 'in_14_days';
      expect(data.projection.as_planned[key]).toEqual(wire(on(addDays(TODAY, days))));
      const { ctl, atl } = on(TODAY);
      expect(data.projection.rest[key]).toMatchObject({
        date: addDays(TODAY, days),
        ctl: roundedTo(ctl * (41 / 42) ** days),
        atl: roundedTo(atl * (6 / 7) ** days),
      });
      expect(data.projection.like_last_7_days[key]).toMatchObject({
        ctl: roundedTo(average + (ctl - average) * (41 / 42) ** days),
        atl: roundedTo(average + (atl - average) * (6 / 7) ** days),
      });
    }
    expect(text).toContain(`CTL ${must(data.projection.as_planned.in_14_days).ctl.toFixed(1)}`);
  });

  it('calls nothing planned that the plan does not reach', async () => {
    const unplanned = await connectAthlete({
      workouts: athlete.rows.filter((row) => !isOpenPlan(row) || dayOf(row) <= addDays(TODAY, 3)),
    });
    onTestFinished(() => unplanned.close());
    const last = must(unplanned.rows.filter(isOpenPlan).map(dayOf).sort().at(-1));
    const { data, text } = await unplanned.call<Trend>('tp_fitness_trend');
    expect(data.projection.as_planned.in_7_days?.date).toBe(addDays(TODAY, 7));
    expect(data.projection.as_planned.in_14_days).toBeNull();
    expect(text).toMatch(/^As planned: [^;]+$/mu);
    expect(data.about.notes).toContain(
      `Nothing is planned after ${last}, so the projection of the plan ends on ${addDays(last, 6)}.`,
    );
  });

  it('says what load holds fitness and what raises it by 5', async () => {
    const { data } = await ask();
    const { ctl } = on(TODAY);
    expect(data.load_to_hold_ctl).toBeCloseTo(ctl * 7, -1);
    let reached = ctl;
    for (let day = 0; day < 7; day += 1) reached += (data.load_for_5_ctl_a_week / 7 - reached) / 42;
    expect(reached).toBeCloseTo(ctl + 5, 1);
  });

  it.each([
    [{ days: 0 }, 'days must be at least 1'],
    [{ start_date: '2026-01-01' }, 'Unknown parameter start_date: the parameters are days'],
  ])('refuses %j in words', async (input, words) => {
    expect(await athlete.refusal('tp_fitness_trend', input)).toContain(words);
  });
});
