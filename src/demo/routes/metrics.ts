import { json, message } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { dayRange, isObject, jsonObject } from '../router.ts';
import type { DemoRequest, Parameters, Route } from '../router.ts';
import type { SimulatorState } from '../state.ts';
import { WORKOUT_TYPES } from '../wire/workout-types.ts';
import type { WireObject } from '../wire-object.ts';

/** Health metrics, and reference data. */
export function metricRoutes(state: SimulatorState): Route[] {
  const path = '/tpapi/metrics/v3/athletes/:athleteId';
  return [
    {
      method: 'GET',
      pattern: `${path}/consolidatedtimedmetrics/:start/:end`,
      handler: (_, parameters) => json(within(state, parameters)),
    },
    {
      method: 'POST',
      pattern: `${path}/consolidatedtimedmetric`,
      handler: (request) => save(state, request),
    },
    { method: 'GET', pattern: '/tpapi/fitness/v6/workouttypes', handler: () => json(WORKOUT_TYPES) },
  ];
}

function within(state: SimulatorState, parameters: Parameters): WireObject[] {
  const { start, end } = dayRange(parameters);
  return state.metrics().filter((record) => {
    const day = String(record['timeStamp']).slice(0, 10);
    return day >= start && day <= end;
  });
}

/** A known record id edits that record: details match by time and type, others are appended. */
function save(state: SimulatorState, request: DemoRequest): Reply {
  const sent = jsonObject(request);
  if (typeof sent['timeStamp'] !== 'string' || !Array.isArray(sent['details'])) {
    return message(400, 'The request is invalid.');
  }
  const metrics = state.metrics();
  const index = metrics.findIndex((record) => record['id'] === sent['id']);
  const existing = metrics[index];
  const id = existing?.['id'] ?? `5f0sent${String(metrics.length)}`;
  const before = existing === undefined ? [] : objectsIn(existing['details']);
  const added = objectsIn(sent['details']).map((detail) => ({ ...detail, parentId: id }));
  const kept = before.filter(
    (old) =>
      !added.some((detail: WireObject) => detail['type'] === old['type'] && detail['time'] === old['time']),
  );
  const record = {
    ...existing,
    ...sent,
    id,
    athleteId: state.account.athleteId,
    details: [...kept, ...added],
  };
  if (index < 0) metrics.push(record);
  else metrics[index] = record;
  return json(record);
}

function objectsIn(value: unknown): WireObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
