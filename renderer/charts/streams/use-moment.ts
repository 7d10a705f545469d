import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { nearestSample } from './points.ts';

const SECONDS_OF_A_STRIDE = 60;

interface Moment {
  /** The sample under the cursor; null while there is no cursor. */
  readonly index: number | null;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onBlur: () => void;
}

/**
 * A moment of a workout, chosen by pointing or by keys: arrows go to the next sample, with Shift or by page a minute
 * on, Home and End to its ends, Escape takes the cursor away.
 */
export function useMoment(timeSeconds: readonly number[]): Moment {
  const [index, setIndex] = useState<number | null>(null);
  const last = timeSeconds.length - 1;
  const lastSecond = timeSeconds[last] ?? 0;

  const moved = (by: number, seconds: boolean): number => {
    const from = index ?? 0;
    if (!seconds) return Math.min(last, Math.max(0, index === null ? 0 : from + by));
    const wanted = nearestSample(timeSeconds, (timeSeconds[from] ?? 0) + by * SECONDS_OF_A_STRIDE);
    // Where samples are further apart than a minute, the next one.
    return wanted === from ? Math.min(last, Math.max(0, from + by)) : wanted;
  };

  return {
    index,
    onPointerMove: ({ currentTarget, clientX }) => {
      const plot = currentTarget.querySelector('.stream-plot')?.getBoundingClientRect();
      if (plot === undefined || plot.width === 0) return;
      const share = Math.min(1, Math.max(0, (clientX - plot.left) / plot.width));
      setIndex(nearestSample(timeSeconds, share * lastSecond));
    },
    onPointerLeave: () => setIndex(null),
    onBlur: () => setIndex(null),
    onKeyDown: (event) => {
      const target = targetOf(event, moved, last);
      if (target === undefined) return;
      event.preventDefault();
      setIndex(target);
    },
  };
}

function targetOf(
  { key, shiftKey }: KeyboardEvent,
  moved: (by: number, seconds: boolean) => number,
  last: number,
): number | null | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return moved(1, shiftKey);
    case 'ArrowLeft':
    case 'ArrowDown':
      return moved(-1, shiftKey);
    case 'PageUp':
      return moved(1, true);
    case 'PageDown':
      return moved(-1, true);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}
