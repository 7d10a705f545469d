import { METERS_PER_FOOT, METERS_PER_MILE } from '../../shared/lengths.ts';
import { z } from 'zod';
import type { Streams } from '../../shared/workout.ts';
import type { AnalysisSummary } from '../types.ts';
import { changedForm } from './changed-form.ts';
import { knownNumber, looseNumber, looseText, readOrNull, readRows } from './primitives.ts';

const wireTotal = z.object({ friendlyName: looseText, value: looseNumber.catch(null) });
const wireSummary = z.object({ data: z.record(z.string(), z.unknown()) });

/**
 * Reads the totals of the analysis, by identifier or by the name shown to users.
 * @throws AppError `upstream_changed` when the answer is no analysis
 */
export function parseAnalysisSummary(answer: unknown): AnalysisSummary {
  const summary = readOrNull(wireSummary, answer);
  if (summary === null) throw changedForm('the analysis of a workout');
  const totals = Object.entries(summary.data).flatMap(([identifier, value]) => {
    const total = readOrNull(wireTotal, value);
    return total === null ? [] : [{ identifier, ...total }];
  });
  const find = (...names: readonly string[]): number | null =>
    totals.find(
      ({ identifier, friendlyName, value }) =>
        value !== null &&
        (names.includes(identifier) || (friendlyName !== null && names.includes(friendlyName))),
    )?.value ?? null;
  return {
    decouplingPercent: find('AerobicDecoupling', 'Pw:Hr', 'Pa:Hr'),
    efficiencyFactor: find('EfficiencyFactor', 'EF'),
    variabilityIndex: find('VariabilityIndex', 'VI'),
    normalizedPowerWatts: find('NormalizedPower', 'NP'),
    intensityFactor: find('IF', 'rIF'),
    tss: find('TSS', 'rTSS'),
    elapsedSeconds: find('TotalElapsedTime', 'Elapsed time'),
  };
}

const wireCharts = z.object({
  metadata: z.record(z.string(), z.unknown()).catch({}),
  data: z.array(z.unknown()),
});
const wireChannel = z.object({ friendlyName: looseText, unit: looseText });
const wireSample = z.looseObject({ time: knownNumber.refine((seconds) => seconds >= 0) });

type Sample = z.infer<typeof wireSample>;
/** Turns a value of the wire into an SI value; null when it stands for no reading. */
type Conversion = (value: number) => number | null;

interface Channel {
  readonly identifier: string;
  readonly name: string;
  readonly unit: string;
}

const SPEED_FACTORS: ReadonlyMap<string, number> = new Map([
  ['m/s', 1],
  ['mps', 1],
  ['km/h', 1 / 3.6],
  ['kmh', 1 / 3.6],
  ['kph', 1 / 3.6],
  ['mph', METERS_PER_MILE / 3600],
  ['mi/h', METERS_PER_MILE / 3600],
]);

/**
 * Reads the down-sampled curves of the analysis and converts display units to SI. A channel whose unit is not
 * known is left out rather than guessed. Null when there are no samples.
 * @throws AppError `upstream_changed` when the answer is no set of curves
 */
export function parseStreams(answer: unknown): Streams | null {
  const charts = readOrNull(wireCharts, answer);
  if (charts === null) throw changedForm('the curves of a workout');
  const samples = inOrder(readRows(wireSample, charts.data));
  if (samples.length === 0) return null;
  const channels = Object.entries(charts.metadata).map(([identifier, value]): Channel => {
    const { friendlyName = null, unit = null } = readOrNull(wireChannel, value) ?? {};
    return { identifier, name: friendlyName ?? identifier, unit: fold(unit ?? '') };
  });
  const timeSeconds = samples.map(({ time }) => time);
  return {
    stepSeconds: typicalStep(timeSeconds),
    timeSeconds,
    powerWatts: column(samples, channels, 'power', toWatts),
    heartRateBpm: column(samples, channels, 'heartrate', toBeats),
    speedMetersPerSecond:
      column(samples, channels, 'speed', toSpeed) ?? column(samples, channels, 'pace', paceToSpeed),
    cadenceRpm: column(samples, channels, 'cadence', toCadence),
    altitudeMeters:
      column(samples, channels, 'altitude', toMeters) ??
      column(samples, channels, 'smoothedaltitude', toMeters),
  };
}

/** The channel's own identifier wins; a device's developer field counts by the name users see. */
function column(
  samples: readonly Sample[],
  channels: readonly Channel[],
  name: string,
  conversionFor: (unit: string) => Conversion | null,
): (number | null)[] | null {
  const channel =
    channels.find(({ identifier }) => fold(identifier) === name) ??
    channels.find((one) => fold(one.name) === name);
  const convert = channel === undefined ? null : conversionFor(channel.unit);
  if (channel === undefined || convert === null) return null;
  const values = samples.map((sample) => {
    const value = readOrNull(looseNumber, sample[channel.identifier]);
    return value === null ? null : convert(value);
  });
  return values.some((value) => value !== null) ? values : null;
}

function toWatts(unit: string): Conversion | null {
  return ['', 'w', 'watt', 'watts'].includes(unit) ? (value) => value : null;
}

function toBeats(unit: string): Conversion | null {
  return ['', 'bpm', 'beats/min'].includes(unit) ? (value) => (value > 0 ? value : null) : null;
}

function toCadence(unit: string): Conversion | null {
  return ['', 'rpm', 'spm', 'strides/min'].includes(unit) ? (value) => value : null;
}

function toMeters(unit: string): Conversion | null {
  if (unit === 'm') return (value) => value;
  return unit === 'ft' ? (value) => value * METERS_PER_FOOT : null;
}

function toSpeed(unit: string): Conversion | null {
  const factor = SPEED_FACTORS.get(unit);
  return factor === undefined ? null : (value) => value * factor;
}

/** Pace arrives in seconds per distance, also where the unit shown to users is `min/km`. */
function paceToSpeed(unit: string): Conversion | null {
  const meters = paceMeters(unit.split('/')[1] ?? '');
  return meters === null ? null : (value) => (value > 0 ? meters / value : null);
}

function paceMeters(distance: string): number | null {
  switch (distance) {
    case 'km':
      return 1000;
    case 'mi':
    case 'mile':
      return METERS_PER_MILE;
    case '100m':
      return 100;
    default:
      return null;
  }
}

function inOrder(samples: readonly Sample[]): Sample[] {
  const byTime = new Map(samples.map((sample) => [sample.time, sample]));
  return [...byTime.values()].sort((a, b) => a.time - b.time);
}

/** The median distance of two samples: gaps and pauses do not move it. */
function typicalStep(timeSeconds: readonly number[]): number {
  const steps = timeSeconds.slice(1).map((time, index) => time - (timeSeconds[index] ?? time));
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? 1;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[\s_]/g, '');
}
