import { expect, onTestFinished, test, type TestContext } from 'vitest';
import { addDays, daysBetween } from '../../src/analytics/calendar.ts';
import { DEFAULT_CONSTANTS } from '../../src/analytics/training-load.ts';
import type { PerformanceView } from '../../src/shared/views/performance.ts';
import { performanceView } from '../../src/views/performance.ts';
import { connectAthlete, type McpFixture } from '../support/mcp-fixture.ts';
import { realSeason } from '../support/real-season.ts';
import { roundedTo } from '../support/rounded-to.ts';

interface Point {
  readonly date: string;
  readonly tss: number | null;
  readonly ctl: number;
  readonly atl: number;
  readonly tsb: number;
}

interface Fitness {
  readonly current: Point & { readonly tsb_end_of_day: number; readonly ramp_7_days: number };
  readonly if_plan_done: (Point & { readonly tsb_tomorrow: number }) | null;
  readonly days: readonly (Point & { readonly planned?: boolean })[];
}

/** Between the first and the last day of the real season, a plan of that day not yet done. */
const IN_REAL_SEASON = Date.parse('2020-12-10T12:00:00Z');

type Source = (context: TestContext) => Promise<McpFixture>;

const SOURCES: readonly [string, Source][] = [
  ['the demo athlete', () => connectAthlete({ seasons: 2 })],
  [
    'a real season',
    async (context) => {
      const athlete = await connectAthlete({ workouts: realSeason(context) });
      athlete.clock.now = IN_REAL_SEASON;
      return athlete;
    },
  ],
];

async function athleteOf(source: Source, context: TestContext): Promise<McpFixture> {
  const athlete = await source(context);
  onTestFinished(() => athlete.close());
  return athlete;
}

async function viewOf(
  { engine }: McpFixture,
  sportIds: readonly number[] | null = null,
  constants = DEFAULT_CONSTANTS,
): Promise<PerformanceView> {
  const view = performanceView(await engine.snapshot({}), { sportIds, ...constants });
  if (view === null) throw new Error('There is no chart.');
  return view;
}

/** What the columns hold for a day, as the tool writes it. */
function pointAt(view: PerformanceView, index: number) {
  const tss = view.tss[index] ?? null;
  return {
    date: addDays(view.firstDay, index),
    tss: tss === null ? null : roundedTo(tss),
    ctl: roundedTo(view.ctl[index] ?? NaN),
    atl: roundedTo(view.atl[index] ?? NaN),
    tsb: roundedTo(view.tsbMorning[index] ?? NaN),
  };
}

test.for(SOURCES)(
  'every day of %s, planned ones too, is that of tp_get_fitness',
  async ([, source], context) => {
    const athlete = await athleteOf(source, context);
    const view = await viewOf(athlete);
    const first = Math.max(0, view.todayIndex - 500);
    const last = Math.min(view.ctl.length - 1, view.todayIndex + 90);
    const { data } = await athlete.call<Fitness>('tp_get_fitness', {
      start_date: addDays(view.firstDay, first),
      end_date: addDays(view.firstDay, last),
      step: 'day',
    });
    expect(data.days).toHaveLength(last - first + 1);
    expect(data.days.map(({ date, tss, ctl, atl, tsb }) => ({ date, tss, ctl, atl, tsb }))).toEqual(
      data.days.map((_, offset) => pointAt(view, first + offset)),
    );
    expect(data.days.findIndex(({ planned }) => planned === true)).toBe(view.todayIndex + 1 - first);
    expect(data.days.some(({ tss }) => tss !== null && tss > 0)).toBe(true);
  },
);

test.for(SOURCES)('today of %s is that of tp_get_fitness', async ([, source], context) => {
  const athlete = await athleteOf(source, context);
  const view = await viewOf(athlete);
  const { data } = await athlete.call<Fitness>('tp_get_fitness');
  expect(data.current).toMatchObject({
    ...pointAt(view, view.todayIndex),
    tsb_end_of_day: roundedTo(view.tsbEndOfDay[view.todayIndex] ?? NaN),
    ramp_7_days: roundedTo(view.rampPerWeek ?? NaN),
  });
  const pending = (view.remainingPlannedTss[view.todayIndex] ?? 0) > 0;
  expect(data.if_plan_done === null).toBe(!pending);
  if (data.if_plan_done !== null)
    expect(data.if_plan_done).toMatchObject({
      ctl: roundedTo(view.todayIfPlanDone.ctl),
      atl: roundedTo(view.todayIfPlanDone.atl),
      tsb_tomorrow: roundedTo(view.todayIfPlanDone.tsbEndOfDay),
    });
});

test('one sport and other constants are those of tp_get_fitness', async (context) => {
  const athlete = await athleteOf(() => connectAthlete(), context);
  const view = await viewOf(athlete, [2], { ctlDays: 50, atlDays: 12.5 });
  const { data } = await athlete.call<Fitness>('tp_get_fitness', {
    sport: 'Bike',
    ctl_days: 50,
    atl_days: 12.5,
    days: 100,
  });
  const first = daysBetween(view.firstDay, data.days[0]?.date ?? view.today);
  expect(data.days.map(({ ctl, atl }) => ({ ctl, atl }))).toEqual(
    data.days.map((_, offset) => {
      const { ctl, atl } = pointAt(view, first + offset);
      return { ctl, atl };
    }),
  );
  expect(view.ctl.at(-1)).not.toBe((await viewOf(athlete)).ctl.at(-1));
});

test('the outlook is that of tp_fitness_trend', async (context) => {
  const athlete = await athleteOf(() => connectAthlete(), context);
  const view = await viewOf(athlete);
  const { data } = await athlete.call<{
    readonly ramp: { readonly ctl_per_week: number };
    readonly change: { readonly ctl_7_days: number; readonly atl_7_days: number };
    readonly projection: { readonly as_planned: Readonly<Record<'in_7_days' | 'in_14_days', Point>> };
  }>('tp_fitness_trend');
  const { todayIndex, ctl, atl } = view;
  const change = (column: readonly number[]) =>
    roundedTo((column[todayIndex] ?? NaN) - (column[todayIndex - 7] ?? NaN));
  expect(data.ramp.ctl_per_week).toEqual(roundedTo(view.rampPerWeek ?? NaN));
  expect(data.change).toMatchObject({ ctl_7_days: change(ctl), atl_7_days: change(atl) });
  for (const [name, days] of [
    ['in_7_days', 7],
    ['in_14_days', 14],
  ] as const) {
    const { date, ctl: fitness, atl: fatigue, tsb } = pointAt(view, todayIndex + days);
    expect(data.projection.as_planned[name]).toEqual({ date, ctl: fitness, atl: fatigue, tsb });
  }
});

test('the chart ends six days after the last plan, of one sport after the last plan of that sport', async (context) => {
  const athlete = await athleteOf(() => connectAthlete(), context);
  const sessions = (await athlete.engine.snapshot({})).sessions();
  const lastOf = (sportId: number | null) =>
    sessions
      .filter((session) => session.planned && (sportId === null || session.sportId === sportId))
      .map(({ day }) => day)
      .sort()
      .at(-1) ?? '';
  for (const [sportIds, last] of [
    [null, lastOf(null)],
    [[1], lastOf(1)],
  ] as const) {
    const view = await viewOf(athlete, sportIds);
    expect(addDays(view.firstDay, view.ctl.length - 1)).toBe(addDays(last, 6));
    expect(last > view.today).toBe(true);
  }
  const unplanned = await viewOf(athlete, [12]);
  expect(unplanned.ctl).toHaveLength(unplanned.todayIndex + 1);
});

test('an account in which nothing was done has no chart', async (context) => {
  const athlete = await athleteOf(() => connectAthlete({ workouts: [] }), context);
  expect(
    performanceView(await athlete.engine.snapshot({}), { sportIds: null, ...DEFAULT_CONSTANTS }),
  ).toBeNull();
});
