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

/** How many plans of later days fit a choice whose period goes up to today. */
export function plannedLater(view: WorkoutsView, choice: ListChoice): number {
  const { today } = view;
  if (lastDayOf(choice.period, today) < today) return 0;
  return chosenWorkouts(view, { ...choice, status: 'planned' }).filter(({ day }) => day > today).length;
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

/** TSS done; of what was not done, what its plan counts for. */
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
  /** Null when none of what is done has a TSS. */
  readonly doneTss: number | null;
  /** Done, and without a TSS. */
  readonly unscored: number;
  readonly missed: number;
  readonly planned: number;
  /** Of what is missed or planned. */
  readonly notDoneSeconds: number;
  /** Null when none of these plans has a load. */
  readonly notDoneTss: number | null;
  /** Missed or planned, and without a load. */
  readonly notDoneUnscored: number;
  /** Some of `notDoneTss` is estimated. */
  readonly isPlanEstimated: boolean;
  /** Days off and notes. */
  readonly others: number;
}

export function totalsOf(entries: readonly WorkoutEntry[]): ListTotals {
  const done = entries.filter(({ status }) => status === 'completed');
  const missed = entries.filter(({ status }) => status === 'missed');
  const planned = entries.filter(({ status }) => status === 'planned');
  const notDone = [...missed, ...planned];
  const sumDone = sumsOf(done);
  const sumNotDone = sumsOf(notDone);
  return {
    done: done.length,
    doneSeconds: sumDone.seconds,
    doneTss: sumDone.tss,
    unscored: sumDone.unscored,
    missed: missed.length,
    planned: planned.length,
    notDoneSeconds: sumNotDone.seconds,
    notDoneTss: sumNotDone.tss,
    notDoneUnscored: sumNotDone.unscored,
    isPlanEstimated: notDone.some(({ isPlanEstimated }) => isPlanEstimated),
    others: entries.length - done.length - notDone.length,
  };
}

function sumsOf(entries: readonly WorkoutEntry[]): {
  readonly seconds: number;
  readonly tss: number | null;
  readonly unscored: number;
} {
  const scores = entries.map(tssOf).filter((tss) => tss !== null);
  return {
    seconds: entries.reduce((sum, entry) => sum + (durationOf(entry) ?? 0), 0),
    tss: scores.length === 0 ? null : scores.reduce((sum, tss) => sum + tss, 0),
    unscored: entries.length - scores.length,
  };
}
