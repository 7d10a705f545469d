import type { SimulatedWorkout } from '../account.ts';
import { isDay } from '../days.ts';
import { invalidWorkout, json, message, Refusal } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { dayRange, isObject, jsonObject, jsonValue } from '../router.ts';
import type { DemoRequest, Parameters, Route } from '../router.ts';
import type { SimulatorState } from '../state.ts';
import { joinPlan, withoutActual, withoutPlan } from '../wire/pairing.ts';
import type { WireObject } from '../wire-object.ts';

const LIST_VERSIONS = ['v6', 'v7', 'v1'];
const DEFAULT_PAGE_SIZE = 20;
/** Comments have routes of their own; in a workout they are ignored. */
const IGNORED_ON_WRITE = new Set(['workoutComments', 'newComment']);
const TEXT_KEYS = ['title', 'description', 'coachComments', 'userTags', 'workoutDay'];
const NUMBER_KEYS = ['athleteId', 'workoutTypeValueId', 'totalTimePlanned', 'tssPlanned', 'distancePlanned'];

/** Lists, single workouts, the change feed, and writes. */
export function workoutRoutes(state: SimulatorState): Route[] {
  const v6 = '/tpapi/fitness/v6/athletes/:athleteId';
  return [
    {
      method: 'GET',
      pattern: '/tpapi/fitness/v2/athletes/:athleteId/workouts/changed',
      handler: (request) => changes(state, request),
    },
    ...LIST_VERSIONS.flatMap((version) => {
      const workouts = `/tpapi/fitness/${version}/athletes/:athleteId/workouts`;
      return [
        {
          method: 'GET',
          pattern: `${workouts}/:start/:end`,
          handler: (_: DemoRequest, parameters: Parameters) => list(state, parameters),
        },
        {
          method: 'GET',
          pattern: `${workouts}/:workoutId`,
          handler: (_: DemoRequest, parameters: Parameters) =>
            json(state.workouts.wire(requireWorkout(state, parameters))),
        },
      ];
    }),
    { method: 'POST', pattern: `${v6}/workouts`, handler: (request) => create(state, request) },
    {
      method: 'PUT',
      pattern: `${v6}/workouts/:workoutId`,
      handler: (request, parameters) => replace(state, request, parameters),
    },
    {
      method: 'DELETE',
      pattern: `${v6}/workouts/:workoutId`,
      handler: (_, parameters) => remove(state, parameters),
    },
    {
      method: 'POST',
      pattern: `${v6}/commands/workouts/:workoutId/split`,
      handler: (_, parameters) => split(state, parameters),
    },
    {
      method: 'POST',
      pattern: `${v6}/commands/workouts/combine`,
      handler: (request) => combine(state, request),
    },
    {
      method: 'POST',
      pattern: `${v6}/commands/addworkoutfromlibraryitem`,
      handler: () => message(500, 'An error has occurred.'),
    },
  ];
}

/** The workout a path names. Answers 400 "Invalid workoutId (n)" when there is none. */
export function requireWorkout(state: SimulatorState, parameters: Parameters): SimulatedWorkout {
  const workout = state.workouts.find(parameters.number('workoutId'));
  if (workout === undefined) throw new Refusal(invalidWorkout(parameters.text('workoutId')));
  return workout;
}

function list(state: SimulatorState, parameters: Parameters): Reply {
  const { start, end } = dayRange(parameters);
  return json(state.workouts.list(start, end));
}

/** One page of what changed; both lists are paged with the same page number. */
function changes(state: SimulatorState, request: DemoRequest): Reply {
  if (state.faults.take('noChangeFeed', request.path) !== null) return message(404, 'Not found.');
  const day = (request.query.get('date') ?? '').slice(0, 10);
  const pageSize = Number(request.query.get('pageSize') ?? DEFAULT_PAGE_SIZE);
  const page = Number(request.query.get('page') ?? 1);
  const isWhole = Number.isInteger(pageSize) && Number.isInteger(page) && pageSize > 0 && page > 0;
  if (!isDay(day) || !isWhole || request.query.get('searchDirection') !== 'After') {
    return message(400, 'The request is invalid.');
  }
  const { modified, deleted } = state.workouts.changedSince(day);
  const from = (page - 1) * pageSize;
  return json({
    modified: modified.slice(from, from + pageSize),
    deleted: deleted.slice(from, from + pageSize),
  });
}

function create(state: SimulatorState, request: DemoRequest): Reply {
  const fields = workoutFields(request);
  if (typeof fields['workoutDay'] !== 'string') return json('No workout sent', 400);
  return json(state.workouts.upsert({ ...fields, workoutId: 0 }));
}

function replace(state: SimulatorState, request: DemoRequest, parameters: Parameters): Reply {
  const workout = requireWorkout(state, parameters);
  const fields = workoutFields(request);
  if (typeof fields['workoutDay'] !== 'string') return json('No workout sent', 400);
  const saved = Object.entries(fields).filter(([key]) => !IGNORED_ON_WRITE.has(key));
  return json(state.workouts.upsert({ ...Object.fromEntries(saved), workoutId: workout.workoutId }));
}

function remove(state: SimulatorState, parameters: Parameters): Reply {
  state.workouts.delete(requireWorkout(state, parameters).workoutId);
  return json(true);
}

function split(state: SimulatorState, parameters: Parameters): Reply {
  const workout = requireWorkout(state, parameters);
  const row = state.workouts.wire(workout);
  const done = state.workouts.upsert({ ...withoutPlan(row), workoutId: 0 });
  state.workouts.moveRecording(workout.workoutId, Number(done['workoutId']));
  const plan = state.workouts.upsert(withoutActual(row));
  return json({ completedWorkouts: [done], plannedWorkout: plan });
}

function combine(state: SimulatorState, request: DemoRequest): Reply {
  const body = jsonObject(request);
  const [done, plan] = ['completedWorkoutId', 'plannedWorkoutId'].map((key) => {
    const workout = state.workouts.find(Number(body[key]));
    if (workout === undefined) throw new Refusal(invalidWorkout(String(body[key])));
    return workout;
  });
  if (done === undefined || plan === undefined) return message(400, 'The request is invalid.');
  const merged = state.workouts.upsert(joinPlan(state.workouts.wire(done), plan.row()));
  state.workouts.delete(plan.workoutId);
  return json(merged);
}

/** A workout as clients send it. A wrong type makes the service see no workout at all. */
function workoutFields(request: DemoRequest): WireObject {
  const value = jsonValue(request, 'No workout sent');
  const refusal = new Refusal(json('No workout sent', 400));
  if (!isObject(value)) throw refusal;
  const isWrong = (keys: readonly string[], type: string): boolean =>
    keys.some((key) => value[key] !== undefined && value[key] !== null && typeof value[key] !== type);
  if (isWrong(TEXT_KEYS, 'string') || isWrong(NUMBER_KEYS, 'number')) throw refusal;
  const { structure } = value;
  if (isObject(structure)) throw refusal;
  if (typeof structure !== 'string') return value;
  try {
    return { ...value, structure: JSON.parse(structure) as unknown };
  } catch {
    throw refusal;
  }
}
