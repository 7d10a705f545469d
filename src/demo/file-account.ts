import type { SimulatedAccount } from './account.ts';
import { accountSettings, accountUser, noZones, TIME_ZONE } from './athlete/identity.ts';
import type { ServableWorkout } from './load-workouts.ts';

const DEFAULT_ATHLETE_ID = 4_100_001;

/**
 * An account that holds exactly the given wire-format workouts. Nothing else is invented: no zones, no recordings,
 * no events, no metrics. The account was created on the day of the first workout.
 */
export function accountFromWorkouts(rows: readonly ServableWorkout[], today: string): SimulatedAccount {
  const ids = rows.map((row) => row['athleteId']);
  const athleteId = ids.find((id) => typeof id === 'number') ?? DEFAULT_ATHLETE_ID;
  const workouts = rows.map((row) => {
    const modified = row['lastModifiedDate'];
    return {
      workoutId: row.workoutId,
      day: row.workoutDay.slice(0, 10),
      lastModified: typeof modified === 'string' ? modified : row.workoutDay,
      row: () => row,
      recording: null,
      privateNote: null,
    };
  });
  const created = workouts.reduce((earliest, { day }) => (day < earliest ? day : earliest), today);
  return {
    athleteId,
    timeZone: TIME_ZONE,
    user: accountUser(athleteId, created, today),
    settings: accountSettings(athleteId, today, noZones()),
    workouts,
    events: [],
    calendarNotes: [],
    availability: [],
    annualPlan: [],
    metrics: () => [],
  };
}
