import { addDays, daysBetween } from '../../../src/analytics/calendar.ts';
import { formBand } from '../../../src/analytics/form-bands.ts';
import { isNearZero } from '../../../src/analytics/training-load.ts';
import type { Preferences } from '../../../src/shared/preferences.ts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import type { ChartComparison, ChartProjection, FutureLabel } from './types.ts';

/**
 * What the chart draws, as columns in step: entry `n` is `n` days after `firstDay`. Up to `todayIndex` they are what
 * was done, after it the plan or another future. Unit TSS, full precision.
 */
export interface Timeline {
  readonly firstDay: string;
  /** The first and the last entry that may be shown; the future may end before the last. */
  readonly firstIndex: number;
  readonly lastIndex: number;
  readonly todayIndex: number;
  /** What the part after today is called. */
  readonly futureLabel: FutureLabel;
  /** Null when something was done and nothing of it has a score. */
  readonly tss: readonly (number | null)[];
  /** Of today: what of its plan is not done yet. Of the days after it nothing: their load is in `tss`. */
  readonly openTodayTss: number;
  readonly ctl: readonly number[];
  readonly atl: readonly number[];
  /** Form in the convention of the chart. */
  readonly tsb: readonly number[];
  readonly formConvention: FormConvention;
  /** All sports are counted: of one alone the bands of form say nothing. */
  readonly hasBands: boolean;
}

type FormConvention = Preferences['formConvention'];

/** The history and its plan up to at least `lastDay`, or from the first day of `projection` on that future in the plan's place. */
export function timelineOf(
  view: PerformanceView,
  convention: FormConvention,
  projection: ChartProjection | null,
  lastDay: string,
  hasBands = true,
): Timeline {
  const { firstDay, firstTrustedIndex, todayIndex, ctl, atl, tss } = view;
  const form = formOf(convention);
  const common = {
    firstDay,
    firstIndex: Math.min(firstTrustedIndex, todayIndex),
    lastIndex: Math.max(ctl.length - 1, daysBetween(firstDay, lastDay)),
    todayIndex,
    openTodayTss: view.remainingPlannedTss[todayIndex] ?? 0,
    formConvention: convention,
    hasBands,
  };
  if (projection === null) {
    return {
      ...common,
      futureLabel: 'planned',
      tss,
      ctl,
      atl,
      tsb: view[form],
    };
  }
  const start = Math.max(todayIndex + 1, daysBetween(firstDay, projection.firstDay));
  const skipped = start - daysBetween(firstDay, projection.firstDay);
  const joined = <Value>(before: readonly Value[], after: readonly Value[]): Value[] => [
    ...before.slice(0, start),
    ...after.slice(skipped),
  ];
  return {
    ...common,
    futureLabel: projection.label,
    tss: joined(tss, projection.tss),
    ctl: joined(ctl, projection.ctl),
    atl: joined(atl, projection.atl),
    tsb: joined(view[form], projection[form]),
  };
}

function formOf(convention: FormConvention): 'tsbMorning' | 'tsbEndOfDay' {
  return convention === 'morning' ? 'tsbMorning' : 'tsbEndOfDay';
}

/** The name of the band that form of an entry is in; null where it means nothing, of one sport or near zero. */
export function bandAt({ hasBands, ctl, atl, tsb }: Timeline, index: number): string | null {
  const [fitness, fatigue, form] = [ctl[index], atl[index], tsb[index]];
  if (!hasBands || fitness === undefined || fatigue === undefined || form === undefined) return null;
  return isNearZero({ ctl: fitness, atl: fatigue }) ? null : formBand(form).label;
}

/** Form of some entry in view is in a band that means something. */
export function hasBandIn(timeline: Timeline, { from, to }: { readonly from: number; readonly to: number }) {
  for (let index = from; index <= to; index += 1) if (bandAt(timeline, index) !== null) return true;
  return false;
}

/** The day of an entry. */
export function dayAt({ firstDay }: { readonly firstDay: string }, index: number): string {
  return addDays(firstDay, index);
}

/** The entry of a day; outside of the columns when the day is. */
export function indexOf({ firstDay }: { readonly firstDay: string }, day: string): number {
  return daysBetween(firstDay, day);
}

/** An earlier season in step with the columns of this one. */
export interface PlacedComparison {
  readonly label: string;
  /** The days that the entries were; undefined where there is nothing to compare with. */
  readonly days: readonly (string | undefined)[];
  readonly ctl: readonly (number | null)[];
  readonly tsb: readonly (number | null)[];
}

/** Puts each entry of an earlier season at the day of this one at which it is drawn. */
export function placed(timeline: Timeline, comparison: ChartComparison): PlacedComparison {
  const shift = indexOf(timeline, comparison.firstDay);
  const column = <Value>(values: readonly Value[]) =>
    Array.from({ length: timeline.lastIndex + 1 }, (_, index) => values[index - shift]);
  return {
    label: comparison.label,
    days: column(comparison.days),
    ctl: column(comparison.ctl).map((value) => value ?? null),
    tsb: column(comparison.tsb).map((value) => value ?? null),
  };
}
