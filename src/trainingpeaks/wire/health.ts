import { z } from 'zod';
import type { HealthMetric } from '../../shared/workout.ts';
import { changedForm } from './changed-form.ts';
import {
  looseArray,
  looseNumber,
  looseText,
  readOrNull,
  readRows,
  requiredDay,
  requiredId,
} from './primitives.ts';

const SLEEP = 6;
/** Sleep longer than this is a whole night; two nights of one day are the same night, told twice. */
const LONGEST_NAP_HOURS = 2;

const wireRecord = z.object({ timeStamp: requiredDay, details: looseArray });
const wireDetail = z.object({
  type: requiredId,
  label: looseText,
  value: z.unknown(),
  time: looseText,
  modifiedTime: looseText,
  uploadClient: looseText,
});

interface Reading {
  readonly day: string;
  readonly typeId: number;
  readonly label: string | null;
  readonly value: number;
  readonly client: string;
  /** Local time as text: later readings sort after earlier ones. */
  readonly time: string;
}

/**
 * Reads daily health values. A day keeps one value of each type: where several services upload the same
 * type, the one that covers most days of the answer speaks (so that a series does not hop between devices),
 * and of its readings the last one. Several naps of a day are added to the longest sleep. Where a value is a
 * series, its last number counts.
 * @throws AppError `upstream_changed` when the answer is no list
 */
export function parseHealthMetrics(answer: unknown): readonly HealthMetric[] {
  if (answer === undefined || answer === null) return [];
  if (!Array.isArray(answer)) throw changedForm('health values');
  const readings = readRows(wireRecord, answer).flatMap(({ timeStamp, details }) =>
    readRows(wireDetail, details).flatMap((detail) => toReading(timeStamp, detail)),
  );
  const coverage = daysByClient(readings);
  const groups = new Map<string, Reading[]>();
  for (const reading of readings) {
    const key = `${reading.day} ${reading.typeId}`;
    groups.set(key, [...(groups.get(key) ?? []), reading]);
  }
  return [...groups.values()]
    .flatMap((group) => resolve(group, coverage))
    .sort((a, b) => a.day.localeCompare(b.day) || a.typeId - b.typeId);
}

function toReading(day: string, detail: z.infer<typeof wireDetail>): Reading[] {
  const value = lastNumber(detail.value);
  if (value === null) return [];
  return [
    {
      day,
      typeId: detail.type,
      label: detail.label,
      value,
      client: (detail.uploadClient ?? '').toLowerCase(),
      time: detail.time ?? detail.modifiedTime ?? '',
    },
  ];
}

function lastNumber(value: unknown): number | null {
  const candidates: readonly unknown[] = Array.isArray(value) ? value : [value];
  return candidates.map((one) => readOrNull(looseNumber, one)).findLast((one) => one !== null) ?? null;
}

function clientKey({ typeId, client }: Reading): string {
  return `${typeId} ${client}`;
}

function daysByClient(readings: readonly Reading[]): ReadonlyMap<string, number> {
  const days = new Map<string, Set<string>>();
  for (const reading of readings) {
    const key = clientKey(reading);
    days.set(key, (days.get(key) ?? new Set()).add(reading.day));
  }
  return new Map([...days].map(([key, set]) => [key, set.size]));
}

function resolve(group: readonly Reading[], coverage: ReadonlyMap<string, number>): HealthMetric[] {
  const rank = (reading: Reading): number => coverage.get(clientKey(reading)) ?? 0;
  const [best] = [...group].sort((a, b) => rank(b) - rank(a) || b.time.localeCompare(a.time));
  if (best === undefined) return [];
  const value =
    best.typeId === SLEEP ? sleepHours(group.filter(({ client }) => client === best.client)) : best.value;
  return [{ day: best.day, typeId: best.typeId, label: best.label, value }];
}

/** Whole nights are alternatives, of which the longest counts; naps add up. The same nap told twice counts once. */
function sleepHours(readings: readonly Reading[]): number {
  const nights = readings.map(({ value }) => value).filter((hours) => hours > LONGEST_NAP_HOURS);
  const naps = new Map(
    readings
      .filter(({ value }) => value <= LONGEST_NAP_HOURS)
      .map(({ time, value }) => [`${time} ${value}`, value]),
  );
  return Math.max(0, ...nights) + [...naps.values()].reduce((sum, hours) => sum + hours, 0);
}
