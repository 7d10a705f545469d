import { z } from 'zod';
import { complianceColour, compliancePercent } from '../../analytics/compliance.ts';
import { decoupling } from '../../analytics/decoupling.ts';
import { checkWorkoutScores, efficiencyFactor, isSteadyAerobic } from '../../analytics/power.ts';
import { AppError } from '../../shared/errors.ts';
import { RUN } from '../../shared/sports.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { Lap, Streams, Workout, WorkoutDetails } from '../../shared/workout.ts';
import { withNotes } from '../about.ts';
import { both, rounded, shown, signed, speedText } from '../numbers.ts';
import { clock } from '../../shared/wording.ts';
import { workoutId } from '../params.ts';
import { defineTool } from '../tool.ts';
import { rowOf, rowText, workoutRow } from '../workout-row.ts';

const LAPS_AT_MOST = 40;
const BASIS_NAME = { power: 'Power', heart_rate: 'Heart rate', speed: 'Pace' } as const;

const value = z.number().nullable();
/** What may be missing only because TrainingPeaks did not answer. */
const recording = z.enum(['time_in_zones', 'laps', 'decoupling']);
type Recording = z.infer<typeof recording>;

const output = z.object({
  workout: workoutRow,
  compliance: z
    .object({
      duration_percent: value,
      distance_percent: value,
      tss_percent: value,
      colour: z.enum(['green', 'yellow', 'red']).nullable(),
    })
    .nullable()
    .describe('Done against planned; null when nothing was planned'),
  variability_index: value,
  efficiency_factor: value.describe('NP (run: graded speed in m/min) per heart beat'),
  efficiency_comparable: z.boolean().describe('Steady and aerobic: EF may be compared with others'),
  tss_per_hour: value,
  implied_ftp_watts: value.describe('FTP behind the stored IF'),
  implausible_tss: z.boolean(),
  score_checks: z.array(
    z.object({
      metric: z.string(),
      stored: z.number(),
      recomputed: z.number(),
      agrees: z.boolean(),
      formula: z.string(),
    }),
  ),
  average_speed_kilometers_per_hour: value,
  pace_seconds_per_kilometer: value,
  power: z.object({ average: value, normalized: value, maximum: value }).nullable(),
  heart_rate: z.object({ minimum: value, average: value, maximum: value }).nullable(),
  decoupling: z
    .object({
      percent: value.describe('Efficiency lost from first to second half; positive is drift'),
      verdict: z.string().nullable(),
      remarks: z.array(z.string()),
    })
    .nullable(),
  time_in_zones: z.array(
    z.object({
      basis: z.enum(['power', 'heart_rate', 'speed']),
      zones: z.array(z.object({ label: z.string(), seconds: z.number(), percent: z.number() })),
    }),
  ),
  laps: z.array(
    z.object({
      lap: z.number(),
      name: z.string().nullable(),
      duration_seconds: value,
      distance_meters: value,
      average_power_watts: value,
      normalized_power_watts: value,
      average_heart_rate_bpm: value,
      speed_meters_per_second: value,
    }),
  ),
  unread: z.array(recording),
});

export type WorkoutAnalysis = z.infer<typeof output>;

export const tpWorkoutAnalysis = defineTool({
  name: 'tp_workout_analysis',
  title: 'Analysis of a workout',
  description: `How one session went: done against planned, variability index, efficiency factor, TSS per hour, checks of the stored scores, aerobic decoupling, time in zones and laps. Use it for "analyze my last ride": find the workout_id with tp_get_workouts (workout_type, limit=1, status=completed).`,
  effect: 'read',
  input: z.strictObject({ workout_id: workoutId }),
  output,
  async run({ workout_id: id }, context) {
    const snapshot = await context.snapshot();
    const workout = await snapshot.workout(id, context.signal);
    if (!workout.completed) {
      throw new AppError(
        'bad_input',
        `Workout ${id} on ${workout.day} has not been done, so there is nothing to analyze. tp_get_workout shows its plan.`,
      );
    }
    const { notes, ...recorded } = await recordings(snapshot, workout, context.signal);
    const data = analyze(workout, snapshot.today, recorded);
    return {
      data,
      text: textOf(data, workout.sportId),
      about: withNotes(snapshot.provenance, notes, notes.length > 0),
    };
  },
});

/** What TrainingPeaks keeps beside the summary. */
interface Recordings {
  readonly details: WorkoutDetails | undefined;
  readonly laps: readonly Lap[];
  readonly streams: Streams | null;
  readonly unread: Recording[];
}

/** Parts that cannot be had become notes: the summary still answers. */
async function recordings(
  snapshot: Snapshot,
  workout: Workout,
  signal: AbortSignal,
): Promise<Recordings & { readonly notes: readonly string[] }> {
  const notes: string[] = [];
  const details = await snapshot.details([workout], { signal });
  const laps = await snapshot.laps([workout], { signal });
  const failure = details.failure ?? laps.failure;
  if (failure?.code === 'not_found')
    throw new AppError('not_found', `Workout ${workout.workoutId} was deleted in TrainingPeaks.`);
  if (failure !== null) notes.push(`Zones and laps could not be read. ${failure.message}`);
  const streams = failure === null ? await streamsOf(snapshot, workout, signal, notes) : null;
  const isUnread: Readonly<Record<Recording, boolean>> = {
    time_in_zones: details.failure !== null,
    laps: laps.failure !== null,
    decoupling: notes.length > 0,
  };
  return {
    details: details.byWorkoutId.get(workout.workoutId),
    laps: laps.byWorkoutId.get(workout.workoutId) ?? [],
    streams,
    unread: recording.options.filter((part) => isUnread[part]),
    notes,
  };
}

async function streamsOf(
  snapshot: Snapshot,
  workout: Workout,
  signal: AbortSignal,
  notes: string[],
): Promise<Streams | null> {
  try {
    return await snapshot.streams(workout.workoutId, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    notes.push('The recorded streams could not be read, so decoupling is missing.');
    return null;
  }
}

function analyze(
  workout: Workout,
  today: string,
  { details, laps, streams, unread }: Recordings,
): WorkoutAnalysis {
  const { actual, plan, sportId } = workout;
  const ftpWatts = details?.timeInZones.find(({ basis }) => basis === 'power')?.threshold ?? null;
  const scores = checkWorkoutScores({ ...actual, sportId, tssSource: workout.tssSource, ftpWatts });
  const gradedSpeed = sportId === RUN ? actual.normalizedSpeedMetersPerSecond : null;
  const speed = both(actual.distanceMeters, actual.durationSeconds, (meters, seconds) =>
    meters > 0 && seconds > 0 ? meters / seconds : null,
  );
  return {
    workout: rowOf(workout, today),
    compliance: workout.planned
      ? complianceOf({
          duration_percent: rounded(compliancePercent(actual.durationSeconds, plan.durationSeconds), 0),
          distance_percent: rounded(compliancePercent(actual.distanceMeters, plan.distanceMeters), 0),
          tss_percent: rounded(compliancePercent(actual.tss, plan.tss), 0),
        })
      : null,
    variability_index: rounded(scores.variabilityIndex, 2),
    efficiency_factor: rounded(
      both(
        gradedSpeed === null ? actual.normalizedPowerWatts : gradedSpeed * 60,
        actual.averageHeartRateBpm,
        efficiencyFactor,
      ),
      2,
    ),
    efficiency_comparable:
      both(actual.durationSeconds, actual.intensityFactor, (durationSeconds, intensityFactor) =>
        isSteadyAerobic({ durationSeconds, intensityFactor, variabilityIndex: scores.variabilityIndex }),
      ) ?? false,
    tss_per_hour: rounded(scores.tssPerHour),
    implied_ftp_watts: rounded(scores.impliedFtpWatts, 0),
    implausible_tss: scores.implausibleTss,
    score_checks: scores.checks.map(({ metric, stored, recomputed, agrees, formula }) => ({
      metric,
      stored: rounded(stored, 2),
      recomputed: rounded(recomputed, 2),
      agrees,
      formula,
    })),
    average_speed_kilometers_per_hour: rounded(speed === null ? null : speed * 3.6),
    pace_seconds_per_kilometer: rounded(speed === null ? null : 1000 / speed, 0),
    power: threeOf(
      actual.averagePowerWatts,
      actual.normalizedPowerWatts,
      actual.maximumPowerWatts,
      (average, normalized, maximum) => ({ average, normalized, maximum }),
    ),
    heart_rate: threeOf(
      actual.minimumHeartRateBpm,
      actual.averageHeartRateBpm,
      actual.maximumHeartRateBpm,
      (minimum, average, maximum) => ({ minimum, average, maximum }),
    ),
    decoupling: decouplingOf(workout, streams),
    time_in_zones: (details?.timeInZones ?? []).flatMap(({ basis, zones }) => {
      const all = zones.reduce((sum, { seconds }) => sum + seconds, 0);
      return all === 0
        ? []
        : [
            {
              basis,
              zones: zones.map(({ label, seconds }) => ({
                label,
                seconds: rounded(seconds, 0),
                percent: rounded((seconds / all) * 100),
              })),
            },
          ];
    }),
    laps: laps.slice(0, LAPS_AT_MOST).map((lap, index) => ({
      lap: index + 1,
      name: lap.name,
      duration_seconds: rounded(lap.durationSeconds, 0),
      distance_meters: rounded(lap.distanceMeters, 0),
      average_power_watts: rounded(lap.averagePowerWatts, 0),
      normalized_power_watts: rounded(lap.normalizedPowerWatts, 0),
      average_heart_rate_bpm: rounded(lap.averageHeartRateBpm, 0),
      speed_meters_per_second: rounded(lap.averageSpeedMetersPerSecond, 2),
    })),
    unread,
  };
}

function complianceOf(percents: {
  duration_percent: number | null;
  distance_percent: number | null;
  tss_percent: number | null;
}): WorkoutAnalysis['compliance'] {
  const judged = percents.duration_percent ?? percents.distance_percent ?? percents.tss_percent;
  return { ...percents, colour: judged === null ? null : complianceColour(judged) };
}

function threeOf<Named>(
  one: number | null,
  two: number | null,
  three: number | null,
  name: (one: number | null, two: number | null, three: number | null) => Named,
): Named | null {
  return one === null && two === null && three === null
    ? null
    : name(rounded(one, 0), rounded(two, 0), rounded(three, 0));
}

function decouplingOf({ actual }: Workout, streams: Streams | null): WorkoutAnalysis['decoupling'] {
  const output = streams?.powerWatts ?? streams?.speedMetersPerSecond ?? null;
  if (streams === null || output === null || streams.heartRateBpm === null) return null;
  const result = decoupling({
    output,
    channel: streams.powerWatts === null ? 'speed' : 'power',
    heartRateBpm: streams.heartRateBpm,
    sampleSeconds: streams.stepSeconds,
    // The streams TrainingPeaks sends are thinned out; a 30-second normalized power needs every second.
    basis: 'avg',
    averageTemperatureCelsius: actual.averageTemperatureCelsius,
  });
  return {
    percent: rounded(result.decouplingPercent),
    verdict: result.verdict,
    remarks: [...result.reasons],
  };
}

function textOf(data: WorkoutAnalysis, sportId: number): string {
  const { compliance, decoupling: drift } = data;
  const done =
    compliance === null
      ? 'Nothing was planned for it.'
      : `Against the plan: duration ${percentText(compliance.duration_percent)}, distance ${percentText(compliance.distance_percent)}, TSS ${percentText(compliance.tss_percent)}${compliance.colour === null ? '' : ` (${compliance.colour})`}.`;
  const facts = [
    data.variability_index === null ? '' : `variability index (VI) ${shown(data.variability_index, 2)}`,
    data.efficiency_factor === null
      ? ''
      : `efficiency factor (EF) ${shown(data.efficiency_factor, 2)}${data.efficiency_comparable ? '' : ' (not a steady aerobic session: do not compare)'}`,
    data.tss_per_hour === null ? '' : `${shown(data.tss_per_hour, 0)} TSS per hour`,
    data.average_speed_kilometers_per_hour === null
      ? ''
      : speedText(data.average_speed_kilometers_per_hour / 3.6, sportId),
    data.power === null
      ? ''
      : `power ${shown(data.power.average, 0)} W average, ${shown(data.power.maximum, 0)} W maximum`,
    data.heart_rate === null
      ? ''
      : `heart rate ${shown(data.heart_rate.average, 0)} average, ${shown(data.heart_rate.maximum, 0)} maximum`,
  ].filter((fact) => fact !== '');
  const disagreeing = data.score_checks.filter(({ agrees }) => !agrees);
  const lines = [
    rowText(data.workout),
    done,
    facts.length === 0 ? '' : `${facts.join(', ')}.`,
    data.implausible_tss ? 'The TSS is implausibly high for the duration: look at the thresholds.' : '',
    ...disagreeing.map(
      (check) =>
        `Stored ${check.metric.replaceAll('_', ' ')} ${shown(check.stored, 2)} differs from ${check.formula}: ${shown(check.recomputed, 2)}.`,
    ),
    drift === null
      ? ''
      : `Decoupling ${drift.percent === null ? 'not given' : `${signed(drift.percent)} %`}${drift.verdict === null ? '' : ` (${drift.verdict})`}${drift.remarks.length === 0 ? '' : `: ${drift.remarks.join(' ')}`}`,
    ...data.time_in_zones.map(
      ({ basis, zones }) =>
        `${BASIS_NAME[basis]} zones: ${zones
          .filter(({ seconds }) => seconds > 0)
          .map((zone) => `${zone.label} ${clock(zone.seconds)} (${shown(zone.percent, 0)} %)`)
          .join(', ')}`,
    ),
    data.laps.length < 2 ? '' : `Laps: ${data.laps.map((lap) => lapText(lap, sportId)).join('; ')}`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function percentText(percent: number | null): string {
  return percent === null ? '–' : `${shown(percent, 0)} %`;
}

function lapText(lap: WorkoutAnalysis['laps'][number], sportId: number): string {
  const parts = [
    `${lap.lap}. ${clock(lap.duration_seconds)}`,
    lap.average_power_watts === null ? '' : `${shown(lap.average_power_watts, 0)} W`,
    lap.average_heart_rate_bpm === null ? '' : `${shown(lap.average_heart_rate_bpm, 0)} bpm`,
    lap.average_power_watts === null &&
    lap.speed_meters_per_second !== null &&
    lap.speed_meters_per_second > 0
      ? speedText(lap.speed_meters_per_second, sportId)
      : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
