import { addDays, daysBetween } from '../../../src/analytics/calendar.ts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import type { DayRange } from '../../charts/performance/types.ts';

const COLUMNS = ['date', 'tss', 'ctl', 'atl', 'tsb_morning', 'tsb_end_of_day', 'planned'];

/** The days in view as comma-separated values after RFC 4180, two decimals, empty where unknown. */
export function csvOf(view: PerformanceView, { from, to }: DayRange): string {
  const first = Math.max(view.firstTrustedIndex, daysBetween(view.firstDay, from), 0);
  const last = Math.min(view.ctl.length - 1, daysBetween(view.firstDay, to));
  const lines = [COLUMNS.join(',')];
  for (let index = first; index <= last; index += 1) {
    const numbers = [view.tss, view.ctl, view.atl, view.tsbMorning, view.tsbEndOfDay].map(
      (column) => column[index]?.toFixed(2) ?? '',
    );
    lines.push([addDays(view.firstDay, index), ...numbers, index > view.todayIndex ? 'yes' : 'no'].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}
