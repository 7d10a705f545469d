import { indexOf, type Timeline } from './timeline.ts';
import type { ChartMark } from './types.ts';
import type { IndexWindow } from './window.ts';

/** A mark by its entries. */
export interface PlacedMark extends ChartMark {
  readonly key: string;
  /** First and last entry, both included. */
  readonly from: number;
  readonly to: number;
}

/** In longer windows only what shapes a season is marked. */
const ALL_MARKS_UP_TO_DAYS = 500;

/** The marks that have a place in a window, in the order of days. */
export function placedMarks(
  timeline: Pick<Timeline, 'firstDay'>,
  marks: readonly ChartMark[],
  view: IndexWindow,
): PlacedMark[] {
  const isLong = view.to - view.from >= ALL_MARKS_UP_TO_DAYS;
  return marks
    .map((mark, place) => ({
      ...mark,
      key: `${mark.day} ${String(place)}`,
      from: indexOf(timeline, mark.day),
      to: indexOf(timeline, mark.endDay ?? mark.day),
    }))
    .filter(({ from, to }) => to >= view.from && from <= view.to)
    .filter(({ kind, priority }) => !isLong || kind === 'unavailable' || priority === 'A')
    .sort((one, other) => one.from - other.from);
}

/** The marks of one day. */
export function marksOn(marks: readonly ChartMark[], day: string): ChartMark[] {
  return marks.filter((mark) => mark.day <= day && day <= (mark.endDay ?? mark.day));
}
