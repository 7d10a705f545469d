import type { WorkoutEntry } from '../../../src/shared/views/workouts.ts';
import { totalsOf, type ListTotals } from './list-filter.ts';

/** What stands in a line of the list: the name of a month, or a workout. */
export type ListRow =
  | { readonly kind: 'month'; readonly key: string; readonly month: string; readonly totals: ListTotals }
  | { readonly kind: 'workout'; readonly key: string; readonly entry: WorkoutEntry };

/** The lines of a list; in the order of days, each month is headed by its name and its sums. */
export function rowsOf(entries: readonly WorkoutEntry[], byMonth: boolean): ListRow[] {
  if (!byMonth) return entries.map(workoutRow);
  const rows: ListRow[] = [];
  for (let first = 0, end = 0; first < entries.length; first = end) {
    const month = monthOf(entries[first]);
    while (end < entries.length && monthOf(entries[end]) === month) end += 1;
    const ofMonth = entries.slice(first, end);
    rows.push({ kind: 'month', key: month, month: `${month}-01`, totals: totalsOf(ofMonth) });
    rows.push(...ofMonth.map(workoutRow));
  }
  return rows;
}

function workoutRow(entry: WorkoutEntry): ListRow {
  return { kind: 'workout', key: String(entry.workoutId), entry };
}

/** `2026-11` */
function monthOf(entry: WorkoutEntry | undefined): string {
  return entry?.day.slice(0, 7) ?? '';
}
