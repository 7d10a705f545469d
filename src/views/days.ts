import { sameSessions } from '../mcp/recorded-twice.ts';
import { oneLine, statusOf } from '../mcp/workout-row.ts';
import { sportName } from '../shared/sports.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { DaysRequest, DaysView } from '../shared/views/days.ts';
import { plannedLoads } from './planned-loads.ts';

const TITLE_LIMIT = 120;

/** The entries of some days, in the order of the calendar. */
export function daysView(snapshot: Snapshot, { from, to, sportIds }: DaysRequest): DaysView {
  const filter = sportIds === null ? { from, to } : { from, to, sportIds };
  const loadOf = plannedLoads(snapshot);
  const workouts = snapshot.workouts(filter);
  const same = sameSessions(workouts);
  const entries = workouts.map((workout) => {
    const { workoutId, day, title, sportId, actual, plan } = workout;
    const planned = loadOf(workoutId);
    const shownTitle = title === null ? '' : oneLine(title, TITLE_LIMIT);
    return {
      workoutId,
      day,
      title: shownTitle === '' ? null : shownTitle,
      sport: sportName(sportId),
      status: statusOf(workout, snapshot.today),
      durationSeconds: actual.durationSeconds,
      tss: actual.tss,
      plannedDurationSeconds: plan.durationSeconds,
      plannedTss: planned.tss,
      isPlanEstimated: planned.estimated,
      sameAs: same.get(workoutId) ?? [],
    };
  });
  return { from, to, entries };
}
