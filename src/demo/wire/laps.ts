import { RUN, SWIM } from '../../shared/sports.ts';
import type { LapMark, Recording } from '../account.ts';
import type { Discipline, Streams } from '../athlete/streams.ts';
import { summarize } from '../athlete/summary.ts';
import type { Summary } from '../athlete/summary.ts';
import { roundTo } from '../athlete/thresholds.ts';
import type { WireObject } from '../wire-object.ts';

/** The discipline whose rules summarise a recording of a sport. */
export function disciplineOfSport(sportId: number): Discipline {
  if (sportId === SWIM) return 'swim';
  if (sportId === RUN) return 'run';
  return sportId === 2 || sportId === 8 ? 'bike' : 'walk';
}

/** The laps of a recording with their summaries, in order. */
export function lapSummaries(recording: Recording, streams: Streams): { lap: LapMark; summary: Summary }[] {
  const discipline = disciplineOfSport(recording.sportId);
  return recording.laps.map((lap) => ({
    lap,
    summary: summarize(streams, discipline, recording.thresholds, lap.begin, lap.end),
  }));
}

/** The answer of `.../detaildata`: laps with times in milliseconds. */
export function detailData(workoutId: number, recording: Recording): WireObject {
  const lapsStats = lapSummaries(recording, recording.streams()).map(({ lap, summary }) => ({
    name: lap.name,
    begin: lap.begin * 1000,
    end: lap.end * 1000,
    elapsedTime: summary.seconds * 1000,
    stoppedTime: 0,
    distance: roundTo(summary.distanceMeters, 1),
    averageHeartRate: rounded(summary.heartRate?.average),
    maximumHeartRate: rounded(summary.heartRate?.maximum),
    averagePower: rounded(summary.power?.average),
    maximumPower: rounded(summary.power?.maximum),
    normalizedPowerActual: rounded(summary.normalizedPowerWatts, 1),
    averageCadence: rounded(summary.cadence?.average),
    maximumCadence: rounded(summary.cadence?.maximum),
    averageSpeed: roundTo(summary.speed.average, 4),
    maximumSpeed: summary.speed.maximum,
    elevationGain: rounded(summary.elevationGainMeters, 1),
    elevationLoss: rounded(summary.elevationLossMeters, 1),
    trainingStressScoreActual: rounded(summary.load?.tss, 2),
    intensityFactorActual: rounded(summary.load?.intensityFactor, 4),
    calories: rounded(summary.energyKilojoules === null ? null : summary.energyKilojoules * 0.96),
    energy: rounded(summary.energyKilojoules, 1),
  }));
  return { workoutId, lapsStats };
}

/** Rounds a value that may be unknown. */
export function rounded(value: number | null | undefined, decimals = 0): number | null {
  return value === null || value === undefined ? null : roundTo(value, decimals);
}
