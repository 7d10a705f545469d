/** Stress scores without power: pace for runs and swims, heart rate for everything else. Unit: TSS. */
import { tssFromIntensity } from './load-estimates.ts';
import { SWIM } from './sports.ts';
import { knownSamples, type Samples } from './samples.ts';
import { sum } from './statistics.ts';

/** A score and the intensity factor behind it. */
export interface PaceStress {
  readonly tss: number;
  readonly intensityFactor: number;
}

/**
 * rTSS = hours x IF^2 x 100 with IF = normalized graded speed / threshold speed. Weak on steep ground.
 * Throws RangeError unless the threshold is above zero.
 */
export function runStress(run: {
  readonly durationSeconds: number;
  readonly normalizedSpeedMetersPerSecond: number;
  readonly thresholdSpeedMetersPerSecond: number;
}): PaceStress {
  const factor = paceFactor(run.normalizedSpeedMetersPerSecond, run.thresholdSpeedMetersPerSecond);
  return { intensityFactor: factor, tss: tssFromIntensity(run.durationSeconds, factor) };
}

/**
 * sTSS = hours x IF^3 x 100 with IF = swim speed / threshold speed: the cube, because of water drag.
 * `durationSeconds` is moving time, as at TrainingPeaks (WKO counts the rests too).
 * Source: TrainingPeaks help 218418267. Throws RangeError unless the threshold and the time are above zero.
 */
export function swimStress(swim: {
  readonly durationSeconds: number;
  readonly distanceMeters: number;
  readonly thresholdSpeedMetersPerSecond: number;
}): PaceStress {
  if (!(swim.durationSeconds > 0)) throw new RangeError('A swim needs a moving time.');
  const speed = swim.distanceMeters / swim.durationSeconds;
  const factor = paceFactor(speed, swim.thresholdSpeedMetersPerSecond);
  return { intensityFactor: factor, tss: tssFromIntensity(swim.durationSeconds, factor, SWIM) };
}

/** The heart rates of an athlete, beats per minute. */
export interface HeartRateProfile {
  readonly restingHeartRateBpm: number;
  readonly maximumHeartRateBpm: number;
  readonly thresholdHeartRateBpm: number;
  /** Weights of the TRIMP: Banister's for men (default) or women. */
  readonly weights?: 'men' | 'women';
}

const TRIMP_WEIGHTS = {
  men: { factor: 0.64, exponent: 1.92 },
  women: { factor: 0.86, exponent: 1.67 },
} as const;

/**
 * TRIMP of samples `sampleSeconds` apart: the sum of minutes x HRR x 0.64 x exp(1.92 x HRR), with the heart
 * rate reserve HRR = (HR - rest) / (maximum - rest), at least 0. Dropouts are left out.
 * Throws RangeError unless rest < threshold <= maximum.
 */
export function trimp(heartRateBpm: Samples, profile: HeartRateProfile, sampleSeconds = 1): number {
  checkProfile(profile);
  const minutes = sampleSeconds / 60;
  return sum(knownSamples(heartRateBpm).map((bpm) => minutes * trimpPerMinute(bpm, profile)));
}

/**
 * hrTSS-est: TRIMP / TRIMP of one hour at threshold heart rate x 100. TrainingPeaks does not publish its
 * hrTSS, so this is an estimate of the kind Elevate calls HRSS; a stored TSS always goes first.
 */
export function heartRateStressEstimate(
  heartRateBpm: Samples,
  profile: HeartRateProfile,
  sampleSeconds = 1,
): number {
  const hourAtThreshold = 60 * trimpPerMinute(profile.thresholdHeartRateBpm, profile);
  return (trimp(heartRateBpm, profile, sampleSeconds) / hourAtThreshold) * 100;
}

function trimpPerMinute(bpm: number, profile: HeartRateProfile): number {
  const { factor, exponent } = TRIMP_WEIGHTS[profile.weights ?? 'men'];
  const range = profile.maximumHeartRateBpm - profile.restingHeartRateBpm;
  const reserve = Math.max(0, (bpm - profile.restingHeartRateBpm) / range);
  return reserve * factor * Math.exp(exponent * reserve);
}

function checkProfile({
  restingHeartRateBpm,
  thresholdHeartRateBpm,
  maximumHeartRateBpm,
}: HeartRateProfile): void {
  if (!(restingHeartRateBpm < thresholdHeartRateBpm && thresholdHeartRateBpm <= maximumHeartRateBpm)) {
    throw new RangeError('Heart rates must rise from resting to threshold to maximum.');
  }
}

function paceFactor(speed: number, threshold: number): number {
  if (!(threshold > 0)) throw new RangeError('A threshold speed must be above zero.');
  return speed / threshold;
}
