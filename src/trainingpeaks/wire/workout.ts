import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type {
  SetAside,
  TssSource,
  Workout,
  WorkoutActual,
  WorkoutChanges,
  WorkoutComment,
  WorkoutList,
  WorkoutPlan,
} from '../../shared/workout.ts';
import { changedForm } from './changed-form.ts';
import {
  hoursToSeconds,
  looseAmount,
  looseArray,
  looseBoolean,
  looseDay,
  looseHeartRate,
  looseId,
  looseLocalTime,
  looseNumber,
  looseText,
  readOrNull,
  readRows,
  requiredDay,
  requiredId,
} from './primitives.ts';
import { parseStructure } from './structure.ts';

const TSS_SOURCES: readonly TssSource[] = ['none', 'power', 'run_pace', 'swim_pace', 'heart_rate'];

const wireWorkout = z.object({
  workoutId: requiredId,
  athleteId: looseId,
  workoutDay: requiredDay,
  workoutTypeValueId: requiredId,
  workoutSubTypeId: looseId,
  title: looseText,
  startTime: looseLocalTime,
  startTimePlanned: looseLocalTime,
  totalTime: looseAmount,
  totalTimePlanned: looseAmount,
  distance: looseAmount,
  distancePlanned: looseAmount,
  totalDistancePlanned: looseAmount,
  tssActual: looseAmount,
  tssPlanned: looseNumber,
  tssSource: looseNumber,
  if: looseNumber,
  ifPlanned: looseNumber,
  normalizedPowerActual: looseNumber,
  powerAverage: looseNumber,
  powerMaximum: looseNumber,
  energy: looseNumber,
  calories: looseNumber,
  heartRateMinimum: looseHeartRate,
  heartRateAverage: looseHeartRate,
  heartRateMaximum: looseHeartRate,
  cadenceAverage: looseNumber,
  cadenceMaximum: looseNumber,
  velocityAverage: looseNumber,
  velocityMaximum: looseNumber,
  normalizedSpeedActual: looseNumber,
  elevationGain: looseNumber,
  elevationLoss: looseNumber,
  tempAvg: looseNumber,
  complianceDurationPercent: looseNumber,
  complianceDistancePercent: looseNumber,
  complianceTssPercent: looseNumber,
  rpe: looseNumber,
  feeling: looseNumber,
  description: looseText,
  coachComments: looseText,
  workoutComments: looseArray,
  userTags: looseText,
  structure: z.unknown().optional(),
  orderOnDay: looseNumber,
  personalRecordCount: looseNumber,
  lastModifiedDate: looseText,
});
type WireWorkout = z.infer<typeof wireWorkout>;

const wireComment = z.object({
  comment: looseText,
  commenterName: looseText,
  firstName: looseText,
  lastName: looseText,
  isCoach: looseBoolean,
  dateCreated: looseDay,
});

const wireChanges = z.object({
  modified: z.array(z.unknown()).nullable(),
  deleted: z.array(z.unknown()).nullish(),
});
const deletedId = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && 'workoutId' in value ? value.workoutId : value),
  requiredId,
);

/**
 * Reads a list of v6 workouts. A row that cannot be read is set aside with the name of its field; an id that
 * comes twice counts once, the later row wins.
 * @param athleteId whose list it is, for rows that do not say
 * @throws AppError `upstream_changed` when the answer is no list
 */
export function parseWorkoutList(answer: unknown, athleteId: number): WorkoutList {
  if (!Array.isArray(answer)) throw changedForm('the list of workouts');
  const workouts = new Map<number, Workout>();
  const setAside: SetAside[] = [];
  for (const row of answer as readonly unknown[]) {
    const result = wireWorkout.safeParse(row);
    if (result.success) workouts.set(result.data.workoutId, toWorkout(result.data, athleteId));
    else setAside.push(explain(row, result.error));
  }
  return { workouts: [...workouts.values()], setAside };
}

/**
 * Reads one workout; some accounts get it as a list of one.
 * @throws AppError `not_found` for an empty answer, `upstream_changed` when it cannot be read
 */
export function parseWorkout(answer: unknown, athleteId: number): Workout {
  const row: unknown = Array.isArray(answer) ? answer[0] : answer;
  if (row === undefined || row === null)
    throw new AppError('not_found', 'TrainingPeaks has no such workout.');
  const result = wireWorkout.safeParse(row);
  if (!result.success)
    throw new AppError(
      'upstream_changed',
      `The workout could not be read. ${explain(row, result.error).reason}`,
    );
  return toWorkout(result.data, athleteId);
}

/**
 * Reads a page of the change feed.
 * @param pageSize the number of rows asked for: a full page may have a successor
 * @throws AppError `upstream_changed` when the answer is no change page
 */
export function parseWorkoutChanges(answer: unknown, athleteId: number, pageSize: number): WorkoutChanges {
  const page = readOrNull(wireChanges, answer);
  if (page === null) throw changedForm('the list of changed workouts');
  const modified = page.modified ?? [];
  const deleted = page.deleted ?? [];
  const rows = modified.length + deleted.length;
  // It is not known whether deletions are paged with the edits, beside them, or not at all: more of them than
  // a page holds means not at all. One page too many costs a request, one too few loses workouts.
  const more = modified.length >= pageSize || deleted.length === pageSize || rows === pageSize;
  return { ...parseWorkoutList(modified, athleteId), deletedIds: readRows(deletedId, deleted), more };
}

function toWorkout(wire: WireWorkout, athleteId: number): Workout {
  const structure = parseStructure(wire.structure);
  const plan = toPlan(wire);
  return {
    workoutId: wire.workoutId,
    athleteId: wire.athleteId ?? athleteId,
    day: wire.workoutDay,
    startTime: wire.startTime,
    title: wire.title,
    sportId: wire.workoutTypeValueId,
    subSportId: wire.workoutSubTypeId,
    // Entered by hand, a session may have a load or a distance and no time.
    completed: isSome(wire.totalTime) || isSome(wire.tssActual) || isSome(wire.distance),
    planned:
      isSome(wire.totalTimePlanned) || isSome(plan.distanceMeters) || isSome(plan.tss) || structure !== null,
    actual: toActual(wire),
    plan,
    tssSource: wire.tssSource === null ? 'none' : (TSS_SOURCES[wire.tssSource] ?? 'other'),
    compliance: {
      durationPercent: wire.complianceDurationPercent,
      distancePercent: wire.complianceDistancePercent,
      tssPercent: wire.complianceTssPercent,
    },
    rpe: wire.rpe,
    feeling: wire.feeling,
    description: wire.description,
    coachComments: wire.coachComments,
    comments: readRows(wireComment, wire.workoutComments).flatMap(toComment),
    tags: (wire.userTags ?? '')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    structure,
    orderOnDay: wire.orderOnDay,
    personalRecordCount: wire.personalRecordCount ?? 0,
    lastModified: wire.lastModifiedDate,
  };
}

function toActual(wire: WireWorkout): WorkoutActual {
  return {
    durationSeconds: hoursToSeconds(wire.totalTime),
    distanceMeters: wire.distance,
    tss: wire.tssActual,
    intensityFactor: wire.if,
    normalizedPowerWatts: wire.normalizedPowerActual,
    averagePowerWatts: wire.powerAverage,
    maximumPowerWatts: wire.powerMaximum,
    energyKilojoules: wire.energy,
    caloriesKilocalories: wire.calories,
    minimumHeartRateBpm: wire.heartRateMinimum,
    averageHeartRateBpm: wire.heartRateAverage,
    maximumHeartRateBpm: wire.heartRateMaximum,
    averageCadenceRpm: wire.cadenceAverage,
    maximumCadenceRpm: wire.cadenceMaximum,
    averageSpeedMetersPerSecond: wire.velocityAverage,
    maximumSpeedMetersPerSecond: wire.velocityMaximum,
    normalizedSpeedMetersPerSecond: wire.normalizedSpeedActual,
    elevationGainMeters: wire.elevationGain,
    elevationLossMeters: wire.elevationLoss,
    averageTemperatureCelsius: wire.tempAvg,
  };
}

/** A planned start at midnight means that the plan names no time. */
function toPlan(wire: WireWorkout): WorkoutPlan {
  return {
    durationSeconds: hoursToSeconds(wire.totalTimePlanned),
    distanceMeters: wire.distancePlanned ?? wire.totalDistancePlanned,
    tss: wire.tssPlanned,
    intensityFactor: wire.ifPlanned,
    startTime: wire.startTimePlanned?.endsWith('T00:00:00') ? null : wire.startTimePlanned,
  };
}

function toComment(wire: z.infer<typeof wireComment>): WorkoutComment[] {
  if (wire.comment === null) return [];
  const names = [wire.firstName, wire.lastName].filter((name) => name !== null);
  const author = wire.commenterName ?? (names.length > 0 ? names.join(' ') : null);
  return [{ author, byCoach: wire.isCoach === true, day: wire.dateCreated, text: wire.comment }];
}

function explain(row: unknown, error: z.ZodError): SetAside {
  const field = error.issues[0]?.path[0];
  const known = z
    .object({ workoutId: requiredId.nullable().catch(null), workoutDay: looseDay })
    .safeParse(row);
  return {
    workoutId: known.success ? known.data.workoutId : null,
    day: known.success ? known.data.workoutDay : null,
    reason:
      typeof field === 'string'
        ? `The field ${field} is missing or has a wrong form.`
        : 'The row is no workout.',
  };
}

function isSome(value: number | null): boolean {
  return value !== null && value > 0;
}
