import { z } from 'zod';
import type { PerformanceDay } from '../types.ts';
import { changedForm } from './changed-form.ts';
import { looseNumber, readOrNull, readRows, requiredDay } from './primitives.ts';

const wireDay = z.object({
  workoutDay: requiredDay,
  tssActual: looseNumber.catch(null),
  tssPlanned: looseNumber.catch(null),
  ctl: looseNumber.catch(null),
  atl: looseNumber.catch(null),
  tsb: looseNumber.catch(null),
});
const wrapped = z.object({ data: z.array(z.unknown()) });

/**
 * Reads the performance chart, one row a day. "NaN", which stands for no history, is null.
 * @throws AppError `upstream_changed` when the answer is no list
 */
export function parsePerformance(answer: unknown): readonly PerformanceDay[] {
  const rows: unknown = Array.isArray(answer) ? answer : readOrNull(wrapped, answer)?.data;
  if (rows === undefined) throw changedForm('the performance chart');
  return readRows(wireDay, rows).map(({ workoutDay, ...values }) => ({ day: workoutDay, ...values }));
}
