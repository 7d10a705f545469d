import { addDays, daysBetween } from '../../src/analytics/calendar.ts';
import type { WireRow } from './wire-truth.ts';

const DATED = /^(\d{4}-\d{2}-\d{2})(T.*)?$/u;

/** A season moved in time as a whole, so that its last completed workout was done on a day: real loads, beside a real clock. */
export function endingOn(rows: readonly WireRow[], day: string): readonly WireRow[] {
  const done = rows.filter(({ totalTime }) => typeof totalTime === 'number' && totalTime > 0);
  const last = done
    .map((row) => String(row['workoutDay']).slice(0, 10))
    .sort()
    .at(-1);
  if (last === undefined) throw new Error('Nothing in this season was done.');
  const days = daysBetween(last, day);
  const moved = (value: unknown): unknown => {
    const found = typeof value === 'string' ? DATED.exec(value) : null;
    return found?.[1] === undefined ? value : `${addDays(found[1], days)}${found[2] ?? ''}`;
  };
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, moved(value)])),
  );
}
