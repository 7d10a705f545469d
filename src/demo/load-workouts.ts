import { readFile } from 'node:fs/promises';

import { AppError } from '../shared/errors.ts';
import { isDay } from './days.ts';
import { isObject } from './router.ts';
import type { WireObject } from './wire-object.ts';

/** A wire-format workout that can be served: it has an id and a day. */
export type ServableWorkout = WireObject & { readonly workoutId: number; readonly workoutDay: string };

/**
 * Reads a JSON array of wire-format workouts from a file.
 * Throws `bad_input` for a missing file, invalid JSON, anything but an array, and rows without an id or a day.
 */
export async function loadWorkouts(path: string): Promise<ServableWorkout[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError('bad_input', 'The workouts file cannot be read. Check the path.', { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad_input', 'The workouts file is not valid JSON.', { cause });
  }
  return checkWorkouts(value);
}

/** Checks that a value is an array of servable workouts. Throws `bad_input` with the index of the first bad row. */
export function checkWorkouts(value: unknown): ServableWorkout[] {
  if (!Array.isArray(value))
    throw new AppError('bad_input', 'The workouts file must hold a JSON array of workouts.');
  return value.map((row: unknown, index) => {
    if (!isServable(row)) {
      throw new AppError(
        'bad_input',
        `Row ${String(index)} of the workouts is not a workout: it needs a numeric workoutId and a workoutDay.`,
      );
    }
    return row;
  });
}

function isServable(row: unknown): row is ServableWorkout {
  return (
    isObject(row) &&
    typeof row['workoutId'] === 'number' &&
    typeof row['workoutDay'] === 'string' &&
    isDay(row['workoutDay'].slice(0, 10))
  );
}
