import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ActivityList } from '../../../src/shared/activity.ts';
import { call, toCallFailure } from '../../api.ts';
import type { Viewed } from '../../view.ts';

/** Other programs write the list, and nobody tells the window: it asks, as long as the page is in view. */
const ASK_EVERY_MILLISECONDS = 1500;
const KEY = ['activity.list'];
const NOTHING_READ: ActivityList = { revision: '', questions: [] };

/** What assistants asked, and again within two seconds whenever there is more. */
export function useActivity(): Viewed<ActivityList> {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const known = queries.getQueryData<ActivityList>(KEY) ?? NOTHING_READ;
      return (await call('activity.list', { knownRevision: known.revision })) ?? known;
    },
    staleTime: 0,
    refetchInterval: ASK_EVERY_MILLISECONDS,
  });
  return {
    data: error === null ? data : undefined,
    failure: error === null ? null : toCallFailure(error),
    // Asking for more changes nothing that is in view.
    isAsking: false,
    askAgain: () => void refetch(),
  };
}
