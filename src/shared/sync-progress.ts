/** How far a load of the history has come, told after each window of days. */
export interface SyncProgress {
  /** All windows that are loaded, those of earlier runs included. */
  readonly windowsDone: number;
  /** Null when the age of the account is unknown. */
  readonly windowsExpected: number | null;
  /** Day on which the account was created, to which a first load goes back at least; null when unknown. */
  readonly accountSince: string | null;
  /** What was just read: the days up to today, or the plan ahead of it. */
  readonly reading: 'past' | 'ahead';
  /** All days from here to `loadedTo` are loaded. */
  readonly loadedFrom: string;
  readonly loadedTo: string;
  /** Completed workouts that are loaded. */
  readonly workoutCount: number;
}
