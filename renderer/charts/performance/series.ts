import type { BarUnit } from './load-bars.ts';
import type { SeriesName } from './types.ts';

/** What an athlete calls a series. */
export function seriesName(series: SeriesName, barUnit: BarUnit): string {
  if (series === 'load') return barUnit === 'day' ? 'Daily load' : 'Weekly load';
  return { ctl: 'Fitness', atl: 'Fatigue', tsb: 'Form' }[series];
}
