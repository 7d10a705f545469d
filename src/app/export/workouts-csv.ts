import { statusOf } from '../../mcp/workout-row.ts';
import { csvLine, type Cell } from '../../shared/csv.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { sportName } from '../../shared/sports.ts';
import type {
  Structure,
  StructureStep,
  Workout,
  WorkoutActual,
  WorkoutComment,
  WorkoutPlan,
} from '../../shared/workout.ts';

/** What the days of a workout do not say by themselves. */
interface Row {
  readonly workout: Workout;
  readonly today: string;
}

type Columns = Readonly<Record<string, (row: Row) => Cell>>;

/** Every field of these groups has a column of its own; a field without one does not compile. */
const ACTUAL: Readonly<Record<keyof WorkoutActual, string>> = {
  durationSeconds: 'duration_seconds',
  distanceMeters: 'distance_meters',
  tss: 'tss',
  intensityFactor: 'intensity_factor',
  normalizedPowerWatts: 'normalized_power_watts',
  averagePowerWatts: 'average_power_watts',
  maximumPowerWatts: 'maximum_power_watts',
  energyKilojoules: 'energy_kilojoules',
  caloriesKilocalories: 'calories_kilocalories',
  minimumHeartRateBpm: 'minimum_heart_rate_bpm',
  averageHeartRateBpm: 'average_heart_rate_bpm',
  maximumHeartRateBpm: 'maximum_heart_rate_bpm',
  averageCadenceRpm: 'average_cadence_rpm',
  maximumCadenceRpm: 'maximum_cadence_rpm',
  averageSpeedMetersPerSecond: 'average_speed_meters_per_second',
  maximumSpeedMetersPerSecond: 'maximum_speed_meters_per_second',
  normalizedSpeedMetersPerSecond: 'normalized_speed_meters_per_second',
  elevationGainMeters: 'elevation_gain_meters',
  elevationLossMeters: 'elevation_loss_meters',
  averageTemperatureCelsius: 'average_temperature_celsius',
};
const PLAN: Readonly<Record<keyof WorkoutPlan, string>> = {
  durationSeconds: 'planned_duration_seconds',
  distanceMeters: 'planned_distance_meters',
  tss: 'planned_tss',
  intensityFactor: 'planned_intensity_factor',
  startTime: 'planned_start_time',
};

const COLUMNS: Columns = {
  date: ({ workout }) => workout.day,
  start_time: ({ workout }) => workout.startTime,
  sport: ({ workout }) => sportName(workout.sportId),
  title: ({ workout }) => workout.title,
  status: ({ workout, today }) => statusOf(workout, today),
  ...columnsOf(ACTUAL, ({ actual }) => actual),
  tss_source: ({ workout }) => workout.tssSource,
  ...columnsOf(PLAN, ({ plan }) => plan),
  duration_compliance_percent: ({ workout }) => workout.compliance.durationPercent,
  distance_compliance_percent: ({ workout }) => workout.compliance.distancePercent,
  tss_compliance_percent: ({ workout }) => workout.compliance.tssPercent,
  rpe: ({ workout }) => workout.rpe,
  feeling: ({ workout }) => workout.feeling,
  personal_records: ({ workout }) => workout.personalRecordCount,
  tags: ({ workout }) => joined(workout.tags, '; '),
  description: ({ workout }) => workout.description,
  steps: ({ workout }) => steps(workout.structure),
  coach_comments: ({ workout }) => workout.coachComments,
  comments: ({ workout }) => joined(workout.comments.map(comment), '\n'),
  planned: ({ workout }) => workout.planned,
  completed: ({ workout }) => workout.completed,
  order_on_day: ({ workout }) => workout.orderOnDay,
  last_modified: ({ workout }) => workout.lastModified,
  workout_id: ({ workout }) => workout.workoutId,
  athlete_id: ({ workout }) => workout.athleteId,
  sport_id: ({ workout }) => workout.sportId,
  sub_sport_id: ({ workout }) => workout.subSportId,
};

/**
 * Every workout of the loaded history with all its fields, as lines of a table with its head, in the order of the calendar.
 * A year is read at a time, so that a long history needs no more memory than a short one.
 */
export function* workoutsCsv(snapshot: Snapshot): Generator<string, void, undefined> {
  yield csvLine(Object.keys(COLUMNS));
  const days = snapshot.sessions().map(({ day }) => day);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return;
  for (let year = yearOf(first); year <= yearOf(last); year += 1) {
    const inYear = { from: `${padded(year)}-01-01`, to: `${padded(year)}-12-31` };
    for (const workout of snapshot.workouts(inYear)) {
      yield csvLine(Object.values(COLUMNS).map((cell) => cell({ workout, today: snapshot.today })));
    }
  }
}

function columnsOf<Group extends object>(
  names: Readonly<Record<keyof Group & string, string>>,
  groupOf: (workout: Workout) => { readonly [Name in keyof Group]: Cell },
): Columns {
  return Object.fromEntries(
    (Object.entries(names) as [keyof Group & string, string][]).map(([field, name]) => [
      name,
      ({ workout }: Row) => groupOf(workout)[field],
    ]),
  );
}

function comment({ author, byCoach, day, text }: WorkoutComment): string {
  const who = author ?? (byCoach ? 'Coach' : 'Unknown');
  return `${who}${day === null ? '' : `, ${day}`}: ${text}`;
}

/** Blocks as `3 × (Work 720 second 95-100 + Rest 180 second 50-60)`, one a line, under the unit of their targets. */
function steps(structure: Structure | null): string | null {
  if (structure === null) return null;
  const blocks = structure.blocks.map(({ repeats, steps: inside }) => {
    const words = inside.map(step).join(' + ');
    return repeats === 1 ? words : `${String(repeats)} × (${words})`;
  });
  return joined(
    [...(structure.intensityMetric === null ? [] : [structure.intensityMetric]), ...blocks],
    '\n',
  );
}

function step({
  name,
  lengthValue,
  lengthUnit,
  targetMinimum,
  targetMaximum,
  intensityClass,
}: StructureStep) {
  const target = targetMinimum === targetMaximum ? [targetMinimum] : [targetMinimum, targetMaximum];
  const words = [
    name ?? intensityClass,
    lengthValue,
    lengthUnit,
    target.filter((end) => end !== null).join('-'),
  ];
  return words.filter((word) => word !== null && word !== '').join(' ');
}

function joined(texts: readonly string[], separator: string): string | null {
  return texts.length === 0 ? null : texts.join(separator);
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function padded(year: number): string {
  return String(year).padStart(4, '0');
}
