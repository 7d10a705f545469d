import type { AppStatus, ClientStatus } from '../shared/app-status.ts';

/** Between the end of one thing and the begin of the next, as between a sign-in and its first load. */
const SETTLE_MILLISECONDS = 2_000;

export interface LeaveOptions {
  readonly status: () => AppStatus;
  readonly isWindowOpen: () => boolean;
  /** Whether the desktop shows tray icons now. */
  readonly hasTray: () => Promise<boolean>;
  /** Whether an AI client is connected: ending the app would end its connection too. */
  readonly isServing: () => boolean;
  readonly notify: (title: string, text: string) => void;
  readonly quit: () => void;
}

export interface Leaving {
  /** The window was closed: from now on the app may leave. */
  begin(): void;
  /** Something changed that may be what the app waited for. */
  look(): void;
}

/**
 * Without a tray, an app without a window could not be reached, so it ends after its window was closed: not before
 * it has done what it is at, because the window says that it may be closed meanwhile, and says so when that was
 * the first load. With a tray it stays.
 */
export function leaveWhenDone(options: LeaveOptions): Leaving {
  const { status, isWindowOpen, hasTray, isServing, notify, quit } = options;
  let isLeaving = false;
  let wasLoading = false;
  let timer: NodeJS.Timeout | undefined;

  async function begin(): Promise<void> {
    if (await hasTray()) return;
    isLeaving = true;
    wasLoading = false;
    look();
  }

  function look(): void {
    clearTimeout(timer);
    if (isWindowOpen()) isLeaving = false;
    if (!isLeaving) return;
    wasLoading ||= status().sync.state === 'loading';
    if (!isAtWork(status()) && !isServing()) timer = setTimeout(() => void leave(), SETTLE_MILLISECONDS);
  }

  async function leave(): Promise<void> {
    const isReachable = await hasTray();
    if (!isLeaving || isWindowOpen() || isAtWork(status()) || isServing()) return;
    isLeaving = false;
    if (isReachable) return;
    if (wasLoading) tellEnd(status());
    quit();
  }

  function tellEnd({ sync }: AppStatus): void {
    if (sync.state === 'idle') notify('Your history is loaded', 'Start TP Tray to see your numbers.');
    if (sync.state === 'failed')
      notify(
        'Your history is not complete yet',
        `${sync.problem?.message ?? ''} Start TP Tray to go on from there.`.trim(),
      );
  }

  return {
    begin: () => void begin(),
    look,
  };
}

/** What waits for a client to quit goes on by itself, and the window says so. */
const UNDER_WAY: readonly ClientStatus['state'][] = ['working', 'waiting_for_quit', 'waiting_to_disconnect'];

function isAtWork({ session, sync, clients }: AppStatus): boolean {
  return (
    session.state === 'checking' ||
    session.signIn !== null ||
    sync.state === 'loading' ||
    sync.state === 'refreshing' ||
    clients.some(({ state }) => UNDER_WAY.includes(state))
  );
}
