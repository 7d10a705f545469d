import type { Provenance } from '../snapshot.ts';

export interface PerformanceRequest {
  /** Sports to count; null for all. */
  readonly sportIds: readonly number[] | null;
  /** Time constants in days. */
  readonly ctlDays: number;
  readonly atlDays: number;
}

/** Fitness, fatigue and form of one day, in full precision. */
export interface PerformancePoint {
  readonly tss: number;
  readonly ctl: number;
  readonly atl: number;
  readonly tsbMorning: number;
  readonly tsbEndOfDay: number;
}

/**
 * The performance management chart of a whole history, as columns in step: entry `n` of each is `n` days after
 * `firstDay`. Up to `todayIndex` they hold what was done, after it what is planned; they end some days after the
 * last plan, at the latest. Full precision, unit TSS.
 */
export interface PerformanceView {
  readonly about: Provenance;
  readonly today: string;
  readonly firstDay: string;
  readonly todayIndex: number;
  /** Entries before this one are not to be shown: the history that they rest on is still being loaded. */
  readonly firstTrustedIndex: number;
  /** Load of the day, after today the planned one; null when something was done and nothing of it has a score. */
  readonly tss: readonly (number | null)[];
  readonly ctl: readonly number[];
  readonly atl: readonly number[];
  /** CTL minus ATL of the evening before, as TrainingPeaks shows form. */
  readonly tsbMorning: readonly number[];
  readonly tsbEndOfDay: readonly number[];
  /** Planned load of today or later that is not done yet. */
  readonly remainingPlannedTss: readonly number[];
  /** Today once the rest of its plan is done. */
  readonly todayIfPlanDone: PerformancePoint;
  /** CTL of today minus CTL seven days earlier; null when the series is shorter. */
  readonly rampPerWeek: number | null;
  /** Sports with a completed session, the most frequent first. */
  readonly sports: readonly { readonly id: number; readonly name: string; readonly sessions: number }[];
}
