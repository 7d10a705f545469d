import { z } from 'zod';
import { intensityName, polarizationIndex, sessionDistribution } from '../../analytics/distribution.ts';
import { threeZoneReduction } from '../../analytics/zones.ts';
import type { Fetched } from '../../shared/snapshot.ts';
import type { Workout, WorkoutDetails, ZoneBasis } from '../../shared/workout.ts';
import { aboutRange } from '../coverage.ts';
import { count, hours, rounded, shown } from '../numbers.ts';
import { clock } from '../../shared/wording.ts';
import { day, days, resolveRange, resolveSport } from '../params.ts';
import { defineTool } from '../tool.ts';

const share = z.number().nullable().describe('Percent');

const output = z.object({
  range: z.object({ start_date: z.string(), end_date: z.string() }),
  sport: z.string(),
  sessions: z.number(),
  by_session_average: z.array(
    z.object({
      name: z.string(),
      intensity_factor_from: z.number().nullable(),
      intensity_factor_to: z.number().nullable(),
      sessions: z.number(),
      hours: z.number().nullable(),
      tss: z.number(),
      percent_of_sessions: share,
      percent_of_time: share,
    }),
  ),
  sessions_without_intensity: z.number(),
  time_in_zones: z.array(
    z.object({
      basis: z.enum(['power', 'heart_rate', 'speed']),
      sessions: z.number(),
      hours: z.number().nullable(),
      zones: z.array(z.object({ zone: z.number(), label: z.string(), seconds: z.number(), percent: share })),
      low_middle_high_percent: z.array(z.number()),
      rule: z.string(),
      distribution: z
        .string()
        .nullable()
        .describe('base, pyramidal, polarized, threshold, high-intensity or mixed'),
      polarization_index: z.number().nullable(),
    }),
  ),
});

export type ZoneDistribution = z.infer<typeof output>;

export const tpTrainingZonesDistribution = defineTool({
  name: 'tp_training_zones_distribution',
  title: 'Intensity distribution',
  description: `How training divides over intensities: sessions by their average, and the real time in each power, heart rate and pace zone, with the name of the distribution. Use it for "is my training polarized" or "how much time in zone 2". The first answer for a period takes longer.`,
  effect: 'read',
  input: z.strictObject({
    start_date: day('First day; wins over days').optional(),
    end_date: day('Last day, default today').optional(),
    days: days(30),
    sport: z.string().optional().describe('One sport only, e.g. Bike'),
  }),
  output,
  async run(input, context) {
    const snapshot = await context.snapshot();
    const { from, to } = resolveRange(input, snapshot.today);
    const sport = resolveSport(input.sport);
    const workouts = snapshot.workouts({
      from,
      to,
      completed: true,
      ...(sport === null ? {} : { sportIds: sport.ids }),
    });
    const details = await snapshot.details(workouts.toReversed(), {
      signal: context.signal,
      onProgress: (done, all) => context.progress(done, all, 'Reading the zones of each workout'),
    });
    const sessions = sessionDistribution(workouts.map(({ actual }) => actual));
    const data: ZoneDistribution = {
      range: { start_date: from, end_date: to },
      sport: sport?.name ?? 'All sports',
      sessions: workouts.length,
      by_session_average: sessions.classes.map((each) => ({
        name: each.name,
        intensity_factor_from: each.lowerEdge,
        intensity_factor_to: each.upperEdge,
        sessions: each.count,
        hours: hours(each.seconds),
        tss: rounded(each.tss),
        percent_of_sessions: percent(each.countShare),
        percent_of_time: percent(each.secondsShare),
      })),
      sessions_without_intensity: sessions.unknown.count,
      time_in_zones: (['power', 'heart_rate', 'speed'] as const).flatMap((basis) =>
        zonesOf(basis, workouts, details),
      ),
    };
    const note =
      details.missingCount === 0
        ? []
        : [
            `Time in zones lacks ${count(details.missingCount, 'workout')}. ${details.failure?.message ?? ''}`,
          ];
    const about = aboutRange(snapshot, from, to, note);
    return {
      data,
      text: textOf(data, note.length === 0),
      about: { ...about, partial: about.partial || note.length > 0 },
    };
  },
});

/** Seconds by zone number over all workouts that have zones of a basis. Zones are the athlete's own on the day of each workout. */
function zonesOf(
  basis: ZoneBasis,
  workouts: readonly Workout[],
  details: Fetched<WorkoutDetails>,
): ZoneDistribution['time_in_zones'] {
  const found = workouts.flatMap(
    ({ workoutId }) =>
      details.byWorkoutId.get(workoutId)?.timeInZones.filter((set) => set.basis === basis) ?? [],
  );
  const sets = found.filter(({ zones }) => zones.some(({ seconds }) => seconds > 0));
  const latest = sets.at(-1);
  if (latest === undefined) return [];
  const zoneCount = Math.max(...sets.map(({ zones }) => zones.length));
  const seconds = Array.from({ length: zoneCount }, (_, zone) =>
    sets.reduce((sum, { zones }) => sum + (zones[zone]?.seconds ?? 0), 0),
  );
  const all = seconds.reduce((sum, each) => sum + each, 0);
  const threes = sets.map(({ zones }) => threeZoneReduction(zones.map(({ seconds: inZone }) => inZone)));
  const amounts = {
    low: threes.reduce((sum, { lowSeconds }) => sum + lowSeconds, 0),
    middle: threes.reduce((sum, { middleSeconds }) => sum + middleSeconds, 0),
    high: threes.reduce((sum, { highSeconds }) => sum + highSeconds, 0),
  };
  return [
    {
      basis,
      sessions: sets.length,
      hours: hours(all),
      zones: seconds.map((each, index) => ({
        zone: index + 1,
        label: latest.zones[index]?.label ?? `Zone ${index + 1}`,
        seconds: rounded(each, 0),
        percent: percent(each / all),
      })),
      low_middle_high_percent: [amounts.low, amounts.middle, amounts.high].map((each) =>
        rounded((each / all) * 100),
      ),
      rule: threes.at(-1)?.rule ?? '',
      distribution: intensityName(amounts),
      polarization_index: rounded(polarizationIndex(amounts).index, 2),
    },
  ];
}

function percent(part: number | null): number | null {
  return part === null ? null : rounded(part * 100);
}

function textOf(data: ZoneDistribution, allRead: boolean): string {
  const names = { power: 'Power', heart_rate: 'Heart rate', speed: 'Pace' };
  if (data.sessions === 0)
    return `No completed sessions from ${data.range.start_date} to ${data.range.end_date}.`;
  const classes = data.by_session_average
    .filter((each) => each.sessions > 0)
    .map((each) => `${each.name} ${each.sessions} (${shown(each.percent_of_time, 0)} % of time)`);
  return [
    `${data.sport}, ${data.range.start_date} to ${data.range.end_date}, ${count(data.sessions, 'session')}.`,
    `By session average: ${classes.length === 0 ? 'none has an intensity' : classes.join(', ')}${data.sessions_without_intensity > 0 ? `; ${data.sessions_without_intensity} without an intensity` : ''}. Intervals inside a session do not show here.`,
    ...data.time_in_zones.map((each) => {
      const zones = each.zones
        .filter(({ seconds }) => seconds > 0)
        .map((zone) => `${zone.label} ${clock(zone.seconds)} (${shown(zone.percent, 0)} %)`);
      const shares = each.low_middle_high_percent.map((amount) => shown(amount, 0)).join('/');
      return `${names[each.basis]} zones, ${count(each.sessions, 'session')}, ${shown(each.hours)} h: ${zones.join(', ')}. Low/middle/high ${shares} %: ${each.distribution ?? 'not named'} (${each.rule}).`;
    }),
    data.time_in_zones.length === 0 && allRead
      ? 'TrainingPeaks has no time in zones for these sessions.'
      : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}
