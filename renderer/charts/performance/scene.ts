import { createContext, use } from 'react';
import type { Axes } from './axes.ts';
import type { DateTick } from './date-ticks.ts';
import type { Geometry } from './geometry.ts';
import type { BarUnit, LoadBar } from './load-bars.ts';
import type { Timeline } from './timeline.ts';
import type { SeriesName } from './types.ts';
import type { IndexWindow } from './window.ts';

/** What both panels share and what stays as it is while another future is tried. */
export interface Scene {
  readonly geometry: Geometry;
  readonly view: IndexWindow;
  readonly axes: Axes;
  readonly dateTicks: readonly DateTick[];
  readonly barUnit: BarUnit;
  readonly hidden: ReadonlySet<SeriesName>;
  readonly hasBands: boolean;
}

/** What changes with each future that is tried. */
export interface Future {
  readonly timeline: Timeline;
  readonly bars: readonly LoadBar[];
}

const Context = createContext<Future | null>(null);

/** The layers that draw the future take it from here, so that the axes and all that is past need not be drawn anew. */
export const ProvideFuture = Context;

/** @throws Error outside the chart */
export function useFuture(): Future {
  const future = use(Context);
  if (future === null) throw new Error('A layer of the chart was drawn outside of it.');
  return future;
}
