/**
 * What each calendar day holds: load done, load still planned, load missed, and what is unknown.
 *
 * A workout that was planned and done counts once, with what was done. A past plan that was not done is
 * missed and adds no load. Today holds what is done "so far" plus what is still planned. Unit: TSS.
 */
import { dayNumber, eachDay, type CalendarDay } from './calendar.ts';
import { plannedLoadEstimator } from './load-estimates.ts';
import { isPlan, type LoadSession } from './load-session.ts';
import { isKnown } from './statistics.ts';

export { estimateUnscored } from './load-estimates.ts';
export type { LoadSession } from './load-session.ts';

/** `unscored`: something was done and nothing of it has a TSS. The load of such a day is unknown, not zero. */
export type DayState = 'rest' | 'scored' | 'unscored';

/** One loaded day. Its sessions fall into three groups: completed, missed, and planned (still to be done). */
export interface DayLoad {
  readonly day: CalendarDay;
  /** Sum of the known TSS of completed sessions. */
  readonly actualTss: number;
  /** Planned TSS of today's or a later day's sessions that are not done yet. */
  readonly remainingPlannedTss: number;
  /** Part of `remainingPlannedTss` was estimated from planned time and intensity. */
  readonly remainingPlannedEstimated: boolean;
  /** Planned TSS of past sessions that were not done; estimated like the plan. Not part of any load. */
  readonly missedTss: number;
  readonly completedCount: number;
  /** Completed sessions without a TSS; they add nothing to `actualTss`, as at TrainingPeaks. */
  readonly unscoredCount: number;
  readonly missedCount: number;
  /** Sessions of today or later that are planned and not done. */
  readonly plannedCount: number;
  /** Missed or planned sessions whose load could not even be estimated; they add nothing to the sums. */
  readonly unknownPlanCount: number;
  readonly state: DayState;
}

/** The days to report, both ends included, and the athlete's today. */
export interface LoadRange {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly today: CalendarDay;
}

/**
 * One entry for every day of the range, in order. Sessions outside the range are not counted, but the
 * estimates of plans without a TSS learn from them: pass the whole history.
 * Throws RangeError when a day of the range is no real date.
 */
export function dailyLoad(sessions: readonly LoadSession[], range: LoadRange): DayLoad[] {
  const first = dayNumber(range.from);
  const today = dayNumber(range.today);
  const estimate = plannedLoadEstimator(sessions, range.today);
  const days = eachDay(range.from, range.to).map(emptyDay);
  for (const session of sessions) {
    const number = dayNumber(session.day);
    const day = days[number - first];
    if (day === undefined) continue;
    if (session.completed) countCompleted(day, session);
    else if (isPlan(session)) countPlan(day, number < today, estimate(session));
  }
  return days;
}

/** The sessions of some sports. `null` is no filter; an empty list selects nothing. */
export function filterSports<T extends { readonly sportId: number }>(
  sessions: readonly T[],
  sportIds: readonly number[] | null,
): T[] {
  return sportIds === null ? [...sessions] : sessions.filter((session) => sportIds.includes(session.sportId));
}

type OpenDay = { -readonly [Key in keyof DayLoad]: DayLoad[Key] };

function emptyDay(day: CalendarDay): OpenDay {
  return {
    day,
    actualTss: 0,
    remainingPlannedTss: 0,
    remainingPlannedEstimated: false,
    missedTss: 0,
    completedCount: 0,
    unscoredCount: 0,
    missedCount: 0,
    plannedCount: 0,
    unknownPlanCount: 0,
    state: 'rest',
  };
}

function countCompleted(day: OpenDay, { tss }: LoadSession): void {
  day.completedCount += 1;
  if (isKnown(tss)) {
    day.actualTss += tss;
    day.state = 'scored';
  } else {
    day.unscoredCount += 1;
    if (day.state === 'rest') day.state = 'unscored';
  }
}

function countPlan(day: OpenDay, past: boolean, plan: { tss: number | null; estimated: boolean }): void {
  if (plan.tss === null) day.unknownPlanCount += 1;
  if (past) {
    day.missedCount += 1;
    day.missedTss += plan.tss ?? 0;
  } else {
    day.plannedCount += 1;
    day.remainingPlannedTss += plan.tss ?? 0;
    day.remainingPlannedEstimated ||= plan.estimated;
  }
}
