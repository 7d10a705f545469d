import { complianceColour, compliancePercent } from '../../src/analytics/compliance.ts';
import type { WorkoutFacts } from '../../src/mcp/tools/tp-get-workout.ts';
import type { WorkoutAnalysis } from '../../src/mcp/tools/tp-workout-analysis.ts';
import type { Measures } from '../measures.ts';

const STEADY_VARIABILITY = 1.05;
const UNEVEN_VARIABILITY = 1.1;

/** A workout's title, or what stands for one. Foreign text: to be shown as text. */
export function workoutTitle({
  title,
  sport,
}: {
  readonly title: string | null;
  readonly sport: string;
}): string {
  return title === null || title.trim() === '' ? `${sport} without a title` : title;
}

/** What a workout was, in a sentence: time, load and intensity, and how it stands to its plan. */
export function workoutSentence(facts: WorkoutFacts, measures: Measures): string {
  const plan = planned(facts, measures);
  switch (facts.status) {
    case 'planned':
      return plan === '' ? 'Planned.' : `Planned: ${plan}.`;
    case 'missed':
      return plan === ''
        ? 'Missed: it was planned and not done.'
        : `Missed: ${plan} were planned and not done.`;
    case 'day_off':
      return 'A day off.';
    case 'note':
      return 'A note in the calendar; nothing was planned or recorded.';
    case 'completed':
      return `${[amounts(facts, measures), againstPlan(facts, measures)].filter((part) => part !== '').join(', ')}.`;
  }
}

/** `1:18 h and 94 TSS at 85% of threshold`: the intensity factor is the share of the threshold. */
function amounts(facts: WorkoutFacts, measures: Measures): string {
  const { duration_seconds: seconds, tss, intensity_factor: intensity } = facts;
  const sum = [
    seconds === null ? '' : timeWords(seconds, measures),
    tss === null ? 'no TSS' : `${measures.number(tss)} TSS`,
  ]
    .filter((part) => part !== '')
    .join(' and ');
  return intensity === null || intensity === 0
    ? sum
    : `${sum} at ${measures.percent(intensity * 100)} of threshold`;
}

function planned(facts: WorkoutFacts, measures: Measures): string {
  const { planned_duration_seconds: seconds, planned_tss: tss } = facts;
  return [
    seconds === null ? '' : timeWords(seconds, measures),
    tss === null ? '' : `${measures.number(tss)} TSS`,
  ]
    .filter((part) => part !== '')
    .join(' and ');
}

/** `1:18 h`, `55 min` */
function timeWords(seconds: number, measures: Measures): string {
  return seconds < 3570 ? `${measures.number(seconds / 60)} min` : `${measures.hours(seconds)} h`;
}

/** By duration, as TrainingPeaks colours its calendar; where the plan names none, by load. */
function againstPlan(facts: WorkoutFacts, measures: Measures): string {
  const byDuration = compliancePercent(facts.duration_seconds, facts.planned_duration_seconds);
  const percent = byDuration ?? compliancePercent(facts.tss, facts.planned_tss);
  if (percent === null) return '';
  if (complianceColour(percent) === 'green') return 'done as planned';
  const off = measures.percent(Math.abs(percent - 100));
  const [more, less] = byDuration === null ? ['more load', 'less load'] : ['longer', 'shorter'];
  return `${off} ${percent > 100 ? more : less} than planned`;
}

/** How a workout followed its plan, by the colour TrainingPeaks gives it. */
export function complianceWords(colour: 'green' | 'yellow' | 'red', { percent }: Measures): string {
  if (colour === 'green') return `Within ${percent(20)} of the plan.`;
  return colour === 'yellow'
    ? `${percent(20)} to ${percent(50)} off the plan.`
    : `More than ${percent(50)} off the plan.`;
}

/** What the efficiency factor says. */
export function efficiencyWords(
  { efficiency_comparable: isComparable }: WorkoutAnalysis,
  onFoot: boolean,
): string {
  const what = onFoot
    ? 'Metres a minute, hills evened out, for each heart beat a minute.'
    : 'Watts of normalized power for each heart beat a minute.';
  return `${what} ${
    isComparable
      ? 'The session was steady and aerobic: compare it with others like it, higher is fitter.'
      : 'The session was not steady and aerobic throughout, so it cannot be compared with others.'
  }`;
}

/** What the variability index says. */
export function variabilityWords(variability: number): string {
  const verdict =
    variability <= STEADY_VARIABILITY
      ? 'this was steady'
      : variability <= UNEVEN_VARIABILITY
        ? 'this varied a little'
        : 'this was intervals, hills or stop and go';
  return `Normalized over average power. 1.00 is perfectly even; ${verdict}.`;
}

/** What the drift of heart rate against output says; why it says little, where it does. */
export function decouplingWords(
  { percent, verdict, remarks }: NonNullable<WorkoutAnalysis['decoupling']>,
  measures: Measures,
): string {
  if (percent === null) return ['It cannot be told here.', ...remarks].join(' ');
  const what = `Output per heart beat ${percent < 0 ? 'rose' : 'fell'} this much from the first half to the second.`;
  const meaning = verdict === null ? 'It says little here.' : verdictWords(verdict, measures);
  return [what, meaning, ...remarks].filter((part) => part !== '').join(' ');
}

function verdictWords(verdict: string, { percent }: Measures): string {
  switch (verdict) {
    case 'good':
      return `Below ${percent(5)} speaks for good endurance at this intensity.`;
    case 'moderate':
      return `Between ${percent(5)} and ${percent(10)}: endurance at this intensity can still grow.`;
    case 'high':
      return `Above ${percent(10)}: tired, hot, thirsty, or beyond your endurance at this intensity.`;
    default:
      return '';
  }
}

const SCORE_NAMES: Readonly<Record<string, string>> = {
  tss: 'TSS',
  intensity_factor: 'IF',
  normalized_power: 'NP',
  variability_index: 'VI',
};

/** Stored scores that do not follow from each other, a sentence each. */
export function scoreDoubts(analysis: WorkoutAnalysis, measures: Measures): string[] {
  const doubts = analysis.score_checks
    .filter(({ agrees }) => !agrees)
    .map(
      ({ metric, stored, recomputed, formula }) =>
        `The stored ${SCORE_NAMES[metric] ?? metric} of ${measures.number(stored, 2)} differs from ${formula
          .replaceAll(' x ', ' × ')
          .replaceAll('^2', '²')
          .replaceAll('^3', '³')}, which gives ${measures.number(recomputed, 2)}.`,
    );
  return analysis.implausible_tss
    ? [...doubts, 'The TSS is implausibly high for the duration: look at the thresholds in TrainingPeaks.']
    : doubts;
}

/** How TrainingPeaks scored a workout. */
export const TSS_SOURCE_WORDS: Readonly<Record<string, string>> = {
  none: 'no source named',
  power: 'from power',
  run_pace: 'from running pace (rTSS)',
  swim_pace: 'from swimming pace (sTSS)',
  heart_rate: 'from heart rate (hrTSS)',
  other: 'estimated or entered by hand',
};
