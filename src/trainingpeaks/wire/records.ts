import { z } from 'zod';
import type { PersonalRecord, RecordClass, WorkoutRecords } from '../../shared/workout.ts';
import { changedForm } from './changed-form.ts';
import {
  knownNumber,
  looseArray,
  looseBoolean,
  looseNumber,
  looseText,
  readOrNull,
  readRows,
  requiredDay,
  requiredId,
} from './primitives.ts';

const wireRecord = z.object({
  workoutId: requiredId,
  workoutTitle: looseText,
  workoutDate: requiredDay,
  class: looseText,
  type: z.string(),
  timeFrame: z.preprocess(
    (value) => (typeof value === 'object' && value !== null && 'name' in value ? value.name : value),
    looseText,
  ),
  value: knownNumber,
  rank: looseNumber.catch(null),
  invalid: looseBoolean,
});
const wireWorkoutRecords = z.object({ calcsPending: looseBoolean, personalRecords: looseArray });

/**
 * Reads the records of a sport, best first. Records that TrainingPeaks itself marks as invalid are left out.
 * @throws AppError `upstream_changed` when the answer is no list
 */
export function parseSportRecords(answer: unknown): readonly PersonalRecord[] {
  if (answer === undefined || answer === null) return [];
  if (!Array.isArray(answer)) throw changedForm('personal records');
  return toRecords(answer);
}

/**
 * Reads the records of one workout; an empty answer means none.
 * @throws AppError `upstream_changed` when the answer is no object
 */
export function parseWorkoutRecords(answer: unknown): WorkoutRecords {
  const wire = readOrNull(wireWorkoutRecords, answer ?? {});
  if (wire === null) throw changedForm('personal records');
  return { pending: wire.calcsPending === true, records: toRecords(wire.personalRecords) };
}

function toRecords(rows: unknown): PersonalRecord[] {
  return readRows(wireRecord, rows).flatMap((row) => {
    const recordClass = toClass(row.class ?? row.type);
    if (recordClass === null || row.invalid === true) return [];
    return [
      {
        workoutId: row.workoutId,
        workoutTitle: row.workoutTitle,
        day: row.workoutDate,
        recordClass,
        type: row.type,
        timeFrame: row.timeFrame,
        value: row.value,
        rank: row.rank,
      },
    ];
  });
}

/** The class by its own name, or by the beginning of a record's type: `power20min`, `hR5min`, `speed5K`. */
function toClass(name: string): RecordClass | null {
  const folded = name.toLowerCase();
  if (folded.startsWith('power')) return 'Power';
  if (folded.startsWith('speed')) return 'Speed';
  return folded.startsWith('heartrate') || folded.startsWith('hr') ? 'HeartRate' : null;
}
