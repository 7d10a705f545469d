import { compliancePercent } from './workout-row.ts';
import type { WireObject } from '../wire-object.ts';

const PLAN_KEYS = [
  'startTimePlanned',
  'distancePlanned',
  'totalTimePlanned',
  'caloriesPlanned',
  'tssPlanned',
  'ifPlanned',
  'velocityPlanned',
  'energyPlanned',
  'elevationGainPlanned',
  'structure',
  'description',
  'coachComments',
] as const;

const ACTUAL_KEYS = [
  'startTime',
  'distance',
  'totalTime',
  'heartRateMinimum',
  'heartRateMaximum',
  'heartRateAverage',
  'calories',
  'tssActual',
  'if',
  'velocityAverage',
  'velocityMaximum',
  'normalizedSpeedActual',
  'normalizedPowerActual',
  'powerAverage',
  'powerMaximum',
  'energy',
  'elevationGain',
  'elevationLoss',
  'elevationMinimum',
  'elevationAverage',
  'elevationMaximum',
  'tempMin',
  'tempAvg',
  'tempMax',
  'cadenceAverage',
  'cadenceMaximum',
  'rpe',
  'feeling',
  'workoutDeviceSource',
] as const;

const NO_COMPLIANCE = {
  complianceDurationPercent: null,
  complianceDistancePercent: null,
  complianceTssPercent: null,
};

/** The completed half of a workout. */
export function withoutPlan(row: WireObject): WireObject {
  return { ...row, ...nulls(PLAN_KEYS), ...NO_COMPLIANCE };
}

/** The planned half of a workout. */
export function withoutActual(row: WireObject): WireObject {
  return { ...row, ...nulls(ACTUAL_KEYS), ...NO_COMPLIANCE, tssSource: 0, publicSettingValue: 0 };
}

/** A completed workout with the plan of another one, compliance computed. */
export function joinPlan(done: WireObject, plan: WireObject): WireObject {
  const planned = Object.fromEntries(PLAN_KEYS.map((key) => [key, plan[key] ?? null]));
  const joined: WireObject = { ...done, ...planned, title: plan['title'] ?? done['title'] };
  const percent = (actual: string, target: string): number | null =>
    compliancePercent(numberOrNull(joined[actual]), numberOrNull(joined[target]));
  return {
    ...joined,
    complianceDurationPercent: percent('totalTime', 'totalTimePlanned'),
    complianceDistancePercent: percent('distance', 'distancePlanned'),
    complianceTssPercent: percent('tssActual', 'tssPlanned'),
  };
}

function nulls(keys: readonly string[]): WireObject {
  return Object.fromEntries(keys.map((key) => [key, null]));
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
