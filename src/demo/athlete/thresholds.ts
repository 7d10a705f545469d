import { BIKE, RUN, SWIM } from '../../shared/sports.ts';
import type { WireObject } from '../wire-object.ts';

/** What the athlete's zones hang on, from a day on. */
export interface Thresholds {
  /** First day number they are in force. */
  readonly fromDayNumber: number;
  readonly ftpWatts: number;
  readonly thresholdHeartRateBpm: number;
  readonly maximumHeartRateBpm: number;
  readonly restingHeartRateBpm: number;
  readonly runThresholdMetersPerSecond: number;
  readonly swimThresholdMetersPerSecond: number;
}

/** A zone as TrainingPeaks writes it: absolute, contiguous, the last maximum a sentinel. */
export interface Band {
  readonly label: string;
  readonly minimum: number;
  readonly maximum: number;
}

const POWER_LABELS = ['Recovery', 'Endurance', 'Tempo', 'Threshold', 'VO2 Max', 'Anaerobic Capacity'];
const POWER_FRACTIONS = [0.55, 0.75, 0.9, 1.05, 1.2];
const HEART_RATE_LABELS = [
  'Zone 1: Recovery',
  'Zone 2: Aerobic',
  'Zone 3: Tempo',
  'Zone 4: Subthreshold',
  'Zone 5: Superthreshold',
];
const HEART_RATE_FRACTIONS = [0.81, 0.89, 0.93, 0.99];
const SPEED_FRACTIONS = [0.78, 0.88, 0.95, 1.02, 1.1];
const HIGHEST_POWER_WATTS = 2000;
const HIGHEST_HEART_RATE_BPM = 255;

/** Power zones in whole watts of an FTP. */
export function powerBands(ftpWatts: number): Band[] {
  const tops = POWER_FRACTIONS.map((fraction) => Math.floor(ftpWatts * fraction));
  return integerBands(POWER_LABELS, [...tops, HIGHEST_POWER_WATTS]);
}

/** Heart rate zones in whole beats a minute of a threshold heart rate. */
export function heartRateBands(thresholdBpm: number): Band[] {
  const tops = HEART_RATE_FRACTIONS.map((fraction) => Math.floor(thresholdBpm * fraction));
  return integerBands(HEART_RATE_LABELS, [...tops, HIGHEST_HEART_RATE_BPM]);
}

/** Speed zones in m/s of a threshold speed. */
export function speedBands(thresholdMetersPerSecond: number): Band[] {
  const tops = [...SPEED_FRACTIONS, 10].map((fraction) => roundTo(thresholdMetersPerSecond * fraction, 3));
  return tops.map((maximum, index) => ({
    label: `Zone ${String(index + 1)}`,
    minimum: tops[index - 1] ?? 0,
    maximum,
  }));
}

/** The thresholds in force on a day; the earliest ones before the first step. */
export function thresholdsOn(history: readonly Thresholds[], day: number): Thresholds {
  const inForce = history.findLast((step) => step.fromDayNumber <= day) ?? history[0];
  if (inForce === undefined) throw new RangeError('An athlete needs at least one set of thresholds.');
  return inForce;
}

/** The zone arrays of the athlete's settings: power, heart rate, and speed for run (0 and 3) and swim. */
export function zoneSettings(thresholds: Thresholds): WireObject {
  const common = { zoneCalculatorId: null };
  const power = (workoutTypeId: number) => ({
    workoutTypeId,
    threshold: thresholds.ftpWatts,
    calculationMethod: 5,
    ...common,
    distance: 0,
    zones: powerBands(thresholds.ftpWatts),
  });
  const speed = (workoutTypeId: number, threshold: number) => ({
    workoutTypeId,
    threshold,
    calculationMethod: 2,
    ...common,
    distance: 0,
    zones: speedBands(threshold),
  });
  return {
    heartRateZones: [
      {
        workoutTypeId: 0,
        threshold: thresholds.thresholdHeartRateBpm,
        maximumHeartRate: thresholds.maximumHeartRateBpm,
        restingHeartRate: thresholds.restingHeartRateBpm,
        calculationMethod: 2,
        ...common,
        zones: heartRateBands(thresholds.thresholdHeartRateBpm),
      },
    ],
    powerZones: [power(0), power(BIKE)],
    speedZones: [
      speed(0, thresholds.runThresholdMetersPerSecond),
      speed(SWIM, thresholds.swimThresholdMetersPerSecond),
      speed(RUN, thresholds.runThresholdMetersPerSecond),
    ],
  };
}

/** A number rounded to a count of decimals. */
export function roundTo(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}

function integerBands(labels: readonly string[], tops: readonly number[]): Band[] {
  return tops.map((maximum, index) => ({
    label: labels[index] ?? `Zone ${String(index + 1)}`,
    minimum: index === 0 ? 0 : (tops[index - 1] ?? 0) + 1,
    maximum,
  }));
}
