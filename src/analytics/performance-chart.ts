/** The Performance Management Chart of a whole history: what was done, today's two answers, and what is planned. */
import { dayNumber, type CalendarDay } from './calendar.ts';
import { dailyLoad, filterSports, type DayLoad, type LoadSession } from './daily-load.ts';
import { trainingLoad, type LoadConstants, type LoadPoint } from './training-load.ts';

export interface PerformanceChartQuestion {
  readonly today: CalendarDay;
  /** Last day wanted; days after today are projected from the plan. At least `today`. */
  readonly to: CalendarDay;
  /** Sports to count; null for all. */
  readonly sportIds: readonly number[] | null;
  readonly constants?: LoadConstants;
}

export interface PerformanceChart {
  /** First day of the series: the first entry of the whole history, of any sport, done or not. */
  readonly firstDay: CalendarDay;
  /** What each day of the series holds, in step with `points`. */
  readonly days: readonly DayLoad[];
  /** Consecutive days: done up to and including today ("so far"), planned after it. */
  readonly points: readonly LoadPoint[];
  readonly today: LoadPoint;
  /** Today when everything planned for today is done; equal to `today` when nothing is left to do. */
  readonly todayIfPlanDone: LoadPoint;
}

/**
 * CTL, ATL and TSB from the first entry of the history (zero before it) to `to`.
 * The days after today go on from `todayIfPlanDone`. Null when nothing was ever completed.
 * Throws RangeError when `to` is before `today` or no real date.
 */
export function performanceChart(
  sessions: readonly LoadSession[],
  { today, to, sportIds, constants }: PerformanceChartQuestion,
): PerformanceChart | null {
  if (dayNumber(to) < dayNumber(today))
    throw new RangeError('A performance chart reaches at least to today.');
  const firstDay = firstDayOf(sessions, today);
  if (firstDay === null) return null;
  const days = dailyLoad(filterSports(sessions, sportIds), { from: firstDay, to, today });
  const todayIndex = dayNumber(today) - dayNumber(firstDay);
  const options = constants === undefined ? {} : { constants };
  const done = trainingLoad(
    days.slice(0, todayIndex + 1).map(({ day, actualTss }) => ({ day, tss: actualTss })),
    options,
  );
  const yesterday = done[todayIndex - 1] ?? { ctl: 0, atl: 0 };
  const [todayIfPlanDone, ...planned] = trainingLoad(
    days
      .slice(todayIndex)
      .map(({ day, actualTss, remainingPlannedTss }) => ({ day, tss: actualTss + remainingPlannedTss })),
    { ...options, seed: yesterday },
  );
  const soFar = done[todayIndex];
  if (soFar === undefined || todayIfPlanDone === undefined)
    throw new RangeError('The series does not reach today.');
  return { firstDay, days, points: [...done, ...planned], today: soFar, todayIfPlanDone };
}

/** First entry of the calendar, done or not; null when nothing was ever done. */
function firstDayOf(sessions: readonly LoadSession[], today: CalendarDay): CalendarDay | null {
  let first: CalendarDay | null = null;
  let anyDone = false;
  for (const { completed, day } of sessions) {
    if (day > today) continue;
    anyDone ||= completed;
    if (first === null || day < first) first = day;
  }
  return anyDone ? first : null;
}
