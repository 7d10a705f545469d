export interface DaysRequest {
  /** First and last day, both included, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Sports to list; null for all. */
  readonly sportIds: readonly number[] | null;
}

/** An entry of the calendar, in short. */
export interface DayEntry {
  readonly workoutId: number;
  readonly day: string;
  /** Null when the athlete gave none. */
  readonly title: string | null;
  readonly sport: string;
  /** `missed`: a plan of a past day that was not done. `note`: neither planned nor done. */
  readonly status: 'completed' | 'planned' | 'missed' | 'day_off' | 'note';
  readonly durationSeconds: number | null;
  readonly tss: number | null;
  readonly plannedDurationSeconds: number | null;
  /** What the plan counts for: as stored; else estimated from planned time and intensity; null when there is too little of a plan. */
  readonly plannedTss: number | null;
  readonly isPlanEstimated: boolean;
  /** The names of other entries that look like the same session, recorded twice; usually empty. */
  readonly sameAs: readonly string[];
}

export interface DaysView {
  readonly from: string;
  readonly to: string;
  /** In the order of the calendar. */
  readonly entries: readonly DayEntry[];
}
