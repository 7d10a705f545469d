import type { Provenance } from '../snapshot.ts';

/** An entry of the calendar as `tp_get_workouts` gives it, with its rounding; null is unknown. */
export interface WorkoutEntry {
  readonly workoutId: number;
  readonly day: string;
  readonly sportId: number;
  readonly sport: string;
  readonly title: string | null;
  /** A past plan that was not done is missed. */
  readonly status: 'completed' | 'planned' | 'missed' | 'day_off' | 'note';
  readonly durationSeconds: number | null;
  readonly distanceMeters: number | null;
  readonly tss: number | null;
  readonly intensityFactor: number | null;
  readonly averageHeartRateBpm: number | null;
  readonly averagePowerWatts: number | null;
  readonly normalizedPowerWatts: number | null;
  readonly personalRecords: number;
  readonly plannedDurationSeconds: number | null;
  readonly plannedTss: number | null;
  /** TSS as stored, for sums: rounded ones would add up to something else. */
  readonly storedTss: number | null;
  readonly storedPlannedTss: number | null;
  /** Title, tags, description and the coach's words, in lower case. */
  readonly searchText: string;
}

export interface WorkoutsView {
  readonly about: Provenance;
  readonly today: string;
  /** First day of the history that is loaded so far. */
  readonly loadedFrom: string;
  /** The whole loaded calendar, what is planned ahead included: newest first. */
  readonly workouts: readonly WorkoutEntry[];
}
