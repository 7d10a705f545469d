import { useRef, type FocusEvent, type KeyboardEvent } from 'react';
import type { CursorStore } from './cursor.ts';
import { clamp, showing, zoomed, type IndexWindow } from './window.ts';

interface KeyOptions {
  readonly store: CursorStore;
  readonly view: IndexWindow;
  readonly bounds: { readonly firstIndex: number; readonly lastIndex: number; readonly todayIndex: number };
  readonly onView: (view: IndexWindow) => void;
  readonly onOpen: (index: number) => void;
}

const WEEK_DAYS = 7;
const ZOOM = 1.5;

/** What the keys do, for those who hear it. */
export const KEY_HELP =
  'Arrow keys move a day, with Shift a week. Home and End go to the ends. Enter opens the day, Escape leaves it. Plus and minus zoom.';

/** Moves the cursor by keys; the days in view follow it. */
export function useKeys({ store, view, bounds, onView, onOpen }: KeyOptions) {
  const last = useRef<number | null>(null);
  const start = () => clamp(last.current ?? bounds.todayIndex, view.from, view.to);
  const go = (wanted: number) => {
    const index = clamp(wanted, bounds.firstIndex, bounds.lastIndex);
    last.current = index;
    const next = showing(bounds, view, index);
    if (next !== view) onView(next);
    store.move({ index, by: 'keys' });
  };
  return {
    onFocus(event: FocusEvent) {
      if (event.currentTarget.matches(':focus-visible')) go(start());
    },
    onBlur() {
      store.move(null);
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const cursor = store.current();
      const index = cursor?.index ?? null;
      const step = event.shiftKey ? WEEK_DAYS : 1;
      const actions: Readonly<Record<string, () => void>> = {
        ArrowLeft: () => go(index === null ? start() : index - step),
        ArrowRight: () => go(index === null ? start() : index + step),
        Home: () => go(view.from),
        End: () => go(view.to),
        Enter: () => onOpen(index ?? start()),
        Escape: () => store.move(null),
        '+': () => onView(zoomed(bounds, view, index ?? start(), 1 / ZOOM)),
        '-': () => onView(zoomed(bounds, view, index ?? start(), ZOOM)),
      };
      const act = actions[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    },
  };
}
