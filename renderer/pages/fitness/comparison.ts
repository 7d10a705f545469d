import { addDays, daysBetween } from '../../../src/analytics/calendar.ts';
import type { Mark } from '../../../src/shared/views/marks.ts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import type { ChartComparison } from '../../charts/performance/types.ts';
import { formColumn, sameDayOfYear, type FormConvention } from './facts.ts';
import { aRaces, nextRace } from './periods.ts';

/** An earlier season and how it is laid over this one. */
export interface ComparisonOption {
  /** Stays the same while the calendar does; stands in the address. */
  readonly id: string;
  /** The name in the list of choices. */
  readonly name: string;
  /** The name beside the line. */
  readonly label: string;
  /** So many days later than they were its days are drawn. */
  readonly shiftDays: number;
}

const MOST_YEARS = 3;
const MOST_RACES = 6;

/** The seasons that can be compared: the same days of earlier years, and the weeks before each earlier A race. */
export function comparisonOptions(
  view: PerformanceView,
  marks: readonly Mark[],
): readonly ComparisonOption[] {
  const firstDay = addDays(view.firstDay, view.firstTrustedIndex);
  return [...yearOptions(view.today, firstDay), ...raceOptions(view.today, firstDay, marks)];
}

function yearOptions(today: string, firstDay: string): ComparisonOption[] {
  const names = ['A year earlier', 'Two years earlier', 'Three years earlier'];
  return names.slice(0, MOST_YEARS).flatMap((name, index) => {
    const then = sameDayOfYear(today, -(index + 1));
    if (then < firstDay) return [];
    return [
      {
        id: `${String(index + 1)}y`,
        name: `${name}, by date`,
        label: name.toLowerCase(),
        shiftDays: daysBetween(then, today),
      },
    ];
  });
}

function raceOptions(today: string, firstDay: string, marks: readonly Mark[]): ComparisonOption[] {
  const next = nextRace(marks, today);
  if (next === null) return [];
  return aRaces(marks)
    .filter(({ day }) => day < today && day > firstDay)
    .slice(-MOST_RACES)
    .reverse()
    .map(({ id, title, day }) => ({
      id,
      // The list cuts long names at their end.
      name: `${day.slice(0, 4)}: weeks to ${title}`,
      label: `before ${title} ${day.slice(0, 4)}`,
      shiftDays: daysBetween(day, next.day),
    }));
}

/** The earlier season as the chart lays it over this one; it ends where today's history does. */
export function comparisonOf(
  view: PerformanceView,
  convention: FormConvention,
  { label, shiftDays }: ComparisonOption,
): ChartComparison {
  const first = view.firstTrustedIndex;
  const end = view.todayIndex + 1;
  const firstDone = addDays(view.firstDay, first);
  const count = Math.max(0, end - first);
  return {
    label,
    firstDay: addDays(firstDone, shiftDays),
    days: Array.from({ length: count }, (_, index) => addDays(firstDone, index)),
    ctl: view.ctl.slice(first, end),
    tsb: formColumn(view, convention).slice(first, end),
  };
}
