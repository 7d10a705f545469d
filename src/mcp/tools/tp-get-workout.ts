import { z } from 'zod';
import { efficiencyFactor, variabilityIndex } from '../../analytics/power.ts';
import { RUN } from '../../shared/sports.ts';
import type { Workout } from '../../shared/workout.ts';
import { both, rounded, shown, speedText } from '../numbers.ts';
import { workoutId } from '../params.ts';
import { defineTool } from '../tool.ts';
import { oneLine, rowOf, rowText, workoutRow } from '../workout-row.ts';

const TEXT_CHARACTERS = 4000;

const value = z.number().nullable();

const output = workoutRow.extend({
  variability_index: value,
  efficiency_factor: value,
  maximum_power_watts: value,
  energy_kilojoules: value,
  calories_kilocalories: value,
  minimum_heart_rate_bpm: value,
  maximum_heart_rate_bpm: value,
  average_cadence: value.describe('rpm, or strides per minute'),
  maximum_cadence: value,
  average_speed_meters_per_second: value,
  maximum_speed_meters_per_second: value,
  normalized_graded_speed_meters_per_second: value,
  elevation_gain_meters: value,
  elevation_loss_meters: value,
  average_temperature_celsius: value,
  tss_source: z.string(),
  rpe: value.describe('0-10'),
  feeling: value.describe('0-10 as stored'),
  planned_distance_meters: value,
  planned_intensity_factor: value,
  description: z.string().nullable(),
  coach_comments: z.string().nullable(),
  comments: z.array(
    z.object({
      author: z.string().nullable(),
      by_coach: z.boolean(),
      date: z.string().nullable(),
      text: z.string(),
    }),
  ),
  tags: z.array(z.string()),
  last_modified: z.string().nullable(),
});

export type WorkoutFacts = z.infer<typeof output>;
export const tpGetWorkout = defineTool({
  name: 'tp_get_workout',
  title: 'One workout',
  description: `Everything recorded of one workout: power, heart rate, speed, elevation, cadence, feeling, effort, the plan, description and comments. Use it for the full facts or instructions of a session; tp_workout_analysis judges how it went.`,
  effect: 'read',
  input: z.strictObject({ workout_id: workoutId }),
  output,
  async run({ workout_id: id }, context) {
    const snapshot = await context.snapshot();
    const workout = await snapshot.workout(id, context.signal);
    const row = rowOf(workout, snapshot.today);
    const facts = factsOf(workout);
    return {
      data: {
        ...row,
        ...facts,
        tss_source: workout.tssSource,
        rpe: workout.rpe,
        feeling: workout.feeling,
        planned_distance_meters: rounded(workout.plan.distanceMeters, 0),
        planned_intensity_factor: rounded(workout.plan.intensityFactor, 2),
        description: cut(workout.description),
        coach_comments: cut(workout.coachComments),
        comments: workout.comments.map(({ author, byCoach, day: date, text }) => ({
          author,
          by_coach: byCoach,
          date,
          text: cut(text) ?? '',
        })),
        tags: [...workout.tags],
        last_modified: workout.lastModified,
      },
      text: [rowText(row), detailText(facts, workout.sportId), wordsText(workout)]
        .filter((line) => line !== '')
        .join('\n'),
      about: snapshot.provenance,
    };
  },
});

function factsOf({ actual, sportId }: Workout) {
  const metersPerMinute =
    sportId === RUN && actual.normalizedSpeedMetersPerSecond !== null
      ? actual.normalizedSpeedMetersPerSecond * 60
      : null;
  return {
    variability_index: rounded(
      both(actual.normalizedPowerWatts, actual.averagePowerWatts, variabilityIndex),
      2,
    ),
    efficiency_factor: rounded(
      both(metersPerMinute ?? actual.normalizedPowerWatts, actual.averageHeartRateBpm, efficiencyFactor),
      2,
    ),
    maximum_power_watts: rounded(actual.maximumPowerWatts, 0),
    energy_kilojoules: rounded(actual.energyKilojoules, 0),
    calories_kilocalories: rounded(actual.caloriesKilocalories, 0),
    minimum_heart_rate_bpm: rounded(actual.minimumHeartRateBpm, 0),
    maximum_heart_rate_bpm: rounded(actual.maximumHeartRateBpm, 0),
    average_cadence: rounded(actual.averageCadenceRpm, 0),
    maximum_cadence: rounded(actual.maximumCadenceRpm, 0),
    average_speed_meters_per_second: rounded(actual.averageSpeedMetersPerSecond, 2),
    maximum_speed_meters_per_second: rounded(actual.maximumSpeedMetersPerSecond, 2),
    normalized_graded_speed_meters_per_second: rounded(actual.normalizedSpeedMetersPerSecond, 2),
    elevation_gain_meters: rounded(actual.elevationGainMeters, 0),
    elevation_loss_meters: rounded(actual.elevationLossMeters, 0),
    average_temperature_celsius: rounded(actual.averageTemperatureCelsius),
  };
}

function detailText(facts: ReturnType<typeof factsOf>, sportId: number): string {
  const speed = facts.average_speed_meters_per_second;
  const parts: [label: string, value: number | null, digits: number, unit: string][] = [
    ['variability index (VI)', facts.variability_index, 2, ''],
    ['efficiency factor (EF)', facts.efficiency_factor, 2, ''],
    ['max power', facts.maximum_power_watts, 0, ' W'],
    ['max heart rate', facts.maximum_heart_rate_bpm, 0, ' bpm'],
    ['cadence', facts.average_cadence, 0, ''],
    ['climbing', facts.elevation_gain_meters, 0, ' m'],
    ['work', facts.energy_kilojoules, 0, ' kJ'],
  ];
  const words = parts
    .filter(([, amount]) => amount !== null)
    .map(([label, amount, digits, unit]) => `${label} ${shown(amount, digits)}${unit}`);
  return [...words, ...(speed === null ? [] : [speedText(speed, sportId)])].join(', ');
}

function wordsText({ description, coachComments, comments, rpe, feeling }: Workout): string {
  const lines = [
    rpe === null ? '' : `Perceived effort (RPE) ${rpe} of 10`,
    feeling === null ? '' : `Feeling ${feeling} of 10`,
    description === null || description === '' ? '' : `Description: "${oneLine(description, 600)}"`,
    coachComments === null || coachComments === '' ? '' : `Coach: "${oneLine(coachComments, 600)}"`,
    ...comments.map(({ author, text }) => `${author ?? 'Comment'}: "${oneLine(text, 300)}"`),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function cut(text: string | null): string | null {
  if (text === null || text.length <= TEXT_CHARACTERS) return text;
  return `${text.slice(0, TEXT_CHARACTERS)}… (${text.length - TEXT_CHARACTERS} more characters in TrainingPeaks)`;
}
