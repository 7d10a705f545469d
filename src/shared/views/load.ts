import type { Provenance } from '../snapshot.ts';

export interface LoadRequest {
  readonly step: 'week' | 'month';
  /** Periods up to and including the running one. */
  readonly periodsBack: number;
  /** Periods after the running one, from the plan. */
  readonly periodsAhead: number;
  readonly weekStart: 'monday' | 'sunday';
  /** Time constants of `ctlChange`, in days. */
  readonly ctlDays: number;
  readonly atlDays: number;
}

/** Load of one sport in one period: what is done. */
export interface SportLoad {
  readonly sportId: number;
  readonly tss: number;
  readonly durationSeconds: number;
  readonly sessions: number;
}

/** A calendar week or month; sums over all of its days, what is done and what is planned apart. */
export interface LoadPeriod {
  readonly startDay: string;
  readonly endDay: string;
  /** Over before today. */
  readonly complete: boolean;
  /** Known TSS of completed sessions. */
  readonly tss: number;
  /** TSS of everything that was or is planned, done or not. */
  readonly plannedTss: number;
  readonly remainingPlannedTss: number;
  readonly missedTss: number;
  readonly durationSeconds: number;
  readonly plannedDurationSeconds: number;
  /** Planned time of today's and later sessions that are not done, and of past ones that were not. */
  readonly remainingPlannedSeconds: number;
  readonly missedSeconds: number;
  readonly sessions: number;
  /** Completed sessions without a TSS: `tss` is a lower bound when there are any. */
  readonly unscored: number;
  readonly bySport: readonly SportLoad[];
  /** CTL at the end of the period, of today's plan included, minus CTL before it; null where it cannot be trusted yet. */
  readonly ctlChange: number | null;
}

export interface LoadView {
  readonly about: Provenance;
  readonly today: string;
  /** Oldest first; nothing before the first workout of the history, and nothing after the last plan. Empty when nothing was ever done. */
  readonly periods: readonly LoadPeriod[];
  /** Sports of these periods, the one with the most load first. */
  readonly sports: readonly { readonly id: number; readonly name: string }[];
  /** Mean weekly TSS and time of the last four complete weeks and of the four before; null under eight complete weeks. */
  readonly recent: {
    readonly weeklyTss: number;
    readonly previousWeeklyTss: number;
    readonly changePercent: number | null;
    readonly weeklySeconds: number;
    readonly previousWeeklySeconds: number;
  } | null;
}
