import { CookieLink } from '../../components/CookieLink.tsx';
import { HistoryItem } from '../../components/HistoryItem.tsx';
import { SessionItem } from '../../components/SessionItem.tsx';
import { canUseCookie } from '../../screen.ts';
import { useWindow } from '../../window-context.ts';
import { staleWords } from '../../words/stale-words.ts';
import { syncWords } from '../../words/sync-words.ts';
import './Connections.css';

/** Who is signed in, and what of the account is on this computer. */
export function AccountPanel() {
  const { status, format } = useWindow();
  const { demo, session, sync } = status;
  return (
    <section className="panel connections" aria-label="TrainingPeaks">
      <ul className="items">
        {!demo && (
          <SessionItem session={session} format={format} isTold={staleWords(status, format) !== null} />
        )}
        <HistoryItem words={syncWords(status, format)} sync={sync} />
      </ul>
      {canUseCookie(status) && <CookieLink />}
    </section>
  );
}
