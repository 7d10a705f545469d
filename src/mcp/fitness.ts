import { addDays } from '../analytics/calendar.ts';
import { performanceChart, type PerformanceChart } from '../analytics/performance-chart.ts';
import { DEFAULT_CONSTANTS, seedErrorShare, type LoadConstants } from '../analytics/training-load.ts';
import { AppError } from '../shared/errors.ts';
import type { Snapshot } from '../shared/snapshot.ts';

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

/** Why an answer begins later than it was asked to, if it does. */
export function leftOutNote(askedFrom: string, trusted: string): string[] {
  if (trusted <= askedFrom) return [];
  return [
    `Days before ${trusted} are left out until the whole history is loaded: their fitness would be wrong.`,
  ];
}
