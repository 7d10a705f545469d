import { z } from 'zod';
import { withNotes } from '../about.ts';
import { count, rounded } from '../numbers.ts';
import { workoutId } from '../params.ts';
import { kindLabel, kindOfRecord, unitOf, valueText } from '../record-types.ts';
import { defineTool } from '../tool.ts';
import { rowOf, rowText } from '../workout-row.ts';
import { AppError } from '../../shared/errors.ts';

const output = z.object({
  workout_id: z.number(),
  date: z.string(),
  sport: z.string(),
  title: z.string().nullable(),
  calculation_pending: z.boolean().describe('TrainingPeaks is still computing the records'),
  records: z.array(
    z.object({
      class: z.enum(['Power', 'HeartRate', 'Speed']),
      type: z.string().describe('Name in TrainingPeaks, e.g. power20min'),
      over: z.string().describe('Duration or distance'),
      value: z.number(),
      unit: z.enum(['W', 'bpm', 'm/s']),
      rank: z.number().nullable(),
      time_frame: z.string().nullable().describe('As TrainingPeaks names it'),
    }),
  ),
});

export type RecordsOfWorkout = z.infer<typeof output>;

export const tpGetWorkoutPrs = defineTool({
  name: 'tp_get_workout_prs',
  title: 'Records of a workout',
  description: `The personal records one workout set, by class (power, heart rate, speed) with duration or distance, value, rank and the period the rank is in. Use it after finding a workout_id; for bests over a period use tp_get_peaks.`,
  effect: 'read',
  input: z.strictObject({ workout_id: workoutId }),
  output,
  async run({ workout_id: id }, context) {
    const snapshot = await context.snapshot();
    const workout = await snapshot.workout(id, context.signal);
    const { byWorkoutId, failure } = await snapshot.records([workout], { signal: context.signal });
    const found = byWorkoutId.get(id);
    if (found === undefined) {
      throw new AppError(
        failure?.code ?? 'upstream_down',
        failure?.message ?? 'The records of this workout could not be read.',
      );
    }
    const records = found.records
      .map((record) => {
        const kind = kindOfRecord(record);
        return {
          class: record.recordClass,
          type: record.type,
          over: kind === null ? record.type : kindLabel(kind),
          value: rounded(record.value, record.recordClass === 'Speed' ? 3 : 0),
          unit: unitOf(record.recordClass),
          rank: record.rank,
          time_frame: record.timeFrame,
        };
      })
      .sort(
        (one, other) =>
          one.class.localeCompare(other.class) || (one.rank ?? Infinity) - (other.rank ?? Infinity),
      );
    const row = rowOf(workout, snapshot.today);
    const lines = records.map(
      (record) =>
        `${record.class} ${record.over}: ${valueText(record.class, record.value, workout.sportId)}${record.rank === null ? '' : `, rank ${record.rank}`}`,
    );
    const heading =
      records.length === 0
        ? `No records in ${rowText(row)}.`
        : `${count(records.length, 'record')} in ${rowText(row)}:`;
    return {
      data: {
        workout_id: id,
        date: row.date,
        sport: row.sport,
        title: row.title,
        calculation_pending: found.pending,
        records,
      },
      text: [heading, ...lines].join('\n'),
      about: withNotes(
        snapshot.provenance,
        found.pending ? ['TrainingPeaks is still computing the records of this workout.'] : [],
        found.pending,
      ),
    };
  },
});
