import type { CalendarDay } from './calendar.ts';
import { DAY_OFF } from './sports.ts';
import { isKnown } from './statistics.ts';

/** A workout of the calendar as far as load needs it. `null` is unknown, never zero. */
export interface LoadSession {
  readonly day: CalendarDay;
  /** TrainingPeaks `workoutTypeValueId`. */
  readonly sportId: number;
  readonly completed: boolean;
  readonly tss: number | null;
  readonly plannedTss: number | null;
  readonly plannedDurationSeconds: number | null;
  readonly plannedIntensityFactor: number | null;
  readonly durationSeconds: number | null;
  readonly intensityFactor: number | null;
  /** A plan exists; a workout planned and done is both `planned` and `completed`. */
  readonly planned: boolean;
}

/** Whether the session is a plan; an entry that only marks a day off is none. */
export function isPlan(
  session: Pick<LoadSession, 'planned' | 'sportId' | 'plannedTss' | 'plannedDurationSeconds'>,
): boolean {
  if (!session.planned) return false;
  return (
    session.sportId !== DAY_OFF || isKnown(session.plannedTss) || isKnown(session.plannedDurationSeconds)
  );
}
