import type { SyncStatus } from '../../src/shared/app-status.ts';
import './HistoryProgress.css';

/** How much of the history is loaded; without a known share the bar only says that work goes on. */
export function HistoryProgress({ sync }: { readonly sync: SyncStatus }) {
  if (sync.state !== 'loading' && sync.state !== 'paused') return null;
  const value = sync.progress ?? (sync.state === 'paused' ? 0 : undefined);
  return <progress className="progress" aria-label="History loaded" max={1} value={value} />;
}
