import type { AppStatus } from '../../src/shared/app-status.ts';
import type { Format } from '../format.ts';
import { hasHistory } from '../screen.ts';
import { extent, historyWords, type HistoryChoice } from './history-words.ts';
import { staleWords } from './stale-words.ts';
import type { Words } from './words.ts';

/**
 * What is said about the history once it is loaded; before that, what the first run says. Why there is nothing newer
 * stands over the whole page, with the way out.
 */
export function syncWords(status: AppStatus, format: Format): Words<HistoryChoice> {
  const { sync } = status;
  const isHeldUp = sync.state === 'idle' && hasHistory(status) && staleWords(status, format) !== null;
  if (sync.state === 'failed' || isHeldUp) {
    return {
      tone: 'later',
      title:
        sync.syncedAt === null ? 'Your history is not here yet' : `Last synced ${format.age(sync.syncedAt)}`,
      text: sync.workoutCount === 0 ? '' : extent(status, format),
      choices: [],
    };
  }
  if (sync.state === 'loading' || sync.state === 'paused' || !hasHistory(status)) {
    return historyWords(status, format);
  }
  if (sync.state === 'refreshing') {
    return { tone: 'working', title: 'Syncing now', text: extent(status, format), choices: [] };
  }
  const title = sync.syncedAt === null ? 'Not synced yet' : `Synced ${format.age(sync.syncedAt)}`;
  return { tone: 'done', title, text: extent(status, format), choices: ['sync_now'] };
}
