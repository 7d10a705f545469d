import { formBand } from '../../../src/analytics/form-bands.ts';
import type { Format } from '../../format.ts';
import type { Measures } from '../../measures.ts';
import type { ChartTable } from '../chart-table.ts';
import { weekOf } from './load-bars.ts';
import type { FutureLabel } from './types.ts';
import { dayAt, type Timeline } from './timeline.ts';
import type { IndexWindow } from './window.ts';

interface Texts {
  readonly format: Format;
  readonly measures: Measures;
}

const FUTURE_WORDS: Readonly<Record<FutureLabel, string>> = {
  planned: 'As planned',
  'what if': 'With the load of the what-if',
};

/** What the chart shows, in two or three sentences, for those who do not see it. */
export function chartSummary(timeline: Timeline, view: IndexWindow, texts: Texts): string {
  const { format } = texts;
  const { todayIndex, ctl, futureLabel } = timeline;
  const last = Math.min(view.to, ctl.length - 1);
  const days = `The chart shows ${format.day(dayAt(timeline, view.from))} to ${format.day(dayAt(timeline, view.to))}.`;
  const today = `Today: ${numbersAt(timeline, todayIndex, texts)}.`;
  if (last === todayIndex) return `${days} ${today}`;
  const end = format.day(dayAt(timeline, last));
  const how = last > todayIndex ? `${FUTURE_WORDS[futureLabel]}, on ${end}` : `On ${end}`;
  return `${days} ${today} ${how}: ${numbersAt(timeline, last, texts)}.`;
}

function numbersAt({ ctl, atl, tsb }: Timeline, index: number, { measures }: Texts): string {
  const form = tsb[index] ?? 0;
  return `fitness ${measures.number(ctl[index] ?? null)}, fatigue ${measures.number(atl[index] ?? null)}, form ${measures.form(form)}, ${formBand(form).label.toLowerCase()}`;
}

/** Longer windows are told by weeks: thousands of rows are not read. */
const MOST_DAYS = 200;
const WEEK_DAYS = 7;

/** The window as a table: a row a day, or in longer windows a row a week as it ended. */
export function chartTable(
  timeline: Timeline,
  view: IndexWindow,
  weekStart: 'monday' | 'sunday',
  { format, measures }: Texts,
): ChartTable {
  const { ctl, atl, tsb, tss, todayIndex, futureLabel } = timeline;
  const last = Math.min(view.to, ctl.length - 1);
  const isByDay = last - view.from < MOST_DAYS;
  const cells = (index: number, load: number | null): string[] => {
    const when = index > todayIndex ? `, ${futureLabel}` : '';
    return [
      `${format.dayInRow(dayAt(timeline, index))}${when}`,
      measures.number(ctl[index] ?? null, 1),
      measures.number(atl[index] ?? null, 1),
      measures.change(tsb[index] ?? null, 1),
      formBand(tsb[index] ?? 0).label,
      measures.number(load),
    ];
  };
  const rows: string[][] = [];
  if (isByDay) {
    for (let index = view.from; index <= last; index += 1) rows.push(cells(index, tss[index] ?? null));
    return { columns: ['Day', ...NUMBERS, 'Load'], rows };
  }
  for (let from = weekOf(timeline, view.from, weekStart).from; from <= last; from += WEEK_DAYS) {
    const week = weekOf(timeline, Math.max(0, from), weekStart);
    rows.push(cells(Math.min(week.to, last), week.doneTss + week.plannedTss));
  }
  return { columns: ['Week to', ...NUMBERS, 'Load of the week'], rows };
}

const NUMBERS = ['Fitness', 'Fatigue', 'Form', 'Form band'];
