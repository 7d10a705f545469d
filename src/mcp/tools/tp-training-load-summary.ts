import { z } from 'zod';
import { addDays, startOfWeek } from '../../analytics/calendar.ts';
import { consistency } from '../../analytics/consistency.ts';
import { dailyLoad } from '../../analytics/daily-load.ts';
import { monotony } from '../../analytics/monotony.ts';
import { compareRecentWeeks, monthlyLoad, weeklyLoad, type PeriodLoad } from '../../analytics/period-load.ts';
import { sportName } from '../../shared/sports.ts';
import type { SessionFacts } from '../../shared/snapshot.ts';
import { aboutRange } from '../coverage.ts';
import { count, hours, rounded, shown, signed, total } from '../numbers.ts';
import { days, resolveRange } from '../params.ts';
import { recordedTwiceNotes } from '../recorded-twice.ts';
import { defineTool } from '../tool.ts';

const WEEKS_UP_TO_DAYS = 400;
const PERIODS_IN_TEXT = 8;

const period = z
  .object({
    start_date: z.string(),
    end_date: z.string(),
    complete: z.boolean().describe('false: cut by the range or still running'),
    tss: z.number(),
    planned_tss: z.number(),
    missed_tss: z.number(),
    sessions: z.number(),
    unscored_sessions: z.number(),
    hours: z.number().nullable(),
  })
  .meta({ id: 'period_load' });

const output = z.object({
  range: z.object({ start_date: z.string(), end_date: z.string() }),
  overall: z.object({
    tss: z.number(),
    sessions: z.number(),
    unscored_sessions: z.number(),
    missed_sessions: z.number(),
    hours: z.number().nullable(),
    days_with_training: z.number(),
    average_weekly_tss: z.number(),
    longest_gap_days: z.number(),
    current_streak_days: z.number(),
  }),
  this_week: z.object({
    start_date: z.string(),
    tss_done: z.number(),
    tss_planned: z.number(),
    tss_remaining: z.number(),
  }),
  recent_4_weeks: z
    .object({
      average_weekly_tss: z.number(),
      previous_average_weekly_tss: z.number(),
      change_percent: z.number().nullable(),
    })
    .nullable(),
  last_7_days: z.object({
    tss: z.number().nullable(),
    monotony: z.number().nullable(),
    strain: z.number().nullable(),
    remark: z.string().nullable(),
  }),
  by_sport: z.array(
    z.object({ sport: z.string(), sessions: z.number(), tss: z.number(), hours: z.number().nullable() }),
  ),
  weeks: z.array(period).describe('Monday to Sunday, oldest first; empty for very long ranges'),
  months: z.array(period),
});

type Summary = z.infer<typeof output>;

export const tpTrainingLoadSummary = defineTool({
  name: 'tp_training_load_summary',
  title: 'Training load by week and month',
  description: `Weekly and monthly TSS and hours, done against planned and missed, by sport, with the last 4 complete weeks against the 4 before, monotony, strain and consistency. Use it for "how much did I train" and "am I building or resting". For CTL and form use tp_get_fitness.`,
  effect: 'read',
  input: z.strictObject({ days: days(90) }),
  output,
  async run(input, context) {
    const snapshot = await context.snapshot();
    const { today } = snapshot;
    const range = resolveRange(input, today);
    const from = firstCounted(snapshot.sessions(), range.from, snapshot.loaded.from);
    const bounds = { from, to: range.to, today };
    const sessions = snapshot.sessions();
    const loads = dailyLoad(sessions, bounds);
    const weeks = weeklyLoad(sessions, bounds);
    const months = monthlyLoad(sessions, bounds);
    const done = sessions.filter(({ completed, day }) => completed && day >= from && day <= range.to);
    const steady = consistency(loads, today);
    const tss = loads.reduce((sum, load) => sum + load.actualTss, 0);
    const week = weeklyLoad(sessions, {
      from: startOfWeek(today),
      to: addDays(startOfWeek(today), 6),
      today,
    })[0];
    const comparison = compareRecentWeeks(weeks);
    const lastSeven = monotony(
      loads.slice(-7).map((load) => (load.state === 'unscored' ? null : load.actualTss)),
    );
    const data = {
      range: { start_date: from, end_date: range.to },
      overall: {
        tss: rounded(tss),
        sessions: done.length,
        unscored_sessions: done.filter((session) => session.tss === null).length,
        missed_sessions: loads.reduce((sum, load) => sum + load.missedCount, 0),
        hours: hours(total(done.map(({ durationSeconds }) => durationSeconds))),
        days_with_training: steady.activeDays,
        average_weekly_tss: rounded((tss / loads.length) * 7),
        longest_gap_days: steady.longestGapDays,
        current_streak_days: steady.currentStreakDays,
      },
      this_week: {
        start_date: startOfWeek(today),
        tss_done: rounded(week?.tss ?? 0),
        tss_planned: rounded(week?.plannedTss ?? 0),
        tss_remaining: rounded(week?.remainingPlannedTss ?? 0),
      },
      recent_4_weeks:
        comparison.recentWeeklyTss === null || comparison.previousWeeklyTss === null
          ? null
          : {
              average_weekly_tss: rounded(comparison.recentWeeklyTss),
              previous_average_weekly_tss: rounded(comparison.previousWeeklyTss),
              change_percent: rounded(comparison.changePercent, 0),
            },
      last_7_days: {
        tss: rounded(lastSeven.weeklyTss),
        monotony: rounded(lastSeven.monotony, 2),
        strain: rounded(lastSeven.strain, 0),
        remark: lastSeven.reason ?? (lastSeven.high ? 'Monotony above 2: the days are very alike.' : null),
      },
      by_sport: bySport(done),
      weeks: loads.length <= WEEKS_UP_TO_DAYS ? weeks.map(periodData) : [],
      months: months.map(periodData),
    };
    const twice = recordedTwiceNotes(snapshot.workouts({ from, to: range.to, completed: true }));
    const notes =
      loads.length > WEEKS_UP_TO_DAYS
        ? [`Weeks are left out for more than ${WEEKS_UP_TO_DAYS} days; ask for fewer days to see them.`]
        : [];
    return {
      data,
      text: textOf(data),
      about: aboutRange(snapshot, range.from, range.to, [...twice, ...notes]),
    };
  },
});

/** Nothing is counted before the first workout of the history. */
function firstCounted(sessions: readonly SessionFacts[], from: string, loadedFrom: string): string {
  const first = sessions.find(({ completed }) => completed)?.day ?? from;
  return [from, first, loadedFrom].sort().at(-1) ?? from;
}

function periodData(load: PeriodLoad): z.infer<typeof period> {
  return {
    start_date: load.from,
    end_date: load.to,
    complete: load.complete,
    tss: rounded(load.tss),
    planned_tss: rounded(load.plannedTss),
    missed_tss: rounded(load.missedTss),
    sessions: load.sessions,
    unscored_sessions: load.unscored,
    hours: hours(load.durationSeconds),
  };
}

function bySport(done: readonly SessionFacts[]) {
  const groups = new Map<number, SessionFacts[]>();
  for (const session of done) groups.set(session.sportId, [...(groups.get(session.sportId) ?? []), session]);
  return [...groups]
    .map(([sportId, sessions]) => ({
      sport: sportName(sportId),
      sessions: sessions.length,
      tss: rounded(total(sessions.map(({ tss }) => tss)) ?? 0),
      hours: hours(total(sessions.map(({ durationSeconds }) => durationSeconds))),
    }))
    .sort((one, other) => other.tss - one.tss);
}

function textOf({
  range,
  overall,
  this_week: week,
  recent_4_weeks: recent,
  last_7_days: seven,
  by_sport: sports,
  weeks,
  months,
}: Summary): string {
  const change =
    recent?.change_percent === null || recent === null ? '' : ` (${signed(recent.change_percent, 0)} %)`;
  const lines = [
    `${range.start_date} to ${range.end_date}: ${shown(overall.tss, 0)} TSS in ${count(overall.sessions, 'session')}, ${shown(overall.hours)} h, on ${count(overall.days_with_training, 'day')}; ${shown(overall.average_weekly_tss, 0)} TSS a week on average.`,
    overall.unscored_sessions > 0
      ? `${count(overall.unscored_sessions, 'session')} without a score not counted in TSS.`
      : '',
    overall.missed_sessions > 0 ? `${count(overall.missed_sessions, 'planned session')} missed.` : '',
    `This week (from ${week.start_date}): ${shown(week.tss_done, 0)} of ${shown(week.tss_planned, 0)} planned TSS, ${shown(week.tss_remaining, 0)} still to do.`,
    recent === null
      ? ''
      : `Last 4 complete weeks: ${shown(recent.average_weekly_tss, 0)} TSS a week, the 4 before ${shown(recent.previous_average_weekly_tss, 0)}${change}.`,
    seven.monotony === null
      ? ''
      : `Last 7 days: monotony ${shown(seven.monotony, 2)}, strain ${shown(seven.strain, 0)}.`,
    sports.length === 0
      ? ''
      : `By sport: ${sports.map((each) => `${each.sport} ${shown(each.tss, 0)} TSS in ${shown(each.hours)} h`).join(', ')}.`,
    ...(weeks.length > 0 ? weeks : months)
      .slice(-PERIODS_IN_TEXT)
      .map(
        (each) =>
          `${each.start_date}–${each.end_date}${each.complete ? '' : ' (part)'}: ${shown(each.tss, 0)} TSS, ${count(each.sessions, 'session')}, ${shown(each.hours)} h`,
      ),
  ];
  return lines.filter((line) => line !== '').join('\n');
}
