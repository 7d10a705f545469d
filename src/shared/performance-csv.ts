import { csvLine } from './csv.ts';
import type { PerformanceView } from './views/performance.ts';

const COLUMNS = ['date', 'tss', 'ctl', 'atl', 'tsb_morning', 'tsb_end_of_day', 'planned'];
const DAY_MILLISECONDS = 24 * 60 * 60_000;

/**
 * The days of a chart from one index to another, both included, as lines of a table with its head: two decimals, unit TSS,
 * empty where unknown.
 */
export function* performanceCsv(
  view: PerformanceView,
  firstIndex = view.firstTrustedIndex,
  lastIndex = view.ctl.length - 1,
): Generator<string, void, undefined> {
  yield csvLine(COLUMNS);
  for (let index = firstIndex; index <= lastIndex; index += 1) {
    const numbers = [view.tss, view.ctl, view.atl, view.tsbMorning, view.tsbEndOfDay].map(
      (column) => column[index]?.toFixed(2) ?? '',
    );
    const planned = index > view.todayIndex ? 'yes' : 'no';
    yield `${[dayAfter(view.firstDay, index), ...numbers, planned].join(',')}\r\n`;
  }
}

function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MILLISECONDS).toISOString().slice(0, 10);
}
