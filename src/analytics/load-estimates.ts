/**
 * TSS where TrainingPeaks has none: for plans that only name a time, and for completed sessions without a
 * score. Every estimate is marked as one and never replaces a stored TSS.
 */
import { addDays, type CalendarDay } from './calendar.ts';
import type { LoadSession } from './load-session.ts';
import { SWIM } from './sports.ts';
import { isKnown, median } from './statistics.ts';

const REFERENCE_DAYS = 90;
const SECONDS_PER_HOUR = 3600;

/**
 * TSS of a duration at an intensity factor: hours x IF^2 x 100, and hours x IF^3 x 100 for swims, whose
 * resistance grows with the square of speed. Source: TrainingPeaks help 204071724 and 218418267.
 */
export function tssFromIntensity(durationSeconds: number, intensityFactor: number, sportId?: number): number {
  const exponent = sportId === SWIM ? 3 : 2;
  return (durationSeconds / SECONDS_PER_HOUR) * intensityFactor ** exponent * 100;
}

/** The load of a plan. `tss` is null when the plan names too little to estimate it. */
export interface PlannedLoad {
  readonly tss: number | null;
  readonly estimated: boolean;
}

/**
 * A function that gives the load of a plan: its TSS; else from planned time and planned IF; else from
 * planned time and the median IF of the same sport over the 90 days before the plan (or before today,
 * for a plan in the future).
 */
export function plannedLoadEstimator(
  sessions: readonly LoadSession[],
  today: CalendarDay,
): (plan: LoadSession) => PlannedLoad {
  const medians = recentMedians(sessions, (session) =>
    isKnown(session.intensityFactor) && session.intensityFactor > 0 ? session.intensityFactor : null,
  );
  return (plan) => {
    if (isKnown(plan.plannedTss)) return { tss: plan.plannedTss, estimated: false };
    if (!isKnown(plan.plannedDurationSeconds)) return { tss: null, estimated: false };
    const intensityFactor = isKnown(plan.plannedIntensityFactor)
      ? plan.plannedIntensityFactor
      : medians(plan.sportId, plan.day < today ? plan.day : today);
    if (intensityFactor === null) return { tss: null, estimated: false };
    return {
      tss: tssFromIntensity(plan.plannedDurationSeconds, intensityFactor, plan.sportId),
      estimated: true,
    };
  };
}

/** What a completed session without a TSS would probably have scored. */
export interface UnscoredEstimate {
  readonly day: CalendarDay;
  readonly sportId: number;
  /** null when the session has no duration or the sport has no scored session to learn from. */
  readonly estimatedTss: number | null;
  /** `intensity`: from its own IF. `median_per_hour`: from the athlete's usual TSS per hour of the sport. */
  readonly method: 'intensity' | 'median_per_hour';
}

/**
 * One estimate for every completed session without a TSS, in the order given. The usual TSS per hour is the
 * median over the 90 days before the session, or over all sessions of the sport where those hold none.
 */
export function estimateUnscored(sessions: readonly LoadSession[]): UnscoredEstimate[] {
  const tssPerHour = ({ tss, durationSeconds }: LoadSession): number | null =>
    isKnown(tss) && isKnown(durationSeconds) && durationSeconds > 0
      ? tss / (durationSeconds / SECONDS_PER_HOUR)
      : null;
  const recent = recentMedians(sessions, tssPerHour);
  const ever = new Map<number, number | null>();
  const everOf = (sportId: number): number | null => {
    const known = ever.get(sportId);
    if (known !== undefined) return known;
    const rates = sessions
      .filter((session) => session.completed && session.sportId === sportId)
      .map(tssPerHour)
      .filter((rate) => rate !== null);
    const rate = median(rates);
    ever.set(sportId, rate);
    return rate;
  };
  return sessions
    .filter((session) => session.completed && !isKnown(session.tss))
    .map(({ day, sportId, durationSeconds, intensityFactor }) => {
      if (isKnown(durationSeconds) && isKnown(intensityFactor) && intensityFactor > 0) {
        const estimatedTss = tssFromIntensity(durationSeconds, intensityFactor, sportId);
        return { day, sportId, estimatedTss, method: 'intensity' };
      }
      const rate = isKnown(durationSeconds) ? (recent(sportId, day) ?? everOf(sportId)) : null;
      const estimatedTss =
        rate === null || !isKnown(durationSeconds) ? null : (durationSeconds / SECONDS_PER_HOUR) * rate;
      return { day, sportId, estimatedTss, method: 'median_per_hour' };
    });
}

/** The median of a value over a sport's completed sessions of the 90 days before a day, kept once computed. */
function recentMedians(
  sessions: readonly LoadSession[],
  valueOf: (session: LoadSession) => number | null,
): (sportId: number, before: CalendarDay) => number | null {
  const bySport = new Map<number, readonly DatedValue[]>();
  const found = new Map<string, number | null>();
  return (sportId, before) => {
    const key = `${String(sportId)} ${before}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const dated = bySport.get(sportId) ?? datedValues(sessions, sportId, valueOf);
    bySport.set(sportId, dated);
    const from = firstAtOrAfter(dated, addDays(before, -REFERENCE_DAYS));
    const to = firstAtOrAfter(dated, before);
    const value = median(dated.slice(from, to).map((each) => each.value));
    found.set(key, value);
    return value;
  };
}

interface DatedValue {
  readonly day: CalendarDay;
  readonly value: number;
}

/** The known values of a sport's completed sessions, by day. */
function datedValues(
  sessions: readonly LoadSession[],
  sportId: number,
  valueOf: (session: LoadSession) => number | null,
): DatedValue[] {
  return sessions
    .filter((session) => session.completed && session.sportId === sportId)
    .flatMap((session) => {
      const value = valueOf(session);
      return value === null ? [] : [{ day: session.day, value }];
    })
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

function firstAtOrAfter(sorted: readonly DatedValue[], day: CalendarDay): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((sorted[middle]?.day ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
