/**
 * Foster's monotony and strain: how alike the days of a week are, and the load that comes with it.
 * Monotony = mean / standard deviation of seven daily loads, rest days included; strain = weekly load x monotony.
 * Sources: Foster 1998 (MSSE 30:1164-8), 2001 (JSCR 15:109-115). They do not name the divisor of the
 * deviation; `sample` (n - 1) is the default, `population` (n) compares with Runalyze.
 */
import { isKnown, mean, standardDeviation, sum, type DeviationKind } from './statistics.ts';

/** Foster's warning level. */
const HIGH_MONOTONY = 2;

export interface Monotony {
  readonly monotony: number | null;
  readonly strain: number | null;
  readonly weeklyTss: number | null;
  readonly meanTss: number | null;
  readonly standardDeviation: number | null;
  readonly deviationKind: DeviationKind;
  /** Above Foster's warning level of 2.0. */
  readonly high: boolean;
  /** Why there is no value. */
  readonly reason?: string;
}

/**
 * Monotony and strain of seven consecutive days (TSS each, 0 for rest, null for a day whose load is unknown).
 * null with a reason when a day is unknown, when fewer than seven are given, when all are rest, and when all
 * are identical (the ratio is undefined, not infinite). Throws RangeError for more than seven days.
 */
export function monotony(
  sevenDays: readonly (number | null)[],
  options: { readonly sd?: DeviationKind } = {},
): Monotony {
  const deviationKind = options.sd ?? 'sample';
  if (sevenDays.length > 7) throw new RangeError('Monotony is defined over seven days.');
  const known = sevenDays.filter(isKnown);
  if (known.length < 7) return without(deviationKind, 'Fewer than seven days have a known load.');
  const weeklyTss = sum(known);
  const meanTss = mean(known);
  const deviation = standardDeviation(known, deviationKind);
  const values = { weeklyTss, meanTss, standardDeviation: deviation };
  if (meanTss === null || meanTss === 0)
    return { ...without(deviationKind, 'All seven days are rest.'), ...values };
  if (deviation === null || deviation === 0) {
    return {
      ...without(deviationKind, 'The seven days are identical, so the ratio is undefined.'),
      ...values,
    };
  }
  const ratio = meanTss / deviation;
  return {
    monotony: ratio,
    strain: weeklyTss * ratio,
    ...values,
    deviationKind,
    high: ratio > HIGH_MONOTONY,
  };
}

function without(deviationKind: DeviationKind, reason: string): Monotony {
  const nothing = { monotony: null, strain: null, weeklyTss: null, meanTss: null, standardDeviation: null };
  return { ...nothing, deviationKind, high: false, reason };
}
