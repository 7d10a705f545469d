import { BIKE, RUN, SWIM } from '../../shared/sports.ts';
import { roundTo } from './thresholds.ts';
import type { EffortBlock } from './streams.ts';
import type { WireObject } from '../wire-object.ts';

export type IntensityClass = 'warmUp' | 'active' | 'rest' | 'coolDown';

/** One step of a plan; `low` and `high` are percent of FTP or of threshold speed. 0 is rest. */
export interface PlanStep {
  readonly name: string;
  readonly seconds: number;
  readonly low: number;
  readonly high: number;
  readonly intensityClass: IntensityClass;
}

export interface PlanBlock {
  readonly type: 'step' | 'repetition' | 'rampUp';
  readonly repeats: number;
  readonly steps: readonly PlanStep[];
}

/** What a coach puts on a day. `blocks` is empty for sessions without steps (strength, day off). */
export interface SessionPlan {
  readonly title: string;
  readonly sportId: number;
  readonly subSportId: number | null;
  readonly description: string | null;
  readonly blocks: readonly PlanBlock[];
  /** Planned length of a session without blocks. */
  readonly seconds: number;
  /** Which steps go on the wire: none, with a range or with one target; without the preview polyline. */
  readonly structure: 'none' | 'range' | 'target' | 'range_without_polyline';
}

/** A single-step block. */
export function step(
  name: string,
  seconds: number,
  low: number,
  high: number,
  intensityClass: IntensityClass = 'active',
): PlanBlock {
  return { type: 'step', repeats: 1, steps: [{ name, seconds, low, high, intensityClass }] };
}

/** Work and rest, repeated. */
export function repeat(repeats: number, work: PlanStep, rest: PlanStep): PlanBlock {
  return { type: 'repetition', repeats, steps: [work, rest] };
}

/** A warm-up whose steps rise evenly from one intensity to another. */
export function rampUp(seconds: number, from: number, to: number): PlanBlock {
  const count = 4;
  const steps = Array.from({ length: count }, (_, index) => {
    const low = Math.round(from + ((to - from) * index) / count);
    const high = Math.round(from + ((to - from) * (index + 1)) / count);
    return { name: 'Ramp', seconds: seconds / count, low, high, intensityClass: 'warmUp' as const };
  });
  return { type: 'rampUp', repeats: 1, steps };
}

/** The steps in the order they are done, repeats written out. */
function expandSteps(blocks: readonly PlanBlock[]): PlanStep[] {
  return blocks.flatMap((block) => Array.from({ length: block.repeats }, () => block.steps).flat());
}

/** Planned duration in seconds. */
export function planSeconds(plan: SessionPlan): number {
  if (plan.blocks.length === 0) return plan.seconds;
  return expandSteps(plan.blocks).reduce((sum, each) => sum + each.seconds, 0);
}

/**
 * Planned load: IF = (sum(t x middle^4) / sum(t))^(1/4) / 100 and TSS = hours x IF^2 x 100, as clients of
 * TrainingPeaks compute it; for swims IF over the swimming time and hours x IF^3 x 100. Null without steps and for other sports.
 */
export function plannedLoad(plan: SessionPlan): { intensityFactor: number; tss: number } | null {
  if (![SWIM, BIKE, RUN].includes(plan.sportId)) return null;
  const swim = plan.sportId === SWIM;
  const steps = expandSteps(plan.blocks).filter((each) => !swim || each.high > 0);
  const seconds = steps.reduce((sum, each) => sum + each.seconds, 0);
  if (seconds === 0) return null;
  const power = swim ? 1 : 4;
  const sum = steps.reduce((total, each) => total + each.seconds * middle(each) ** power, 0);
  const intensityFactor = roundTo((sum / seconds) ** (1 / power) / 100, 4);
  const tss = (planSeconds(plan) / 3600) * intensityFactor ** (swim ? 3 : 2) * 100;
  return { intensityFactor, tss: roundTo(tss, 2) };
}

/** How the athlete does the plan: `pace` and `length` are factors on intensity and on long steps. */
export function effortBlocks(plan: SessionPlan, pace: number, length: number): EffortBlock[] {
  return expandSteps(plan.blocks).map((each) => ({
    name: each.name,
    seconds: each.seconds >= 900 ? Math.round(each.seconds * length) : each.seconds,
    intensity: (middle(each) / 100) * pace,
  }));
}

/** The `structure` object of the wire format, or null when the plan carries no steps. */
export function wireStructure(plan: SessionPlan): WireObject | null {
  if (plan.structure === 'none' || plan.blocks.length === 0) return null;
  const target = plan.structure === 'target';
  let begin = 0;
  const structure = plan.blocks.map((block) => {
    const seconds = block.repeats * block.steps.reduce((sum, each) => sum + each.seconds, 0);
    const wire = {
      type: block.type,
      length: { value: block.repeats, unit: 'repetition' },
      steps: block.steps.map((each) => wireStep(each, block.type === 'repetition', target)),
      begin,
      end: begin + seconds,
    };
    begin += seconds;
    return wire;
  });
  return {
    structure,
    ...(plan.structure === 'range_without_polyline' ? {} : { polyline: polyline(plan.blocks) }),
    primaryLengthMetric: 'duration',
    primaryIntensityMetric: plan.sportId === BIKE ? 'percentOfFtp' : 'percentOfThresholdPace',
    primaryIntensityTargetOrRange: target ? 'target' : 'range',
  };
}

function wireStep(each: PlanStep, inRepetition: boolean, target: boolean): WireObject {
  return {
    ...(inRepetition ? { type: 'step' } : {}),
    name: each.name,
    length: { value: each.seconds, unit: 'second' },
    targets: [target ? { minValue: Math.round(middle(each)) } : { minValue: each.low, maxValue: each.high }],
    intensityClass: each.intensityClass,
    openDuration: false,
  };
}

/** The preview line: every step a box, heights relative to the hardest step, widths to the whole length. */
function polyline(blocks: readonly PlanBlock[]): [number, number][] {
  const steps = expandSteps(blocks);
  const total = steps.reduce((sum, each) => sum + each.seconds, 0);
  const highest = Math.max(...steps.map((each) => each.high), 1);
  const points: [number, number][] = [[0, 0]];
  let passed = 0;
  for (const each of steps) {
    const left = roundTo(passed / total, 4);
    passed += each.seconds;
    const right = roundTo(passed / total, 4);
    const height = roundTo(each.high / highest, 4);
    points.push([left, 0], [left, height], [right, height], [right, 0]);
  }
  points.push([1, 0]);
  return points;
}

function middle(each: PlanStep): number {
  return (each.low + each.high) / 2;
}
