import { BIKE, RUN, SWIM } from '../../shared/sports.ts';
import type { ChannelStats, Summary } from './summary.ts';
import { roundTo } from './thresholds.ts';
import type { WireObject } from '../wire-object.ts';

const SECONDS_PER_HOUR = 3600;
const RESTING_KILOCALORIES_PER_HOUR = 60;

/** The fields of a workout row that a device file decides. `day` number sets the season's temperature. */
export function recordedFields(
  summary: Summary,
  sportId: number,
  indoor: boolean,
  dayOfYear: number,
): WireObject {
  const { load, power, heartRate, cadence, altitude } = summary;
  const hours = summary.seconds / SECONDS_PER_HOUR;
  return {
    userTags: deviceTags(sportId, indoor),
    publicSettingValue: 2,
    distance: roundTo(summary.distanceMeters, 3),
    totalTime: hours,
    heartRateMinimum: heartRate?.minimum ?? null,
    heartRateMaximum: heartRate?.maximum ?? null,
    heartRateAverage: wholeAverage(heartRate),
    calories: Math.round(calories(summary, hours)),
    tssActual: load === null ? null : roundTo(load.tss, 2),
    tssSource: load?.source ?? 0,
    if: load?.intensityFactor ?? null,
    velocityAverage: summary.speed.average,
    velocityMaximum: summary.speed.maximum,
    normalizedSpeedActual: summary.normalizedSpeedMetersPerSecond,
    normalizedPowerActual: roundedOrNull(summary.normalizedPowerWatts, 1),
    powerAverage: wholeAverage(power),
    powerMaximum: power?.maximum ?? null,
    energy: roundedOrNull(summary.energyKilojoules, 3),
    elevationGain: roundedOrNull(summary.elevationGainMeters, 1),
    elevationLoss: roundedOrNull(summary.elevationLossMeters, 1),
    elevationMinimum: altitude === null ? null : roundTo(altitude.minimum, 1),
    elevationAverage: altitude === null ? null : roundTo(altitude.average, 1),
    elevationMaximum: altitude === null ? null : roundTo(altitude.maximum, 1),
    ...temperatures(sportId, indoor, dayOfYear),
    cadenceAverage: wholeAverage(cadence),
    cadenceMaximum: cadence?.maximum ?? null,
    workoutDeviceSource: indoor ? 'Zwift' : 'Garmin',
  };
}

function calories(summary: Summary, hours: number): number {
  if (summary.energyKilojoules !== null) return summary.energyKilojoules * 0.96;
  const beats = summary.heartRate?.average ?? 140;
  return hours * Math.max(RESTING_KILOCALORIES_PER_HOUR, (beats - 60) * 6.5);
}

function deviceTags(sportId: number, indoor: boolean): string {
  if (sportId === SWIM) return 'Swimming,SwimmingLap,25m';
  if (sportId === RUN) return 'Running';
  if (sportId === BIKE) return indoor ? 'Cycling,CyclingVirtualActivity,Virtual' : 'Cycling,CyclingRoad';
  if (sportId === 8) return 'Cycling,CyclingMountain';
  return sportId === 100 ? 'Transition,Multisport' : '';
}

function temperatures(sportId: number, indoor: boolean, dayOfYear: number): WireObject {
  if (sportId === SWIM) return { tempMin: 26, tempAvg: 26, tempMax: 26 };
  if (indoor) return { tempMin: null, tempAvg: null, tempMax: null };
  const average = roundTo(11 - 10 * Math.cos(((dayOfYear - 20) / 365) * 2 * Math.PI), 1);
  return { tempMin: Math.round(average - 3), tempAvg: average, tempMax: Math.round(average + 4) };
}

function wholeAverage(stats: ChannelStats | null): number | null {
  return stats === null ? null : Math.round(stats.average);
}

function roundedOrNull(value: number | null, decimals: number): number | null {
  return value === null ? null : roundTo(value, decimals);
}
