import pMap from 'p-map';
import { addDays } from '../analytics/calendar.ts';
import { createDeadline, throwIfEnded } from '../shared/deadline.ts';
import { AppError, type ErrorInfo, toErrorInfo } from '../shared/errors.ts';
import type { Fetched, FetchOptions } from '../shared/snapshot.ts';
import type { Lap, Workout, WorkoutDetails, WorkoutRecords } from '../shared/workout.ts';
import type { Store } from './store.ts';
import type { SatelliteKind } from './stored-satellites.ts';

/** The part of TrainingPeaks that describes single workouts. */
export interface SatelliteRemote {
  workoutDetails(athleteId: number, workoutId: number, signal?: AbortSignal): Promise<WorkoutDetails>;
  workoutRecords(athleteId: number, workoutId: number, signal?: AbortSignal): Promise<WorkoutRecords>;
  workoutLaps(athleteId: number, workoutId: number, signal?: AbortSignal): Promise<readonly Lap[]>;
}

const REQUESTS_IN_FLIGHT = 3;
/** A question never waits longer than this for many workouts; the next question goes on from there. */
const PATIENCE_MILLISECONDS = 25_000;
/** TrainingPeaks still computes on workouts done or edited this recently: an answer without content is asked again. */
const UNSETTLED_DAYS = 2;

/** Reads what TrainingPeaks keeps beside the list, and keeps it locally until the workout is edited. */
export function createSatellites({
  store,
  remote,
  today,
}: {
  store: Store;
  remote: SatelliteRemote;
  today: string;
}) {
  async function fetchAll<T>(
    kind: SatelliteKind,
    workouts: readonly Workout[],
    ask: (workout: Workout, signal: AbortSignal) => Promise<T>,
    hasContent: (body: T) => boolean,
    { signal, onProgress }: FetchOptions = {},
  ): Promise<Fetched<T>> {
    const settledBefore = addDays(today, -UNSETTLED_DAYS);
    const byWorkoutId = new Map<number, T>();
    const missing: Workout[] = [];
    for (const workout of workouts) {
      const kept = store.satellite(workout.athleteId, workout, kind) as T | null;
      if (kept === null) missing.push(workout);
      else byWorkoutId.set(workout.workoutId, kept);
    }
    let failure: ErrorInfo | null = null;
    const giveUp = new AbortController();
    const deadline = createDeadline({
      milliseconds: PATIENCE_MILLISECONDS,
      reason: tooMany(),
      signals: [giveUp.signal, signal],
    });
    const isOver = () => deadline.signal.aborted;
    await pMap(
      missing,
      async (workout) => {
        if (isOver()) return;
        try {
          const body = await ask(workout, deadline.signal);
          byWorkoutId.set(workout.workoutId, body);
          const isRecent = workout.day >= settledBefore || (workout.lastModified ?? '') >= settledBefore;
          if (hasContent(body) || !isRecent) store.saveSatellite(workout.athleteId, workout, kind, body);
          onProgress?.(byWorkoutId.size, workouts.length);
        } catch (error) {
          if (error instanceof AppError && error.code === 'not_found') {
            failure ??= {
              code: 'not_found',
              message: 'A workout was deleted in TrainingPeaks in the meantime.',
            };
          } else if (!isOver()) {
            failure = toErrorInfo(error);
            giveUp.abort();
          }
        }
      },
      { concurrency: REQUESTS_IN_FLIGHT },
    );
    deadline.release();
    const missingCount = workouts.length - byWorkoutId.size;
    if (missingCount > 0 && !giveUp.signal.aborted) failure = whyStopped(deadline.signal) ?? failure;
    return { byWorkoutId, missingCount, failure };
  }

  return {
    details: (workouts: readonly Workout[], options?: FetchOptions) =>
      fetchAll(
        'details',
        workouts,
        (workout, signal) => remote.workoutDetails(workout.athleteId, workout.workoutId, signal),
        (details) => details.timeInZones.length > 0 || details.meanMaxes.length > 0,
        options,
      ),
    records: (workouts: readonly Workout[], options?: FetchOptions) =>
      fetchAll(
        'records',
        workouts,
        (workout, signal) => remote.workoutRecords(workout.athleteId, workout.workoutId, signal),
        (records) => !records.pending && records.records.length > 0,
        options,
      ),
    laps: (workouts: readonly Workout[], options?: FetchOptions) =>
      fetchAll(
        'laps',
        workouts,
        (workout, signal) => remote.workoutLaps(workout.athleteId, workout.workoutId, signal),
        (laps) => laps.length > 0,
        options,
      ),
  };
}

/** When time was up, here or for the question as a whole, what came until then still answers. */
function whyStopped(signal: AbortSignal): ErrorInfo | null {
  if (toErrorInfo(signal.reason).code === 'still_loading') return toErrorInfo(tooMany());
  throwIfEnded(signal);
  return null;
}

function tooMany(): AppError {
  return new AppError(
    'still_loading',
    'TrainingPeaks is asked gently, one workout after the other, and the time for this answer ran out. Ask again to go on from here.',
  );
}
