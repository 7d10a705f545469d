import { addDays, daysBetween, isCalendarDay } from '../../../src/analytics/calendar.ts';
import { isNearZero } from '../../../src/analytics/training-load.ts';
import type { Preferences } from '../../../src/shared/preferences.ts';
import type { Mark } from '../../../src/shared/views/marks.ts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';

export type FormConvention = Preferences['formConvention'];

/** A value of another day that today's is set against. */
export interface Then {
  readonly day: string;
  readonly value: number;
}

/** Where fitness stands when a race begins, if everything planned until then is done. */
export interface RaceOutlook {
  readonly title: string;
  readonly day: string;
  readonly daysLeft: number;
  /** Of the evening before; null when the plan ends before it. */
  readonly ctl: number | null;
  /** Form of that morning, before the race; null like `ctl`. */
  readonly form: number | null;
  /** The last day with a plan before the race; null when nothing is planned. */
  readonly plannedUntil: string | null;
}

/** The numbers behind the sentence and the tiles, in full precision; unit TSS per day. */
export interface FitnessFacts {
  readonly today: string;
  readonly convention: FormConvention;
  /** The only sport that is counted; null for all. */
  readonly sport: string | null;
  /** Something that was done has a load; without one there is no fitness, which is not a fitness of zero. */
  readonly hasScore: boolean;
  /** So long without training that no band means anything. */
  readonly isNearZero: boolean;
  /** The last day on which something with a load was done; null without one. */
  readonly lastScoredDay: string | null;
  /** Load of today so far; null when something was done and nothing of it has a score. */
  readonly tss: number | null;
  readonly ctl: number;
  readonly atl: number;
  readonly form: number;
  /** The evening before, from which today goes on; zero before the first day. */
  readonly yesterday: { readonly ctl: number; readonly atl: number };
  readonly ctlLastYear: Then | null;
  readonly ctlFourWeeksAgo: Then | null;
  readonly ctlWeekAgo: Then | null;
  readonly atlWeekAgo: Then | null;
  /** CTL points in seven days. */
  readonly rampPerWeek: number | null;
  /** Something planned for today is not done yet. */
  readonly isPlanOpen: boolean;
  readonly remainingTss: number;
  /** Tonight when the plan of today is done; `form` is what the morning after begins with. */
  readonly tonight: { readonly ctl: number; readonly atl: number; readonly form: number };
  readonly race: RaceOutlook | null;
}

/** Form of a view's day in a convention. */
export function formColumn(view: PerformanceView, convention: FormConvention): readonly number[] {
  return convention === 'morning' ? view.tsbMorning : view.tsbEndOfDay;
}

/**
 * @param race the next A race, when the calendar has one
 * @param sport the name of the only sport that the view counts; null for all
 */
export function factsOf(
  view: PerformanceView,
  convention: FormConvention,
  race: Mark | null,
  sport: string | null = null,
): FitnessFacts {
  const { today, todayIndex, todayIfPlanDone } = view;
  const [ctl, atl] = [valueAt(view.ctl, todayIndex), valueAt(view.atl, todayIndex)];
  const lastScored = lastScoredIndex(view);
  const yesterday = { ctl: view.ctl[todayIndex - 1] ?? 0, atl: view.atl[todayIndex - 1] ?? 0 };
  return {
    today,
    convention,
    sport,
    hasScore: lastScored !== -1,
    isNearZero: isNearZero({ ctl, atl }),
    lastScoredDay: lastScored === -1 ? null : addDays(view.firstDay, lastScored),
    tss: view.tss[todayIndex] ?? null,
    ctl,
    atl,
    form: valueAt(formColumn(view, convention), todayIndex),
    yesterday,
    ctlLastYear: then(view, view.ctl, sameDayOfYear(today, -1)),
    ctlFourWeeksAgo: then(view, view.ctl, addDays(today, -28)),
    ctlWeekAgo: then(view, view.ctl, addDays(today, -7)),
    atlWeekAgo: then(view, view.atl, addDays(today, -7)),
    rampPerWeek: view.rampPerWeek,
    isPlanOpen: valueAt(view.remainingPlannedTss, todayIndex) > 0,
    remainingTss: valueAt(view.remainingPlannedTss, todayIndex),
    tonight: {
      ctl: todayIfPlanDone.ctl,
      atl: todayIfPlanDone.atl,
      form: todayIfPlanDone.tsbEndOfDay,
    },
    race: race === null ? null : outlookOf(view, race),
  };
}

/** The last entry up to today at which something with a load was done; -1 without one. */
export function lastScoredIndex({ tss, todayIndex }: PerformanceView): number {
  return tss.findLastIndex((each, index) => index <= todayIndex && each !== null && each > 0);
}

/** The same date of another year; 28 February stands in for a 29th that does not exist. */
export function sameDayOfYear(day: string, years: number): string {
  const moved = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  return isCalendarDay(moved) ? moved : `${moved.slice(0, 8)}28`;
}

/** The entry of a column. @throws RangeError outside the columns */
function valueAt(column: readonly number[], index: number): number {
  const value = column[index];
  if (value === undefined) throw new RangeError('The view does not hold the day that was asked for.');
  return value;
}

function then(view: PerformanceView, column: readonly number[], day: string): Then | null {
  const index = daysBetween(view.firstDay, day);
  const value = index < view.firstTrustedIndex ? undefined : column[index];
  return value === undefined ? null : { day, value };
}

function outlookOf(view: PerformanceView, { title, day }: Mark): RaceOutlook {
  const { todayIndex, todayIfPlanDone } = view;
  const index = daysBetween(view.firstDay, day);
  const ahead = view.remainingPlannedTss.slice(todayIndex, index);
  const lastPlanned = ahead.findLastIndex((tss) => tss > 0);
  const isTomorrow = index - 1 === todayIndex;
  return {
    title,
    day,
    daysLeft: index - todayIndex,
    ctl: (isTomorrow ? todayIfPlanDone.ctl : view.ctl[index - 1]) ?? null,
    form: (isTomorrow ? todayIfPlanDone.tsbEndOfDay : view.tsbEndOfDay[index - 1]) ?? null,
    plannedUntil: lastPlanned === -1 ? null : addDays(view.today, lastPlanned),
  };
}
