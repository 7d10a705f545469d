import type { RefObject } from 'react';
import type { AppStatus } from '../../src/shared/app-status.ts';
import { call } from '../api.ts';
import { Button } from '../components/Button.tsx';
import { ClientItem } from '../components/ClientItem.tsx';
import { CookieLink } from '../components/CookieLink.tsx';
import { FailureNotice } from '../components/FailureNotice.tsx';
import { HistoryItem } from '../components/HistoryItem.tsx';
import { Item } from '../components/Item.tsx';
import { Logo } from '../components/Logo.tsx';
import { OtherClients } from '../components/OtherClients.tsx';
import { SessionItem } from '../components/SessionItem.tsx';
import { TodayNumbers } from '../components/TodayNumbers.tsx';
import type { Format } from '../format.ts';
import { canShowDashboard, canUseCookie, isConnected } from '../screen.ts';
import { useActions } from '../use-action.ts';
import { historyWords } from '../words/history-words.ts';
import { formSentence, setUpSentence } from '../words/sentence.ts';
import { staleWords } from '../words/stale-words.ts';
import './FirstRun.css';

interface FirstRunProps {
  readonly status: AppStatus;
  readonly format: Format;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly onShowDashboard: () => void;
}

/** Sign in, connect Claude, see today's numbers. What is shown follows from the status alone, so it can be left and resumed. */
export function FirstRun({ status, format, heading, onShowDashboard }: FirstRunProps) {
  const actions = useActions();
  const { session, clients, sync, today } = status;
  const desktop = clients.find(({ id }) => id === 'claude-desktop');
  const others = clients.filter(({ id, state }) => id !== 'claude-desktop' && state !== 'not_installed');
  const isSessionDone = session.state === 'valid' && session.signInProblem === null;
  return (
    <main className="first-run">
      <Logo />
      <h1 ref={heading} tabIndex={-1}>
        Ask Claude about your training
      </h1>
      <p className="lead" role="status">
        {setUpSentence(status)}
      </p>
      <ol className="items">
        <SessionItem session={session} format={format} number={1} />
        {desktop ? (
          <ClientItem client={desktop} number={2} leads={isSessionDone} />
        ) : (
          <Item
            tone="working"
            number={2}
            title="Connect Claude Desktop"
            text="Looking for Claude on this computer…"
          />
        )}
        <HistoryItem
          words={historyWords(status, format)}
          sync={sync}
          number={3}
          leads={isSessionDone && isConnected(status)}
        >
          {today && (
            <>
              <TodayNumbers today={today} format={format} />
              {staleWords(status, format) === null && <p className="meaning">{formSentence(today)}</p>}
            </>
          )}
        </HistoryItem>
      </ol>
      <OtherClients lead="Also on this computer" clients={others} />
      <div className="links">
        {canShowDashboard(status) && (
          <Button kind="link" onPress={onShowDashboard}>
            Go to the dashboard
          </Button>
        )}
        <Button kind="link" onPress={() => actions.run(() => call('demo.show', { enabled: true }))}>
          Look around with a demo athlete
        </Button>
        {canUseCookie(status) && <CookieLink />}
      </div>
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
    </main>
  );
}
