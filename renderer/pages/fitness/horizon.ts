import type { PerformanceView } from '../../../src/shared/views/performance.ts';

/** How far ahead is looked when no A race is in the calendar. */
export const WITHOUT_RACE_DAYS = 42;

/** The number of days after today of which the plan says something. */
export function plannedDays({ ctl, todayIndex }: PerformanceView): number {
  return ctl.length - 1 - todayIndex;
}
