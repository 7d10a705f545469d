import { ReferenceLine } from 'recharts';
import { CurveLayer } from './CurveLayer.tsx';
import { dayDomain, type Geometry } from './geometry.ts';
import type { PlacedMark } from './placed-marks.ts';
import type { Domain } from './scale.ts';
import { useFuture, type Scene } from './scene.ts';
import type { IndexWindow } from './window.ts';

/** Behind the curves, where Recharts draws its grid. */
export const BEHIND_CURVES = -100;

const NO_TICK_LINES = { tickLine: false, interval: 0, allowDataOverflow: true } as const;

/** The axis of days. Its labels stand below the lowest panel alone. */
export function dateAxis({ geometry, view, dateTicks }: Scene, isLowest: boolean) {
  const labels = new Map(dateTicks.map(({ index, label }) => [index, label]));
  return {
    ...NO_TICK_LINES,
    type: 'number',
    dataKey: 'index',
    domain: [...dayDomain(view)],
    ticks: [...labels.keys()],
    tickFormatter: (index: number) => labels.get(index) ?? '',
    height: geometry.axis.height,
    axisLine: false,
    hide: !isLowest,
  } as const;
}

/** An axis of values left of a panel. */
export function valueAxis(
  { left }: Geometry,
  domain: Domain,
  ticks: readonly number[],
  format: (value: number) => string,
) {
  return {
    ...NO_TICK_LINES,
    type: 'number',
    domain: [...domain],
    ticks: [...ticks],
    tickFormatter: format,
    width: left,
    axisLine: false,
  } as const;
}

/** What a panel gives Recharts beside its size. */
export function panelProps({ right }: Geometry) {
  return { margin: { top: 0, right, bottom: 0, left: 0 }, accessibilityLayer: false } as const;
}

/** Lines down a panel at the races of most weight. Called, not rendered: they belong to the chart itself. */
export function raceLines(marks: readonly PlacedMark[]) {
  return marks.flatMap(({ kind, priority, key, from }) =>
    kind === 'race' && (priority === 'A' || priority === 'B')
      ? [<ReferenceLine key={key} className={`race-line race-${priority}`} x={from} />]
      : [],
  );
}

/** The part of a curve that lies before today, today included. */
export function untilToday({ from, to }: IndexWindow, todayIndex: number): IndexWindow {
  return { from, to: Math.min(to, todayIndex) };
}

interface FutureCurveProps {
  readonly of: 'ctl' | 'atl' | 'tsb';
  readonly view: IndexWindow;
}

/** The part of a curve from today on. */
export function FutureCurve({ of, view }: FutureCurveProps) {
  const { timeline } = useFuture();
  return (
    <CurveLayer
      className={`curve-${of} curve-future`}
      values={timeline[of]}
      from={Math.max(view.from, timeline.todayIndex)}
      to={Math.min(view.to, timeline.ctl.length - 1)}
    />
  );
}
