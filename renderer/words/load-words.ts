import type { LoadPeriod, LoadView } from '../../src/shared/views/load.ts';
import type { Measures } from '../measures.ts';

/** Less than this between two blocks of four weeks is what any calendar brings. */
const ALIKE_PERCENT = 5;

/** What the last four weeks say against the four before, in a sentence; each number is one the page shows. */
export function loadSentence({ recent, periods }: LoadView, measures: Measures): string {
  if (periods.length === 0) return 'There is no training load yet.';
  if (recent === null) return 'Your load, period by period: eight full weeks are needed to compare.';
  const { weeklyTss, previousWeeklyTss, changePercent } = recent;
  const now = measures.number(weeklyTss);
  const before = measures.number(previousWeeklyTss);
  if (changePercent === null) return `You train ${now} TSS a week, after four weeks without load.`;
  const change = measures.percent(Math.abs(changePercent));
  if (Math.abs(changePercent) < ALIKE_PERCENT)
    return `Your load is steady: ${now} TSS a week over four weeks, ${before} before.`;
  return changePercent > 0
    ? `You are training more: ${now} TSS a week over four weeks, ${change} above the four before.`
    : `You are training less: ${now} TSS a week over four weeks, ${change} below the four before.`;
}

/** The full periods that brought and took the most fitness, for those who do not see the bars. */
export function rampSummary({ periods }: LoadView, step: 'week' | 'month', measures: Measures): string {
  const changes = periods.flatMap(({ complete, ctlChange }) =>
    complete && ctlChange !== null ? [ctlChange] : [],
  );
  if (changes.length === 0) return `No full ${step} whose change of fitness is known.`;
  const text = (change: number) => `${measures.change(change, 1)} CTL`;
  return `Over ${measures.number(changes.length)} full ${step}s: at most ${text(Math.max(...changes))} in one, at least ${text(Math.min(...changes))}.`;
}

/** How much the full periods held, in the measure in view. */
export function periodsSummary(
  { periods }: LoadView,
  step: 'week' | 'month',
  measure: 'tss' | 'hours',
  measures: Measures,
): string {
  const complete = periods.filter((period) => period.complete);
  if (complete.length === 0) return `No full ${step} yet.`;
  const amounts = complete.map((period) => amountOf(period, measure));
  const mean = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
  const unit = measure === 'tss' ? 'TSS' : 'hours';
  return `${measures.number(complete.length)} full ${step}s, ${measures.number(mean)} ${unit} a ${step} on average, ${measures.number(Math.max(...amounts))} in the fullest.`;
}

function amountOf({ tss, durationSeconds }: LoadPeriod, measure: 'tss' | 'hours'): number {
  return measure === 'tss' ? tss : durationSeconds / 3600;
}
