import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale, type PlotArea } from 'recharts';
import type { LoadBar } from './load-bars.ts';
import { useFuture } from './scene.ts';

export const LOAD_AXIS = 'load';

/** Of the room of a bar. */
const BAR_SHARE = 0.72;
const LEAST_BAR_PIXELS = 0.8;

type Scale = (value: number) => number | undefined;

/** Bars of load on the scales of the chart around it: one path for what is done, one for what is planned. */
export function LoadLayer() {
  const { bars } = useFuture();
  const x = useXAxisScale();
  const y = useYAxisScale(LOAD_AXIS);
  const plot = usePlotArea();
  const paths = useMemo(
    () => (x === undefined || y === undefined || plot === undefined ? null : pathsOf(bars, x, y, plot)),
    [bars, x, y, plot],
  );
  if (paths === null) return null;
  return (
    <>
      <path className="load-done" d={paths.done} />
      <path className="load-planned" d={paths.planned} />
    </>
  );
}

function pathsOf(
  bars: readonly LoadBar[],
  x: Scale,
  y: Scale,
  plot: PlotArea,
): { done: string; planned: string } {
  let done = '';
  let planned = '';
  for (const { from, to, doneTss, plannedTss } of bars) {
    const left = Math.max(plot.x, x(from - 0.5) ?? 0);
    const room = Math.min(plot.x + plot.width, x(to + 0.5) ?? 0) - left;
    const width = Math.max(LEAST_BAR_PIXELS, room * BAR_SHARE);
    const start = left + (room - width) / 2;
    if (doneTss > 0) done += bar(start, width, y, 0, doneTss);
    if (plannedTss > 0) planned += bar(start, width, y, doneTss, doneTss + plannedTss);
  }
  return { done, planned };
}

function bar(left: number, width: number, y: Scale, low: number, high: number): string {
  const bottom = y(low) ?? 0;
  return `M${left.toFixed(1)} ${bottom.toFixed(1)}V${(y(high) ?? 0).toFixed(1)}h${width.toFixed(1)}V${bottom.toFixed(1)}Z`;
}
