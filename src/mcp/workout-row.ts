import { z } from 'zod';
import { DAY_OFF, sportName } from '../shared/sports.ts';
import type { Workout } from '../shared/workout.ts';
import { rounded, shown } from './numbers.ts';
import { clock } from '../shared/wording.ts';

export type WorkoutStatus = 'completed' | 'planned' | 'missed' | 'day_off' | 'note';

/** What an entry of the calendar is today: a past plan that was not done is missed. */
export function statusOf(workout: Workout, today: string): WorkoutStatus {
  if (workout.completed) return 'completed';
  if (workout.sportId === DAY_OFF) return 'day_off';
  if (!workout.planned) return 'note';
  return workout.day < today ? 'missed' : 'planned';
}

export const workoutRow = z.object({
  workout_id: z.number(),
  date: z.string(),
  start_time: z.string().nullable(),
  sport: z.string(),
  title: z.string().nullable(),
  status: z.enum(['completed', 'planned', 'missed', 'day_off', 'note']),
  duration_seconds: z.number().nullable(),
  distance_meters: z.number().nullable(),
  tss: z.number().nullable(),
  intensity_factor: z.number().nullable(),
  average_heart_rate_bpm: z.number().nullable(),
  average_power_watts: z.number().nullable(),
  normalized_power_watts: z.number().nullable(),
  personal_records: z.number(),
  planned_duration_seconds: z.number().nullable(),
  planned_tss: z.number().nullable(),
});

/** TSS and distance go out with the decimals that TrainingPeaks stores: what is shown of them is rounded once. */
const STORED_DIGITS = 2;

/** A workout in one flat row. */
export function rowOf(workout: Workout, today: string): z.infer<typeof workoutRow> {
  const { actual, plan } = workout;
  return {
    workout_id: workout.workoutId,
    date: workout.day,
    start_time: (workout.startTime ?? plan.startTime)?.slice(11, 16) ?? null,
    sport: sportName(workout.sportId),
    title: workout.title,
    status: statusOf(workout, today),
    duration_seconds: actual.durationSeconds,
    distance_meters: rounded(actual.distanceMeters, STORED_DIGITS),
    tss: rounded(actual.tss, STORED_DIGITS),
    intensity_factor: rounded(actual.intensityFactor, 2),
    average_heart_rate_bpm: rounded(actual.averageHeartRateBpm, 0),
    average_power_watts: rounded(actual.averagePowerWatts, 0),
    normalized_power_watts: rounded(actual.normalizedPowerWatts, 0),
    personal_records: workout.personalRecordCount,
    planned_duration_seconds: plan.durationSeconds,
    planned_tss: rounded(plan.tss, STORED_DIGITS),
  };
}

/** The same as a line of text: `2026-11-21 Bike "Sweet spot" 1:15:07 38.2 km TSS 88 IF 0.84 142 bpm NP 208 W (id 1)`. */
export function rowText(row: z.infer<typeof workoutRow>): string {
  const isDone = row.status === 'completed';
  const parts = [
    row.date,
    row.sport,
    row.title === null || row.title === '' ? '' : `"${oneLine(row.title, 80)}"`,
    isDone ? '' : `[${row.status.replace('_', ' ')}]`,
    durationText(isDone ? row.duration_seconds : row.planned_duration_seconds),
    isDone && row.distance_meters !== null && row.distance_meters > 0
      ? `${shown(row.distance_meters / 1000)} km`
      : '',
    tssText(row),
    row.intensity_factor === null ? '' : `IF ${shown(row.intensity_factor, 2)}`,
    row.average_heart_rate_bpm === null ? '' : `${shown(row.average_heart_rate_bpm, 0)} bpm`,
    row.normalized_power_watts === null ? '' : `NP ${shown(row.normalized_power_watts, 0)} W`,
    row.personal_records > 0 ? `${row.personal_records} PR` : '',
    `(id ${row.workout_id})`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** Foreign text cut to a line: no breaks or control characters, at most `limit` characters. */
export function oneLine(text: string, limit: number): string {
  const flat = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return flat.length <= limit ? flat : `${flat.slice(0, limit - 1)}…`;
}

function durationText(seconds: number | null): string {
  return seconds === null ? '' : clock(seconds);
}

function tssText(row: z.infer<typeof workoutRow>): string {
  if (row.status === 'completed') return row.tss === null ? 'unscored' : `TSS ${shown(row.tss, 0)}`;
  return row.planned_tss === null ? '' : `planned TSS ${shown(row.planned_tss, 0)}`;
}
