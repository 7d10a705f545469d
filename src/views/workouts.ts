import type { PlannedLoad } from '../analytics/load-estimates.ts';
import { aboutRange } from '../mcp/coverage.ts';
import { statusOf } from '../mcp/workout-row.ts';
import { sportName } from '../shared/sports.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { WorkoutEntry, WorkoutsView } from '../shared/views/workouts.ts';
import type { Workout } from '../shared/workout.ts';
import { plannedLoads } from './planned-loads.ts';

const known = new WeakMap<object, { readonly today: string; readonly entries: readonly WorkoutEntry[] }>();

/** Every entry of the loaded calendar in the order and with the numbers of `tp_get_workouts`, unrounded. */
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
  const loadOf = plannedLoads(snapshot);
  const entries = snapshot
    .workouts({})
    .map((workout) => entryOf(workout, snapshot.today, loadOf(workout.workoutId)))
    .toReversed();
  known.set(history, { today: snapshot.today, entries });
  return entries;
}

function entryOf(workout: Workout, today: string, planned: PlannedLoad): WorkoutEntry {
  const { actual, plan } = workout;
  return {
    workoutId: workout.workoutId,
    day: workout.day,
    sportId: workout.sportId,
    sport: sportName(workout.sportId),
    title: workout.title,
    status: statusOf(workout, today),
    durationSeconds: actual.durationSeconds,
    distanceMeters: actual.distanceMeters,
    tss: actual.tss,
    intensityFactor: actual.intensityFactor,
    averageHeartRateBpm: actual.averageHeartRateBpm,
    averagePowerWatts: actual.averagePowerWatts,
    normalizedPowerWatts: actual.normalizedPowerWatts,
    personalRecords: workout.personalRecordCount,
    plannedDurationSeconds: plan.durationSeconds,
    plannedTss: planned.tss,
    isPlanEstimated: planned.estimated,
    searchText: [workout.title, ...workout.tags, workout.description, workout.coachComments]
      .filter((text) => text !== null)
      .join('\n')
      .toLowerCase(),
  };
}
