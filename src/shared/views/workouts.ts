import type { Provenance } from '../snapshot.ts';

/** An entry of the calendar in full precision: it is rounded once, where it is shown. Null is unknown. */
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
  /** What the plan counts for: as stored; else estimated from planned time and intensity; null when there is too little of a plan. */
  readonly plannedTss: number | null;
  readonly isPlanEstimated: boolean;
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
