/**
 * Aerobic decoupling (Pw:Hr, Pa:Hr): how much efficiency the second half of a session loses.
 * (EF_first - EF_second) / EF_first x 100, positive = drift. EF = output / average heart rate of the half.
 * Source: TrainingPeaks help 204071724 and Friel. intervals.icu prints the opposite sign.
 */
import { normalizedPower } from './normalized-power.ts';
import { efficiencyFactor } from './power.ts';
import { coverage, knownSamples, type Samples } from './samples.ts';
import { mean } from './statistics.ts';

const WARM_UP_SECONDS = 600;
const SHORTEST_FOR_NUMBER_SECONDS = 20 * 60;
const SHORTEST_FOR_VERDICT_SECONDS = 60 * 60;
const LOWEST_HEART_RATE_COVERAGE = 0.95;
const HIGHEST_VARIABILITY = 1.1;
const HOT_CELSIUS = 28;

export interface DecouplingInput {
  /** Power in W, or normalized graded speed in m/s. */
  readonly output: Samples;
  /** What `output` is; `power` by default. */
  readonly channel?: 'power' | 'speed';
  readonly heartRateBpm: Samples;
  readonly sampleSeconds?: number;
  /** What stands for the output of a half: NP (default for power) or the average (always for speed). */
  readonly basis?: 'np' | 'avg';
  /** Left out at the start; 600 by default. */
  readonly warmUpSeconds?: number;
  readonly averageTemperatureCelsius?: number | null;
}

export interface Decoupling {
  /** Percent of efficiency lost; negative when it rose. */
  readonly decouplingPercent: number | null;
  readonly basis: 'np' | 'avg';
  readonly firstHalfEfficiency: number | null;
  readonly secondHalfEfficiency: number | null;
  /** Share of the samples with a heart rate above zero. */
  readonly heartRateCoverage: number;
  readonly variabilityIndex: number | null;
  /** Below 5 % good, to 10 % moderate, above high: a coaching convention. null when it would mean nothing. */
  readonly verdict: 'good' | 'moderate' | 'high' | null;
  /** Why there is no number or no verdict, and what to keep in mind. */
  readonly reasons: readonly string[];
}

/**
 * Decoupling over the two halves of the time left after the warm-up. Samples without a heart rate (null or
 * zero) or without output are left out. A number needs 20 minutes and 95 % heart rate; a verdict also needs
 * 60 minutes and, for power, a variability index of at most 1.10.
 */
export function decoupling(input: DecouplingInput): Decoupling {
  const sampleSeconds = input.sampleSeconds ?? 1;
  const isPower = (input.channel ?? 'power') === 'power';
  const basis = isPower ? (input.basis ?? 'np') : 'avg';
  const skipped = Math.round((input.warmUpSeconds ?? WARM_UP_SECONDS) / sampleSeconds);
  const output = input.output.slice(skipped);
  const heartRate = input.heartRateBpm.slice(skipped).map((bpm) => (bpm === 0 ? null : bpm));
  const variability = isPower ? normalizedPower(output, { sampleSeconds }).variabilityIndex : null;
  const heartRateCoverage = coverage(heartRate);

  const counted = output.flatMap((value, index) =>
    isRecorded(value) && isRecorded(heartRate[index]) ? [index] : [],
  );
  const seconds = counted.length * sampleSeconds;
  const nothing = {
    decouplingPercent: null,
    firstHalfEfficiency: null,
    secondHalfEfficiency: null,
    verdict: null,
  };
  const shared = { basis, heartRateCoverage, variabilityIndex: variability };
  if (seconds < SHORTEST_FOR_NUMBER_SECONDS) {
    return { ...nothing, ...shared, reasons: ['Less than 20 minutes remain after the warm-up.'] };
  }
  if (heartRateCoverage < LOWEST_HEART_RATE_COVERAGE) {
    return { ...nothing, ...shared, reasons: ['Heart rate is missing for more than 5 % of the time.'] };
  }

  const middle = counted[Math.floor(counted.length / 2)] ?? 0;
  const halfOf = (from: number, to: number): number | null => {
    const paired = output
      .slice(from, to)
      .map((value, index) => (isRecorded(heartRate[from + index]) ? value : null));
    const effort =
      basis === 'np'
        ? normalizedPower(paired, { sampleSeconds }).normalizedPowerWatts
        : mean(knownSamples(paired));
    const paceOfHeart = mean(
      knownSamples(
        heartRate.slice(from, to).map((bpm, index) => (isRecorded(output[from + index]) ? bpm : null)),
      ),
    );
    return effort === null || paceOfHeart === null ? null : efficiencyFactor(effort, paceOfHeart);
  };
  const first = halfOf(0, middle);
  const second = halfOf(middle, output.length);
  if (first === null || second === null) {
    return { ...nothing, ...shared, reasons: ['A half of the session has no output to compare.'] };
  }
  const decouplingPercent = ((first - second) / first) * 100;
  const reasons = againstVerdict(seconds, variability);
  const hot = (input.averageTemperatureCelsius ?? 0) > HOT_CELSIUS;
  return {
    decouplingPercent,
    ...shared,
    firstHalfEfficiency: first,
    secondHalfEfficiency: second,
    verdict: reasons.length === 0 ? verdictOf(decouplingPercent) : null,
    reasons: hot ? [...reasons, 'It was hot (above 28 C); heat alone causes drift.'] : reasons,
  };
}

function againstVerdict(seconds: number, variability: number | null): string[] {
  const reasons: string[] = [];
  if (seconds < SHORTEST_FOR_VERDICT_SECONDS) reasons.push('Shorter than 60 minutes after the warm-up.');
  if (variability !== null && variability > HIGHEST_VARIABILITY)
    reasons.push('Not applicable: interval session.');
  return reasons;
}

function verdictOf(percent: number): 'good' | 'moderate' | 'high' {
  if (percent < 5) return 'good';
  return percent <= 10 ? 'moderate' : 'high';
}

function isRecorded(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
