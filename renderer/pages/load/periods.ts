import type { LoadPeriod, LoadView } from '../../../src/shared/views/load.ts';
import type { Format } from '../../format.ts';

/** A period as the charts take it; values of a sport stand under `sport<id>`. */
export interface PeriodRow {
  readonly period: LoadPeriod;
  readonly name: string;
  readonly planned: number;
  readonly [sport: `sport${number}`]: number;
}

const SECONDS_PER_HOUR = 3600;

export function rowsOf(
  { periods }: LoadView,
  step: 'week' | 'month',
  measure: 'tss' | 'hours',
  format: Format,
): readonly PeriodRow[] {
  return periods.map((period) => ({
    ...Object.fromEntries(
      period.bySport.map(({ sportId, tss, durationSeconds }) => [
        `sport${String(sportId)}`,
        measure === 'tss' ? tss : durationSeconds / SECONDS_PER_HOUR,
      ]),
    ),
    period,
    name: periodName(period, step, format),
    planned: measure === 'tss' ? period.plannedTss : period.plannedDurationSeconds / SECONDS_PER_HOUR,
  }));
}

/** `16 November` for the week that begins then, `November 2026` for a month. */
export function periodName({ startDay }: LoadPeriod, step: 'week' | 'month', format: Format): string {
  return step === 'week' ? format.day(startDay) : format.month(startDay);
}

/** What a reader must know of a period that is not over. */
export function remarkOn({ startDay, complete }: LoadPeriod, today: string): string {
  if (complete) return '';
  return startDay > today ? ' (planned)' : ' (with the rest of its plan)';
}
