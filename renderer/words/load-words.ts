import type { LoadPeriod, LoadView } from '../../src/shared/views/load.ts';
import type { Format } from '../format.ts';
import type { Measures } from '../measures.ts';
import { counted } from './words.ts';

export type Step = 'week' | 'month';
export type LoadMeasure = 'tss' | 'hours';

/** Less than this between two blocks of four weeks is what any calendar brings. */
const ALIKE_PERCENT = 5;

/** The last four full weeks and the four before, a week on average: TSS, or seconds. */
export interface RecentWeeks {
  readonly now: number;
  readonly before: number;
  /** Percent of `before`; null when that was zero. */
  readonly changePercent: number | null;
}

/** The comparison in the measure in view; null under eight full weeks. */
export function recentWeeks({ recent }: LoadView, measure: LoadMeasure): RecentWeeks | null {
  if (recent === null) return null;
  if (measure === 'tss')
    return { now: recent.weeklyTss, before: recent.previousWeeklyTss, changePercent: recent.changePercent };
  const { weeklySeconds: now, previousWeeklySeconds: before } = recent;
  return { now, before, changePercent: before > 0 ? (now / before - 1) * 100 : null };
}

/** TSS, or seconds, as a number and its unit: `482 TSS`, `8:20 h`. */
function amountWords(amount: number, measure: LoadMeasure, measures: Measures): string {
  return measure === 'tss' ? `${measures.number(amount)} TSS` : `${measures.hours(amount)} h`;
}

/** What the last four weeks say against the four before, in a sentence; each number is one the page shows. */
export function loadSentence(
  load: LoadView,
  step: Step,
  measure: LoadMeasure,
  measures: Measures,
  format: Format,
): string {
  if (load.periods.length === 0) return 'There is no training load yet.';
  const recent = recentWeeks(load, measure);
  if (recent === null) return 'Your load, period by period: eight full weeks are needed to compare.';
  const { now, before, changePercent } = recent;
  if (now === 0) return pauseSentence(load, recent, step, measure, measures, format);
  const weekly = `${amountWords(now, measure, measures)} a week over four weeks`;
  if (changePercent === null) return `You train again: ${weekly}, after four weeks without training.`;
  const change = measures.percent(Math.abs(changePercent));
  if (Math.abs(changePercent) < ALIKE_PERCENT)
    return `Your load is steady: ${weekly}, ${measure === 'tss' ? measures.number(before) : measures.hours(before)} before.`;
  return changePercent > 0
    ? `You are training more: ${weekly}, ${change} above the four before.`
    : `You are training less: ${weekly}, ${change} below the four before.`;
}

/** Four full weeks or more without training: how long, and when the last was. */
function pauseSentence(
  { periods }: LoadView,
  { before }: RecentWeeks,
  step: Step,
  measure: LoadMeasure,
  measures: Measures,
  format: Format,
): string {
  const weeks = before === 0 ? 'eight' : 'four';
  const what = measure === 'tss' ? 'training load' : 'training';
  const last = periods.findLast((period) => amountOf(period, measure) > 0);
  if (last === undefined) {
    const full = periods.filter(({ complete }) => complete).length;
    return `No ${what} in the last ${counted(full, `full ${step}`, format)}.`;
  }
  if (!last.complete)
    return `You train again: ${amountWords(amountOf(last, measure), measure, measures)} this ${step} so far. The last ${weeks} full weeks had none.`;
  const when = step === 'week' ? `the week of ${format.day(last.startDay)}` : format.month(last.startDay);
  return `No ${what} in the last ${weeks} full weeks. The last was in ${when}.`;
}

/** The full periods that brought and took the most fitness, for those who do not see the bars. */
export function rampSummary({ periods }: LoadView, step: Step, measures: Measures): string {
  const changes = periods.flatMap(({ complete, ctlChange }) =>
    complete && ctlChange !== null ? [ctlChange] : [],
  );
  if (changes.length === 0) return `No full ${step} whose change of fitness is known.`;
  const text = (change: number) => `${measures.number(Math.abs(change), 1)} CTL`;
  const [most, least] = [Math.max(...changes), Math.min(...changes)];
  const known = [
    isShown(most) && most > 0 ? `the most gained in one is ${text(most)}` : 'none brought fitness',
    isShown(least) && least < 0 ? `the most lost is ${text(least)}` : 'none took any',
  ];
  const isAhead = periods.some(({ complete, ctlChange }) => !complete && ctlChange !== null);
  return `Over ${measures.number(changes.length)} full ${changes.length === 1 ? step : `${step}s`}: ${known.join(', ')}.${isAhead ? ` The running ${step} and those ahead follow your plan.` : ''}`;
}

/** A change is shown with one decimal. */
function isShown(change: number): boolean {
  return Math.abs(change) >= 0.05;
}

/** How much the full periods held, in the measure in view. */
export function periodsSummary(
  { periods }: LoadView,
  step: Step,
  measure: LoadMeasure,
  measures: Measures,
): string {
  const amounts = periods.filter(({ complete }) => complete).map((period) => amountOf(period, measure));
  if (amounts.length === 0) return `No full ${step} yet.`;
  const full = `${measures.number(amounts.length)} full ${amounts.length === 1 ? step : `${step}s`}`;
  const most = Math.max(...amounts);
  if (most === 0) return `${full} without ${measure === 'tss' ? 'training load' : 'training'}.`;
  const mean = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
  return `${full}, ${amountWords(mean, measure, measures)} a ${step} on average, ${amountWords(most, measure, measures)} in the fullest.`;
}

/** What a period held and holds ahead, for those who go through the bars by keys. */
export function periodWords(
  period: LoadPeriod,
  name: string,
  measure: LoadMeasure,
  measures: Measures,
): string {
  const plan = measure === 'tss' ? period.plannedTss : period.plannedDurationSeconds;
  return `${name}: ${amountWords(amountOf(period, measure), measure, measures)} done, ${plan > 0 ? `${amountWords(plan, measure, measures)} planned` : 'nothing planned'}.`;
}

function amountOf({ tss, durationSeconds }: LoadPeriod, measure: LoadMeasure): number {
  return measure === 'tss' ? tss : durationSeconds;
}
