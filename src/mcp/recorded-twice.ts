import { sessionsRecordedTwice } from '../analytics/duplicates.ts';
import { sportName } from '../shared/sports.ts';
import type { Workout } from '../shared/workout.ts';
import { shown } from './numbers.ts';
import { oneLine } from './workout-row.ts';

const TITLE_LIMIT = 40;
const TOLD_IN_FULL = 2;
const DAYS_NAMED = 5;

/**
 * Remarks on sessions that look recorded twice, the newest first. TrainingPeaks counts both of them and so do we, so
 * that the numbers agree; that is told, because it may not be what the athlete did.
 */
export function recordedTwiceNotes(workouts: readonly Workout[]): string[] {
  const groups = groupsOf(workouts).toReversed();
  const days = [...new Set(groups.slice(TOLD_IN_FULL).map(dayOf))];
  const named = days.slice(0, DAYS_NAMED).join(', ');
  const others = days.length - DAYS_NAMED;
  return [
    ...groups.slice(0, TOLD_IN_FULL).map(noteOf),
    ...(days.length === 0
      ? []
      : [
          `Likewise on ${named}${others > 0 ? ` and on ${others} earlier ${others === 1 ? 'day' : 'days'}` : ''}.`,
        ]),
  ];
}

/** By workout the names of those that look like the same session. */
export function sameSessions(workouts: readonly Workout[]): ReadonlyMap<number, readonly string[]> {
  return new Map(
    groupsOf(workouts).flatMap((group) =>
      group.map(({ workoutId }) => [
        workoutId,
        group.filter((other) => other.workoutId !== workoutId).map(nameOf),
      ]),
    ),
  );
}

function groupsOf(workouts: readonly Workout[]): (readonly Workout[])[] {
  const sessions = workouts.map((workout) => ({
    workoutId: workout.workoutId,
    startTime: workout.startTime,
    durationSeconds: workout.actual.durationSeconds,
    completed: workout.completed,
    workout,
  }));
  return sessionsRecordedTwice(sessions).map((group) => group.map(({ workout }) => workout));
}

function noteOf(group: readonly Workout[]): string {
  const scored = group.filter(({ actual }) => actual.tss !== null && actual.tss > 0).length;
  const counted = scored < 2 ? '' : scored === 2 ? ' counted twice' : ` counted ${scored} times`;
  return `${group.length} sessions of ${dayOf(group)} look like one recording${counted} (${namesOf(group)}). Delete ${group.length === 2 ? 'one' : 'all but one'} in TrainingPeaks if so.`;
}

/** `"Threshold 3x12", "Zwift"; 96 TSS each`. */
function namesOf(group: readonly Workout[]): string {
  const loads = group.map(({ actual }) => (actual.tss === null ? 'unscored' : `${shown(actual.tss, 0)} TSS`));
  const names = group.map((workout) => `"${nameOf(workout)}"`);
  return new Set(loads).size === 1
    ? `${names.join(', ')}; ${loads[0] ?? ''}${loads[0] === 'unscored' ? '' : ' each'}`
    : names.map((name, index) => `${name} ${loads[index] ?? ''}`).join(', ');
}

function nameOf({ title, sportId }: Workout): string {
  const line = title === null ? '' : oneLine(title, TITLE_LIMIT);
  return line === '' ? sportName(sportId) : line;
}

function dayOf(group: readonly Workout[]): string {
  return group[0]?.day ?? '';
}
