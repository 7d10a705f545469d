/**
 * The Performance Management Chart: fitness (CTL), fatigue (ATL) and form (TSB). Unit: TSS per day.
 *
 *   CTL = CTL_yesterday + (TSS - CTL_yesterday) / 42      ATL the same with 7
 *
 * The step is 1/tau, as TrainingPeaks states it, not the 1 - exp(-1/tau) of GoldenCheetah and Elevate:
 * CTL differs by at most 0.1 between the two, ATL by up to 2 points.
 * `tsbMorning` is TrainingPeaks' TSB: yesterday's CTL minus yesterday's ATL. `tsbEndOfDay` is the
 * same-day difference that intervals.icu shows.
 */
import { dayNumber, type CalendarDay } from './calendar.ts';

/** Time constants in days. TrainingPeaks' defaults are 42 and 7. */
export interface LoadConstants {
  readonly ctlDays: number;
  readonly atlDays: number;
}

/** Fitness and fatigue at the end of some day. */
export interface Fitness {
  readonly ctl: number;
  readonly atl: number;
}

/** The load of one loaded day; a rest day is `tss: 0`. */
export interface DailyStress {
  readonly day: CalendarDay;
  readonly tss: number;
}

export interface LoadPoint extends DailyStress, Fitness {
  /** CTL minus ATL of the evening before: the form the athlete wakes up with. TrainingPeaks' TSB. */
  readonly tsbMorning: number;
  /** CTL minus ATL after this day's load. */
  readonly tsbEndOfDay: number;
}

export interface TrainingLoadOptions {
  readonly constants?: LoadConstants;
  /** Fitness at the end of the day before the first one. Zero at the start of a whole history. */
  readonly seed?: Fitness;
}

export const DEFAULT_CONSTANTS: LoadConstants = { ctlDays: 42, atlDays: 7 };

/** Days after which under 0.1 % of a wrong starting CTL is left: (41/42)^287. */
export const WARM_UP_DAYS = 287;

/** So long without training that nothing is left to describe, and no band of form means anything. */
export function isNearZero({ ctl, atl }: Fitness): boolean {
  return ctl < 1 && atl < 1;
}

const NO_FITNESS: Fitness = { ctl: 0, atl: 0 };

/**
 * CTL, ATL and both TSB conventions for consecutive days.
 *
 * Start the series at the first workout of the whole history with a zero seed, or pass the fitness of the
 * evening before. Throws RangeError when a day is missing or out of order (a day that was not loaded must
 * never read as rest), when a load is not a finite number, and when a constant is below one day.
 */
export function trainingLoad(days: readonly DailyStress[], options: TrainingLoadOptions = {}): LoadPoint[] {
  const constants = checkedConstants(options.constants);
  let fitness: Fitness = options.seed ?? NO_FITNESS;
  let expected = days[0] === undefined ? 0 : dayNumber(days[0].day);
  return days.map((stress) => {
    if (dayNumber(stress.day) !== expected) {
      throw new RangeError(`The series of days has a gap or is out of order at ${stress.day}.`);
    }
    expected += 1;
    const point = step(fitness, stress, constants);
    fitness = point;
    return point;
  });
}

/** The share of a wrong starting CTL that is left after `days` days: (1 - 1/ctlDays)^days, between 0 and 1. */
export function seedErrorShare(days: number, constants?: LoadConstants): number {
  return (1 - 1 / checkedConstants(constants).ctlDays) ** days;
}

/** Points of CTL, ATL and end-of-day TSB that one workout still adds. */
export interface WorkoutContribution extends Fitness {
  readonly tsbEndOfDay: number;
}

/**
 * What a workout of `tss` adds to the values `daysLater` days after it (0 = its own day), exactly:
 * CTL tss/42 x (41/42)^n, ATL tss/7 x (6/7)^n. The step is linear, so contributions of several workouts add up.
 */
export function workoutContribution(
  tss: number,
  daysLater: number,
  constants?: LoadConstants,
): WorkoutContribution {
  if (daysLater < 0) return { ctl: 0, atl: 0, tsbEndOfDay: 0 };
  const { ctlDays, atlDays } = checkedConstants(constants);
  const ctl = (tss / ctlDays) * (1 - 1 / ctlDays) ** daysLater;
  const atl = (tss / atlDays) * (1 - 1 / atlDays) ** daysLater;
  return { ctl, atl, tsbEndOfDay: ctl - atl };
}

/** Today has two honest answers until the plan is done or the day is over. */
export interface CurrentForm {
  readonly day: CalendarDay;
  /** TrainingPeaks' TSB of today; nothing done today changes it. */
  readonly tsbMorning: number;
  /** With what is completed so far. */
  readonly soFar: LoadPoint;
  /** With what is completed plus what is still planned for today. */
  readonly ifPlanDone: LoadPoint;
}

/** Today's values "so far" and "if the plan is done". `yesterday` holds the values of the evening before. */
export function currentForm(
  yesterday: Fitness,
  today: { readonly day: CalendarDay; readonly actualTss: number; readonly remainingPlannedTss: number },
  constants?: LoadConstants,
): CurrentForm {
  const after = (tss: number): LoadPoint =>
    step(yesterday, { day: today.day, tss }, checkedConstants(constants));
  return {
    day: today.day,
    tsbMorning: yesterday.ctl - yesterday.atl,
    soFar: after(today.actualTss),
    ifPlanDone: after(today.actualTss + today.remainingPlannedTss),
  };
}

/** The time constants, or the defaults. Throws RangeError unless both are finite and at least one day. */
export function checkedConstants(constants: LoadConstants = DEFAULT_CONSTANTS): LoadConstants {
  const valid = (days: number): boolean => Number.isFinite(days) && days >= 1;
  if (!valid(constants.ctlDays) || !valid(constants.atlDays)) {
    throw new RangeError('A time constant must be at least one day.');
  }
  return constants;
}

function step(before: Fitness, { day, tss }: DailyStress, { ctlDays, atlDays }: LoadConstants): LoadPoint {
  if (!Number.isFinite(tss)) throw new RangeError(`The load of ${day} is unknown.`);
  const ctl = before.ctl + (tss - before.ctl) / ctlDays;
  const atl = before.atl + (tss - before.atl) / atlDays;
  if (!Number.isFinite(ctl) || !Number.isFinite(atl))
    throw new RangeError('The starting fitness is unknown.');
  return { day, tss, ctl, atl, tsbMorning: before.ctl - before.atl, tsbEndOfDay: ctl - atl };
}
