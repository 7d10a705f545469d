import { z } from 'zod';
import { addDays, daysBetween, startOfWeek } from '../../analytics/calendar.ts';
import { zoneOf } from '../../analytics/zones.ts';
import { efficiencyFactor } from '../../analytics/power.ts';
import type { Workout } from '../../shared/workout.ts';
import { RUN } from '../../shared/sports.ts';
import { aboutRange } from '../coverage.ts';
import { both, count, hours, kilometers, rounded, shown, signed, total } from '../numbers.ts';
import { days, resolveRange, resolveSport } from '../params.ts';
import { recordedTwiceNotes } from '../recorded-twice.ts';
import { defineTool } from '../tool.ts';

const INTENSITY_EDGES = [0.55, 0.75, 0.9, 1.05];
/** Named by their edges: the zone names of other tools divide elsewhere. */
const INTENSITY_NAMES = ['to_0_55', 'to_0_75', 'to_0_90', 'to_1_05', 'above_1_05'] as const;

const value = z.number().nullable();

const summary = z
  .object({
    start_date: z.string(),
    end_date: z.string(),
    sessions: z.number(),
    days_with_sport: z.number(),
    weeks_with_sport: z.number(),
    weeks: z.number(),
    hours: value,
    distance_kilometers: value,
    elevation_gain_meters: value,
    tss: value,
    unscored_sessions: z.number(),
    average_session_minutes: value,
    average_session_tss: value,
    average_intensity_factor: value.describe('Weighted by duration'),
    average_power_watts: value.describe('Weighted by duration, sessions with power'),
    best_normalized_power_watts: value,
    maximum_power_watts: value,
    average_heart_rate_bpm: value,
    maximum_heart_rate_bpm: value,
    average_speed_kilometers_per_hour: value,
    efficiency_factor: value.describe('NP (run: graded speed in m/min) per heart beat, mean of sessions'),
    sessions_by_intensity: z.object({
      to_0_55: z.number(),
      to_0_75: z.number(),
      to_0_90: z.number(),
      to_1_05: z.number(),
      above_1_05: z.number(),
      unknown: z.number(),
    }),
  })
  .meta({ id: 'sport_summary' });

const output = z.object({
  sport: z.string(),
  period: summary,
  previous: summary
    .nullable()
    .describe('The period of the same length before; null when the history does not reach back'),
  change_percent: z
    .object({ hours: value, distance: value, tss: value, efficiency_factor: value })
    .nullable(),
});

type Summary = z.infer<typeof summary>;

export const tpPerformanceSummary = defineTool({
  name: 'tp_performance_summary',
  title: 'Performance in one sport',
  description: `One sport over the last days, next to the same number of days before: volume, averages, sessions by intensity (IF up to 0.55, 0.75, 0.90, 1.05, above), power, heart rate, efficiency, days and weeks with the sport. Use it for "compare my bike performance over the last 90 days" or "am I riding more than before".`,
  effect: 'read',
  input: z.strictObject({
    sport: z.string().default('Bike').describe('Bike, Run, Swim, Strength...; All for everything'),
    days: days(90),
  }),
  output,
  async run(input, context) {
    const snapshot = await context.snapshot();
    const sport = resolveSport(input.sport);
    const asked = resolveRange(input, snapshot.today);
    const { to, dayCount } = asked;
    const within = (start: string, end: string) =>
      snapshot.workouts({
        from: start,
        to: end,
        completed: true,
        ...(sport === null ? {} : { sportIds: sport.ids }),
      });
    const historyFrom =
      (snapshot.loaded.complete ? snapshot.sessions()[0]?.day : null) ?? snapshot.loaded.from;
    const from = asked.from > historyFrom ? asked.from : historyFrom;
    const previousFrom = addDays(asked.from, -dayCount);
    const reachesBack = previousFrom >= historyFrom;
    const workouts = within(from, to);
    const period = summarize(workouts, from, to);
    const previous = reachesBack
      ? summarize(within(previousFrom, addDays(from, -1)), previousFrom, addDays(from, -1))
      : null;
    const data = {
      sport: sport?.name ?? 'All sports',
      period,
      previous,
      change_percent: previous === null ? null : changes(period, previous),
    };
    return {
      data,
      text: textOf(data),
      about: aboutRange(snapshot, asked.from, to, recordedTwiceNotes(workouts)),
    };
  },
});

function summarize(workouts: readonly Workout[], from: string, to: string): Summary {
  const seconds = total(workouts.map(({ actual }) => actual.durationSeconds));
  const meters = total(workouts.map(({ actual }) => actual.distanceMeters));
  const tss = total(workouts.map(({ actual }) => actual.tss));
  const scored = workouts.filter(({ actual }) => actual.tss !== null).length;
  return {
    start_date: from,
    end_date: to,
    sessions: workouts.length,
    days_with_sport: new Set(workouts.map(({ day }) => day)).size,
    weeks_with_sport: new Set(workouts.map(({ day }) => startOfWeek(day))).size,
    weeks: daysBetween(startOfWeek(from), startOfWeek(to)) / 7 + 1,
    hours: hours(seconds),
    distance_kilometers: kilometers(meters),
    elevation_gain_meters: rounded(total(workouts.map(({ actual }) => actual.elevationGainMeters)), 0),
    tss: rounded(tss),
    unscored_sessions: workouts.length - scored,
    average_session_minutes:
      workouts.length === 0
        ? null
        : rounded(
            both(seconds, workouts.length, (sum, sessions) => sum / sessions / 60),
            0,
          ),
    average_session_tss: scored === 0 ? null : rounded(both(tss, scored, (sum, sessions) => sum / sessions)),
    average_intensity_factor: rounded(
      weighted(workouts, ({ actual }) => actual.intensityFactor),
      2,
    ),
    average_power_watts: rounded(
      weighted(workouts, ({ actual }) => actual.averagePowerWatts),
      0,
    ),
    best_normalized_power_watts: rounded(
      highest(workouts.map(({ actual }) => actual.normalizedPowerWatts)),
      0,
    ),
    maximum_power_watts: rounded(highest(workouts.map(({ actual }) => actual.maximumPowerWatts)), 0),
    average_heart_rate_bpm: rounded(
      weighted(workouts, ({ actual }) => actual.averageHeartRateBpm),
      0,
    ),
    maximum_heart_rate_bpm: rounded(highest(workouts.map(({ actual }) => actual.maximumHeartRateBpm)), 0),
    average_speed_kilometers_per_hour: rounded(averageSpeed(workouts)),
    efficiency_factor: rounded(average(workouts.map(efficiencyOf)), 2),
    sessions_by_intensity: byIntensity(workouts),
  };
}

function byIntensity(workouts: readonly Workout[]): Summary['sessions_by_intensity'] {
  const counts = { to_0_55: 0, to_0_75: 0, to_0_90: 0, to_1_05: 0, above_1_05: 0, unknown: 0 };
  for (const { actual } of workouts) {
    const factor = actual.intensityFactor;
    const name =
      factor === null || factor === 0 ? 'unknown' : INTENSITY_NAMES[zoneOf(factor, INTENSITY_EDGES) - 1];
    counts[name ?? 'unknown'] += 1;
  }
  return counts;
}

/** The mean of a value over time, over the sessions that have both the value and a duration. */
function weighted(workouts: readonly Workout[], valueOf: (workout: Workout) => number | null): number | null {
  const known = workouts.flatMap((workout) => {
    const amount = valueOf(workout);
    const seconds = workout.actual.durationSeconds;
    return amount === null || seconds === null || seconds === 0 ? [] : [{ amount, seconds }];
  });
  const time = total(known.map(({ seconds }) => seconds));
  return both(
    total(known.map(({ amount, seconds }) => amount * seconds)),
    time,
    (sum, seconds) => sum / seconds,
  );
}

/** Distance over time of the sessions that have both. */
function averageSpeed(workouts: readonly Workout[]): number | null {
  const moving = workouts
    .map(({ actual }) => actual)
    .filter((actual) => (actual.distanceMeters ?? 0) > 0 && (actual.durationSeconds ?? 0) > 0);
  const meters = total(moving.map(({ distanceMeters }) => distanceMeters));
  return both(
    meters,
    total(moving.map(({ durationSeconds }) => durationSeconds)),
    (distance, seconds) => (distance / seconds) * 3.6,
  );
}

function efficiencyOf({ actual, sportId }: Workout): number | null {
  const speed = actual.normalizedSpeedMetersPerSecond;
  const isGradedRun = sportId === RUN && speed !== null;
  return both(
    isGradedRun ? speed * 60 : actual.normalizedPowerWatts,
    actual.averageHeartRateBpm,
    efficiencyFactor,
  );
}

function average(values: readonly (number | null)[]): number | null {
  const known = values.filter((each) => each !== null);
  return both(total(known), known.length, (sum, amount) => sum / amount);
}

function highest(values: readonly (number | null)[]): number | null {
  return values.reduce((best, each) => (each !== null && (best === null || each > best) ? each : best), null);
}

function changes(now: Summary, before: Summary) {
  const percent = (one: number | null, other: number | null) =>
    rounded(
      both(one, other, (a, b) => (b === 0 ? null : (a / b - 1) * 100)),
      0,
    );
  return {
    hours: percent(now.hours, before.hours),
    distance: percent(now.distance_kilometers, before.distance_kilometers),
    tss: percent(now.tss, before.tss),
    efficiency_factor: percent(now.efficiency_factor, before.efficiency_factor),
  };
}

/** Only what can be compared: a period without any value has no change. */
function changeText(change: NonNullable<z.infer<typeof output>['change_percent']>): string {
  const parts = Object.entries({
    hours: change.hours,
    distance: change.distance,
    TSS: change.tss,
    'efficiency factor': change.efficiency_factor,
  }).flatMap(([name, percent]) => (percent === null ? [] : [`${name} ${signed(percent, 0)} %`]));
  return parts.length === 0 ? '' : `Change: ${parts.join(', ')}.`;
}

function textOf({ sport, period, previous, change_percent: change }: z.infer<typeof output>): string {
  const line = (label: string, each: Summary) => {
    const parts = [
      `${label} (${each.start_date} to ${each.end_date}): ${count(each.sessions, 'session')} on ${count(each.days_with_sport, 'day')}, in ${each.weeks_with_sport} of ${count(each.weeks, 'week')}`,
      each.hours === null ? '' : `${shown(each.hours)} h`,
      each.distance_kilometers === null ? '' : `${shown(each.distance_kilometers, 0)} km`,
      each.tss === null ? '' : `${shown(each.tss, 0)} TSS`,
      each.average_intensity_factor === null ? '' : `IF ${shown(each.average_intensity_factor, 2)}`,
      each.average_power_watts === null
        ? ''
        : `${shown(each.average_power_watts, 0)} W average, best NP ${shown(each.best_normalized_power_watts, 0)} W`,
      each.average_heart_rate_bpm === null ? '' : `${shown(each.average_heart_rate_bpm, 0)} bpm`,
      each.efficiency_factor === null ? '' : `EF ${shown(each.efficiency_factor, 2)}`,
    ];
    return parts.filter((part) => part !== '').join(', ');
  };
  const counts = period.sessions_by_intensity;
  const lines = [
    `${sport}. ${line('Now', period)}.`,
    previous === null
      ? 'The history does not reach back to the period before.'
      : `${line('Before', previous)}.`,
    change === null ? '' : changeText(change),
    period.sessions === 0
      ? ''
      : `Sessions by average intensity (IF): to 0.55 ${counts.to_0_55}, to 0.75 ${counts.to_0_75}, to 0.90 ${counts.to_0_90}, to 1.05 ${counts.to_1_05}, above ${counts.above_1_05}, unknown ${counts.unknown}.`,
    period.unscored_sessions > 0
      ? `${count(period.unscored_sessions, 'session')} without a score not counted in TSS.`
      : '',
  ];
  return lines.filter((each) => each !== '').join('\n');
}
