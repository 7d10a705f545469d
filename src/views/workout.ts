import { daysBetween } from '../analytics/calendar.ts';
import { workoutContribution } from '../analytics/training-load.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { ContributionToday, WorkoutLink, WorkoutRequest, WorkoutView } from '../shared/views/workout.ts';
import type { WorkoutEntry } from '../shared/views/workouts.ts';
import type { Workout } from '../shared/workout.ts';
import { workoutEntries } from './workouts.ts';

/**
 * The place of one workout in the calendar and in today's fitness, and its planned steps.
 * @throws AppError `not_found` when TrainingPeaks has no such workout
 */
export async function workoutView(snapshot: Snapshot, request: WorkoutRequest): Promise<WorkoutView> {
  const workout = await snapshot.workout(request.workoutId);
  const neighbours = workoutEntries(snapshot).filter(
    ({ status, workoutId }) => workoutId === request.workoutId || (status !== 'note' && status !== 'day_off'),
  );
  const place = neighbours.findIndex(({ workoutId }) => workoutId === request.workoutId);
  return {
    today: snapshot.today,
    sportId: workout.sportId,
    previous: place === -1 ? null : linkTo(neighbours[place + 1]),
    next: place === -1 ? null : linkTo(neighbours[place - 1]),
    contribution: contributionOf(workout, snapshot.today, request),
    structure: workout.structure,
  };
}

function linkTo(entry: WorkoutEntry | undefined): WorkoutLink | null {
  if (entry === undefined) return null;
  const { workoutId, day, sport, title } = entry;
  return { workoutId, day, sport, title };
}

function contributionOf(
  { completed, day, actual }: Workout,
  today: string,
  { ctlDays, atlDays }: WorkoutRequest,
): ContributionToday | null {
  if (!completed || actual.tss === null || day > today) return null;
  const daysAgo = daysBetween(day, today);
  const { ctl, atl } = workoutContribution(actual.tss, daysAgo, { ctlDays, atlDays });
  return { daysAgo, ctl, atl };
}
