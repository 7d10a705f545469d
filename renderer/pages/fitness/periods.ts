import { addDays, daysBetween } from '../../../src/analytics/calendar.ts';
import type { Mark } from '../../../src/shared/views/marks.ts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import type { DayRange } from '../../charts/performance/types.ts';
import { lastScoredIndex } from './facts.ts';
import { plannedDays, WITHOUT_RACE_DAYS } from './horizon.ts';

export const PRESETS = ['6w', '3m', '6m', '1y', 'season', 'all'] as const;

export type Preset = (typeof PRESETS)[number];

/** Long enough to see the same day last year. */
export const DEFAULT_PRESET: Preset = '1y';

const DAYS_BACK: Readonly<Record<Exclude<Preset, 'season' | 'all'>, number>> = {
  '6w': 42,
  '3m': 91,
  '6m': 183,
  '1y': 365,
};

/** Between two A races of one season lie fewer days than this. */
const SEASON_APART_DAYS = 112;
/** Days after the last plan that are still of interest: the race itself and the days after it. */
const AFTER_LAST_PLAN_DAYS = 3;
const LEAST_DAYS_AHEAD = 10;

/**
 * The days that a preset shows: so far back, and ahead as far as a plan, the next A race or `triedDays` of another load
 * reach, yet at most a third of the way back.
 */
export function rangeOf(
  preset: Preset,
  view: PerformanceView,
  marks: readonly Mark[],
  triedDays: number,
): DayRange {
  const from = firstDayOf(preset, view, marks);
  const back = daysBetween(from, view.today);
  const planned = view.remainingPlannedTss.findLastIndex((tss) => tss > 0) - view.todayIndex;
  const wanted = Math.max(planned, daysToRace(view, marks), triedDays, 0) + AFTER_LAST_PLAN_DAYS;
  const ahead = Math.min(wanted, Math.max(LEAST_DAYS_AHEAD, Math.round(back / 3)));
  return { from, to: addDays(view.today, ahead) };
}

const LAST_SEASON_DAYS = 365;
/** Days after the last workout in which fitness still goes down to be seen. */
const AFTER_LAST_WORKOUT_DAYS = 28;

/** The year that ends with the last workout with a load; null when such a workout is among the days in view. */
export function lastSeason(view: PerformanceView, { from, to }: DayRange): DayRange | null {
  const last = lastScoredIndex(view);
  if (last === -1) return null;
  const [first, end] = [daysBetween(view.firstDay, from), daysBetween(view.firstDay, to)];
  const isShown = view.tss.some(
    (tss, index) => index >= first && index <= Math.min(end, view.todayIndex) && tss !== null && tss > 0,
  );
  if (isShown) return null;
  const day = addDays(view.firstDay, last);
  return { from: addDays(day, -LAST_SEASON_DAYS), to: addDays(day, AFTER_LAST_WORKOUT_DAYS) };
}

/** The last day that can be looked at: the end of the plan, the days after the next A race, or six weeks from now. */
export function lastDayOf(view: PerformanceView, marks: readonly Mark[]): string {
  const ahead = [
    plannedDays(view),
    daysToRace(view, marks) + AFTER_LAST_PLAN_DAYS,
    WITHOUT_RACE_DAYS + AFTER_LAST_PLAN_DAYS,
  ];
  return addDays(view.today, Math.max(...ahead));
}

function daysToRace({ today }: PerformanceView, marks: readonly Mark[]): number {
  const race = nextRace(marks, today);
  return race === null ? 0 : daysBetween(today, race.day);
}

function firstDayOf(preset: Preset, view: PerformanceView, marks: readonly Mark[]): string {
  const first = addDays(view.firstDay, Math.min(view.firstTrustedIndex, view.todayIndex));
  const wanted =
    preset === 'all'
      ? first
      : preset === 'season'
        ? seasonStart(marks, view.today)
        : addDays(view.today, -DAYS_BACK[preset]);
  return wanted < first ? first : wanted;
}

/**
 * A season begins on the day after the last A race that is at least 16 weeks ago. Without one, on 1 January; of the
 * year before while this one is younger than that.
 */
export function seasonStart(marks: readonly Mark[], today: string): string {
  const latest = addDays(today, -SEASON_APART_DAYS);
  const last = aRaces(marks).findLast(({ day }) => day <= latest);
  if (last !== undefined) return addDays(last.day, 1);
  const newYear = `${today.slice(0, 4)}-01-01`;
  return newYear <= latest ? newYear : `${String(Number(today.slice(0, 4)) - 1)}-01-01`;
}

/** The A race that comes next, today's included. */
export function nextRace(marks: readonly Mark[], today: string): Mark | null {
  return aRaces(marks).find(({ day }) => day >= today) ?? null;
}

/** The A races of the calendar, in the order of days. */
export function aRaces(marks: readonly Mark[]): readonly Mark[] {
  return marks.filter(({ kind, priority }) => kind === 'race' && priority === 'A');
}
