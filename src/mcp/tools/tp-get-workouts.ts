import { z } from 'zod';
import { addDays } from '../../analytics/calendar.ts';
import { aboutRange } from '../coverage.ts';
import { count } from '../numbers.ts';
import { day, days, resolveRange, resolveSport } from '../params.ts';
import { recordedTwiceNotes } from '../recorded-twice.ts';
import { defineTool } from '../tool.ts';
import { rowOf, rowText, statusOf, workoutRow } from '../workout-row.ts';

export const tpGetWorkouts = defineTool({
  name: 'tp_get_workouts',
  title: 'Workouts of a period',
  description: `Lists workouts, newest first, with duration, distance, TSS, IF, heart rate and power. Use it to find a session or its workout_id.
Past plans that were not done are listed as missed. Any range of dates works. When there are more than limit, total says how many: page with offset.`,
  effect: 'read',
  input: z.strictObject({
    start_date: day('First day; wins over days').optional(),
    end_date: day('Last day, default today').optional(),
    workout_type: z
      .string()
      .optional()
      .describe('Sport, e.g. Bike, Run, Swim, Strength, Mountain bike, Walk'),
    limit: z.number().int().min(1).max(100).default(20),
    days: days(30),
    offset: z.number().int().min(0).default(0),
    status: z.enum(['all', 'completed', 'planned', 'missed']).default('all'),
  }),
  output: z.object({
    range: z.object({ start_date: z.string(), end_date: z.string() }),
    total: z.number().describe('Entries that match, on all pages'),
    completed_total: z.number(),
    next_offset: z.number().nullable(),
    workouts: z.array(workoutRow),
  }),
  async run(input, context) {
    const snapshot = await context.snapshot();
    const { from, to } = rangeOf(input, snapshot.today);
    const sport = resolveSport(input.workout_type);
    const matching = snapshot
      .workouts({ from, to, ...(sport === null ? {} : { sportIds: sport.ids }) })
      .filter((workout) => input.status === 'all' || statusOf(workout, snapshot.today) === input.status)
      .toReversed();
    const rows = matching
      .slice(input.offset, input.offset + input.limit)
      .map((workout) => rowOf(workout, snapshot.today));
    const end = input.offset + rows.length;
    // With a neighbour on either side: a page may end between the two.
    const twice = recordedTwiceNotes(matching.slice(Math.max(0, input.offset - 1), end + 1));
    const nextOffset = end < matching.length ? end : null;
    const kind = sport === null ? '' : `${sport.name} `;
    const heading =
      rows.length === 0
        ? `No ${kind}entries from ${from} to ${to}${matching.length === 0 ? '' : ` at offset ${input.offset}: there are ${matching.length}`}.`
        : `${count(matching.length, `${kind}entry`, `${kind}entries`)} from ${from} to ${to}, newest first${rows.length < matching.length ? ` (${input.offset + 1} to ${end}${nextOffset === null ? '' : `; the rest with offset=${nextOffset}`})` : ''}:`;
    return {
      data: {
        range: { start_date: from, end_date: to },
        total: matching.length,
        completed_total: matching.filter(({ completed }) => completed).length,
        next_offset: nextOffset,
        workouts: rows,
      },
      text: [heading, ...rows.map(rowText)].join('\n'),
      about: aboutRange(snapshot, from, to, twice),
    };
  },
});

/** What is planned lies ahead; everything else behind, unless dates say otherwise. */
function rangeOf(
  input: Parameters<typeof resolveRange>[0] & { status: string },
  today: string,
): { from: string; to: string } {
  const looksAhead =
    input.status === 'planned' && input.start_date === undefined && input.end_date === undefined;
  return looksAhead ? { from: today, to: addDays(today, input.days) } : resolveRange(input, today);
}
