import { AppError } from '../shared/errors.ts';
import type { WorkoutChanges } from '../shared/workout.ts';
import type { Store } from './store.ts';

/** The part of TrainingPeaks that tells what changed. */
export interface FeedRemote {
  changedWorkouts(
    athleteId: number,
    since: string,
    page: number,
    signal?: AbortSignal,
  ): Promise<WorkoutChanges>;
}

export interface FeedQuestion {
  readonly athleteId: number;
  /** Day from which changes are wanted, in the zone of the server. */
  readonly since: string;
  /** Day under which rows without a day are kept. */
  readonly today: string;
}

interface Reading {
  readonly pages: number;
  /** The rows in their order, to tell whether the next reading saw the same. */
  readonly rows: string;
}

/** Ten thousand changes: more than most accounts have workouts. */
const MAXIMUM_PAGES = 500;
const MAXIMUM_READINGS = 4;

/**
 * Applies everything that changed since a day to the local history.
 *
 * The feed is paged by position. An edit or a deletion while it is read moves rows from a page that comes to
 * one that has passed, so a feed of several pages is read until two readings agree.
 * @returns whether nothing can have been missed
 * @throws AppError as the client does; `upstream_changed` when the feed has no end
 */
export async function applyFeed(
  store: Store,
  remote: FeedRemote,
  question: FeedQuestion,
  signal: AbortSignal,
): Promise<boolean> {
  let before = await readOnce(store, remote, question, signal);
  if (before.pages === 1) return true;
  for (let readings = 2; readings <= MAXIMUM_READINGS; readings += 1) {
    const after = await readOnce(store, remote, question, signal);
    if (after.rows === before.rows) return true;
    before = after;
  }
  return false;
}

async function readOnce(
  store: Store,
  remote: FeedRemote,
  { athleteId, since, today }: FeedQuestion,
  signal: AbortSignal,
): Promise<Reading> {
  const rows: string[] = [];
  const deleted = new Set<number>();
  for (let page = 1; page <= MAXIMUM_PAGES; page += 1) {
    const changes = await remote.changedWorkouts(athleteId, since, page, signal);
    store.applyChanges(athleteId, changes, changes.deletedIds, today);
    const { workouts, setAside, deletedIds } = changes;
    // Should deletions not be paged, every page repeats them.
    const isNews =
      workouts.length > 0 || setAside.length > 0 || deletedIds.some((workoutId) => !deleted.has(workoutId));
    for (const { workoutId, lastModified } of workouts) rows.push(`${workoutId} ${lastModified ?? ''}`);
    for (const { workoutId } of setAside) rows.push(`${workoutId ?? ''} unreadable`);
    for (const workoutId of deletedIds) {
      rows.push(`${workoutId} deleted`);
      deleted.add(workoutId);
    }
    if (!changes.more || !isNews) return { pages: page, rows: rows.join('\n') };
  }
  throw new AppError('upstream_changed', 'The change feed of TrainingPeaks has no end.');
}
