import { z } from 'zod';
import { bestBy } from '../../analytics/peaks.ts';
import { aboutRange } from '../coverage.ts';
import { count, rounded } from '../numbers.ts';
import { gatherPeaks, type PeakSource } from '../peak-sources.ts';
import { days, namedSport, resolveRange } from '../params.ts';
import { recordedTwiceNotes } from '../recorded-twice.ts';
import { kindLabel, unitOf, valueText } from '../record-types.ts';
import { defineTool } from '../tool.ts';

const CLASSES = ['Power', 'HeartRate', 'Speed'] as const;
const TOP = 3;

const SOURCE_TEXT: Record<PeakSource, string> = {
  workouts: 'best averages of every workout of the range',
  trainingpeaks: 'the record lists of TrainingPeaks',
};

const output = z.object({
  range: z.object({ start_date: z.string(), end_date: z.string() }),
  sport: z.string(),
  source: z
    .enum(['workouts', 'trainingpeaks'])
    .describe('workouts: aggregated here; trainingpeaks: its record lists'),
  workouts_in_range: z.number(),
  workouts_read: z.number().nullable(),
  peaks: z.array(
    z.object({
      class: z.enum(CLASSES),
      over: z.string().describe('Duration or distance'),
      duration_seconds: z.number().nullable(),
      distance_meters: z.number().nullable(),
      unit: z.enum(['W', 'bpm', 'm/s']),
      value: z.number(),
      workout_id: z.number(),
      date: z.string(),
      title: z.string().nullable(),
      next_best: z.array(z.object({ value: z.number(), workout_id: z.number(), date: z.string() })),
    }),
  ),
});

export type Peaks = z.infer<typeof output>;

export const tpGetPeaks = defineTool({
  name: 'tp_get_peaks',
  title: 'Best efforts of a period',
  description: `Best average power, heart rate and speed of a sport per duration or distance, with the workouts behind the top ${TOP}, over the last days. Use it for "what are my power PRs" (days=3650 for all time), "best 20 minutes this season".`,
  effect: 'read',
  input: z.strictObject({
    sport: z.string().default('Bike').describe('Bike, Run, Swim, Walk, Mountain bike...'),
    days: days(90),
    pr_class: z.enum(CLASSES).optional().describe('Default: all'),
  }),
  output,
  async run(input, context) {
    const sport = namedSport(input.sport);
    const snapshot = await context.snapshot();
    const { from, to } = resolveRange(input, snapshot.today);
    const workouts = snapshot.workouts({ from, to, sportIds: [sport.id], completed: true });
    const question = { sportId: sport.id, recordClass: input.pr_class, from, to };
    const gathered = await gatherPeaks(snapshot, workouts, question, context);
    const wanted = gathered.entries.filter(
      ({ kind }) => input.pr_class === undefined || kind.recordClass === input.pr_class,
    );
    const peaks = bestBy(wanted, { top: TOP })
      .map(({ best, top }) => ({
        class: best.kind.recordClass,
        over: kindLabel(best.kind),
        duration_seconds: best.kind.durationSeconds,
        distance_meters: best.kind.distanceMeters,
        unit: unitOf(best.kind.recordClass),
        value: rounded(best.value, digitsOf(best.kind.recordClass)),
        workout_id: best.workoutId,
        date: best.day,
        title: best.title,
        next_best: top.slice(1).map((next) => ({
          value: rounded(next.value, digitsOf(next.kind.recordClass)),
          workout_id: next.workoutId,
          date: next.day,
        })),
      }))
      .sort(
        (one, other) =>
          CLASSES.indexOf(one.class) - CLASSES.indexOf(other.class) || lengthOf(one) - lengthOf(other),
      );
    const named = new Set(
      peaks.flatMap((peak) => [peak.workout_id, ...peak.next_best.map((next) => next.workout_id)]),
    );
    const notes = [
      ...(gathered.note === null ? [] : [gathered.note]),
      ...recordedTwiceNotes(workouts.filter(({ workoutId }) => named.has(workoutId))),
    ];
    const about = aboutRange(snapshot, from, to, notes);
    const heading =
      peaks.length > 0
        ? `${sport.name} bests from ${from} to ${to} (${SOURCE_TEXT[gathered.source]}, ${count(workouts.length, 'workout')}):`
        : `No best efforts are known for ${sport.name} from ${from} to ${to} (${count(workouts.length, 'workout')}).${workouts.length > 0 && gathered.note === null ? ' TrainingPeaks has no best averages for workouts without a device file.' : ''}`;
    const lines = peaks.map(
      (peak) =>
        `${peak.class} ${peak.over}: ${valueText(peak.class, peak.value, sport.id)} on ${peak.date} (workout ${peak.workout_id})`,
    );
    return {
      data: {
        range: { start_date: from, end_date: to },
        sport: sport.name,
        source: gathered.source,
        workouts_in_range: workouts.length,
        workouts_read: gathered.readCount,
        peaks,
      },
      text: [heading, ...lines].join('\n'),
      about: gathered.note === null ? about : { ...about, partial: true },
    };
  },
});

function digitsOf(recordClass: (typeof CLASSES)[number]): number {
  return recordClass === 'Speed' ? 3 : 0;
}

function lengthOf({
  duration_seconds: seconds,
  distance_meters: meters,
}: {
  duration_seconds: number | null;
  distance_meters: number | null;
}): number {
  return seconds ?? meters ?? 0;
}
