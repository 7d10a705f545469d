import { useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

const FOCUSED_CHART = '[role=application]';

/** The period under the cursor, for those who go through the bars by keys: a place that is there before its text. */
export function useSpokenPeriod(): {
  readonly place: ReactNode;
  readonly speak: (words: string) => ReactNode;
} {
  const [live, setLive] = useState<HTMLElement | null>(null);
  return {
    place: <p className="unseen" aria-live="polite" ref={setLive} />,
    // Under the pointer it would talk without end.
    speak: (words) =>
      live !== null && document.activeElement?.matches(FOCUSED_CHART) === true && createPortal(words, live),
  };
}
