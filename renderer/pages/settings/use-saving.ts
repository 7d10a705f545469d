import { useEffect, useState } from 'react';
import { useActions, type Actions, type Task } from '../../use-action.ts';

const SHOWN_MILLISECONDS = 4_000;

export interface Saving {
  readonly actions: Actions;
  /** The last change was kept a moment ago. */
  readonly isSaved: boolean;
  readonly save: (task: Task) => Promise<void>;
}

/** Keeps a change at once, and says for a moment that it is kept. */
export function useSaving(): Saving {
  const actions = useActions();
  /** Grows with every change that was kept; zero while there is nothing to say. */
  const [savedCount, setSavedCount] = useState(0);
  useEffect(() => {
    if (savedCount === 0) return undefined;
    const timer = setTimeout(() => setSavedCount(0), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [savedCount]);
  return {
    actions,
    isSaved: savedCount > 0,
    save: async (task) => {
      const status = await actions.run(task);
      setSavedCount((count) => (status === null ? 0 : count + 1));
    },
  };
}
