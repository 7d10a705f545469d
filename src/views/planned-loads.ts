import { plannedLoadEstimator, type PlannedLoad } from '../analytics/load-estimates.ts';
import { isPlan } from '../analytics/load-session.ts';
import type { Snapshot } from '../shared/snapshot.ts';

const NO_PLAN: PlannedLoad = { tss: null, estimated: false };

/** The load that the plan of a workout, by its id, counts for in every sum, as `tp_get_planned_workouts` gives it. */
export function plannedLoads(snapshot: Snapshot): (workoutId: number) => PlannedLoad {
  const sessions = snapshot.sessions();
  const estimate = plannedLoadEstimator(sessions, snapshot.today);
  const plans = new Map(sessions.filter(isPlan).map((session) => [session.workoutId, session]));
  return (workoutId) => {
    const plan = plans.get(workoutId);
    return plan === undefined ? NO_PLAN : estimate(plan);
  };
}
