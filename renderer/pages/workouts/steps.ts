import type { Structure, StructureStep } from '../../../src/shared/workout.ts';
import type { Measures } from '../../measures.ts';

/** What the targets of a plan are percentages of. */
const METRIC_WORDS: Readonly<Record<string, string>> = {
  percentOfFtp: 'of FTP',
  percentOfThresholdPower: 'of FTP',
  percentOfThresholdHr: 'of threshold heart rate',
  percentOfMaxHr: 'of maximum heart rate',
  percentOfThresholdPace: 'of threshold pace',
};

/** `20:00`; lengths in other units as TrainingPeaks names them; `open` where the athlete decides. */
export function stepLength({ lengthValue, lengthUnit }: StructureStep, measures: Measures): string {
  if (lengthValue === null) return 'open';
  if (lengthUnit === 'second') return measures.clock(lengthValue);
  return lengthUnit === null ? measures.number(lengthValue) : `${measures.number(lengthValue)} ${lengthUnit}`;
}

/** `88–92%`, `up to 75%`; `free` where there is no target. */
export function stepTarget(
  { targetMinimum: low, targetMaximum: high }: StructureStep,
  structure: Structure,
  measures: Measures,
): string {
  const isPercent = structure.intensityMetric?.startsWith('percent') === true;
  const target = (value: number) => (isPercent ? measures.percent(value) : measures.number(value));
  if (low === null) return high === null ? 'free' : `up to ${target(high)}`;
  return high === null || high === low ? target(low) : `${measures.number(low)}–${target(high)}`;
}

/** `of FTP`; empty where it is not known what the targets refer to. */
export function metricWords({ intensityMetric }: Structure): string {
  return METRIC_WORDS[intensityMetric ?? ''] ?? '';
}
