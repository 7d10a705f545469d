import type { AppStatus } from '../../src/shared/app-status.ts';
import { FAILURES } from '../failures.ts';
import type { Format } from '../format.ts';
import { hasHistory } from '../screen.ts';
import { extent, historyWords, type HistoryChoice } from './history-words.ts';
import type { Words } from './words.ts';

/** What the status page says about the history once it is loaded; before that, what the first run says. */
export function syncWords(status: AppStatus, format: Format): Words<HistoryChoice> {
  const { sync } = status;
  if (sync.state === 'loading' || sync.state === 'paused' || !hasHistory(status)) {
    return historyWords(status, format);
  }
  if (sync.state === 'refreshing') {
    return { tone: 'working', title: 'Syncing now', text: extent(status, format), choices: [] };
  }
  const synced = sync.syncedAt === null ? 'Not synced yet' : `Synced ${format.age(sync.syncedAt)}`;
  if (sync.state === 'failed') {
    return {
      tone: 'attention',
      title: synced,
      text: sync.problem?.message ?? 'The last attempt did not succeed.',
      choices: status.session.state === 'expired' ? [] : ['try_again'],
    };
  }
  return { tone: 'done', title: synced, text: extent(status, format), choices: ['sync_now'] };
}

/** Why today's numbers may lag behind TrainingPeaks, with their time, and the way out; null when they do not. */
export function staleWords(
  status: AppStatus,
  format: Format,
): { readonly text: string; readonly wayOut: 'sign_in' | 'sync' } | null {
  const { session, sync, today, demo } = status;
  if (demo || today === null) return null;
  const ended = session.state === 'expired';
  if (!today.stale && sync.state !== 'failed' && !ended) return null;
  const asOf = sync.syncedAt === null ? '' : ` from ${format.time(sync.syncedAt)}`;
  if (ended) return { text: `These numbers are${asOf}: your session has ended since.`, wayOut: 'sign_in' };
  const reason = sync.problem ?? session.problem;
  const because = reason ? `${FAILURES[reason.code].title}.` : 'TrainingPeaks may have newer ones.';
  return { text: `These numbers are${asOf || ' not fresh'}. ${because}`, wayOut: 'sync' };
}
