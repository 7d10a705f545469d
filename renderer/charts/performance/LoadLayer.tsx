import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale, type PlotArea } from 'recharts';
import type { LoadBar } from './load-bars.ts';
import type { Axes } from './axes.ts';
import { pixels, type Scale } from './curve-path.ts';
import { useFuture } from './scene.ts';

/** Of the room of a bar. */
const BAR_SHARE = 0.72;
const LEAST_BAR_PIXELS = 0.8;

/** Bars of load on the scales of the chart around it: one path for what is done, one for what is planned. */
export function LoadLayer({ axes }: { readonly axes: Axes }) {
  const { bars } = useFuture();
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  const paths = useMemo(() => {
    if (x === undefined || y === undefined || plot === undefined) return null;
    // The bars have an axis of their own, which begins at zero as the one of the panel does.
    const share = axes.main[1] / axes.load[1];
    return pathsOf(bars, x, (tss) => y(tss * share), plot);
  }, [bars, x, y, plot, axes]);
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
  const bottom = pixels(y(low));
  return `M${pixels(left)} ${bottom}V${pixels(y(high))}h${pixels(width)}V${bottom}Z`;
}
