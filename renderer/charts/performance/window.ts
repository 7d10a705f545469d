import { dayAt, indexOf, type Timeline } from './timeline.ts';
import type { DayRange } from './types.ts';

/** The entries in view, both included. */
export interface IndexWindow {
  readonly from: number;
  readonly to: number;
}

/** Fewer days than this are not zoomed to. */
export const SHORTEST_DAYS = 14;

type Bounds = Pick<Timeline, 'firstIndex' | 'lastIndex'>;

/** The entries of a range of days, brought inside what may be shown. */
export function windowOf(timeline: Timeline, { from, to }: DayRange): IndexWindow {
  return fitted(timeline, { from: indexOf(timeline, from), to: indexOf(timeline, to) });
}

/** The days of the entries in view. */
export function rangeOf(timeline: Timeline, { from, to }: IndexWindow): DayRange {
  return { from: dayAt(timeline, from), to: dayAt(timeline, to) };
}

/** The whole of what may be shown. */
export function wholeWindow({ firstIndex, lastIndex }: Bounds): IndexWindow {
  return { from: firstIndex, to: lastIndex };
}

/** The window moved by days, later when positive, without leaving what may be shown. */
export function moved(bounds: Bounds, { from, to }: IndexWindow, days: number): IndexWindow {
  const allowed = clamp(Math.round(days), bounds.firstIndex - from, bounds.lastIndex - to);
  return { from: from + allowed, to: to + allowed };
}

/** The window with another first entry. */
export function withFrom(bounds: Bounds, { to }: IndexWindow, from: number): IndexWindow {
  return { from: clamp(Math.round(from), bounds.firstIndex, latestFrom(bounds, to)), to };
}

/** The window with another last entry. */
export function withTo(bounds: Bounds, { from }: IndexWindow, to: number): IndexWindow {
  const earliest = Math.min(bounds.lastIndex, from + SHORTEST_DAYS - 1);
  return { from, to: clamp(Math.round(to), earliest, bounds.lastIndex) };
}

/** The window made `factor` times as long around an entry, which keeps its place on the screen. */
export function zoomed(bounds: Bounds, view: IndexWindow, around: number, factor: number): IndexWindow {
  const length = view.to - view.from;
  const longest = bounds.lastIndex - bounds.firstIndex;
  const wanted = clamp(Math.round(length * factor), Math.min(SHORTEST_DAYS - 1, longest), longest);
  const share = length === 0 ? 0.5 : (around - view.from) / length;
  const from = clamp(Math.round(around - share * wanted), bounds.firstIndex, bounds.lastIndex - wanted);
  return { from, to: from + wanted };
}

/** The window moved just so far that an entry is in view. */
export function showing(bounds: Bounds, view: IndexWindow, index: number): IndexWindow {
  if (index < view.from) return moved(bounds, view, index - view.from);
  return index > view.to ? moved(bounds, view, index - view.to) : view;
}

/** A window of at least the shortest length inside what may be shown. */
function fitted(bounds: Bounds, { from, to }: IndexWindow): IndexWindow {
  const last = clamp(to, bounds.firstIndex, bounds.lastIndex);
  const first = clamp(from, bounds.firstIndex, latestFrom(bounds, last));
  return withTo(bounds, { from: first, to: last }, last);
}

function latestFrom({ firstIndex }: Bounds, to: number): number {
  return Math.max(firstIndex, to - SHORTEST_DAYS + 1);
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
