import type { Discipline, Streams } from './streams.ts';
import type { Thresholds } from './thresholds.ts';

/** Extremes and mean of a channel over a stretch. */
export interface ChannelStats {
  readonly minimum: number;
  readonly average: number;
  readonly maximum: number;
}

/** Load of a session: `source` as in `tssSource`. */
export interface Load {
  readonly tss: number;
  readonly intensityFactor: number;
  readonly source: 1 | 2 | 3 | 4;
}

/** What a device or TrainingPeaks derives from the streams of a stretch. SI units, kJ, unrounded. */
export interface Summary {
  readonly seconds: number;
  readonly distanceMeters: number;
  readonly power: ChannelStats | null;
  readonly heartRate: ChannelStats | null;
  readonly cadence: ChannelStats | null;
  readonly speed: ChannelStats;
  readonly altitude: ChannelStats | null;
  readonly elevationGainMeters: number | null;
  readonly elevationLossMeters: number | null;
  readonly energyKilojoules: number | null;
  /** Null under 30 s or without power. */
  readonly normalizedPowerWatts: number | null;
  /** Normalized graded speed of a run; swimming speed without the rests. */
  readonly normalizedSpeedMetersPerSecond: number | null;
  readonly load: Load | null;
}

const NORMALIZING_WINDOW_SECONDS = 30;

/** Summarises the seconds [begin, end) of a recording. */
export function summarize(
  streams: Streams,
  discipline: Discipline,
  thresholds: Thresholds,
  begin = 0,
  end = streams.seconds,
): Summary {
  const seconds = end - begin;
  const speed = channelStats(streams.speedMillimetersPerSecond, begin, end);
  const power = optionalStats(streams.powerWatts, begin, end);
  const climb = elevation(streams.altitudeMeters, begin, end);
  const parts = {
    seconds,
    distanceMeters: (speed.average * seconds) / 1000,
    power,
    heartRate: optionalStats(streams.heartRateBpm, begin, end),
    cadence: optionalStats(streams.cadenceRpm, begin, end),
    speed: { minimum: speed.minimum / 1000, average: speed.average / 1000, maximum: speed.maximum / 1000 },
    altitude: optionalStats(streams.altitudeMeters, begin, end),
    elevationGainMeters: climb?.gain ?? null,
    elevationLossMeters: climb?.loss ?? null,
    energyKilojoules: power === null ? null : (power.average * seconds) / 1000,
    normalizedPowerWatts: streams.powerWatts === null ? null : normalized(streams.powerWatts, begin, end),
    normalizedSpeedMetersPerSecond: normalizedSpeed(streams, discipline, begin, end),
  };
  return { ...parts, load: load(parts, streams, discipline, thresholds, begin, end) };
}

/**
 * Intensity factor and training stress of a stretch, from the best channel there is.
 * Power and run: hours x IF^2 x 100. Swim: hours x IF^3 x 100. Heart rate: TRIMP with Banister's weights for women,
 * relative to one hour at threshold heart rate.
 */
function load(
  summary: Pick<Summary, 'seconds' | 'normalizedPowerWatts' | 'normalizedSpeedMetersPerSecond'>,
  streams: Streams,
  discipline: Discipline,
  thresholds: Thresholds,
  begin: number,
  end: number,
): Load | null {
  const hours = summary.seconds / 3600;
  if (summary.normalizedPowerWatts !== null) {
    const intensityFactor = summary.normalizedPowerWatts / thresholds.ftpWatts;
    return { tss: hours * intensityFactor ** 2 * 100, intensityFactor, source: 1 };
  }
  if (discipline === 'run' && summary.normalizedSpeedMetersPerSecond !== null) {
    const intensityFactor = summary.normalizedSpeedMetersPerSecond / thresholds.runThresholdMetersPerSecond;
    return { tss: hours * intensityFactor ** 2 * 100, intensityFactor, source: 2 };
  }
  if (discipline === 'swim' && summary.normalizedSpeedMetersPerSecond !== null) {
    const intensityFactor = summary.normalizedSpeedMetersPerSecond / thresholds.swimThresholdMetersPerSecond;
    return { tss: hours * intensityFactor ** 3 * 100, intensityFactor, source: 3 };
  }
  if (streams.heartRateBpm === null || hours === 0) return null;
  const tss = heartRateStress(streams.heartRateBpm, thresholds, begin, end);
  return { tss, intensityFactor: Math.sqrt(tss / hours / 100), source: 4 };
}

function heartRateStress(beats: Uint8Array, thresholds: Thresholds, begin: number, end: number): number {
  const reserve = thresholds.maximumHeartRateBpm - thresholds.restingHeartRateBpm;
  const weight = (bpm: number): number => {
    const fraction = Math.max(0, (bpm - thresholds.restingHeartRateBpm) / reserve);
    return fraction * 0.86 * Math.exp(1.67 * fraction);
  };
  const weightByRate = Array.from({ length: 256 }, (_, bpm) => weight(bpm));
  let sum = 0;
  for (let second = begin; second < end; second += 1) sum += weightByRate[beats[second] ?? 0] ?? 0;
  return (sum / (3600 * weight(thresholds.thresholdHeartRateBpm))) * 100;
}

/** Fourth-power mean of the 30 s trailing means, once 30 s exist (Coggan's normalized power). */
function normalized(samples: ArrayLike<number>, begin: number, end: number): number | null {
  if (end - begin < NORMALIZING_WINDOW_SECONDS) return null;
  let window = 0;
  let sum = 0;
  for (let second = begin; second < end; second += 1) {
    window += samples[second] ?? 0;
    if (second >= begin + NORMALIZING_WINDOW_SECONDS)
      window -= samples[second - NORMALIZING_WINDOW_SECONDS] ?? 0;
    if (second >= begin + NORMALIZING_WINDOW_SECONDS - 1) {
      const mean = window / NORMALIZING_WINDOW_SECONDS;
      sum += mean * mean * mean * mean;
    }
  }
  return (sum / (end - begin - NORMALIZING_WINDOW_SECONDS + 1)) ** 0.25;
}

function normalizedSpeed(
  streams: Streams,
  discipline: Discipline,
  begin: number,
  end: number,
): number | null {
  const speed = streams.speedMillimetersPerSecond;
  if (discipline === 'swim') {
    let distance = 0;
    let moving = 0;
    for (let second = begin; second < end; second += 1) {
      const millimeters = speed[second] ?? 0;
      distance += millimeters;
      if (millimeters > 0) moving += 1;
    }
    return moving === 0 ? null : distance / moving / 1000;
  }
  if (discipline !== 'run') return null;
  const graded = new Float64Array(end);
  for (let second = begin; second < end; second += 1) {
    const millimeters = speed[second] ?? 0;
    graded[second] = (millimeters / 1000) * gradeFactor(streams.altitudeMeters, second, millimeters / 1000);
  }
  return normalized(graded, begin, end);
}

/** Energy cost of running on a slope relative to the flat (Minetti et al. 2002, J Appl Physiol 93:1039). */
function gradeFactor(altitude: Float32Array | null, second: number, speed: number): number {
  if (altitude === null || second === 0 || speed < 0.5) return 1;
  const rise = (altitude[second] ?? 0) - (altitude[second - 1] ?? 0);
  const slope = Math.min(0.2, Math.max(-0.2, rise / speed));
  return 1 + (slope * (19.5 + slope * (46.3 + slope * (-43.3 + slope * (-30.4 + slope * 155.4))))) / 3.6;
}

function optionalStats(samples: ArrayLike<number> | null, begin: number, end: number): ChannelStats | null {
  return samples === null || end <= begin ? null : channelStats(samples, begin, end);
}

function channelStats(samples: ArrayLike<number>, begin: number, end: number): ChannelStats {
  let sum = 0;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = 0;
  for (let second = begin; second < end; second += 1) {
    const value = samples[second] ?? 0;
    sum += value;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return { minimum, average: sum / (end - begin), maximum };
}

function elevation(
  altitude: Float32Array | null,
  begin: number,
  end: number,
): { gain: number; loss: number } | null {
  if (altitude === null) return null;
  let gain = 0;
  let loss = 0;
  for (let second = begin + 1; second < end; second += 1) {
    const rise = (altitude[second] ?? 0) - (altitude[second - 1] ?? 0);
    if (rise > 0) gain += rise;
    else loss -= rise;
  }
  return { gain, loss };
}
