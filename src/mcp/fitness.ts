import { addDays } from '../analytics/calendar.ts';
import { isPlan } from '../analytics/load-session.ts';
import { filterSports } from '../analytics/daily-load.ts';
import { performanceChart, type PerformanceChart } from '../analytics/performance-chart.ts';
import { DEFAULT_CONSTANTS, seedErrorShare, type LoadConstants } from '../analytics/training-load.ts';
import { AppError } from '../shared/errors.ts';
import type { Provenance, Snapshot } from '../shared/snapshot.ts';
import { withNotes } from './about.ts';
import { count } from './numbers.ts';
import { recordedTwiceNotes } from './recorded-twice.ts';

const charts = new WeakMap<object, Map<string, PerformanceChart | null>>();

/** The chart of a snapshot, computed once for a history that has not changed since. Null when nothing was ever completed. */
export function chartOf(
  snapshot: Snapshot,
  {
    sportIds = null,
    constants = DEFAULT_CONSTANTS,
    to = snapshot.today,
  }: { sportIds?: readonly number[] | null; constants?: LoadConstants; to?: string } = {},
): PerformanceChart | null {
  const sessions = snapshot.sessions();
  const known = charts.get(sessions) ?? new Map<string, PerformanceChart | null>();
  charts.set(sessions, known);
  const question = {
    today: snapshot.today,
    to: to < snapshot.today ? snapshot.today : to,
    sportIds,
    constants,
  };
  const key = JSON.stringify(question);
  const chart = known.get(key) ?? performanceChart(sessions, question);
  known.set(key, chart);
  return chart;
}

/** With the day of the last plan a week: a week that holds no plan is not called planned. */
const AFTER_LAST_PLAN_DAYS = 6;

/** The day of the last plan, done or not, of any day that was read; null when there never was one. */
export function lastPlanDay(snapshot: Snapshot, sportIds: readonly number[] | null = null): string | null {
  return filterSports(snapshot.sessions(), sportIds)
    .filter(isPlan)
    .reduce<string | null>((last, { day }) => (last === null || day > last ? day : last), null);
}

/**
 * The last day that a projection of the plan is meant for: six days after the last plan of these sports, but not
 * before today nor after the last day that was read. A calendar without entries is no plan to rest.
 */
export function projectionEnd(snapshot: Snapshot, sportIds: readonly number[] | null = null): string {
  const { loaded, today } = snapshot;
  const last = lastPlanDay(snapshot, sportIds);
  const end = last === null ? today : addDays(last, AFTER_LAST_PLAN_DAYS);
  const within = end < loaded.to ? end : loaded.to;
  return within > today ? within : today;
}

/** A wrong start may still weigh this much in a number we give out. */
const TOLERATED_SEED_SHARE = 0.001;

/**
 * The first day whose fitness can be given: any day once the whole history is loaded; before that, days
 * with so much loaded training behind them that what is missing weighs under 0.1 % (287 days at 42/7).
 * @throws AppError when not even today is that far: `still_loading`, or what keeps the load from going on.
 */
export function firstTrustedDay(
  { loaded, provenance, today }: Snapshot,
  constants: LoadConstants = DEFAULT_CONSTANTS,
): string {
  if (loaded.complete) return '0001-01-01';
  const warmUpDays = Math.ceil(Math.log(TOLERATED_SEED_SHARE) / Math.log(seedErrorShare(1, constants)));
  const first = addDays(loaded.from, warmUpDays);
  if (first <= today) return first;
  const reach = `Fitness is only right with many months of training behind it, and the history reaches back to ${loaded.from} so far.`;
  const { stale } = provenance;
  throw stale === null
    ? new AppError('still_loading', `The history is still being loaded. ${reach}`)
    : new AppError(stale.code, `${stale.message} ${reach}`);
}

/** The chart of a snapshot. @throws AppError `no_data` when nothing was ever completed */
export function requireChart(...question: Parameters<typeof chartOf>): PerformanceChart {
  const chart = chartOf(...question);
  if (chart !== null) return chart;
  throw new AppError('no_data', 'There is no completed workout in this account yet.');
}

/**
 * What an answer about fitness rests on. A missing session weighs on all days after it, so that unreadable
 * workouts count from the beginning of the history, and the notes name what the projection only guesses.
 */
export function aboutFitness(
  snapshot: Snapshot,
  chart: PerformanceChart,
  {
    askedFrom,
    trusted,
    to,
    sportIds = null,
  }: { askedFrom: string; trusted: string; to: string; sportIds?: readonly number[] | null },
  notes: readonly string[] = [],
): Provenance {
  const { loaded, today, provenance } = snapshot;
  const planEnd = projectionEnd(snapshot, sportIds);
  const unreadable = snapshot.setAside(FIRST_DAY, to).length;
  const gaps = [
    ...leftOutNote(askedFrom, trusted),
    ...(planEnd === loaded.to && to > loaded.to
      ? [`Plans after ${loaded.to} are not loaded, so the projection ends there.`]
      : []),
    ...(unreadable > 0
      ? [`${count(unreadable, 'workout')} could not be read; their load is missing in these numbers.`]
      : []),
  ];
  const ahead = chart.days.filter(({ day }) => day >= today && day <= to);
  const unknownPlans = ahead.reduce((sum, { unknownPlanCount }) => sum + unknownPlanCount, 0);
  const guesses = [
    ...(to > planEnd && planEnd < loaded.to ? [planEndNote(snapshot, sportIds, planEnd)] : []),
    ...(ahead.some(({ remainingPlannedEstimated }) => remainingPlannedEstimated)
      ? ['Some plans have no TSS; their load is estimated from time and intensity.']
      : []),
    ...(unknownPlans > 0
      ? [
          `${count(unknownPlans, 'plan')} without a TSS, and without a time or an intensity to estimate one from, ${unknownPlans === 1 ? 'counts' : 'count'} as nothing.`,
        ]
      : []),
  ];
  const twice = fitnessTwiceNotes(snapshot, askedFrom, to < today ? to : today, sportIds);
  return withNotes(provenance, [...gaps, ...guesses, ...twice, ...notes], gaps.length > 0);
}

/** A session weighs on the fitness of the weeks after it; what is older than a year does not any more. */
const WEIGHS_DAYS = 42;
const FORGOTTEN_DAYS = 365;

/** Remarks on sessions that look recorded twice, as far as the fitness of the days up to `end` still shows them. */
export function fitnessTwiceNotes(
  snapshot: Snapshot,
  askedFrom: string,
  end: string,
  sportIds: readonly number[] | null = null,
): string[] {
  // The middle one of three days: as asked, but neither later nor earlier than the others.
  const [, from = end] = [addDays(end, -WEIGHS_DAYS), askedFrom, addDays(end, -FORGOTTEN_DAYS)].sort();
  const workouts = snapshot.workouts({
    from,
    to: end,
    completed: true,
    ...(sportIds === null ? {} : { sportIds }),
  });
  return recordedTwiceNotes(workouts.filter(({ actual }) => actual.tss !== null && actual.tss > 0));
}

const FIRST_DAY = '0001-01-01';

/** Why a projection of the plan ends before the day that was asked for. */
function planEndNote(snapshot: Snapshot, sportIds: readonly number[] | null, planEnd: string): string {
  if (planEnd === snapshot.today) return 'Nothing is planned ahead, so there is no projection of the plan.';
  const last = lastPlanDay(snapshot, sportIds) ?? planEnd;
  return `Nothing is planned after ${last}, so the projection of the plan ends on ${planEnd}.`;
}

/** Why an answer begins later than it was asked to, if it does. */
function leftOutNote(askedFrom: string, trusted: string): string[] {
  if (trusted <= askedFrom) return [];
  return [
    `Days before ${trusted} are left out until the whole history is loaded: their fitness would be wrong.`,
  ];
}
