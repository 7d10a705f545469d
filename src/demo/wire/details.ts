import { BIKE, RUN, SWIM } from '../../shared/sports.ts';
import type { Recording } from '../account.ts';
import type { Streams } from '../athlete/streams.ts';
import { heartRateBands, powerBands, roundTo, speedBands } from '../athlete/thresholds.ts';
import type { Band } from '../athlete/thresholds.ts';
import { bestMean, bestSpeedOver, prefixSums } from './mean-max.ts';
import type { WireObject } from '../wire-object.ts';

const TIME_LABELS: readonly (readonly [string, number])[] = [
  ['MM5Seconds', 5],
  ['MM10Seconds', 10],
  ['MM30Seconds', 30],
  ['MM1Minute', 60],
  ['MM2Minutes', 120],
  ['MM5Minutes', 300],
  ['MM10Minutes', 600],
  ['MM20Minutes', 1200],
  ['MM30Minutes', 1800],
  ['MM1Hour', 3600],
  ['MM90Minutes', 5400],
];

const DISTANCE_LABELS: readonly (readonly [string, number])[] = [
  ['MM400Meter', 400],
  ['MM800Meter', 800],
  ['MM1Kilometer', 1000],
  ['MM1Mile', 1609.344],
  ['MM5Kilometer', 5000],
  ['MM10Kilometer', 10_000],
  ['MMHalfMarathon', 21_097.5],
  ['MMMarathon', 42_195],
];

/** The answer of `.../details` for a workout without a device file: nothing is known, nothing is invented. */
export function emptyDetails(workoutId: number): WireObject {
  return {
    workoutId,
    timeInHeartRateZones: null,
    timeInPowerZones: null,
    timeInSpeedZones: null,
    meanMaxHeartRates: { meanMaxes: [] },
    meanMaxPowers: { meanMaxes: [] },
    meanMaxSpeeds: { meanMaxes: [] },
    meanMaxSpeedsByDistance: { meanMaxes: [] },
    workoutDeviceFileInfos: [],
    attachmentFileInfos: [],
  };
}

/** The answer of `.../details`: zone seconds and mean-max values computed from the streams. */
export function recordingDetails(workoutId: number, recording: Recording, uploaded: string): WireObject {
  const streams = recording.streams();
  const { thresholds, sportId } = recording;
  const paced = sportId === RUN || sportId === SWIM;
  const thresholdSpeed =
    sportId === SWIM ? thresholds.swimThresholdMetersPerSecond : thresholds.runThresholdMetersPerSecond;
  const speeds = streams.speedMillimetersPerSecond;
  return {
    ...emptyDetails(workoutId),
    timeInHeartRateZones: zoneTimes(
      streams.heartRateBpm,
      thresholds.thresholdHeartRateBpm,
      heartRateBands(thresholds.thresholdHeartRateBpm),
    ),
    timeInPowerZones: zoneTimes(streams.powerWatts, thresholds.ftpWatts, powerBands(thresholds.ftpWatts)),
    timeInSpeedZones: paced ? zoneTimes(speeds, thresholdSpeed, speedBands(thresholdSpeed), 1000) : null,
    meanMaxHeartRates: { meanMaxes: meanMaxes(streams.heartRateBpm, 0) },
    meanMaxPowers: { meanMaxes: meanMaxes(streams.powerWatts, 0) },
    meanMaxSpeeds: { meanMaxes: sportId === BIKE || paced ? meanMaxes(speeds, 3, 1000) : [] },
    meanMaxSpeedsByDistance: { meanMaxes: sportId === RUN ? distanceMaxes(streams) : [] },
    workoutDeviceFileInfos: [
      {
        fileId: recording.fileId,
        fileSystemId: `demo-${String(workoutId)}`,
        fileName: recording.fileName,
        dateUploaded: uploaded,
      },
    ],
  };
}

/** Seconds in each zone. Every sample falls into one zone, so they add up to the moving time. */
function zoneTimes(
  samples: ArrayLike<number> | null,
  threshold: number,
  bands: readonly Band[],
  samplesPerUnit = 1,
): WireObject | null {
  if (samples === null) return null;
  const tops = bands.map((band) => band.maximum * samplesPerUnit);
  const seconds = bands.map(() => 0);
  for (let second = 0; second < samples.length; second += 1) {
    const value = samples[second] ?? 0;
    let zone = 0;
    while (zone < tops.length - 1 && value > (tops[zone] ?? 0)) zone += 1;
    seconds[zone] = (seconds[zone] ?? 0) + 1;
  }
  return { threshold, timeInZones: bands.map((band, index) => ({ ...band, seconds: seconds[index] ?? 0 })) };
}

function meanMaxes(samples: ArrayLike<number> | null, decimals: number, samplesPerUnit = 1): WireObject[] {
  if (samples === null) return [];
  const prefix = prefixSums(samples);
  return TIME_LABELS.map(([label, seconds]) => {
    const best = bestMean(prefix, seconds);
    return { label, value: best === null ? null : roundTo(best / samplesPerUnit, decimals) };
  });
}

function distanceMaxes(streams: Streams): WireObject[] {
  const prefix = prefixSums(streams.speedMillimetersPerSecond);
  return DISTANCE_LABELS.map(([label, meters]) => {
    const best = bestSpeedOver(prefix, meters);
    return { label, value: best === null ? null : roundTo(best, 4) };
  });
}
