/**
 * Where fitness goes from here, and the load that takes it to a target.
 *
 *   after n days of a constant load T:   CTL_n = T + (CTL_0 - T) q^n,   q = 1 - 1/42
 *   inverse:                             T = (target - CTL_0 q^n) / (1 - q^n)
 */
import { addDays, type CalendarDay } from './calendar.ts';
import { checkedConstants, trainingLoad } from './training-load.ts';
import type { Fitness, LoadConstants, LoadPoint } from './training-load.ts';

/** Fitness at the end of `day`; a projection begins on the day after it. */
export interface ProjectionStart extends Fitness {
  readonly day: CalendarDay;
}

/** Rest for `days` days. */
export function projectZero(start: ProjectionStart, days: number, constants?: LoadConstants): LoadPoint[] {
  return projectConstant(start, 0, days, constants);
}

/** The same TSS on each of `days` days. Throws RangeError unless `days` is a whole number of at least 0. */
export function projectConstant(
  start: ProjectionStart,
  dailyTss: number,
  days: number,
  constants?: LoadConstants,
): LoadPoint[] {
  if (!Number.isInteger(days) || days < 0) throw new RangeError('A projection needs a whole number of days.');
  const load = Array.from({ length: days }, (_, index) => ({
    day: addDays(start.day, index + 1),
    tss: dailyTss,
  }));
  return trainingLoad(load, { seed: start, ...(constants && { constants }) });
}

/**
 * The calendar as planned: on each day what is done plus what is still planned. `days` follow the start
 * without a gap (the output of `dailyLoad`). Throws RangeError when they do not.
 */
export function projectPlanned(
  start: ProjectionStart,
  days: readonly {
    readonly day: CalendarDay;
    readonly actualTss: number;
    readonly remainingPlannedTss: number;
  }[],
  constants?: LoadConstants,
): LoadPoint[] {
  if (days[0] !== undefined && days[0].day !== addDays(start.day, 1)) {
    throw new RangeError('The planned days must begin on the day after the start.');
  }
  const load = days.map(({ day, actualTss, remainingPlannedTss }) => ({
    day,
    tss: actualTss + remainingPlannedTss,
  }));
  return trainingLoad(load, { seed: start, ...(constants && { constants }) });
}

export interface SolvedLoad {
  /** TSS every day. Below zero when even complete rest leaves CTL above the target. */
  readonly dailyTss: number;
  readonly weeklyTss: number;
  /** Whether a load of zero or more reaches the target. */
  readonly feasible: boolean;
}

/** The constant daily load that takes CTL to `targetCtl` in exactly `days` days. Throws RangeError under one day. */
export function solveDailyLoad(question: {
  readonly ctl: number;
  readonly targetCtl: number;
  readonly days: number;
  readonly constants?: LoadConstants;
}): SolvedLoad {
  const { ctl, targetCtl, days } = question;
  if (!(days >= 1)) throw new RangeError('A target needs at least one day.');
  const left = decay(question.constants) ** days;
  const dailyTss = (targetCtl - ctl * left) / (1 - left);
  return { dailyTss, weeklyTss: dailyTss * 7, feasible: dailyTss >= 0 };
}

/** The constant daily load that raises CTL by `rampPerWeek` points in seven days: CTL + 6.44233 x ramp. */
export function solveRampLoad(question: {
  readonly ctl: number;
  readonly rampPerWeek: number;
  readonly constants?: LoadConstants;
}): SolvedLoad {
  const { ctl, rampPerWeek, constants } = question;
  return solveDailyLoad({ ctl, targetCtl: ctl + rampPerWeek, days: 7, ...(constants && { constants }) });
}

/**
 * Days of a constant load until CTL reaches a target; null when it never does, because the load does not
 * lie beyond the target. `exactDays` solves the formula, `wholeDays` is the first day at or past the target.
 */
export function daysToReach(question: {
  readonly ctl: number;
  readonly targetCtl: number;
  readonly dailyTss: number;
  readonly constants?: LoadConstants;
}): { readonly exactDays: number; readonly wholeDays: number } | null {
  const { ctl, targetCtl, dailyTss } = question;
  const retention = decay(question.constants);
  if (ctl === targetCtl) return { exactDays: 0, wholeDays: 0 };
  const left = (targetCtl - dailyTss) / (ctl - dailyTss);
  if (retention === 0) return left >= 0 && left < 1 ? { exactDays: 1, wholeDays: 1 } : null;
  if (!(left > 0 && left < 1)) return null;
  const exactDays = Math.log(left) / Math.log(retention);
  return { exactDays, wholeDays: Math.ceil(exactDays - 1e-9) };
}

function decay(constants?: LoadConstants): number {
  return 1 - 1 / checkedConstants(constants).ctlDays;
}
