import { addDays, endOfMonth, startOfMonth, startOfWeek } from '../../../src/analytics/calendar.ts';
import { firstWeekday, type Preferences } from '../../../src/shared/preferences.ts';
import { dayAt, indexOf, type Timeline } from './timeline.ts';
import type { IndexWindow } from './window.ts';

/** A date below the panels. */
export interface DateTick {
  readonly index: number;
  readonly label: string;
}

export interface DateWords {
  readonly shortDay: (day: string) => string;
  readonly shortMonth: (day: string) => string;
}

/** Room that a label takes, in rem: `23 Nov`, and `Nov` or `2026`. */
const DAY_LABEL_REM = 4;
const MONTH_LABEL_REM = 3;
const WEEK_STEPS = [1, 2];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60];
const MEAN_MONTH_DAYS = 30.44;

/** The dates to write below a window: starts of weeks, months or years, as close as they can be read. */
export function dateTicks(
  timeline: Timeline,
  view: IndexWindow,
  plotRem: number,
  weekStart: Preferences['weekStart'],
  words: DateWords,
): DateTick[] {
  const remADay = plotRem / (view.to - view.from + 1);
  const weeks = WEEK_STEPS.find((step) => step * 7 * remADay >= DAY_LABEL_REM);
  const days =
    weeks === undefined ? monthStarts(timeline, view, remADay) : weekStarts(timeline, view, weeks, weekStart);
  const thisYear = dayAt(timeline, timeline.todayIndex).slice(0, 4);
  const isYearTold = days.some(isJanuary);
  return days.map((day, place) => ({
    index: indexOf(timeline, day),
    label:
      weeks === undefined
        ? monthLabel(day, place === 0 && !isYearTold, thisYear, words)
        : words.shortDay(day),
  }));
}

function weekStarts(
  timeline: Timeline,
  view: IndexWindow,
  step: number,
  weekStart: Preferences['weekStart'],
): string[] {
  const days: string[] = [];
  const first = startOfWeek(dayAt(timeline, view.from + 6), firstWeekday(weekStart));
  const last = dayAt(timeline, view.to);
  for (let day = first; day <= last; day = addDays(day, step * 7)) days.push(day);
  return days;
}

function monthStarts(timeline: Timeline, view: IndexWindow, remADay: number): string[] {
  const step = MONTH_STEPS.find((months) => months * MEAN_MONTH_DAYS * remADay >= MONTH_LABEL_REM) ?? 120;
  const days: string[] = [];
  const first = dayAt(timeline, view.from);
  const last = dayAt(timeline, view.to);
  for (let day = startOfMonth(first); day <= last; day = addDays(endOfMonth(day), 1)) {
    const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
    if (day >= first && months % step === 0) days.push(day);
  }
  return days;
}

/** January bears the year; without one the first month does, when it is not of the present year. */
function monthLabel(day: string, withYear: boolean, thisYear: string, { shortMonth }: DateWords): string {
  const year = day.slice(0, 4);
  if (isJanuary(day)) return year;
  return withYear && year !== thisYear ? `${shortMonth(day)} ${year}` : shortMonth(day);
}

function isJanuary(day: string): boolean {
  return day.slice(5, 7) === '01';
}
