import { useEffect, useRef, useState } from 'react';
import type { AppStatus } from '../src/shared/app-status.ts';
import { DemoBanner } from './components/DemoBanner.tsx';
import { ProvideRemoval } from './components/ProvideRemoval.tsx';
import { ProvideSignIn } from './components/ProvideSignIn.tsx';
import { canShowDashboard, type Screen } from './screen.ts';
import { FirstRun } from './screens/FirstRun.tsx';
import { Opening, OpeningFailed } from './screens/Opening.tsx';
import { Dashboard } from './shell/Dashboard.tsx';
import { useFormat } from './use-format.ts';
import { ReceiveStatus, useStatus } from './use-status.ts';

/** The window: one screen at a time, chosen by the status of the app. */
export function App() {
  const { state, receive, ask } = useStatus();
  switch (state.phase) {
    case 'opening':
      return <Opening />;
    case 'failed':
      return <OpeningFailed failure={state.failure} onRetry={ask} />;
    case 'open':
      return (
        <ReceiveStatus value={receive}>
          <ProvideSignIn way={state.status.shell.signIn}>
            <ProvideRemoval>
              {state.status.demo || state.screen ? (
                <Screens status={state.status} called={state.screen ?? 'set-up'} />
              ) : (
                <Opening />
              )}
            </ProvideRemoval>
          </ProvideSignIn>
        </ReceiveStatus>
      );
  }
}

interface ScreensProps {
  readonly status: AppStatus;
  /** The screen that the status calls for. */
  readonly called: Screen;
}

function Screens({ status, called }: ScreensProps) {
  const format = useFormat();
  const [wanted, setWanted] = useState<Screen | null>(() => (location.hash === '' ? null : 'dashboard'));
  const screen = shown(status, called, wanted);
  const page = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const lastScreen = useRef(screen);
  useEffect(() => {
    if (lastScreen.current !== screen) (heading.current ?? page.current)?.focus();
    lastScreen.current = screen;
  }, [screen]);
  const { theme } = status.preferences;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    document.title = status.demo ? 'TP Tray (demo)' : 'TP Tray';
  }, [status.demo]);
  return (
    <>
      {status.demo && <DemoBanner />}
      {screen === 'set-up' ? (
        <FirstRun
          status={status}
          format={format}
          heading={heading}
          onShowDashboard={() => {
            if (location.hash === '') location.hash = '#/';
            setWanted('dashboard');
          }}
        />
      ) : (
        <Dashboard status={status} format={format} start={page} />
      )}
    </>
  );
}

/** What the user chose, by a button or by the address of a page, counts as long as there is something to show there. */
function shown(status: AppStatus, called: Screen, wanted: Screen | null): Screen {
  if (status.demo) return 'dashboard';
  if (wanted === 'dashboard') return canShowDashboard(status) ? 'dashboard' : called;
  return wanted ?? called;
}
