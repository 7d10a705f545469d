import type { Provenance } from '../snapshot.ts';
import type { DayEntry } from './days.ts';
import type { Mark } from './marks.ts';

export interface CalendarRequest {
  /** A day of the first week; null for the week before the running one. */
  readonly from: string | null;
  readonly weeks: number;
  readonly weekStart: 'monday' | 'sunday';
  /** Time constants of the chart, in days. */
  readonly ctlDays: number;
  readonly atlDays: number;
}

/** What a week holds, summed as `tp_training_load_summary` does. TSS and seconds. */
export interface CalendarLoad {
  /** Known TSS of what is done: a lower bound when `unscored` sessions are done. */
  readonly doneTss: number;
  readonly doneSeconds: number;
  readonly doneSessions: number;
  readonly unscored: number;
  /** Everything that was or is planned, done or not. */
  readonly plannedTss: number;
  readonly plannedSeconds: number;
  readonly isPlanEstimated: boolean;
  /** Planned for today or later and not done. */
  readonly remainingTss: number;
  readonly remainingSessions: number;
  readonly missedSessions: number;
}

/** Fitness and form as a week leaves them, on the evening of its last day, in full precision. */
export interface WeekEnd {
  readonly ctl: number;
  /** CTL minus ATL of that evening: the form that TrainingPeaks shows on the morning after it. */
  readonly form: number;
  /** Rests on the plan: the week is not over. */
  readonly isProjected: boolean;
}

export interface CalendarWeek {
  readonly startDay: string;
  readonly endDay: string;
  /** In the order of the calendar. */
  readonly entries: readonly DayEntry[];
  /** Races, notes and days away that touch the week. */
  readonly marks: readonly Mark[];
  readonly load: CalendarLoad;
  /** Null before the first workout, after the last week with a plan, and while the history still loads. */
  readonly end: WeekEnd | null;
}

export interface CalendarView {
  readonly about: Provenance;
  readonly today: string;
  /** In order, without a gap. */
  readonly weeks: readonly CalendarWeek[];
  /** The running week, whether or not it is among them. */
  readonly thisWeek: CalendarLoad;
  /** The next A race; else the next race. */
  readonly nextRace: Mark | null;
}
