import { useCallback, useId, useMemo, useRef, useState } from 'react';
import { useWindow } from '../../window-context.ts';
import { axesOf } from './axes.ts';
import { Crosshair } from './Crosshair.tsx';
import { CursorStore } from './cursor.ts';
import { dateTicks } from './date-ticks.ts';
import { dayFacts } from './day-facts.ts';
import { DayTip } from './DayTip.tsx';
import { EndLabels } from './EndLabels.tsx';
import { FormPanel } from './FormPanel.tsx';
import type { Geometry } from './geometry.ts';
import { LiveDay } from './LiveDay.tsx';
import { loadBars, type BarUnit } from './load-bars.ts';
import { MainPanel } from './MainPanel.tsx';
import { MarksStrip, PanelWords } from './MarksStrip.tsx';
import { Navigator } from './Navigator.tsx';
import { placedMarks } from './placed-marks.ts';
import { ProvideFuture, type Scene } from './scene.ts';
import { dayAt, hasBandIn, type PlacedComparison, type Timeline } from './timeline.ts';
import type { PerformanceChartProps } from './types.ts';
import { useFrame } from './use-frame.ts';
import { useKept } from './use-kept.ts';
import { KEY_HELP, useKeys } from './use-keys.ts';
import { usePointer } from './use-pointer.ts';
import { useWheel } from './use-wheel.ts';
import { rangeOf, type IndexWindow } from './window.ts';
import './panels.css';

interface DrawingProps extends PerformanceChartProps {
  readonly geometry: Geometry;
  /** Pixels of 1 rem. */
  readonly rem: number;
  /** With the plan as the future, and with the future that is shown. */
  readonly plan: Timeline;
  readonly timeline: Timeline;
  readonly earlier: PlacedComparison | null;
  /** The entries in view. */
  readonly days: IndexWindow;
  readonly barUnit: BarUnit;
}

/** The panels, all that is laid over them, and the navigator. */
export function Drawing(props: DrawingProps) {
  const {
    view: past,
    formConvention,
    weekStart,
    marks,
    hidden,
    geometry,
    rem,
    timeline,
    earlier,
    barUnit,
  } = props;
  const { plan, days, onRange, onResetRange, onOpenDay, dayDetails } = props;
  const { format, measures } = useWindow();
  const [store] = useState(() => new CursorStore());
  const plot = useRef<HTMLDivElement>(null);
  const helpId = useId();

  const bars = useMemo(
    () => loadBars(timeline, days, barUnit, weekStart),
    [timeline, days, barUnit, weekStart],
  );
  const axes = useKept(axesOf(timeline, earlier, days, bars, hidden));
  const ticks = useKept(dateTicks(timeline, days, geometry.plotWidth / rem, weekStart, format));
  const hasBands = hasBandIn(timeline, days);
  const scene: Scene = useMemo(
    () => ({ geometry, view: days, axes, dateTicks: ticks, barUnit, hidden, hasBands }),
    [geometry, days, axes, ticks, barUnit, hidden, hasBands],
  );
  const future = useMemo(() => ({ timeline, bars }), [timeline, bars]);
  const shownMarks = useMemo(() => placedMarks(past, marks, days), [past, marks, days]);
  const write = useCallback((value: number) => measures.number(value), [measures]);
  const factsAt = useCallback(
    (index: number) => dayFacts({ plan, timeline, comparison: earlier, marks, barUnit, weekStart }, index),
    [plan, timeline, earlier, marks, barUnit, weekStart],
  );

  const onView = useFrame((next: IndexWindow) => onRange(rangeOf(timeline, next)));
  const onOpen = (index: number) => onOpenDay(dayAt(timeline, index));
  const pointer = usePointer({
    store,
    geometry,
    view: days,
    bounds: timeline,
    onView,
    onReset: onResetRange,
    onOpen,
  });
  const keys = useKeys({ store, view: days, bounds: timeline, onView, onOpen });
  useWheel(plot, { geometry, view: days, bounds: timeline, onView });

  return (
    <ProvideFuture value={future}>
      <div
        className="performance-plot"
        ref={plot}
        role="application"
        aria-label="Fitness, fatigue and form, day by day"
        aria-describedby={helpId}
        tabIndex={0}
        style={{ height: geometry.axis.top + geometry.axis.height }}
        {...pointer}
        {...keys}
      >
        <MarksStrip scene={scene} marks={shownMarks} rem={rem} />
        <div
          className="performance-panels"
          style={{
            paddingTop: geometry.main.top,
            gap: geometry.form.top - geometry.main.top - geometry.main.height,
          }}
        >
          <MainPanel scene={scene} past={past} marks={shownMarks} comparison={earlier} format={write} />
          {geometry.form.height > 0 && (
            <FormPanel
              scene={scene}
              past={formConvention === 'morning' ? past.tsbMorning : past.tsbEndOfDay}
              todayIndex={past.todayIndex}
              marks={shownMarks}
              comparison={earlier}
              format={write}
            />
          )}
        </div>
        <PanelWords scene={scene} marks={shownMarks} comparison={earlier} rem={rem} />
        <EndLabels scene={scene} comparison={earlier} rem={rem} />
        <Crosshair store={store} scene={scene} comparison={earlier} />
        <DayTip store={store} scene={scene} factsAt={factsAt} dayDetails={dayDetails} />
      </div>
      <p className="unseen" id={helpId}>
        {KEY_HELP}
      </p>
      <LiveDay store={store} factsAt={factsAt} dayDetails={dayDetails} />
      <Navigator timeline={timeline} geometry={geometry} view={days} format={format} onView={onView} />
    </ProvideFuture>
  );
}
