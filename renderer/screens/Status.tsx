import type { RefObject } from 'react';
import type { AppStatus } from '../../src/shared/app-status.ts';
import { call } from '../api.ts';
import { Button } from '../components/Button.tsx';
import { ClientItem } from '../components/ClientItem.tsx';
import { CookieLink } from '../components/CookieLink.tsx';
import { Explanation } from '../components/Explanation.tsx';
import { FailureNotice } from '../components/FailureNotice.tsx';
import { HistoryItem } from '../components/HistoryItem.tsx';
import { Logo } from '../components/Logo.tsx';
import { OtherClients } from '../components/OtherClients.tsx';
import { SessionItem } from '../components/SessionItem.tsx';
import { StaleLine } from '../components/StaleLine.tsx';
import { StartAtLogin } from '../components/StartAtLogin.tsx';
import { TodayNumbers } from '../components/TodayNumbers.tsx';
import type { Format } from '../format.ts';
import { canUseCookie } from '../screen.ts';
import { useActions } from '../use-action.ts';
import { statusSentence } from '../words/sentence.ts';
import { staleWords } from '../words/stale-words.ts';
import { syncWords } from '../words/sync-words.ts';
import './Status.css';

interface StatusProps {
  readonly status: AppStatus;
  readonly format: Format;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly onShowSetUp: () => void;
}

/** What today's numbers mean, the numbers, and how everything stands. */
export function Status({ status, format, heading, onShowSetUp }: StatusProps) {
  const actions = useActions();
  const { session, clients, sync, today, demo } = status;
  const isRow = (client: AppStatus['clients'][number]) =>
    client.id === 'claude-desktop' || !['not_installed', 'not_connected'].includes(client.state);
  const rows = clients.filter(isRow);
  const others = clients.filter((client) => !isRow(client) && client.state !== 'not_installed');
  const stale = staleWords(status, format);
  const needsUser = stale?.title ?? null;
  return (
    <main className="status">
      <div className="masthead">
        <Logo />
        {!demo && (
          <Button kind="link" onPress={onShowSetUp}>
            Set-up
          </Button>
        )}
      </div>
      <h1 ref={heading} tabIndex={-1} aria-live="polite">
        {needsUser === null ? statusSentence(status) : `${needsUser}.`}
      </h1>
      <StaleLine status={status} format={format} titled />
      {today && (
        <p className="lead">
          {format.weekday(today.day)}
          {today.plan !== null && <>. Planned: {today.plan}</>}
        </p>
      )}
      <TodayNumbers today={today} missing="The numbers appear when your history is loaded." format={format} />
      {today && <Explanation today={today} format={format} />}
      <ul className="items">
        <HistoryItem words={syncWords(status, format)} sync={sync} />
        {!demo && <SessionItem session={session} format={format} isTold={stale !== null} />}
        {!demo &&
          rows.map((client) => <ClientItem key={client.id} client={client} leads={needsUser === null} />)}
        {!demo && status.startAtLogin !== null && <StartAtLogin enabled={status.startAtLogin} />}
      </ul>
      {!demo && <OtherClients clients={others} />}
      {canUseCookie(status) && (
        <div className="links">
          <CookieLink />
        </div>
      )}
      <div className="links">
        {status.shell.opensFolders && (
          <>
            <Button kind="link" onPress={() => actions.run(() => call('open.logs'))}>
              Open logs
            </Button>
            <Button kind="link" onPress={() => actions.run(() => call('open.dataFolder'))}>
              Open data folder
            </Button>
          </>
        )}
        <span className="version">TP Tray {status.version}</span>
      </div>
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
    </main>
  );
}
