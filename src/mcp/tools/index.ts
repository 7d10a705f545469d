import type { AnyTool } from '../tool.ts';
import { tpAuthStatus } from './tp-auth-status.ts';
import { tpFitnessTrend } from './tp-fitness-trend.ts';
import { tpGetFitness } from './tp-get-fitness.ts';
import { tpGetPeaks } from './tp-get-peaks.ts';
import { tpGetPlannedWorkouts } from './tp-get-planned-workouts.ts';
import { tpGetProfile } from './tp-get-profile.ts';
import { tpGetWorkout } from './tp-get-workout.ts';
import { tpGetWorkoutPrs } from './tp-get-workout-prs.ts';
import { tpGetWorkouts } from './tp-get-workouts.ts';
import { tpPerformanceSummary } from './tp-performance-summary.ts';
import { tpRefreshAuth } from './tp-refresh-auth.ts';
import { tpTrainingLoadSummary } from './tp-training-load-summary.ts';
import { tpTrainingZonesDistribution } from './tp-training-zones-distribution.ts';
import { tpWorkoutAnalysis } from './tp-workout-analysis.ts';

/** Every tool, in the order clients list them. One file each, named after the tool. */
export const TOOLS: readonly AnyTool[] = [
  tpAuthStatus,
  tpRefreshAuth,
  tpGetProfile,
  tpGetWorkouts,
  tpGetWorkout,
  tpGetPlannedWorkouts,
  tpGetFitness,
  tpGetPeaks,
  tpGetWorkoutPrs,
  tpTrainingLoadSummary,
  tpFitnessTrend,
  tpWorkoutAnalysis,
  tpPerformanceSummary,
  tpTrainingZonesDistribution,
];
