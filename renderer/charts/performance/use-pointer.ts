import { useEffect, useRef, type MouseEvent, type PointerEvent } from 'react';
import type { CursorStore } from './cursor.ts';
import { indexAt, type Geometry } from './geometry.ts';
import { clamp, moved, type IndexWindow } from './window.ts';

interface PointerOptions {
  readonly store: CursorStore;
  readonly geometry: Geometry;
  readonly view: IndexWindow;
  readonly bounds: { readonly firstIndex: number; readonly lastIndex: number };
  readonly onView: (view: IndexWindow) => void;
  readonly onReset: () => void;
  readonly onOpen: (index: number) => void;
}

/** A press that moves less than this is a click. */
const DRAG_PIXELS = 4;
/** A second click may follow the first within this time; then the day is not opened. */
const SECOND_CLICK_MS = 250;

/** Hovering moves the cursor, dragging moves the days in view, a click opens the day, a double click resets. */
export function usePointer({ store, geometry, view, bounds, onView, onReset, onOpen }: PointerOptions) {
  const press = useRef<{ x: number; view: IndexWindow; isDrag: boolean } | null>(null);
  const opening = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(opening.current), []);

  const indexUnder = (event: MouseEvent): number => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return clamp(Math.round(indexAt(geometry, view, x)), view.from, view.to);
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      press.current = { x: event.clientX, view, isDrag: false };
    },
    onPointerMove(event: PointerEvent) {
      const pressed = event.buttons === 0 ? null : press.current;
      if (pressed === null) {
        store.move({ index: indexUnder(event), by: 'pointer' });
        return;
      }
      const moveX = event.clientX - pressed.x;
      if (!pressed.isDrag && Math.abs(moveX) < DRAG_PIXELS) return;
      if (!pressed.isDrag) event.currentTarget.setPointerCapture(event.pointerId);
      pressed.isDrag = true;
      store.move(null);
      const days = (-moveX / geometry.plotWidth) * (pressed.view.to - pressed.view.from + 1);
      onView(moved(bounds, pressed.view, days));
    },
    onPointerLeave() {
      if (store.current()?.by === 'pointer') store.move(null);
    },
    onClick(event: MouseEvent) {
      const wasDrag = press.current?.isDrag === true;
      press.current = null;
      if (wasDrag || event.detail > 1) return;
      const index = indexUnder(event);
      store.move({ index, by: 'pointer' });
      opening.current = setTimeout(() => onOpen(index), SECOND_CLICK_MS);
    },
    onDoubleClick() {
      clearTimeout(opening.current);
      onReset();
    },
  };
}
