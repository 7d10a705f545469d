/** How closely a session followed its plan, in the colours of the TrainingPeaks calendar. */
import type { CalendarDay } from './calendar.ts';
import { isPlan } from './load-session.ts';
import { isKnown } from './statistics.ts';

export type ComplianceColour = 'green' | 'yellow' | 'red';

export interface PlannedSession {
  readonly day: CalendarDay;
  readonly sportId: number;
  readonly planned: boolean;
  readonly completed: boolean;
  readonly durationSeconds: number | null;
  readonly plannedDurationSeconds: number | null;
  readonly distanceMeters: number | null;
  readonly plannedDistanceMeters: number | null;
  readonly tss: number | null;
  readonly plannedTss: number | null;
}

export interface Compliance {
  /** `upcoming`: today's or later plan not done. `unplanned`: done without a plan. `none`: neither. */
  readonly state: 'done' | 'missed' | 'upcoming' | 'unplanned' | 'none';
  /** null where there is nothing to judge. */
  readonly colour: ComplianceColour | null;
  /** Actual / planned x 100 of the basis. */
  readonly percent: number | null;
  /** What was compared: the first of duration, distance and TSS that is both planned and known. */
  readonly basis: 'duration' | 'distance' | 'tss' | null;
}

/**
 * The colour of a percentage of the plan: 80 to 120 green, 50 to 150 yellow, else red; the edges belong to
 * the better colour. Source: TrainingPeaks help, colour coding. Newer TrainingPeaks screens split yellow in two.
 */
export function complianceColour(percent: number): ComplianceColour {
  if (percent >= 80 && percent <= 120) return 'green';
  return percent >= 50 && percent <= 150 ? 'yellow' : 'red';
}

/** Actual as a percentage of the plan; null when either is unknown or nothing was planned. */
export function compliancePercent(actual: number | null, planned: number | null): number | null {
  return isKnown(actual) && isKnown(planned) && planned > 0 ? (actual / planned) * 100 : null;
}

/** Compliance of one session as of `today`. A past plan that was not done is missed and red. */
export function sessionCompliance(session: PlannedSession, today: CalendarDay): Compliance {
  const nothing = { colour: null, percent: null, basis: null };
  if (!session.completed) {
    if (!isPlan(session) && !hasDistancePlan(session)) return { state: 'none', ...nothing };
    if (session.day >= today) return { state: 'upcoming', ...nothing };
    return { state: 'missed', colour: 'red', percent: 0, basis: null };
  }
  if (!session.planned) return { state: 'unplanned', ...nothing };
  const candidates = [
    {
      basis: 'duration',
      percent: compliancePercent(session.durationSeconds, session.plannedDurationSeconds),
    },
    { basis: 'distance', percent: compliancePercent(session.distanceMeters, session.plannedDistanceMeters) },
    { basis: 'tss', percent: compliancePercent(session.tss, session.plannedTss) },
  ] as const;
  for (const { basis, percent } of candidates) {
    if (percent !== null) return { state: 'done', colour: complianceColour(percent), percent, basis };
  }
  return { state: 'done', ...nothing };
}

function hasDistancePlan({ planned, plannedDistanceMeters }: PlannedSession): boolean {
  return planned && isKnown(plannedDistanceMeters) && plannedDistanceMeters > 0;
}
