import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { indexAt, type Geometry } from './geometry.ts';
import { moved, zoomed, type IndexWindow } from './window.ts';

interface WheelOptions {
  readonly geometry: Geometry;
  readonly view: IndexWindow;
  readonly bounds: { readonly firstIndex: number; readonly lastIndex: number };
  readonly onView: (view: IndexWindow) => void;
}

/** Of a wheel whose steps are 100, one makes the window a fifth longer. */
const ZOOM_PER_UNIT = Math.log(1.2) / 100;
const LINE_UNITS = 33;

/**
 * With Ctrl or Cmd, as in a pinch on a touch pad, the wheel zooms around the pointer; sideways or with Shift it moves
 * the days in view. Otherwise it scrolls the page, as everywhere else.
 */
export function useWheel(element: RefObject<HTMLElement | null>, options: WheelOptions): void {
  // The wheel may turn on before its last turn is drawn.
  const latest = useRef(options.view);
  useEffect(() => {
    latest.current = options.view;
  }, [options.view]);
  const onWheel = useEffectEvent((event: WheelEvent) => {
    const { geometry, bounds } = options;
    const view = latest.current;
    const onView = (next: IndexWindow) => {
      latest.current = next;
      options.onView(next);
    };
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_UNITS : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const left = element.current?.getBoundingClientRect().left ?? 0;
      const around = indexAt(geometry, view, event.clientX - left);
      onView(zoomed(bounds, view, around, Math.exp(event.deltaY * unit * ZOOM_PER_UNIT)));
      return;
    }
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (!event.shiftKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    event.preventDefault();
    const days = ((sideways * unit) / geometry.plotWidth) * (view.to - view.from + 1);
    onView(moved(bounds, view, days < 0 ? Math.floor(days) : Math.ceil(days)));
  });
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    // React listens passively, and then the page could not be kept from zooming.
    const listener = (event: WheelEvent) => onWheel(event);
    target.addEventListener('wheel', listener, { passive: false });
    return () => target.removeEventListener('wheel', listener);
  }, [element]);
}
