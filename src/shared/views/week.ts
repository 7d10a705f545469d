export interface WeekRequest {
  /** Sports to count; null for all. */
  readonly sportIds: readonly number[] | null;
  readonly weekStart: 'monday' | 'sunday';
}

/** The load of the running week, done against planned, in TSS. */
export interface WeekView {
  readonly startDay: string;
  readonly endDay: string;
  /** Known TSS of what is done. */
  readonly doneTss: number;
  /** TSS of everything that was or is planned, done or not. */
  readonly plannedTss: number;
  /** The part of `plannedTss` up to the end of today. */
  readonly plannedToTodayTss: number;
  /** Planned TSS of today and later that is not done yet. */
  readonly remainingTss: number;
  /** Sessions done without a TSS: `doneTss` is a lower bound when there are any. */
  readonly unscored: number;
  /** Some planned TSS was estimated from planned time and intensity. */
  readonly plannedEstimated: boolean;
}
