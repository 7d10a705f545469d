import type { Structure } from '../workout.ts';

export interface WorkoutRequest {
  readonly workoutId: number;
  /** Time constants of the chart, in days. */
  readonly ctlDays: number;
  readonly atlDays: number;
}

/** Another workout, as far as a link names it. */
export interface WorkoutLink {
  readonly workoutId: number;
  readonly day: string;
  readonly sport: string;
  readonly title: string | null;
}

/** What one workout still is in the chart of today. Points of CTL and ATL, in full precision. */
export interface ContributionToday {
  readonly daysAgo: number;
  readonly ctl: number;
  readonly atl: number;
}

/** What a workout's page shows beside the answers of `tp_get_workout` and `tp_workout_analysis`. */
export interface WorkoutView {
  readonly today: string;
  readonly sportId: number;
  /** The workouts before and after it in the calendar; null at its ends. */
  readonly previous: WorkoutLink | null;
  readonly next: WorkoutLink | null;
  /** Null when it is not done, or has no TSS. */
  readonly contribution: ContributionToday | null;
  readonly structure: Structure | null;
}
