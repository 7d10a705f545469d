/** The analytics as the vector checks see them; `mutations.test.ts` loads this same file with one expression changed. */
export { todayIn } from '../../src/analytics/calendar.ts';
export { complianceColour } from '../../src/analytics/compliance.ts';
export { weeklyVariation } from '../../src/analytics/consistency.ts';
export { dailyLoad } from '../../src/analytics/daily-load.ts';
export { decoupling } from '../../src/analytics/decoupling.ts';
export { intensityName, polarizationIndex } from '../../src/analytics/distribution.ts';
export { formBand, formPercent } from '../../src/analytics/form-bands.ts';
export { monotony } from '../../src/analytics/monotony.ts';
export { meanMax } from '../../src/analytics/peaks.ts';
export { weeklyLoad } from '../../src/analytics/period-load.ts';
export {
  intensityFactor,
  normalizedPower,
  tssFromPower,
  variabilityIndex,
} from '../../src/analytics/power.ts';
export {
  daysToReach,
  projectConstant,
  projectZero,
  solveDailyLoad,
  solveRampLoad,
} from '../../src/analytics/projection.ts';
export { heartRateStressEstimate, runStress, swimStress, trimp } from '../../src/analytics/stress-scores.ts';
export { seedErrorShare, trainingLoad, workoutContribution } from '../../src/analytics/training-load.ts';
export { workloadRatio } from '../../src/analytics/workload-ratio.ts';
