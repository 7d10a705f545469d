import { useMemo, useRef } from 'react';
import { useWindow } from '../../window-context.ts';
import { ChartFrame } from '../ChartFrame.tsx';
import { chartSummary, chartTable } from './chart-words.ts';
import { Drawing } from './Drawing.tsx';
import { geometryOf } from './geometry.ts';
import { barUnitOf } from './load-bars.ts';
import { SeriesToggles } from './SeriesToggles.tsx';
import { placed, timelineOf } from './timeline.ts';
import type { PerformanceChartProps } from './types.ts';
import { useSize } from './use-size.ts';
import { windowOf } from './window.ts';
import './PerformanceChart.css';

/**
 * The performance management chart: fitness, fatigue and load, form on a panel of its own below, the plan right of
 * today's line, and the whole history in small to choose the days from. Its words and its table say the same.
 */
export function PerformanceChart(props: PerformanceChartProps) {
  const {
    view: past,
    formConvention,
    weekStart,
    projection,
    comparison,
    range,
    lastDay,
    hidden,
    hasBands,
  } = props;
  const texts = useWindow();
  const element = useRef<HTMLDivElement>(null);
  const letter = useRef<HTMLSpanElement>(null);
  const size = useSize(element, letter);
  const hasForm = !hidden.has('tsb');
  const geometry = useMemo(() => (size === null ? null : geometryOf(size, hasForm)), [size, hasForm]);

  const plan = useMemo(
    () => timelineOf(past, formConvention, null, lastDay, hasBands),
    [past, formConvention, lastDay, hasBands],
  );
  const timeline = useMemo(
    () => (projection === null ? plan : timelineOf(past, formConvention, projection, lastDay, hasBands)),
    [past, plan, formConvention, projection, lastDay, hasBands],
  );
  const earlier = useMemo(() => (comparison === null ? null : placed(plan, comparison)), [plan, comparison]);
  const view = useMemo(() => windowOf(plan, range), [plan, range]);
  const barUnit = geometry === null ? 'day' : barUnitOf(view, geometry.plotWidth);

  return (
    <ChartFrame
      title="Fitness, fatigue and form"
      summary={chartSummary(timeline, view, texts, earlier)}
      table={() => chartTable(timeline, view, weekStart, texts, earlier)}
      controls={props.controls}
    >
      <div className="performance-bar">
        <SeriesToggles barUnit={barUnit} hidden={hidden} onToggle={props.onToggle} />
        <p className="performance-help">Ctrl and wheel zoom, dragging moves, a double click resets</p>
      </div>
      <div className="performance-chart" ref={element}>
        <span className="letter" ref={letter} />
        {geometry !== null && size !== null && (
          <Drawing
            {...props}
            geometry={geometry}
            rem={size.rem}
            plan={plan}
            timeline={timeline}
            earlier={earlier}
            days={view}
            barUnit={barUnit}
          />
        )}
      </div>
    </ChartFrame>
  );
}
