import { keepPreviousData, QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Provenance } from '../src/shared/snapshot.ts';
import type { AskProgress } from '../src/shared/views/ask.ts';
import type { ViewCalls } from '../src/shared/views/index.ts';
import type { AppStatus } from '../src/shared/app-status.ts';
import { call, callWith, toCallFailure, type CallFailure } from './api.ts';
import type { ToolData } from './tool-data.ts';
import { useWindow } from './window-context.ts';

type ViewName = Exclude<keyof ViewCalls, `tool.${string}`>;

/** The answer to a page's question, as far as it is there. */
export interface Viewed<Data> {
  /** The last answer; during a new question, the answer to the one before, so that nothing jumps. */
  readonly data: Data | undefined;
  readonly failure: CallFailure | null;
  /** A question is under way; `data`, when there is any, may belong to the one before. */
  readonly isAsking: boolean;
  readonly askAgain: () => void;
}

export interface Asked<Data> extends Viewed<Data> {
  /** What the answer rests on. */
  readonly about: Provenance | undefined;
  readonly progress: AskProgress | null;
  /** Ends the question that is under way. */
  readonly stop: () => void;
}

/** Answers are asked for anew whenever the history may have changed, and at no other time. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
    },
  });
}

/** Asks for a view, again whenever the history changes. */
export function useView<Name extends ViewName>(
  name: Name,
  request: ViewCalls[Name]['request'],
): Viewed<ViewCalls[Name]['response']> {
  const { status } = useWindow();
  const query = useQuery({
    queryKey: [name, request, revisionOf(status)],
    queryFn: () => callWith(name, request),
    placeholderData: keepPreviousData,
  });
  return viewed(query);
}

/** Asks one of the tools that Claude has, again whenever the history changes. */
export function useTool<Name extends keyof ToolData>(
  tool: Name,
  input: Readonly<Record<string, unknown>>,
): Asked<ToolData[Name]> {
  const { status } = useWindow();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<AskProgress | null>(null);
  const queryKey = [tool, input, revisionOf(status)];
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const askId = newAskId();
      signal.addEventListener('abort', () => void call('tool.cancel', { askId }).catch(() => undefined));
      const quiet = window.tpTray.on('ask.progress', (told) => {
        if (told.askId === askId) setProgress(told);
      });
      try {
        return await call('tool.ask', { askId, tool, input });
      } finally {
        quiet();
        setProgress(null);
      }
    },
    placeholderData: keepPreviousData,
  });
  return {
    ...viewed(query),
    // The tool's own output schema has checked it.
    data: query.data?.data as ToolData[Name] | undefined,
    about: query.data?.about,
    progress,
    stop: () => void queries.cancelQueries({ queryKey }),
  };
}

/** No two questions of all open windows share one. `randomUUID` is missing where the page is not from a secure origin. */
function newAskId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}

/** Differs whenever an answer may: another athlete, another day, more history. */
function revisionOf({ demo, sync, session, today }: AppStatus): string {
  return [demo, session.athleteName, sync.syncedAt, sync.loadedFrom, sync.workoutCount, today?.day].join(' ');
}

function viewed<Data>(query: {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly refetch: () => Promise<unknown>;
}): Viewed<Data> {
  return {
    data: query.error === null ? query.data : undefined,
    failure: query.error === null ? null : toCallFailure(query.error),
    isAsking: query.isFetching,
    askAgain: () => void query.refetch(),
  };
}
