import { memo, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { Format } from '../../format.ts';
import type { Geometry } from './geometry.ts';
import { curvePath } from './curve-path.ts';
import { greatest } from './scale.ts';
import { dayAt, indexOf, type Timeline } from './timeline.ts';
import { moved, wholeWindow, withFrom, withTo, type IndexWindow } from './window.ts';
import './Navigator.css';

interface NavigatorProps {
  readonly timeline: Timeline;
  readonly geometry: Geometry;
  readonly view: IndexWindow;
  readonly format: Format;
  readonly onView: (view: IndexWindow) => void;
}

type Part = 'from' | 'window' | 'to';

const WEEK_DAYS = 7;
const MONTH_DAYS = 30;

/** The whole history in small, and the days in view as a frame on it whose edges and middle can be moved. */
export function Navigator({ timeline, geometry, view, format, onView }: NavigatorProps) {
  const drag = useRef<{ x: number; view: IndexWindow } | null>(null);
  const { from: first, to: last } = wholeWindow(timeline);
  const days = last - first + 1;
  const { plotWidth: width } = geometry;
  const { top, height } = geometry.navigator;
  const x = (index: number) => ((index - first) / days) * width;

  const changed = (part: Part, start: IndexWindow, by: number): IndexWindow =>
    part === 'window'
      ? moved(timeline, start, by)
      : part === 'from'
        ? withFrom(timeline, start, start.from + by)
        : withTo(timeline, start, start.to + by);
  const dragging = (part: Part) => ({
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, view };
    },
    onPointerMove(event: PointerEvent) {
      if (drag.current === null) return;
      const by = ((event.clientX - drag.current.x) / width) * days;
      onView(changed(part, drag.current.view, by));
    },
    onPointerUp() {
      drag.current = null;
    },
    onKeyDown(event: KeyboardEvent) {
      const by = stepOf(event, part, view, { first, last });
      if (by === null) return;
      event.preventDefault();
      onView(changed(part, view, by));
    },
  });
  const slider = (part: Part, label: string, index: number) => ({
    ...dragging(part),
    role: 'slider',
    tabIndex: 0,
    'aria-label': label,
    'aria-valuemin': first,
    'aria-valuemax': last,
    'aria-valuenow': index,
    'aria-valuetext':
      part === 'window'
        ? `${format.day(dayAt(timeline, view.from))} to ${format.day(dayAt(timeline, view.to))}`
        : format.day(dayAt(timeline, index)),
  });
  return (
    <div
      className="navigator"
      style={{ top, left: geometry.left, width, height }}
      onPointerDown={(event) => {
        const pressed =
          first + ((event.clientX - event.currentTarget.getBoundingClientRect().left) / width) * days;
        onView(moved(timeline, view, pressed - (view.from + view.to) / 2));
      }}
    >
      <HistoryArea timeline={timeline} width={width} height={height} />
      {yearStarts(timeline, first, last).map(({ index, year }, place, all) =>
        x(all[place + 1]?.index ?? last) - x(index) < YEAR_PIXELS ? null : (
          <span key={year} className="navigator-year" aria-hidden="true" style={{ left: x(index) }}>
            {year}
          </span>
        ),
      )}
      <div
        className="navigator-window"
        {...slider('window', 'Days in view', view.from)}
        style={{ left: x(view.from), width: x(view.to + 1) - x(view.from) }}
      />
      <div
        className="navigator-handle handle-from"
        {...slider('from', 'First day in view', view.from)}
        style={{ left: x(view.from) }}
      />
      <div
        className="navigator-handle handle-to"
        {...slider('to', 'Last day in view', view.to)}
        style={{ left: x(view.to + 1) }}
      />
    </div>
  );
}

/** Days by which a key moves a part; null for keys that mean nothing here. */
function stepOf(
  { key, shiftKey }: KeyboardEvent,
  part: Part,
  view: IndexWindow,
  { first, last }: { readonly first: number; readonly last: number },
): number | null {
  const step = shiftKey ? MONTH_DAYS : WEEK_DAYS;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return -step;
    case 'ArrowRight':
    case 'ArrowUp':
      return step;
    case 'PageDown':
      return -MONTH_DAYS;
    case 'PageUp':
      return MONTH_DAYS;
    case 'Home':
      return first - (part === 'to' ? view.to : view.from);
    case 'End':
      return last - (part === 'from' ? view.from : view.to);
    default:
      return null;
  }
}

/** Fitness of the whole history; the part after today is lighter. */
const HistoryArea = memo(function HistoryArea({
  timeline,
  width,
  height,
}: {
  readonly timeline: Timeline;
  readonly width: number;
  readonly height: number;
}) {
  const areas = useMemo(() => {
    const { ctl, firstIndex, todayIndex, lastIndex } = timeline;
    const most = greatest(ctl, wholeWindow(timeline), 1) * HEADROOM;
    const area = (from: number, to: number) =>
      curvePath({
        values: ctl,
        from,
        to,
        x: (index) => ((index - firstIndex) / (lastIndex - firstIndex + 1)) * width,
        y: (value) => (1 - value / most) * height,
        width: width / 2,
      }).areaTo(0);
    return { past: area(firstIndex, todayIndex), future: area(todayIndex, ctl.length - 1) };
  }, [timeline, width, height]);
  return (
    <svg width={width} height={height} aria-hidden="true">
      <path className="history-past" d={areas.past} />
      <path className="history-future" d={areas.future} />
    </svg>
  );
});

/** Above the highest fitness, for the years. */
const HEADROOM = 1.1;

/** Room that a year takes. */
const YEAR_PIXELS = 36;

/** Where each year begins; the first one where the history does. */
function yearStarts(timeline: Timeline, first: number, last: number): { index: number; year: string }[] {
  const firstYear = Number(dayAt(timeline, first).slice(0, 4));
  const lastYear = Number(dayAt(timeline, last).slice(0, 4));
  return Array.from({ length: lastYear - firstYear + 1 }, (_, place) => {
    const year = String(firstYear + place);
    return { year, index: Math.max(first, indexOf(timeline, `${year}-01-01`)) };
  });
}
