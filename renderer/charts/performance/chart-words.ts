import type { Format } from '../../format.ts';
import type { Measures } from '../../measures.ts';
import type { ChartTable } from '../chart-table.ts';
import { weekOf } from './load-bars.ts';
import type { FutureLabel } from './types.ts';
import { bandAt, dayAt, type PlacedComparison, type Timeline } from './timeline.ts';
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
export function chartSummary(
  timeline: Timeline,
  view: IndexWindow,
  texts: Texts,
  earlier: PlacedComparison | null = null,
): string {
  const { format } = texts;
  const { todayIndex, ctl, futureLabel } = timeline;
  const last = Math.min(view.to, ctl.length - 1);
  const days = `The chart shows ${format.day(dayAt(timeline, view.from))} to ${format.day(dayAt(timeline, view.to))}.`;
  const today = `Today: ${numbersAt(timeline, todayIndex, texts)}.`;
  const then = earlier === null ? '' : thenSummary(earlier, Math.min(last, todayIndex), texts);
  if (last === todayIndex) return `${days} ${today}${then}`;
  const end = format.day(dayAt(timeline, last));
  const how = last > todayIndex ? `${FUTURE_WORDS[futureLabel]}, on ${end}` : `On ${end}`;
  return `${days} ${today} ${how}: ${numbersAt(timeline, last, texts)}.${then}`;
}

function numbersAt(timeline: Timeline, index: number, { measures }: Texts): string {
  const { ctl, atl, tsb } = timeline;
  const band = bandAt(timeline, index);
  return `fitness ${measures.number(ctl[index] ?? null)}, fatigue ${measures.number(atl[index] ?? null)}, form ${measures.form(tsb[index] ?? null)}${band === null ? '' : `, ${band.toLowerCase()}`}`;
}

/** The earlier season at an entry, as a sentence after others; empty where it has no day there. */
function thenSummary({ label, days, ctl, tsb }: PlacedComparison, index: number, texts: Texts): string {
  const { format, measures } = texts;
  const day = days[index];
  if (day === undefined) return '';
  return ` Compared with ${label}, on ${format.day(day)}: fitness ${measures.number(ctl[index] ?? null)}, form ${measures.form(tsb[index] ?? null)}.`;
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
  earlier: PlacedComparison | null = null,
): ChartTable {
  const { ctl, atl, tsb, tss, todayIndex, futureLabel, hasBands } = timeline;
  const last = Math.min(view.to, ctl.length - 1);
  const isByDay = last - view.from < MOST_DAYS;
  const cells = (index: number, load: number | null): string[] => {
    const when = index > todayIndex ? `, ${futureLabel}` : '';
    return [
      `${format.dayInRow(dayAt(timeline, index))}${when}`,
      measures.number(ctl[index] ?? null, 1),
      measures.number(atl[index] ?? null, 1),
      measures.change(tsb[index] ?? null, 1),
      ...(hasBands ? [bandAt(timeline, index) ?? '–'] : []),
      measures.number(load),
      ...(earlier === null
        ? []
        : [measures.number(earlier.ctl[index] ?? null, 1), measures.change(earlier.tsb[index] ?? null, 1)]),
    ];
  };
  const numbers = ['Fitness', 'Fatigue', 'Form', ...(hasBands ? ['Form band'] : [])];
  const then = earlier === null ? [] : [`Fitness, ${earlier.label}`, `Form, ${earlier.label}`];
  const rows: string[][] = [];
  if (isByDay) {
    for (let index = view.from; index <= last; index += 1) rows.push(cells(index, tss[index] ?? null));
    return { columns: ['Day', ...numbers, 'Load', ...then], rows };
  }
  for (let from = weekOf(timeline, view.from, weekStart).from; from <= last; from += WEEK_DAYS) {
    const week = weekOf(timeline, Math.max(0, from), weekStart);
    rows.push(cells(Math.min(week.to, last), week.doneTss + week.plannedTss));
  }
  return { columns: ['Week to', ...numbers, 'Load of the week', ...then], rows };
}
