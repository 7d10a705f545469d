/** Load by week and by month, and how the last weeks compare with those before. */
import { addDays, dayNumber, daysBetween, endOfMonth, startOfMonth, startOfWeek } from './calendar.ts';
import type { CalendarDay } from './calendar.ts';
import { dailyLoad, type DayLoad, type LoadRange } from './daily-load.ts';
import { plannedLoadEstimator } from './load-estimates.ts';
import { isPlan, type LoadSession } from './load-session.ts';
import { isKnown, mean, sum } from './statistics.ts';

export interface PeriodSession extends LoadSession {
  readonly distanceMeters: number | null;
}

export interface PeriodLoad {
  /** The whole calendar period. */
  readonly start: CalendarDay;
  readonly end: CalendarDay;
  /** The part of it inside the asked range; all sums are over this part. */
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  /** Known TSS of completed sessions. */
  readonly tss: number;
  /** TSS of everything that was or is planned, done or not. */
  readonly plannedTss: number;
  readonly plannedDurationSeconds: number;
  /** Planned TSS of sessions of today or later that are not done. */
  readonly remainingPlannedTss: number;
  readonly missedTss: number;
  /** Some planned TSS was estimated from planned time and intensity. */
  readonly plannedEstimated: boolean;
  /** Completed sessions. */
  readonly sessions: number;
  readonly missedSessions: number;
  readonly plannedSessions: number;
  /** Completed sessions without a TSS: `tss` is a lower bound when there are any. */
  readonly unscored: number;
  /** Sum of the known durations of completed sessions. */
  readonly durationSeconds: number;
  /** Completed sessions whose duration is unknown. */
  readonly unknownDurations: number;
  /** Sum of the known distances of completed sessions; null when none has one. */
  readonly distanceMeters: number | null;
  /** Days with a completed session. */
  readonly activeDays: number;
  /** Days with a TSS above zero. */
  readonly daysWithLoad: number;
  readonly days: number;
  /** The whole period lies inside the range and before today. */
  readonly complete: boolean;
  readonly cutByRange: boolean;
  /** Today falls into the period or before it: it is not over. */
  readonly cutByToday: boolean;
}

/** Load of every week that touches the range, in order. Weeks begin on Monday (1) or Sunday (7). */
export function weeklyLoad(
  sessions: readonly PeriodSession[],
  range: LoadRange & { readonly weekStart?: 1 | 7 },
): PeriodLoad[] {
  const bounds = (day: CalendarDay): [CalendarDay, CalendarDay] => {
    const start = startOfWeek(day, range.weekStart ?? 1);
    return [start, addDays(start, 6)];
  };
  return periods(sessions, range, bounds);
}

/** Load of every calendar month that touches the range, in order. */
export function monthlyLoad(sessions: readonly PeriodSession[], range: LoadRange): PeriodLoad[] {
  return periods(sessions, range, (day) => [startOfMonth(day), endOfMonth(day)]);
}

export interface WeekComparison {
  /** Mean TSS of the last four complete weeks. */
  readonly recentWeeklyTss: number | null;
  /** Mean TSS of the four complete weeks before them. */
  readonly previousWeeklyTss: number | null;
  /** recent - previous, TSS a week. */
  readonly change: number | null;
  /** Percent of previous; null when that was zero. */
  readonly changePercent: number | null;
  /** Unscored sessions in the eight weeks: with any, the comparison is a lower bound on both sides. */
  readonly unscored: number;
  readonly reason?: string;
}

const COMPARED_WEEKS = 4;

/** The last four complete weeks against the four before; null values with a reason under eight complete weeks. */
export function compareRecentWeeks(weeks: readonly PeriodLoad[]): WeekComparison {
  const compared = weeks.filter((week) => week.complete).slice(-2 * COMPARED_WEEKS);
  const unscored = sum(compared.map((week) => week.unscored));
  const recent = mean(compared.slice(COMPARED_WEEKS).map((week) => week.tss));
  const previous = mean(compared.slice(0, COMPARED_WEEKS).map((week) => week.tss));
  if (compared.length < 2 * COMPARED_WEEKS || recent === null || previous === null) {
    const nothing = { recentWeeklyTss: null, previousWeeklyTss: null, change: null, changePercent: null };
    return { ...nothing, unscored, reason: 'Fewer than eight complete weeks are loaded.' };
  }
  const change = recent - previous;
  return {
    recentWeeklyTss: recent,
    previousWeeklyTss: previous,
    change,
    changePercent: previous > 0 ? (change / previous) * 100 : null,
    unscored,
  };
}

function periods(
  sessions: readonly PeriodSession[],
  range: LoadRange,
  boundsOf: (day: CalendarDay) => [start: CalendarDay, end: CalendarDay],
): PeriodLoad[] {
  const days = dailyLoad(sessions, range);
  const estimate = plannedLoadEstimator(sessions, range.today);
  const first = dayNumber(range.from);
  const sessionsOfDay = days.map((): PeriodSession[] => []);
  for (const session of sessions) sessionsOfDay[dayNumber(session.day) - first]?.push(session);

  const found: PeriodLoad[] = [];
  for (let index = 0; index < days.length;) {
    const from = addDays(range.from, index);
    const [start, end] = boundsOf(from);
    const length = Math.min(days.length - index, daysBetween(from, end) + 1);
    const next = index + length;
    const to = addDays(from, length - 1);
    const cutByRange = from !== start || to !== end;
    const cutByToday = end >= range.today;
    found.push({
      start,
      end,
      from,
      to,
      ...loadOfDays(days.slice(index, next)),
      ...plansOf(sessionsOfDay.slice(index, next).flat(), estimate),
      ...volumeOf(sessionsOfDay.slice(index, next).flat()),
      complete: !cutByRange && !cutByToday,
      cutByRange,
      cutByToday,
    });
    index = next;
  }
  return found;
}

function loadOfDays(days: readonly DayLoad[]) {
  const total = (valueOf: (day: DayLoad) => number): number => sum(days.map(valueOf));
  return {
    tss: total((day) => day.actualTss),
    remainingPlannedTss: total((day) => day.remainingPlannedTss),
    missedTss: total((day) => day.missedTss),
    sessions: total((day) => day.completedCount),
    missedSessions: total((day) => day.missedCount),
    plannedSessions: total((day) => day.plannedCount),
    unscored: total((day) => day.unscoredCount),
    activeDays: days.filter((day) => day.completedCount > 0).length,
    daysWithLoad: days.filter((day) => day.actualTss > 0).length,
    days: days.length,
  };
}

function plansOf(
  sessions: readonly PeriodSession[],
  estimate: ReturnType<typeof plannedLoadEstimator>,
): Pick<PeriodLoad, 'plannedTss' | 'plannedDurationSeconds' | 'plannedEstimated'> {
  const plans = sessions.filter(isPlan);
  const loads = plans.map(estimate);
  return {
    plannedTss: sum(loads.map(({ tss }) => tss ?? 0)),
    plannedDurationSeconds: sum(
      plans.map(({ plannedDurationSeconds }) =>
        isKnown(plannedDurationSeconds) ? plannedDurationSeconds : 0,
      ),
    ),
    plannedEstimated: loads.some(({ estimated }) => estimated),
  };
}

function volumeOf(
  sessions: readonly PeriodSession[],
): Pick<PeriodLoad, 'durationSeconds' | 'unknownDurations' | 'distanceMeters'> {
  const completed = sessions.filter((session) => session.completed);
  const durations = completed.map(({ durationSeconds }) => durationSeconds).filter(isKnown);
  const distances = completed.map(({ distanceMeters }) => distanceMeters).filter(isKnown);
  return {
    durationSeconds: sum(durations),
    unknownDurations: completed.length - durations.length,
    distanceMeters: distances.length === 0 ? null : sum(distances),
  };
}
