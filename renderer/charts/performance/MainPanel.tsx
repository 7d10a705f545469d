import { memo } from 'react';
import { CartesianGrid, ComposedChart, ReferenceArea, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import { CurveLayer } from './CurveLayer.tsx';
import { LoadLayer } from './LoadLayer.tsx';
import {
  BEHIND_CURVES,
  dateAxis,
  FutureCurve,
  panelProps,
  RaceLines,
  untilToday,
  valueAxis,
} from './panel-parts.tsx';
import type { PlacedMark } from './placed-marks.ts';
import type { Scene } from './scene.ts';
import type { PlacedComparison } from './timeline.ts';

interface MainPanelProps {
  readonly scene: Scene;
  readonly past: PerformanceView;
  readonly marks: readonly PlacedMark[];
  readonly comparison: PlacedComparison | null;
  readonly format: (value: number) => string;
}

/** Fitness and fatigue, and the load that makes them. */
export const MainPanel = memo(function MainPanel({ scene, past, marks, comparison, format }: MainPanelProps) {
  const { geometry, view, axes, hidden } = scene;
  const done = untilToday(view, past.todayIndex);
  const isLowest = geometry.form.height === 0;
  return (
    <ComposedChart
      {...panelProps(geometry)}
      width={geometry.width}
      height={geometry.main.height + (isLowest ? geometry.axis.height : 0)}
    >
      <XAxis {...dateAxis(scene, isLowest)} />
      <YAxis {...valueAxis(geometry, axes.main, axes.mainTicks, format)} />
      <CartesianGrid vertical={false} />
      {marks.map(({ kind, key, from, to }) =>
        kind === 'unavailable' ? (
          <ReferenceArea
            key={key}
            className="band-unavailable"
            x1={from - 0.5}
            x2={to + 0.5}
            ifOverflow="hidden"
            zIndex={BEHIND_CURVES}
          />
        ) : null,
      )}
      {!hidden.has('load') && <LoadLayer axes={axes} />}
      {!hidden.has('atl') && <CurveLayer className="curve-atl" values={past.atl} {...done} />}
      {!hidden.has('atl') && <FutureCurve of="atl" view={view} />}
      {!hidden.has('ctl') && comparison !== null && (
        <CurveLayer className="curve-ctl curve-then" values={comparison.ctl} {...view} />
      )}
      {!hidden.has('ctl') && <CurveLayer className="curve-ctl" values={past.ctl} {...done} />}
      {!hidden.has('ctl') && <FutureCurve of="ctl" view={view} />}
      <ReferenceLine className="today-line" x={past.todayIndex} />
      <RaceLines marks={marks} />
    </ComposedChart>
  );
});
