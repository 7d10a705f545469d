import { z } from 'zod';
import { addDays, daysBetween } from '../../analytics/calendar.ts';
import { formBand } from '../../analytics/form-bands.ts';
import type { PerformanceChart } from '../../analytics/performance-chart.ts';
import { projectConstant, projectZero, solveRampLoad } from '../../analytics/projection.ts';
import { rampBand, rampRate } from '../../analytics/ramp-rate.ts';
import type { LoadPoint } from '../../analytics/training-load.ts';
import { aboutFitness, firstTrustedDay, projectionEnd, requireChart } from '../fitness.ts';
import { rounded, shown, signed } from '../numbers.ts';
import { days, resolveRange } from '../params.ts';
import { defineTool } from '../tool.ts';

const AHEAD_DAYS = 14;
const STEADY_CHANGE = 1;

const point = z
  .object({ date: z.string(), ctl: z.number(), atl: z.number(), tsb: z.number() })
  .meta({ id: 'point' });
const projection = z
  .object({ in_7_days: point.nullable(), in_14_days: point.nullable() })
  .meta({ id: 'projection' });

const output = z.object({
  range: z.object({ start_date: z.string(), end_date: z.string() }),
  now: point.extend({ form: z.string() }),
  trend: z
    .enum(['building', 'holding', 'declining'])
    .describe('By the CTL change of 30 days, or of the range when shorter'),
  change: z.object({
    ctl_7_days: z.number().nullable(),
    ctl_30_days: z.number().nullable(),
    ctl_range: z.number(),
    atl_7_days: z.number().nullable(),
    tsb_7_days: z.number().nullable(),
  }),
  ramp: z.object({
    ctl_per_week: z.number().nullable(),
    band: z.string().nullable(),
    guidance: z.string().nullable(),
  }),
  peak_ctl: point,
  lowest_ctl: point,
  peak_tsb: point,
  lowest_tsb: point,
  projection: z.object({
    as_planned: projection.describe('What is in the calendar; null: no plan that far'),
    like_last_7_days: projection.describe('The average day of the last 7, repeated'),
    rest: projection.describe('No training'),
  }),
  load_to_hold_ctl: z.number().describe('TSS a week'),
  load_for_5_ctl_a_week: z.number().describe('TSS a week that raises CTL by 5 in 7 days'),
});

type Trend = z.infer<typeof output>;

export const tpFitnessTrend = defineTool({
  name: 'tp_fitness_trend',
  title: 'Fitness trend and outlook',
  description: `Where fitness is going: CTL, ATL and TSB now, their change over 7 and 30 days, ramp rate, peak and lowest values, and outlooks for 7 and 14 days (as planned, like the last 7 days, rest). Use it for "is my fitness improving" or "what will my form be next week". For the daily series use tp_get_fitness.`,
  effect: 'read',
  input: z.strictObject({ days: days(90) }),
  output,
  async run(input, context) {
    const snapshot = await context.snapshot();
    const { today } = snapshot;
    const range = resolveRange(input, today);
    const trusted = firstTrustedDay(snapshot);
    const chart = requireChart(snapshot, { to: addDays(today, AHEAD_DAYS) });
    const from = [range.from, chart.firstDay, trusted].sort().at(-1) ?? range.from;
    const points = chart.points.slice(
      daysBetween(chart.firstDay, from),
      daysBetween(chart.firstDay, today) + 1,
    );
    const now = chart.today;
    const change = changes(chart, points, now);
    const ramp = rampRate(chart.points, today);
    const band = ramp === null ? null : rampBand(ramp, { ctl: now.ctl });
    const data: Trend = {
      range: { start_date: from, end_date: today },
      now: { ...wire(now), form: formBand(now.tsbMorning).label },
      trend: trendWord(rampRate(chart.points, today, 30) ?? now.ctl - (chart.points[0]?.ctl ?? 0)),
      change,
      ramp: { ctl_per_week: rounded(ramp), band: band?.name ?? null, guidance: band?.text ?? null },
      peak_ctl: wire(highest(points, ({ ctl }) => ctl)),
      lowest_ctl: wire(highest(points, ({ ctl }) => -ctl)),
      peak_tsb: wire(highest(points, ({ tsbMorning }) => tsbMorning)),
      lowest_tsb: wire(highest(points, ({ tsbMorning }) => -tsbMorning)),
      projection: outlooks(chart, today, projectionEnd(snapshot)),
      load_to_hold_ctl: rounded(now.ctl * 7, 0),
      load_for_5_ctl_a_week: rounded(solveRampLoad({ ctl: now.ctl, rampPerWeek: 5 }).weeklyTss, 0),
    };
    const about = aboutFitness(snapshot, chart, {
      askedFrom: range.from,
      trusted,
      to: addDays(today, AHEAD_DAYS),
    });
    return { data, text: textOf(data), about };
  },
});

function wire({ day: date, ctl, atl, tsbMorning }: LoadPoint): z.infer<typeof point> {
  return { date, ctl: rounded(ctl), atl: rounded(atl), tsb: rounded(tsbMorning) };
}

function changes(chart: PerformanceChart, points: readonly LoadPoint[], now: LoadPoint) {
  const weekAgo = chart.points[daysBetween(chart.firstDay, now.day) - 7];
  return {
    ctl_7_days: rounded(rampRate(chart.points, now.day, 7)),
    ctl_30_days: rounded(rampRate(chart.points, now.day, 30)),
    ctl_range: rounded(now.ctl - (points[0]?.ctl ?? now.ctl)),
    atl_7_days: weekAgo === undefined ? null : rounded(now.atl - weekAgo.atl),
    tsb_7_days: weekAgo === undefined ? null : rounded(now.tsbMorning - weekAgo.tsbMorning),
  };
}

function trendWord(ctlChange: number): 'building' | 'holding' | 'declining' {
  if (Math.abs(ctlChange) < STEADY_CHANGE) return 'holding';
  return ctlChange > 0 ? 'building' : 'declining';
}

/** The earliest point with the highest score. */
function highest(points: readonly LoadPoint[], score: (point: LoadPoint) => number): LoadPoint {
  return points.reduce((best, candidate) => (score(candidate) > score(best) ? candidate : best));
}

function outlooks(chart: PerformanceChart, today: string, planEnd: string) {
  const index = daysBetween(chart.firstDay, today);
  const lastSeven = chart.days.slice(Math.max(0, index - 6), index + 1);
  const dailyTss = lastSeven.reduce((sum, { actualTss }) => sum + actualTss, 0) / 7;
  const after = (points: readonly LoadPoint[], days: number) => {
    const there = points[days - 1];
    return there === undefined ? null : wire(there);
  };
  const inDays = (points: readonly LoadPoint[]) => ({
    in_7_days: after(points, AHEAD_DAYS / 2),
    in_14_days: after(points, AHEAD_DAYS),
  });
  return {
    as_planned: inDays(chart.points.slice(index + 1).filter(({ day }) => day <= planEnd)),
    like_last_7_days: inDays(projectConstant(chart.today, dailyTss, AHEAD_DAYS)),
    rest: inDays(projectZero(chart.today, AHEAD_DAYS)),
  };
}

function textOf({
  now,
  trend,
  change,
  ramp,
  peak_ctl: peak,
  lowest_tsb: low,
  projection: ahead,
  ...rest
}: Trend): string {
  const outlook = (label: string, { in_7_days: week, in_14_days: fortnight }: z.infer<typeof projection>) =>
    `${label}: ${[week, fortnight]
      .filter((there) => there !== null)
      .map(({ date, ctl, tsb }) => `CTL ${shown(ctl)} and form ${signed(tsb)} on ${date}`)
      .join('; ')}`;
  return [
    `${now.date}: CTL ${shown(now.ctl)}, ATL ${shown(now.atl)}, form ${signed(now.tsb)} (${now.form.toLowerCase()}). Fitness is ${trend}: CTL ${signed(change.ctl_7_days)} in 7 days, ${signed(change.ctl_30_days)} in 30, ${signed(change.ctl_range)} since ${rest.range.start_date}.`,
    ramp.band === 'falling' ? '' : (ramp.guidance ?? ''),
    `Highest CTL ${shown(peak.ctl)} on ${peak.date}; lowest form ${signed(low.tsb)} on ${low.date}.`,
    ahead.as_planned.in_7_days === null ? '' : outlook('As planned', ahead.as_planned),
    outlook('Like the last 7 days', ahead.like_last_7_days),
    outlook('With rest', ahead.rest),
    `To hold CTL: ${shown(rest.load_to_hold_ctl, 0)} TSS a week. To gain 5 CTL in a week: ${shown(rest.load_for_5_ctl_a_week, 0)} TSS.`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}
