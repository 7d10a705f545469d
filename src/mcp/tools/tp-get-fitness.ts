import { z } from 'zod';
import { addDays, daysBetween, startOfMonth, startOfWeek } from '../../analytics/calendar.ts';
import { estimateUnscored, filterSports } from '../../analytics/daily-load.ts';
import { formBand, formPercent } from '../../analytics/form-bands.ts';
import type { PerformanceChart } from '../../analytics/performance-chart.ts';
import { rampRate } from '../../analytics/ramp-rate.ts';
import {
  isNearZero,
  workoutContribution,
  type LoadConstants,
  type LoadPoint,
} from '../../analytics/training-load.ts';
import { AppError } from '../../shared/errors.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { aboutFitness, chartOf, firstTrustedDay, projectionEnd } from '../fitness.ts';
import { runsOf } from '../lists.ts';
import { count, rounded, shown, signed, total } from '../numbers.ts';
import { day, days, resolveRange, resolveSport } from '../params.ts';
import { defineTool } from '../tool.ts';

const DAILY_UP_TO = 200;
const DAILY_AT_MOST = 800;
const WEEKLY_UP_TO = 1400;
const ROWS_IN_TEXT = 14;

const row = z.object({
  date: z.string(),
  tss: z.number().nullable().describe('Load of the row; null: done but unscored'),
  ctl: z.number(),
  atl: z.number(),
  tsb: z.number(),
  planned: z.boolean().optional().describe('true: projected from the plan'),
});

const point = z.object({
  date: z.string(),
  tss: z.number(),
  ctl: z.number(),
  atl: z.number(),
  tsb: z.number(),
});

export const tpGetFitness = defineTool({
  name: 'tp_get_fitness',
  title: 'Fitness, fatigue and form',
  description: `Fitness (CTL), fatigue (ATL) and form (TSB) day by day, with today's values, form band and ramp rate.
Use it for "how fit am I", freshness, race readiness, or the course of a season. An end_date after today adds the projection from planned workouts.
Daily rows up to ${DAILY_UP_TO} days, then weekly or monthly ones (each row holds the values at the end of its period).`,
  effect: 'read',
  input: z.strictObject({
    days: days(90),
    start_date: day('First day; wins over days').optional(),
    end_date: day('Last day, default today; later than today for a projection').optional(),
    sport: z.string().optional().describe('Count one sport only, e.g. Bike, Run, Swim'),
    step: z.enum(['auto', 'day', 'week', 'month']).default('auto'),
    ctl_days: z.number().min(1).max(365).default(42),
    atl_days: z.number().min(1).max(365).default(7),
  }),
  output: z.object({
    range: z.object({ start_date: z.string(), end_date: z.string() }),
    sport: z.string(),
    constants: z.object({ ctl_days: z.number(), atl_days: z.number() }),
    current: point
      .extend({
        tsb_end_of_day: z.number(),
        form: z.string(),
        form_percent: z.number().nullable().describe('TSB as % of CTL'),
        ramp_7_days: z.number().nullable().describe('CTL change in 7 days'),
        ramp_28_days: z.number().nullable(),
      })
      .nullable()
      .describe('Today, or end_date when that is earlier. tsb: this morning, as TrainingPeaks shows it'),
    if_plan_done: point
      .extend({ tsb_tomorrow: z.number() })
      .nullable()
      .describe('Today once the rest of its plan is done'),
    step: z.enum(['day', 'week', 'month']),
    days: z.array(row),
    unscored: z
      .object({
        sessions: z.number(),
        since: z.string(),
        estimated_sessions: z.number(),
        estimated_tss: z.number().nullable(),
        ctl_effect: z.number().nullable(),
      })
      .nullable()
      .describe('Sessions without TSS are not counted, as in TrainingPeaks; what they would add'),
  }),
  async run(input, context) {
    const snapshot = await context.snapshot();
    const asked = resolveRange(input, snapshot.today);
    const sport = resolveSport(input.sport);
    const sportIds = sport?.ids ?? null;
    const range = withinPlan(asked, projectionEnd(snapshot, sportIds));
    const constants: LoadConstants = { ctlDays: input.ctl_days, atlDays: input.atl_days };
    const trusted = firstTrustedDay(snapshot, constants);
    const chart = chartOf(snapshot, { sportIds, constants, to: range.to });
    const base = {
      range: { start_date: range.from, end_date: range.to },
      sport: sport?.name ?? 'All sports',
      constants: { ctl_days: input.ctl_days, atl_days: input.atl_days },
    };
    if (chart === null || range.to < chart.firstDay) {
      const text =
        chart === null
          ? 'There is no completed workout in this account yet, so there is no fitness to show.'
          : `The history of this account begins on ${chart.firstDay}; there is nothing before it.`;
      return {
        data: { ...base, current: null, if_plan_done: null, step: 'day' as const, days: [], unscored: null },
        text,
        about: snapshot.provenance,
      };
    }
    const from = [range.from, chart.firstDay, trusted].sort().at(-1) ?? range.from;
    const step = chosenStep(input.step, daysBetween(from, range.to) + 1);
    const rows = rowsOf(chart, from, range.to, step, snapshot.today);
    const currentDay = range.to < snapshot.today ? range.to : snapshot.today;
    const at = pointOn(chart, currentDay);
    const current = currentOf(chart, at);
    const pending = currentDay === snapshot.today && chart.todayIfPlanDone.tss > chart.today.tss;
    const ifPlanDone = pending
      ? { ...wire(chart.todayIfPlanDone), tsb_tomorrow: rounded(chart.todayIfPlanDone.tsbEndOfDay) }
      : null;
    const unscored = unscoredEffect(snapshot, sportIds, currentDay, constants);
    const isCoarser = input.step === 'auto' && step !== 'day';
    const notes = isCoarser
      ? [`Rows are ${step}ly. For daily rows ask for at most ${DAILY_UP_TO} days, or set step to day.`]
      : [];
    return {
      data: { ...base, current, if_plan_done: ifPlanDone, step, days: rows, unscored },
      text: [
        isNearZero(at) ? idleText(snapshot, at, sportIds) : headline(base.sport, at, current),
        ifPlanDone === null
          ? ''
          : `If the rest of today's plan is done: CTL ${shown(ifPlanDone.ctl)}, ATL ${shown(ifPlanDone.atl)}, form tomorrow morning ${signed(ifPlanDone.tsb_tomorrow)}.`,
        range.to > snapshot.today ? outlook(pointOn(chart, range.to)) : '',
        unscored === null ? '' : unscoredText(unscored),
        isNearZero(at) && range.to <= snapshot.today ? '' : table(rows, step),
      ]
        .filter((line) => line !== '')
        .join('\n'),
      about: aboutFitness(snapshot, chart, { askedFrom: asked.from, trusted, to: asked.to, sportIds }, notes),
    };
  },
});

/** A range of days as far as a plan reaches. */
function withinPlan({ from, to }: { from: string; to: string }, planEnd: string) {
  return { from: from < planEnd ? from : planEnd, to: to < planEnd ? to : planEnd };
}

function idleText(snapshot: Snapshot, { day: on }: LoadPoint, sportIds: readonly number[] | null): string {
  const last = filterSports(snapshot.sessions(), sportIds)
    .filter((session) => session.completed && session.tss !== null && session.day <= on)
    .at(-1);
  return last === undefined
    ? `Nothing with a score was done up to ${on}, so there is no fitness to show.`
    : `Fitness (CTL) and fatigue (ATL) are close to zero on ${on}: the last session with a score was on ${last.day}.`;
}

type Step = 'day' | 'week' | 'month';

function chosenStep(asked: Step | 'auto', dayCount: number): Step {
  if (asked === 'auto') return stepFor(dayCount);
  if (asked === 'day' && dayCount > DAILY_AT_MOST) {
    throw new AppError(
      'bad_input',
      `Ask for at most ${DAILY_AT_MOST} days of daily rows at a time, or leave step out.`,
    );
  }
  return asked;
}

function stepFor(dayCount: number): Step {
  if (dayCount <= DAILY_UP_TO) return 'day';
  return dayCount <= WEEKLY_UP_TO ? 'week' : 'month';
}

function pointOn(chart: PerformanceChart, wanted: string): LoadPoint {
  const found = chart.points[daysBetween(chart.firstDay, wanted)];
  if (found === undefined) throw new RangeError('The chart does not hold the day that was asked for.');
  return found;
}

function wire({ day: date, tss, ctl, atl, tsbMorning }: LoadPoint): z.infer<typeof point> {
  return { date, tss: rounded(tss), ctl: rounded(ctl), atl: rounded(atl), tsb: rounded(tsbMorning) };
}

function currentOf(chart: PerformanceChart, at: LoadPoint) {
  return {
    ...wire(at),
    tsb_end_of_day: rounded(at.tsbEndOfDay),
    form: formBand(at.tsbMorning).label,
    form_percent: rounded(formPercent(at.ctl, at.tsbMorning), 0),
    ramp_7_days: rounded(rampRate(chart.points, at.day)),
    ramp_28_days: rounded(rampRate(chart.points, at.day, 28)),
  };
}

/** One row a period: its load, and the values of its last day. */
function rowsOf(
  chart: PerformanceChart,
  from: string,
  to: string,
  step: Step,
  today: string,
): z.infer<typeof row>[] {
  const first = daysBetween(chart.firstDay, from);
  const days = chart.points
    .slice(first, daysBetween(chart.firstDay, to) + 1)
    .map((at, index) => ({ at, load: chart.days[first + index] }));
  const periods = runsOf(days, ({ at }) =>
    step === 'day' ? at.day : step === 'week' ? startOfWeek(at.day) : startOfMonth(at.day),
  );
  return periods.flatMap((period) => {
    const last = period.at(-1)?.at;
    if (last === undefined) return [];
    const states = period.map(({ load }) => load?.state).filter((state) => state !== 'rest');
    const isUnknown = states.length > 0 && states.every((state) => state === 'unscored');
    const tss = isUnknown ? null : rounded(period.reduce((sum, { at }) => sum + at.tss, 0));
    return [{ ...wire(last), tss, ...(last.day > today ? { planned: true } : {}) }];
  });
}

/** Completed sessions without TSS of the last half year or so, and what they would add if they had one. */
function unscoredEffect(
  snapshot: Snapshot,
  sportIds: readonly number[] | null,
  until: string,
  constants: LoadConstants,
) {
  const since = addDays(until, -Math.ceil(4 * constants.ctlDays));
  const sessions = filterSports(snapshot.sessions(), sportIds).filter((session) => session.day <= until);
  const recent = estimateUnscored(sessions).filter((estimate) => estimate.day >= since);
  if (recent.length === 0) return null;
  const estimates = recent.flatMap(({ day: on, estimatedTss }) =>
    estimatedTss === null ? [] : [{ on, tss: estimatedTss }],
  );
  const ctlEffect = total(
    estimates.map(({ on, tss }) => workoutContribution(tss, daysBetween(on, until), constants).ctl),
  );
  return {
    sessions: recent.length,
    since,
    estimated_sessions: estimates.length,
    estimated_tss: rounded(total(estimates.map(({ tss }) => tss))),
    ctl_effect: rounded(ctlEffect),
  };
}

function unscoredText(unscored: NonNullable<ReturnType<typeof unscoredEffect>>): string {
  const effect =
    unscored.ctl_effect === null
      ? 'nothing comparable is scored, so their load cannot be estimated'
      : `they would add about ${shown(unscored.ctl_effect)} to CTL`;
  return `${count(unscored.sessions, 'session')} without a score since ${unscored.since} not counted, as in TrainingPeaks; ${effect}.`;
}

function headline(sport: string, at: LoadPoint, current: ReturnType<typeof currentOf>): string {
  const band = formBand(at.tsbMorning);
  const lines = [
    `${sport}, ${at.day}: fitness (CTL) ${shown(at.ctl)}, fatigue (ATL) ${shown(at.atl)}, form (TSB) ${signed(at.tsbMorning)} this morning.`,
    `Form: ${band.label.toLowerCase()}. ${band.text}`,
    current.ramp_7_days === null
      ? ''
      : `CTL changed by ${signed(current.ramp_7_days)} in 7 days${current.ramp_28_days === null ? '' : ` and ${signed(current.ramp_28_days)} in 28`}.`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** Where the plan leads to. */
function outlook({ day: on, ctl, atl, tsbMorning }: LoadPoint): string {
  return `As planned, on ${on}: CTL ${shown(ctl)}, ATL ${shown(atl)}, form ${signed(tsbMorning)} that morning (${formBand(tsbMorning).label.toLowerCase()}).`;
}

function table(rows: readonly z.infer<typeof row>[], step: string): string {
  const last = rows.slice(-ROWS_IN_TEXT);
  const lines = last.map(
    (entry) =>
      `${entry.date}${entry.planned === true ? ' planned' : ''}: TSS ${entry.tss === null ? 'unscored' : shown(entry.tss, 0)}, CTL ${shown(entry.ctl)}, ATL ${shown(entry.atl)}, TSB ${signed(entry.tsb)}`,
  );
  return `Last ${count(last.length, step)} of ${rows.length}:\n${lines.join('\n')}`;
}
