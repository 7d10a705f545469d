import { usePlotArea, useXAxisScale, type BaseTickContentProps } from 'recharts';
import { CurveLayer } from './CurveLayer.tsx';
import { pixels } from './curve-path.ts';
import { dayDomain, type Geometry } from './geometry.ts';
import type { PlacedMark } from './placed-marks.ts';
import type { Domain } from './scale.ts';
import { useFuture, type Scene } from './scene.ts';
import type { IndexWindow } from './window.ts';

/** Behind the curves, where Recharts draws its grid. */
export const BEHIND_CURVES = -100;

/** All that Recharts would else find out by itself, which takes it longer than the rest of an axis. */
const AS_GIVEN = { tickLine: false, interval: 0, allowDataOverflow: true, niceTicks: 'none' } as const;

/** The axis of days. Its labels stand below the lowest panel alone. */
export function dateAxis({ geometry, view, dateTicks }: Scene, isLowest: boolean) {
  const labels = new Map(dateTicks.map(({ index, label }) => [index, label]));
  return {
    ...AS_GIVEN,
    type: 'number',
    dataKey: 'index',
    domain: [...dayDomain(view)],
    ticks: [...labels.keys()],
    tick: tickLabel('0.95em', (index) => labels.get(index) ?? ''),
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
    ...AS_GIVEN,
    type: 'number',
    domain: [...domain],
    ticks: [...ticks],
    tick: tickLabel('0.35em', format),
    width: left,
    axisLine: false,
  } as const;
}

/** Recharts' own labels measure each word in the page, to break lines that are never too long here. */
function tickLabel(dy: string, text: (value: number) => string) {
  return function TickLabel({ x, y, textAnchor, payload }: BaseTickContentProps) {
    const value: unknown = payload.value;
    return (
      <text className="axis-label" x={x} y={y} dy={dy} textAnchor={textAnchor}>
        {text(Number(value))}
      </text>
    );
  };
}

/** What a panel gives Recharts beside its size. */
export function panelProps({ right }: Geometry) {
  return { margin: { top: 0, right, bottom: 0, left: 0 }, accessibilityLayer: false } as const;
}

/** Lines down a panel at the races of most weight. */
export function RaceLines({ marks }: { readonly marks: readonly PlacedMark[] }) {
  const x = useXAxisScale();
  const plot = usePlotArea();
  if (x === undefined || plot === undefined) return null;
  return (['A', 'B'] as const).map((wanted) => (
    <path
      key={wanted}
      className={`race-line race-${wanted}`}
      d={marks
        .filter(({ kind, priority }) => kind === 'race' && priority === wanted)
        .map(({ from }) => `M${pixels(x(from))} ${plot.y}v${plot.height}`)
        .join('')}
    />
  ));
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
