import { json, message, serverFailure } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { dayRange, jsonObject } from '../router.ts';
import type { DemoRequest, Parameters, Route } from '../router.ts';
import type { SimulatorState } from '../state.ts';
import { performanceRows } from '../wire/performance.ts';
import type { DayLoad } from '../wire/performance.ts';
import type { WireObject } from '../wire-object.ts';

const RECORD_SPORTS: Readonly<Record<string, number>> = { Bike: 2, Run: 3 };
const FIRST_DAY_OF_ALL = '0001-01-01';
const LAST_DAY_OF_ALL = '9999-12-31';

/** The fitness chart, the annual plan and personal records. */
export function fitnessRoutes(state: SimulatorState): Route[] {
  const records = '/tpapi/personalrecord/v2/athletes/:athleteId';
  return [
    {
      method: 'POST',
      pattern: '/tpapi/fitness/v1/athletes/:athleteId/reporting/performancedata/:start/:end',
      handler: (request, parameters) => performanceData(state, request, parameters),
    },
    {
      method: 'GET',
      pattern: '/tpapi/fitness/v1/athletes/:athleteId/atp/:start/:end',
      handler: (_, parameters) => annualPlan(state, parameters),
    },
    {
      method: 'GET',
      pattern: `${records}/workouts/:workoutId`,
      handler: (_, parameters) => workoutRecords(state, parameters.number('workoutId')),
    },
    {
      method: 'GET',
      pattern: `${records}/:sport`,
      handler: (request, parameters) => sportRecords(state, request, parameters.text('sport')),
    },
  ];
}

function performanceData(state: SimulatorState, request: DemoRequest, parameters: Parameters): Reply {
  const { start, end } = dayRange(parameters);
  const body = jsonObject(request);
  const constant = (key: string, fallback: number): number => Math.max(1, numberOr(body[key], fallback));
  const wanted = Array.isArray(body['workoutTypes']) ? (body['workoutTypes'] as unknown[]) : [];
  const loads = [...state.workouts.all()]
    .map((workout) => dayLoad(workout.day, workout.row()))
    .filter((load) => wanted.length === 0 || wanted.includes(load.sportId));
  const rows = performanceRows(loads, {
    start,
    end,
    today: state.today(),
    ctlConstant: constant('ctlConstant', 42),
    atlConstant: constant('atlConstant', 7),
    ctlStart: numberOr(body['ctlStart'], 0),
    atlStart: numberOr(body['atlStart'], 0),
  });
  return json(rows);
}

function dayLoad(day: string, row: WireObject): DayLoad {
  return {
    day,
    sportId: numberOr(row['workoutTypeValueId'], 0),
    tssActual: finiteOrNull(row['tssActual']),
    tssPlanned: finiteOrNull(row['tssPlanned']),
    ifActual: finiteOrNull(row['if']),
    ifPlanned: finiteOrNull(row['ifPlanned']),
  };
}

function annualPlan(state: SimulatorState, parameters: Parameters): Reply {
  const { start, end } = dayRange(parameters);
  return json(
    state.account.annualPlan.filter((week) => {
      const day = String(week['week']).slice(0, 10);
      return day >= start && day <= end;
    }),
  );
}

function sportRecords(state: SimulatorState, request: DemoRequest, sport: string): Reply {
  if (state.faults.take('sportPeaksError', request.path) !== null) return serverFailure();
  const sportId = RECORD_SPORTS[sport];
  const type = request.query.get('prType') ?? '';
  const book = state.workouts.records;
  if (sportId === undefined || !book.knows(sportId, type)) return message(400, 'The request is invalid.');
  const first = request.query.get('startDate')?.slice(0, 10) ?? FIRST_DAY_OF_ALL;
  const last = request.query.get('endDate')?.slice(0, 10) ?? LAST_DAY_OF_ALL;
  return json(book.best(sportId, type, first, last));
}

function workoutRecords(state: SimulatorState, workoutId: number): Reply {
  const personalRecords = state.workouts.records.ofWorkout(workoutId);
  return json({
    calcsPending: false,
    workoutId,
    personalRecordCount: personalRecords.length,
    personalRecords,
  });
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

function finiteOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
