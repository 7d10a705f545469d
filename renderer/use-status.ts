import { createContext, use, useCallback, useEffect, useReducer } from 'react';
import type { AppStatus } from '../src/shared/app-status.ts';
import { call, toCallFailure, type CallFailure } from './api.ts';
import { screenFor, type Screen } from './screen.ts';

export type StatusState =
  | { readonly phase: 'opening' }
  | { readonly phase: 'failed'; readonly failure: CallFailure }
  | { readonly phase: 'open'; readonly status: AppStatus; readonly screen: Screen | null };

type Change = { readonly status: AppStatus } | { readonly failure: CallFailure };

/** The status of the app from the first answer on, kept up to date by what the main process tells unasked. */
export function useStatus(): {
  readonly state: StatusState;
  readonly receive: (status: AppStatus) => void;
  readonly ask: () => Promise<void>;
} {
  const [state, change] = useReducer(afterChange, { phase: 'opening' });
  const receive = useCallback((status: AppStatus) => change({ status }), []);
  const ask = useCallback(async () => {
    try {
      receive(await call('app.status'));
    } catch (error) {
      change({ failure: toCallFailure(error) });
    }
  }, [receive]);
  useEffect(() => {
    void ask();
    return window.tpTray.on('app.status', receive);
  }, [ask, receive]);
  return { state, receive, ask };
}

function afterChange(state: StatusState, change: Change): StatusState {
  const inView = state.phase === 'open' ? state.screen : null;
  if ('status' in change) {
    return { phase: 'open', status: change.status, screen: screenFor(change.status, inView) };
  }
  return state.phase === 'open' ? state : { phase: 'failed', failure: change.failure };
}

/** Lets any component hand on the status that a call answered with. */
export const ReceiveStatus = createContext<(status: AppStatus) => void>(() => undefined);

export function useReceiveStatus(): (status: AppStatus) => void {
  return use(ReceiveStatus);
}
