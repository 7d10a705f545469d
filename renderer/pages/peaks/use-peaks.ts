import { daysBetween } from '../../../src/analytics/calendar.ts';
import type { Peaks } from '../../../src/mcp/tools/tp-get-peaks.ts';
import { useTool, type Asked } from '../../view.ts';
import type { Period } from './peak-choice.ts';

/** A year and a day less: the last 365 days. */
const DAYS: Readonly<Record<Exclude<Period, 'all'>, number>> = { '90d': 90, '1y': 365 };

/** The bests of a sport over a period, by `tp_get_peaks`. An answer to an earlier question is left out. */
export function usePeaks(sport: string, period: Period, historyDays: number): Asked<Peaks> {
  const days = period === 'all' ? historyDays : DAYS[period];
  const asked = useTool('tp_get_peaks', { sport, days });
  return answers(asked.data, sport, days) ? asked : { ...asked, data: undefined, about: undefined };
}

function answers(peaks: Peaks | undefined, sport: string, days: number): boolean {
  if (peaks === undefined) return false;
  const { start_date: start, end_date: end } = peaks.range;
  return peaks.sport === sport && daysBetween(start, end) + 1 === days;
}
