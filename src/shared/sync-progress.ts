/** How far a load of the history has come, told after each window of days. */
export interface SyncProgress {
  readonly windowsDone: number;
  /** Null when the age of the account is unknown. */
  readonly windowsExpected: number | null;
  /** What was just read: the days up to today, or the plan ahead of it. */
  readonly reading: 'past' | 'ahead';
  /** All days from here to `loadedTo` are loaded. */
  readonly loadedFrom: string;
  readonly loadedTo: string;
  readonly workoutCount: number;
}
