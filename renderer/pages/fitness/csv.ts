import { daysBetween } from '../../../src/analytics/calendar.ts';
import { performanceCsv } from '../../../src/shared/performance-csv.ts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import type { DayRange } from '../../charts/performance/types.ts';

/** The days in view as comma-separated values. */
export function csvOf(view: PerformanceView, { from, to }: DayRange): string {
  const first = Math.max(view.firstTrustedIndex, daysBetween(view.firstDay, from), 0);
  const last = Math.min(view.ctl.length - 1, daysBetween(view.firstDay, to));
  return [...performanceCsv(view, first, last)].join('');
}
