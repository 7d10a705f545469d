import { z } from 'zod';
import type { Lap, MeanMax, TimeInZones, WorkoutDetails, ZoneBasis } from '../../shared/workout.ts';
import { changedForm } from './changed-form.ts';
import {
  knownNumber,
  looseAmount,
  looseArray,
  looseHeartRate,
  looseNumber,
  looseText,
  readOrNull,
  readRows,
} from './primitives.ts';
import { looseThreshold, toBands, wireBand } from './zones.ts';

const wireZones = z.object({ threshold: looseThreshold, timeInZones: looseArray });
const wireZone = wireBand.extend({ seconds: knownNumber.refine((seconds) => seconds >= 0) });
const wireMeanMaxes = z.object({ meanMaxes: looseArray });
const wireMeanMax = z.object({ label: z.string(), value: knownNumber.refine((value) => value > 0) });
const wireFile = z.object({
  fileId: z.union([z.int().transform(String), z.string().regex(/^-?\d+$/)]),
  fileName: looseText,
});
const wireDetails = z.object({
  timeInPowerZones: z.unknown().optional(),
  timeInHeartRateZones: z.unknown().optional(),
  timeInSpeedZones: z.unknown().optional(),
  meanMaxPowers: z.unknown().optional(),
  meanMaxHeartRates: z.unknown().optional(),
  meanMaxSpeeds: z.unknown().optional(),
  meanMaxSpeedsByDistance: z.unknown().optional(),
  workoutDeviceFileInfos: looseArray,
});

type Units = ReadonlyMap<string, number>;

const SECONDS: Units = new Map([
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
]);
const METERS: Units = new Map([
  ['meter', 1],
  ['kilometer', 1000],
  ['mile', 1609.344],
]);
const NAMED_METERS: Units = new Map([
  ['MMHalfMarathon', 21_097.5],
  ['MMMarathon', 42_195],
]);

/**
 * Reads `GET .../workouts/{id}/details`: time in zones, best averages, device files. A planned workout has
 * none of them; an empty answer reads the same.
 * @throws AppError `upstream_changed` when the answer is no object
 */
export function parseDetails(answer: unknown, workoutId: number): WorkoutDetails {
  const wire = readOrNull(wireDetails, answer ?? {});
  if (wire === null) throw changedForm('the details of a workout');
  return {
    workoutId,
    timeInZones: [
      ...toTimeInZones(wire.timeInPowerZones, 'power'),
      ...toTimeInZones(wire.timeInHeartRateZones, 'heart_rate'),
      ...toTimeInZones(wire.timeInSpeedZones, 'speed'),
    ],
    meanMaxes: [
      ...toMeanMaxes(wire.meanMaxPowers, 'power'),
      ...toMeanMaxes(wire.meanMaxHeartRates, 'heart_rate'),
      ...toMeanMaxes(wire.meanMaxSpeeds, 'speed'),
      ...toMeanMaxes(wire.meanMaxSpeedsByDistance, 'speed'),
    ],
    files: readRows(wireFile, wire.workoutDeviceFileInfos).map(({ fileId, fileName }) => ({
      fileId,
      fileName: fileName ?? fileId,
    })),
  };
}

function toTimeInZones(wire: unknown, basis: ZoneBasis): TimeInZones[] {
  const read = readOrNull(wireZones, wire);
  if (read === null) return [];
  const zones = toBands(readRows(wireZone, read.timeInZones), basis, read.threshold, null);
  return zones.length === 0 ? [] : [{ basis, threshold: read.threshold, zones }];
}

function toMeanMaxes(wire: unknown, basis: ZoneBasis): MeanMax[] {
  return readRows(wireMeanMax, readOrNull(wireMeanMaxes, wire)?.meanMaxes).flatMap(({ label, value }) => {
    const extent = meanMaxExtent(label);
    return extent === null ? [] : [{ basis, ...extent, value }];
  });
}

/** Reads labels such as `MM5Seconds`, `MM1Hour30Minutes`, `MM400Meter`, `MMHalfMarathon`. */
function meanMaxExtent(label: string): Pick<MeanMax, 'durationSeconds' | 'distanceMeters'> | null {
  const named = NAMED_METERS.get(label);
  if (named !== undefined) return { durationSeconds: null, distanceMeters: named };
  if (!/^MM(\d+(\.\d+)?[A-Za-z]+)+$/.test(label)) return null;
  const parts = [...label.matchAll(/(\d+(?:\.\d+)?)([A-Za-z]+?)s?(?=\d|$)/g)].map((part) => ({
    amount: Number(part[1]),
    unit: (part[2] ?? '').toLowerCase(),
  }));
  const durationSeconds = total(parts, SECONDS);
  const distanceMeters = total(parts, METERS);
  return durationSeconds === null && distanceMeters === null ? null : { durationSeconds, distanceMeters };
}

function total(
  parts: readonly { readonly amount: number; readonly unit: string }[],
  units: Units,
): number | null {
  let sum = 0;
  for (const { amount, unit } of parts) {
    const size = units.get(unit);
    if (size === undefined) return null;
    sum += amount * size;
  }
  return sum > 0 ? sum : null;
}

const wireLap = z.object({
  name: looseText,
  elapsedTime: looseAmount.catch(null),
  stoppedTime: looseAmount.catch(null),
  distance: looseAmount.catch(null),
  averagePower: looseNumber.catch(null),
  normalizedPowerActual: looseNumber.catch(null),
  averageHeartRate: looseHeartRate.catch(null),
  averageCadence: looseNumber.catch(null),
  averageSpeed: looseNumber.catch(null),
  trainingStressScoreActual: looseNumber.catch(null),
  intensityFactorActual: looseNumber.catch(null),
});
const wireLaps = z.object({ lapsStats: looseArray });

/**
 * Reads the laps of `GET .../workouts/{id}/detaildata`. Times arrive in milliseconds; a lap lasts its elapsed
 * time without stops, as `durationSeconds` of a workout does.
 * @throws AppError `upstream_changed` when the answer is no object
 */
export function parseLaps(answer: unknown): readonly Lap[] {
  const wire = readOrNull(wireLaps, answer ?? {});
  if (wire === null) throw changedForm('the laps of a workout');
  return readRows(wireLap, wire.lapsStats).map((lap) => ({
    name: lap.name,
    durationSeconds:
      lap.elapsedTime === null ? null : Math.max(0, lap.elapsedTime - (lap.stoppedTime ?? 0)) / 1000,
    distanceMeters: lap.distance,
    averagePowerWatts: lap.averagePower,
    normalizedPowerWatts: lap.normalizedPowerActual,
    averageHeartRateBpm: lap.averageHeartRate,
    averageCadenceRpm: lap.averageCadence,
    averageSpeedMetersPerSecond: lap.averageSpeed,
    tss: lap.trainingStressScoreActual,
    intensityFactor: lap.intensityFactorActual,
  }));
}
