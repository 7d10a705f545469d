import type { Workout } from '../shared/workout.ts';
import type { StoreAccess } from './store-access.ts';

export type SatelliteKind = 'details' | 'records' | 'laps';

/** The part of the store that keeps what TrainingPeaks says of single workouts beyond the list. */
export function storedSatellites({ sql, write, parse }: StoreAccess) {
  return {
    /** What was kept of a workout, unless the workout has been edited since. */
    satellite(
      athleteId: number,
      workout: Pick<Workout, 'workoutId' | 'lastModified'>,
      kind: SatelliteKind,
    ): unknown {
      const row = sql(
        'SELECT body FROM satellite WHERE athlete_id = ? AND workout_id = ? AND kind = ? AND last_modified IS ?',
      ).get(athleteId, workout.workoutId, kind, workout.lastModified);
      return row === undefined ? null : parse(row['body']);
    },
    saveSatellite(
      athleteId: number,
      workout: Pick<Workout, 'workoutId' | 'lastModified'>,
      kind: SatelliteKind,
      body: unknown,
    ): void {
      write(() =>
        sql(
          'INSERT OR REPLACE INTO satellite (athlete_id, workout_id, kind, last_modified, body) VALUES (?, ?, ?, ?, ?)',
        ).run(athleteId, workout.workoutId, kind, workout.lastModified, JSON.stringify(body)),
      );
    },
  };
}
