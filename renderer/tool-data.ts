import type { RecordsOfWorkout } from '../src/mcp/tools/tp-get-workout-prs.ts';
import type { WorkoutFacts } from '../src/mcp/tools/tp-get-workout.ts';
import type { WorkoutAnalysis } from '../src/mcp/tools/tp-workout-analysis.ts';
import type { ZoneDistribution } from '../src/mcp/tools/tp-training-zones-distribution.ts';
import type { Peaks } from '../src/mcp/tools/tp-get-peaks.ts';

/** The tools that pages ask, with what their answers hold. Types alone cross from the main process. */
export interface ToolData {
  readonly tp_training_zones_distribution: ZoneDistribution;
  readonly tp_get_peaks: Peaks;
  readonly tp_get_workout: WorkoutFacts;
  readonly tp_get_workout_prs: RecordsOfWorkout;
  readonly tp_workout_analysis: WorkoutAnalysis;
}
