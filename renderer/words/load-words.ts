import type { LoadView } from '../../src/shared/views/load.ts';
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
  const change = measures.number(Math.abs(changePercent));
  if (Math.abs(changePercent) < ALIKE_PERCENT)
    return `Your load is steady: ${now} TSS a week over four weeks, ${before} before.`;
  return changePercent > 0
    ? `You are building: ${now} TSS a week over four weeks, ${change} % more than in the four before.`
    : `You are resting: ${now} TSS a week over four weeks, ${change} % less than in the four before.`;
}
