import { addDays } from '../../../src/analytics/calendar.ts';
import type { WorkoutEntry, WorkoutsView } from '../../../src/shared/views/workouts.ts';
import type { ListChoice, ListPeriod, SortKey } from './list-choice.ts';

/** The entries of a list, filtered and in order. Entries whose value is unknown come last in either direction. */
export function chosenWorkouts({ workouts, today }: WorkoutsView, choice: ListChoice): WorkoutEntry[] {
  const { from, to } = daysOf(choice, today);
  const words = choice.search
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  const chosen = workouts.filter(
    (entry) =>
      entry.day >= from &&
      entry.day <= to &&
      (choice.status === 'all' || entry.status === choice.status) &&
      (choice.sportId === null || entry.sportId === choice.sportId) &&
      (!choice.withPower || entry.averagePowerWatts !== null || entry.normalizedPowerWatts !== null) &&
      (durationOf(entry) ?? 0) >= choice.minimumMinutes * 60 &&
      words.every((word) => entry.searchText.includes(word)),
  );
  return inOrder(chosen, choice);
}

/** First and last day of a choice, both included. */
function daysOf({ period, status }: ListChoice, today: string): { from: string; to: string } {
  if (status === 'planned') return { from: today, to: '9999-12-31' };
  return { from: firstDayOf(period, today), to: lastDayOf(period, today) };
}

function firstDayOf(period: ListPeriod, today: string): string {
  if (period === 'all') return '0000-01-01';
  return period.endsWith('d') ? addDays(today, 1 - Number.parseInt(period, 10)) : `${period}-01-01`;
}

function lastDayOf(period: ListPeriod, today: string): string {
  const endOfYear = `${period}-12-31`;
  return period === 'all' || period.endsWith('d') || endOfYear > today ? today : endOfYear;
}

/** What was done; of what was not, what was planned. Seconds. */
export function durationOf(entry: WorkoutEntry): number | null {
  return entry.status === 'completed' ? entry.durationSeconds : entry.plannedDurationSeconds;
}

/** TSS done; of what was not done, planned. */
export function tssOf(entry: WorkoutEntry): number | null {
  return entry.status === 'completed' ? entry.tss : entry.plannedTss;
}

const VALUE_OF: Readonly<Record<Exclude<SortKey, 'date'>, (entry: WorkoutEntry) => number | null>> = {
  duration: durationOf,
  distance: ({ distanceMeters }) => distanceMeters,
  tss: tssOf,
  if: ({ intensityFactor }) => intensityFactor,
};

/** `newestFirst` stays as it is where values are equal, so that the order of a day holds. */
function inOrder(newestFirst: WorkoutEntry[], { sort, descending }: ListChoice): WorkoutEntry[] {
  if (sort === 'date') return descending ? newestFirst : newestFirst.toReversed();
  const valueOf = VALUE_OF[sort];
  return newestFirst.toSorted((one, other) => {
    const [first, second] = [valueOf(one), valueOf(other)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return descending ? second - first : first - second;
  });
}

/** Sums over a list. Unknown values add nothing; how many there are is said. */
export interface ListTotals {
  readonly done: number;
  readonly doneSeconds: number;
  readonly doneTss: number;
  /** Done, and without a TSS. */
  readonly unscored: number;
  readonly missed: number;
  readonly planned: number;
  /** Of what is missed or planned. */
  readonly notDoneSeconds: number;
  readonly notDoneTss: number;
  /** Days off and notes. */
  readonly others: number;
}

/** Sums of stored values, so that no rounding adds up. */
export function totalsOf(entries: readonly WorkoutEntry[]): ListTotals {
  const totals = {
    done: 0,
    doneSeconds: 0,
    doneTss: 0,
    unscored: 0,
    missed: 0,
    planned: 0,
    notDoneSeconds: 0,
    notDoneTss: 0,
    others: 0,
  };
  for (const entry of entries) {
    if (entry.status === 'completed') {
      totals.done += 1;
      totals.doneSeconds += entry.durationSeconds ?? 0;
      totals.doneTss += entry.storedTss ?? 0;
      if (entry.storedTss === null) totals.unscored += 1;
    } else if (entry.status === 'missed' || entry.status === 'planned') {
      totals[entry.status] += 1;
      totals.notDoneSeconds += entry.plannedDurationSeconds ?? 0;
      totals.notDoneTss += entry.storedPlannedTss ?? 0;
    } else totals.others += 1;
  }
  return totals;
}
