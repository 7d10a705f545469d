import { aboutRange } from '../mcp/coverage.ts';
import { rowOf } from '../mcp/workout-row.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { WorkoutEntry, WorkoutsView } from '../shared/views/workouts.ts';
import type { Workout } from '../shared/workout.ts';

const known = new WeakMap<object, { readonly today: string; readonly entries: readonly WorkoutEntry[] }>();

/** Every entry of the loaded calendar in the order and with the numbers of `tp_get_workouts`. */
export function workoutsView(snapshot: Snapshot): WorkoutsView {
  const { loaded, today } = snapshot;
  return {
    about: aboutRange(snapshot, loaded.from, loaded.to),
    today,
    loadedFrom: loaded.from,
    workouts: workoutEntries(snapshot),
  };
}

/** The entries, newest first; made once for a history that has not changed since. */
export function workoutEntries(snapshot: Snapshot): readonly WorkoutEntry[] {
  const history = snapshot.sessions();
  const kept = known.get(history);
  if (kept?.today === snapshot.today) return kept.entries;
  const entries = snapshot
    .workouts({})
    .map((workout) => entryOf(workout, snapshot.today))
    .toReversed();
  known.set(history, { today: snapshot.today, entries });
  return entries;
}

function entryOf(workout: Workout, today: string): WorkoutEntry {
  const row = rowOf(workout, today);
  return {
    workoutId: row.workout_id,
    day: row.date,
    sportId: workout.sportId,
    sport: row.sport,
    title: row.title,
    status: row.status,
    durationSeconds: row.duration_seconds,
    distanceMeters: row.distance_meters,
    tss: row.tss,
    intensityFactor: row.intensity_factor,
    averageHeartRateBpm: row.average_heart_rate_bpm,
    averagePowerWatts: row.average_power_watts,
    normalizedPowerWatts: row.normalized_power_watts,
    personalRecords: row.personal_records,
    plannedDurationSeconds: row.planned_duration_seconds,
    plannedTss: row.planned_tss,
    storedTss: workout.actual.tss,
    storedPlannedTss: workout.plan.tss,
    searchText: [workout.title, ...workout.tags, workout.description, workout.coachComments]
      .filter((text) => text !== null)
      .join('\n')
      .toLowerCase(),
  };
}
