import { startOfWeek } from '../../../src/analytics/calendar.ts';
import { firstWeekday, type Preferences } from '../../../src/shared/preferences.ts';
import { dayAt, indexOf, type Timeline } from './timeline.ts';
import type { IndexWindow } from './window.ts';

/** Load of a day or of a week, in TSS. */
export interface LoadBar {
  /** First and last entry that it stands for. */
  readonly from: number;
  readonly to: number;
  readonly doneTss: number;
  /** What the plan, or another future, adds on top. */
  readonly plannedTss: number;
}

export type BarUnit = 'day' | 'week';

/** Bars closer than this run into each other. */
const LEAST_PIXELS_A_DAY = 1.6;

/** Days while they can be told apart, else weeks. */
export function barUnitOf({ from, to }: IndexWindow, plotWidth: number): BarUnit {
  return plotWidth / (to - from + 1) < LEAST_PIXELS_A_DAY ? 'week' : 'day';
}

/** The bars that stand in a window. Weeks count whole, also those that only reach into it. */
export function loadBars(
  timeline: Timeline,
  view: IndexWindow,
  unit: BarUnit,
  weekStart: Preferences['weekStart'],
): LoadBar[] {
  const days = unit === 'day' ? 1 : 7;
  const start = unit === 'day' ? view.from : weekOf(timeline, view.from, weekStart).from;
  const bars: LoadBar[] = [];
  for (let from = start; from <= view.to; from += days) bars.push(barOf(timeline, from, from + days - 1));
  return bars;
}

/** The week that holds an entry, as far as there are entries. */
export function weekOf(timeline: Timeline, index: number, weekStart: Preferences['weekStart']): LoadBar {
  const from = indexOf(timeline, startOfWeek(dayAt(timeline, index), firstWeekday(weekStart)));
  return barOf(timeline, from, from + 6);
}

function barOf({ tss, todayIndex, openTodayTss, lastIndex }: Timeline, from: number, to: number): LoadBar {
  let doneTss = 0;
  let plannedTss = todayIndex >= from && todayIndex <= to ? openTodayTss : 0;
  for (let index = Math.max(0, from); index <= Math.min(to, lastIndex); index += 1) {
    if (index <= todayIndex) doneTss += tss[index] ?? 0;
    else plannedTss += tss[index] ?? 0;
  }
  return { from, to, doneTss, plannedTss };
}
