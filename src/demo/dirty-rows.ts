import { blankWorkout } from './wire/workout-row.ts';
import type { WireObject } from './wire-object.ts';

const FIRST_DIRTY_ID = 3_999_000_001;

/** Rows no careful client should trip over, all on one day: wrong types, unknown ids, odd days, no title. */
export function dirtyRows(athleteId: number, day: string): WireObject[] {
  const row = (index: number, fields: WireObject): WireObject => ({
    ...blankWorkout(athleteId, FIRST_DIRTY_ID + index, day, `${day}T05:00:00.1`),
    title: `Dirty row ${String(index)}`,
    orderOnDay: 90 + index,
    ...fields,
  });
  return [
    row(0, {
      title: 12,
      totalTime: { hours: 1 },
      tssActual: 'a lot',
      heartRateAverage: [140],
      userTags: ['a'],
    }),
    row(1, {
      workoutTypeValueId: 777,
      workoutSubTypeId: 9999,
      tssSource: 99,
      publicSettingValue: 7,
      totalTime: 0.5,
      tssActual: 20,
    }),
    row(2, {
      workoutDay: `${day}T00:00:00Z`,
      workoutTypeValueId: 3,
      totalTime: 0.5,
      tssActual: 25,
      tssSource: 2,
    }),
    row(3, { title: null, workoutTypeValueId: 2, totalTimePlanned: 1, structure: '{"structure":[' }),
    row(4, { workoutId: null, title: 'Row without an id' }),
    row(5, { workoutDay: 'yesterday', totalTime: 1 }),
  ];
}
