/**
 * The acute:chronic workload ratio in its three usual definitions. They can lie on both sides of 1.0 for
 * the same athlete, so none is ever shown without its name.
 */
import { mean } from './statistics.ts';

const ACUTE_DAYS = 7;
const CHRONIC_DAYS = 28;

export interface WorkloadRatio {
  /** mean(last 7 days) / mean(last 28 days). */
  readonly rollingCoupled: number | null;
  /** mean(last 7 days) / mean(the 21 days before them). */
  readonly rollingUncoupled: number | null;
  /** Exponentially weighted means with lambda = 2 / (N + 1), N = 7 and 28 (Williams 2017). */
  readonly exponentiallyWeighted: number | null;
  /** What to print beside the numbers. */
  readonly caveat: string;
  readonly reason?: string;
}

const CAVEAT =
  'Descriptive, not an injury predictor: coupling alone makes a correlation of about 0.5 (Lolli 2017, BJSM ' +
  '53/15/921), and the ratio adds nothing over the acute load (Impellizzeri 2020, 10.1007/s40279-020-01378-6).';

/**
 * All three ratios at the last of consecutive daily loads (TSS, 0 for rest). The weighted means start at
 * `start`, by default the first load given. null with a reason under 28 days; a single ratio is null when
 * its chronic load is zero. Throws RangeError for a load that is not finite.
 */
export function workloadRatio(
  dailyTss: readonly number[],
  options: { readonly start?: number } = {},
): WorkloadRatio {
  if (!dailyTss.every(Number.isFinite)) throw new RangeError('Every day needs a known load.');
  const nothing = { rollingCoupled: null, rollingUncoupled: null, exponentiallyWeighted: null };
  if (dailyTss.length < CHRONIC_DAYS) {
    return { ...nothing, caveat: CAVEAT, reason: 'Fewer than 28 days are loaded.' };
  }
  const acute = mean(dailyTss.slice(-ACUTE_DAYS));
  const start = options.start ?? dailyTss[0] ?? 0;
  return {
    rollingCoupled: ratio(acute, mean(dailyTss.slice(-CHRONIC_DAYS))),
    rollingUncoupled: ratio(acute, mean(dailyTss.slice(-CHRONIC_DAYS, -ACUTE_DAYS))),
    exponentiallyWeighted: ratio(
      weightedMean(dailyTss, ACUTE_DAYS, start),
      weightedMean(dailyTss, CHRONIC_DAYS, start),
    ),
    caveat: CAVEAT,
  };
}

function weightedMean(dailyTss: readonly number[], days: number, start: number): number {
  const lambda = 2 / (days + 1);
  return dailyTss.reduce((value, tss) => value + (tss - value) * lambda, start);
}

function ratio(acute: number | null, chronic: number | null): number | null {
  return acute === null || chronic === null || chronic === 0 ? null : acute / chronic;
}
