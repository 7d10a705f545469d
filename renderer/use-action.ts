import { useState } from 'react';
import type { AppStatus } from '../src/shared/app-status.ts';
import { toCallFailure, type CallFailure } from './api.ts';
import { useReceiveStatus } from './use-status.ts';

/** Calls the main process; null when the answer holds no status. */
export type Task = () => Promise<AppStatus | null>;

/** One place on a screen from which calls are made and where their failures are shown. */
export interface Actions {
  /** The last failure, until the next task begins. */
  readonly failure: CallFailure | null;
  /** Runs a task; resolves to the status it answered with, to null when it has none or failed. */
  readonly run: (task: Task) => Promise<AppStatus | null>;
  /** Runs the failed task once more. */
  readonly retry: () => Promise<AppStatus | null>;
}

export function useActions(): Actions {
  const receive = useReceiveStatus();
  const [failed, setFailed] = useState<{ failure: CallFailure; task: Task } | null>(null);

  const run = async (task: Task): Promise<AppStatus | null> => {
    setFailed(null);
    try {
      const status = await task();
      if (status !== null) receive(status);
      return status;
    } catch (error) {
      setFailed({ failure: toCallFailure(error), task });
      return null;
    }
  };

  return {
    failure: failed?.failure ?? null,
    run,
    retry: () => (failed ? run(failed.task) : Promise.resolve(null)),
  };
}
