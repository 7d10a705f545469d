import { z } from 'zod';
import { addDays } from '../../analytics/calendar.ts';
import { plannedLoadEstimator } from '../../analytics/load-estimates.ts';
import { sportName } from '../../shared/sports.ts';
import type { Structure } from '../../shared/workout.ts';
import { aboutRange } from '../coverage.ts';
import { count, rounded, shown } from '../numbers.ts';
import { clock } from '../../shared/wording.ts';
import { day, realDay, resolveRange, resolveSport } from '../params.ts';
import { defineTool } from '../tool.ts';
import { oneLine, statusOf } from '../workout-row.ts';

const DAYS_AHEAD = 14;
const INSTRUCTION_CHARACTERS = 200;

export const tpGetPlannedWorkouts = defineTool({
  name: 'tp_get_planned_workouts',
  title: 'Planned workouts',
  description: `Lists planned workouts that are not done yet, nearest first, with planned duration, distance, TSS, steps and instructions.
Use it for "what is on my plan". With dates in the past it lists the plans that were missed. Full instructions: tp_get_workout.`,
  effect: 'read',
  input: z.strictObject({
    start_date: day('First day, default today').optional(),
    end_date: day(`Last day, default ${DAYS_AHEAD} days after start_date`).optional(),
    workout_type: z.string().optional().describe('Sport, e.g. Bike, Run, Swim'),
    limit: z.number().int().min(1).max(100).default(20),
    offset: z.number().int().min(0).default(0),
  }),
  output: z.object({
    range: z.object({ start_date: z.string(), end_date: z.string() }),
    total: z.number(),
    next_offset: z.number().nullable(),
    planned_tss_total: z.number().describe('Of all pages; estimated where a plan has no TSS'),
    workouts: z.array(
      z.object({
        workout_id: z.number(),
        date: z.string(),
        start_time: z.string().nullable(),
        sport: z.string(),
        title: z.string().nullable(),
        status: z.enum(['planned', 'missed']),
        planned_duration_seconds: z.number().nullable(),
        planned_distance_meters: z.number().nullable(),
        planned_tss: z.number().nullable(),
        tss_estimated: z.boolean(),
        planned_intensity_factor: z.number().nullable(),
        steps: z.string().nullable(),
        instructions: z.string().nullable(),
      }),
    ),
  }),
  async run(input, context) {
    const snapshot = await context.snapshot();
    const { today } = snapshot;
    const { from, to } = resolveRange({ ...defaults(input, today), days: 1 }, today);
    const sport = resolveSport(input.workout_type);
    const loadOf = plannedLoadEstimator(snapshot.sessions(), today);
    const factsOf = new Map(snapshot.sessions().map((facts) => [facts.workoutId, facts]));
    const plans = snapshot
      .workouts({ from, to, completed: false, ...(sport === null ? {} : { sportIds: sport.ids }) })
      .flatMap((workout) => {
        const status = statusOf(workout, today);
        if (status !== 'planned' && status !== 'missed') return [];
        const facts = factsOf.get(workout.workoutId);
        const load = facts === undefined ? { tss: null, estimated: false } : loadOf(facts);
        return [
          {
            workout_id: workout.workoutId,
            date: workout.day,
            start_time: workout.plan.startTime?.slice(11, 16) ?? null,
            sport: sportName(workout.sportId),
            title: workout.title,
            status,
            planned_duration_seconds: workout.plan.durationSeconds,
            planned_distance_meters: rounded(workout.plan.distanceMeters, 0),
            planned_tss: rounded(load.tss),
            tss_estimated: load.estimated,
            planned_intensity_factor: rounded(workout.plan.intensityFactor, 2),
            steps: workout.structure === null ? null : stepsText(workout.structure),
            instructions:
              workout.description === null ? null : oneLine(workout.description, INSTRUCTION_CHARACTERS),
          },
        ];
      });
    const rows = plans.slice(input.offset, input.offset + input.limit);
    const end = input.offset + rows.length;
    const nextOffset = end < plans.length ? end : null;
    const total = plans.reduce((sum, plan) => sum + (plan.planned_tss ?? 0), 0);
    const heading =
      plans.length === 0
        ? `Nothing planned and undone from ${from} to ${to}${sport === null ? '' : ` for ${sport.name}`}.`
        : `${count(plans.length, 'planned workout')} from ${from} to ${to}, ${shown(total, 0)} TSS together${nextOffset === null ? '' : ` (${input.offset + 1} to ${end}; the rest with offset=${nextOffset})`}:`;
    return {
      data: {
        range: { start_date: from, end_date: to },
        total: plans.length,
        next_offset: nextOffset,
        planned_tss_total: rounded(total),
        workouts: rows,
      },
      text: [heading, ...rows.map(lineOf)].join('\n'),
      about: aboutRange(snapshot, from, to),
    };
  },
});

/** Today and what follows; before a past end_date, what led up to it. */
function defaults(
  { start_date: start, end_date: end }: { start_date?: string | undefined; end_date?: string | undefined },
  today: string,
) {
  if (start !== undefined)
    return { start_date: start, end_date: end ?? addDays(realDay('start_date', start), DAYS_AHEAD) };
  if (end === undefined) return { start_date: today, end_date: addDays(today, DAYS_AHEAD) };
  return { start_date: realDay('end_date', end) < today ? addDays(end, -DAYS_AHEAD) : today, end_date: end };
}

const INTENSITY_WORDS: Readonly<Record<string, string>> = {
  percentOfFtp: 'FTP',
  percentOfThresholdPower: 'FTP',
  percentOfThresholdHr: 'threshold heart rate',
  percentOfMaxHr: 'maximum heart rate',
  percentOfThresholdPace: 'threshold pace',
};

/** `15:00 45–60 %; 3 x (12:00 88–93 %, 4:00 50–55 %); 12:00 40–50 %` */
function stepsText({ blocks, intensityMetric }: Structure): string {
  const unit = intensityMetric?.startsWith('percent') === true ? ' %' : '';
  const text = blocks.map(({ repeats, steps }) => {
    const inner = steps.map(
      (step) =>
        `${lengthText(step.lengthValue, step.lengthUnit)} ${targetText(step.targetMinimum, step.targetMaximum)}${unit}`,
    );
    return repeats > 1 ? `${repeats} x (${inner.join(', ')})` : inner.join(', ');
  });
  const base = INTENSITY_WORDS[intensityMetric ?? ''];
  return `${text.join('; ')}${base === undefined ? '' : ` of ${base}`}`;
}

function lengthText(value: number | null, unit: string | null): string {
  if (value === null) return 'open';
  if (unit === 'second') return clock(value);
  return unit === null ? String(value) : `${value} ${unit}`;
}

function targetText(minimum: number | null, maximum: number | null): string {
  if (minimum === null) return maximum === null ? 'free' : `up to ${shown(maximum, 0)}`;
  return maximum === null || maximum === minimum
    ? shown(minimum, 0)
    : `${shown(minimum, 0)}–${shown(maximum, 0)}`;
}

interface Line {
  readonly workout_id: number;
  readonly date: string;
  readonly sport: string;
  readonly title: string | null;
  readonly status: string;
  readonly planned_duration_seconds: number | null;
  readonly planned_tss: number | null;
  readonly tss_estimated: boolean;
  readonly steps: string | null;
}

function lineOf(plan: Line): string {
  const parts = [
    plan.date,
    plan.sport,
    plan.title === null || plan.title === '' ? '' : `"${oneLine(plan.title, 80)}"`,
    plan.status === 'missed' ? '[missed]' : '',
    plan.planned_duration_seconds === null ? '' : clock(plan.planned_duration_seconds),
    plan.planned_tss === null
      ? ''
      : `TSS ${shown(plan.planned_tss, 0)}${plan.tss_estimated ? ' (estimated)' : ''}`,
    plan.steps === null ? '' : `– ${plan.steps}`,
    `(id ${plan.workout_id})`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
