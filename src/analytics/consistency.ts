/** How regular training is. */
import { daysBetween, type CalendarDay } from './calendar.ts';
import { mean, standardDeviation } from './statistics.ts';

export interface Consistency {
  /** Days up to today; later days are not judged. */
  readonly days: number;
  readonly activeDays: number;
  /** Days with completed training / days, 0 to 1; null without days. */
  readonly activeDayRatio: number | null;
  /** Most days in a row without completed training. A quiet today is not yet part of a gap. */
  readonly longestGapDays: number;
  /** Days in a row with completed training up to today, or up to yesterday while nothing is done today. */
  readonly currentStreakDays: number;
}

/** Regularity over consecutive loaded days (the output of `dailyLoad`). */
export function consistency(
  days: readonly { readonly day: CalendarDay; readonly completedCount: number }[],
  today: CalendarDay,
): Consistency {
  const past = days.filter(({ day }) => daysBetween(day, today) >= 0);
  const last = past.at(-1);
  const todayIsOpen = last?.day === today && last.completedCount === 0;
  const judged = todayIsOpen ? past.slice(0, -1) : past;
  let gap = 0;
  let streak = 0;
  let longestGapDays = 0;
  for (const { completedCount } of judged) {
    gap = completedCount > 0 ? 0 : gap + 1;
    streak = completedCount > 0 ? streak + 1 : 0;
    longestGapDays = Math.max(longestGapDays, gap);
  }
  const activeDays = past.filter(({ completedCount }) => completedCount > 0).length;
  return {
    days: past.length,
    activeDays,
    activeDayRatio: past.length === 0 ? null : activeDays / past.length,
    longestGapDays,
    currentStreakDays: streak,
  };
}

/**
 * Coefficient of variation of weekly TSS: sample standard deviation / mean. 0 is perfectly even.
 * null under two weeks and when all weeks are empty. Give complete weeks only.
 */
export function weeklyVariation(weeklyTss: readonly number[]): number | null {
  const average = mean(weeklyTss);
  const deviation = standardDeviation(weeklyTss, 'sample');
  return average === null || average === 0 || deviation === null ? null : deviation / average;
}

/** Hours done of hours planned, 0 to 1 and above; null when nothing was planned. */
export function hoursHitRate(doneSeconds: number, plannedSeconds: number): number | null {
  return plannedSeconds > 0 ? doneSeconds / plannedSeconds : null;
}
