import { RUN } from '../../shared/sports.ts';
import type { Recording } from '../account.ts';
import type { Streams } from '../athlete/streams.ts';
import { summarize } from '../athlete/summary.ts';
import type { ChannelStats, Summary } from '../athlete/summary.ts';
import { heartRateBands, powerBands, roundTo } from '../athlete/thresholds.ts';
import type { Band } from '../athlete/thresholds.ts';
import { disciplineOfSport, lapSummaries, rounded } from './laps.ts';
import type { WireObject } from '../wire-object.ts';

const MOST_CHART_POINTS = 1000;

/** The answer of `workout-analysis/v2/analyze/summary`: display units (km), seconds. */
export function analysisSummary(startTime: unknown, recording: Recording): WireObject {
  const streams = recording.streams();
  const summary = summarize(streams, disciplineOfSport(recording.sportId), recording.thresholds);
  const entries: [string, string, number | null, string?][] = [
    ['TotalElapsedTime', 'Elapsed time', summary.seconds + recording.stoppedSeconds, 'h:m:s'],
    ['TotalTimerTime', 'Duration', summary.seconds, 'h:m:s'],
    ['TotalDistance', 'Distance', roundTo(summary.distanceMeters / 1000, 3), 'km'],
    ['TSS', recording.sportId === RUN ? 'rTSS' : 'TSS', rounded(summary.load?.tss, 1)],
    ['IF', recording.sportId === RUN ? 'rIF' : 'IF', rounded(summary.load?.intensityFactor, 2)],
    ['AveragePower', 'Avg Power', rounded(summary.power?.average), 'W'],
    ['NormalizedPower', 'NP', rounded(summary.normalizedPowerWatts), 'W'],
    ['EfficiencyFactor', 'EF', efficiencyFactor(summary)],
    ['AerobicDecoupling', 'Pw:Hr', decouplingPercent(recording, streams), '%'],
    ['TotalAscent', 'El. Gain', rounded(summary.elevationGainMeters), 'm'],
  ];
  const known = entries.filter(([, , value]) => value !== null);
  const data = known.map(([identifier, friendlyName, value, unit]) => [
    identifier,
    { friendlyName, value, ...(unit === undefined ? {} : { unit }) },
  ]);
  return { startTimestamp: startTime, data: Object.fromEntries(data) as WireObject };
}

/** The answer of `workout-analysis/v2/analyze/charts`: about a thousand samples of each channel. */
export function analysisCharts(recording: Recording): WireObject {
  const streams = recording.streams();
  const { thresholds } = recording;
  const summary = summarize(streams, disciplineOfSport(recording.sportId), thresholds);
  const metadata = {
    ...channel('Power', 'Power', 'watts', summary.power, powerBands(thresholds.ftpWatts)),
    ...channel(
      'HeartRate',
      'Heart Rate',
      'bpm',
      summary.heartRate,
      heartRateBands(thresholds.thresholdHeartRateBpm),
    ),
    ...channel('Cadence', 'Cadence', 'rpm', summary.cadence),
    Speed: { friendlyName: 'Speed', unit: 'km/h', ...statsOf(summary.speed, 3.6) },
    Distance: { friendlyName: 'Distance', unit: 'km' },
    ...channel('Altitude', 'Altitude', 'm', summary.altitude),
  };
  const step = Math.max(1, Math.ceil(streams.seconds / MOST_CHART_POINTS));
  const data: WireObject[] = [];
  let millimeters = 0;
  for (let second = 0; second < streams.seconds; second += 1) {
    if (second % step === 0) data.push(sampleAt(streams, second, millimeters));
    millimeters += streams.speedMillimetersPerSecond[second] ?? 0;
  }
  return { metadata, data };
}

/** The answer of `workout-analysis/v2/analyze/laps`: seconds, km, s/km. */
export function analysisLaps(recording: Recording): WireObject {
  const laps = lapSummaries(recording, recording.streams());
  const isRun = recording.sportId === RUN;
  const data = laps.map(({ lap, summary }, id) => {
    const tss = rounded(summary.load?.tss, 1);
    return {
      id,
      Name: lap.name,
      TotalElapsedTime: summary.seconds,
      TotalTimerTime: summary.seconds,
      TotalDistance: roundTo(summary.distanceMeters / 1000, 3),
      AveragePower: rounded(summary.power?.average),
      NormalizedPower: rounded(summary.normalizedPowerWatts),
      AverageHeartRate: rounded(summary.heartRate?.average),
      MaximumHeartRate: rounded(summary.heartRate?.maximum),
      AverageCadence: rounded(summary.cadence?.average),
      AveragePace: summary.speed.average > 0 ? Math.round(1000 / summary.speed.average) : null,
      NormalizedGradedPace: isRun ? paceOf(summary.normalizedSpeedMetersPerSecond) : null,
      TotalAscent: rounded(summary.elevationGainMeters),
      TSS: isRun ? null : tss,
      rTSS: isRun ? tss : null,
      WorkoutStepIndex: id,
      Intensity: 'Active',
      LapTrigger: 'Manual',
    };
  });
  const column = (friendlyName: string, type: string, unit?: string) => ({
    friendlyName,
    type,
    ...(unit === undefined ? {} : { unit }),
  });
  return {
    columnMetadata: {
      Name: column('Name', 'string'),
      TotalTimerTime: column('Duration', 'number', 'h:m:s'),
      TotalDistance: column('Distance', 'number', 'km'),
      AveragePower: column('Avg power', 'number', 'W'),
      NormalizedPower: column('NP', 'number', 'W'),
      AverageHeartRate: column('Avg HR', 'number', 'bpm'),
      AveragePace: column('Avg pace', 'number', 'min/km'),
    },
    data,
    lapDetectionState: { powerIntervalsDetected: false },
    lapSources: { Device: data.length },
  };
}

function sampleAt(streams: Streams, second: number, millimeters: number): WireObject {
  const power = streams.powerWatts?.[second];
  const heartRate = streams.heartRateBpm?.[second];
  const cadence = streams.cadenceRpm?.[second];
  const altitude = streams.altitudeMeters?.[second];
  return {
    time: second,
    ...(power === undefined ? {} : { Power: power }),
    ...(heartRate === undefined ? {} : { HeartRate: heartRate }),
    ...(cadence === undefined ? {} : { Cadence: cadence }),
    Speed: roundTo(((streams.speedMillimetersPerSecond[second] ?? 0) / 1000) * 3.6, 4),
    Distance: roundTo(millimeters / 1_000_000, 6),
    ...(altitude === undefined ? {} : { Altitude: roundTo(altitude, 1) }),
  };
}

function channel(
  key: string,
  friendlyName: string,
  unit: string,
  stats: ChannelStats | null,
  zones?: readonly Band[],
): WireObject {
  if (stats === null) return {};
  const wireZones = zones?.map((band, index) => ({
    label: String(index + 1),
    min: band.minimum,
    max: band.maximum,
  }));
  return {
    [key]: {
      friendlyName,
      unit,
      ...statsOf(stats, 1),
      ...(wireZones === undefined ? {} : { zones: wireZones }),
    },
  };
}

function statsOf(stats: ChannelStats, factor: number): WireObject {
  return {
    minimum: roundTo(stats.minimum * factor, 1),
    maximum: roundTo(stats.maximum * factor, 1),
    average: roundTo(stats.average * factor, 1),
  };
}

/** NP in W, or normalized graded speed in m/min, over the average heart rate. */
function efficiencyFactor(summary: Summary): number | null {
  const output = summary.normalizedPowerWatts ?? scaled(summary.normalizedSpeedMetersPerSecond, 60);
  return output === null || summary.heartRate === null
    ? null
    : roundTo(output / summary.heartRate.average, 2);
}

/** Loss of the efficiency factor from the first half to the second, in percent; positive is drift. */
function decouplingPercent(recording: Recording, streams: Streams): number | null {
  const middle = Math.floor(streams.seconds / 2);
  const discipline = disciplineOfSport(recording.sportId);
  const first = efficiencyFactor(summarize(streams, discipline, recording.thresholds, 0, middle));
  const second = efficiencyFactor(summarize(streams, discipline, recording.thresholds, middle));
  return first === null || second === null ? null : roundTo(((first - second) / first) * 100, 1);
}

function paceOf(metersPerSecond: number | null): number | null {
  return metersPerSecond === null || metersPerSecond === 0 ? null : Math.round(1000 / metersPerSecond);
}

function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}
