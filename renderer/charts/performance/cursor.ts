import { useSyncExternalStore } from 'react';

/** The day that is looked at. */
export interface Cursor {
  readonly index: number;
  /** What put it there: one that the pointer left behind goes with it. */
  readonly by: 'pointer' | 'keys';
}

/** Holds the cursor outside of React's state, so that a move draws the crosshair and the tooltip and nothing else. */
export class CursorStore {
  private cursor: Cursor | null = null;
  private readonly listeners = new Set<() => void>();

  readonly current = (): Cursor | null => this.cursor;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  move(cursor: Cursor | null): void {
    if (cursor?.index === this.cursor?.index && cursor?.by === this.cursor?.by) return;
    this.cursor = cursor;
    for (const listen of this.listeners) listen();
  }
}

export function useCursor(store: CursorStore): Cursor | null {
  return useSyncExternalStore(store.subscribe, store.current);
}
