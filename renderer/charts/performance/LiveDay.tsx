import { useWindow } from '../../window-context.ts';
import { useCursor, type CursorStore } from './cursor.ts';
import { spokenDay, type DayFacts } from './day-facts.ts';
import type { DayWorkout } from './types.ts';

interface LiveDayProps {
  readonly store: CursorStore;
  readonly factsAt: (index: number) => DayFacts | null;
  readonly dayDetails: (day: string) => readonly DayWorkout[] | undefined;
}

/** Says the day under the cursor when keys moved it; under the pointer it would talk without end. */
export function LiveDay({ store, factsAt, dayDetails }: LiveDayProps) {
  const texts = useWindow();
  const cursor = useCursor(store);
  const facts = cursor?.by === 'keys' ? factsAt(cursor.index) : null;
  return (
    <p className="unseen" aria-live="polite">
      {facts === null ? '' : spokenDay(facts, dayDetails(facts.day), texts)}
    </p>
  );
}
