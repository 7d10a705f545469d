import { BrowserWindow, session, type Session } from 'electron';
import type { SignInEnd } from '../app/session-keeper.ts';
import type { Log } from '../shared/log.ts';
import { guardPage, ISOLATED } from './sign-in-page.ts';
import {
  browserUserAgent,
  SESSION_COOKIE,
  type SignInPolicy,
  signInPolicy,
  windowTitle,
} from './sign-in-policy.ts';

/** Without the prefix `persist:` a partition lives in memory alone. */
const PARTITION = 'sign-in';
/** How long the window rests on an unexpected page before the cookie is taken as the end of the sign-in. */
const QUIET_MILLISECONDS = 5_000;

export interface SignInWindow {
  /** Opens the login page and waits for its end; the window is gone then, and so is what it stored. */
  run(): Promise<SignInEnd>;
  /** Brings an open sign-in window to the front; false when there is none. */
  focus(): boolean;
}

/**
 * TrainingPeaks' own login page in a window of its own. The page is never read and never filled: the sign-in has
 * succeeded when the session cookie exists and the page it ends on was reached.
 */
export function createSignInWindow({
  homeUrl,
  allowDevTools,
  log,
}: {
  homeUrl: () => string;
  allowDevTools: boolean;
  log: Log;
}): SignInWindow {
  let window: BrowserWindow | null = null;

  async function run(): Promise<SignInEnd> {
    const policy = signInPolicy(homeUrl());
    if (policy === null)
      return {
        outcome: 'failed',
        message: 'TP_HOME_URL is not an address of TrainingPeaks, so nobody can sign in there.',
      };
    const partition = session.fromPartition(PARTITION, { cache: false });
    protect(partition);
    await clear(partition);
    window = new BrowserWindow({
      width: 480,
      height: 760,
      title: windowTitle(policy.loginUrl),
      autoHideMenuBar: true,
      webPreferences: {
        ...ISOLATED,
        session: partition,
        devTools: allowDevTools,
      },
    });
    try {
      return await visit(window, policy, partition, log);
    } finally {
      if (!window.isDestroyed()) window.destroy();
      window = null;
      await clear(partition);
    }
  }

  return {
    run,
    focus() {
      if (window === null || window.isDestroyed()) return false;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      return true;
    },
  };
}

function protect(partition: Session): void {
  partition.setUserAgent(browserUserAgent(partition.getUserAgent()));
  partition.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  partition.setPermissionCheckHandler(() => false);
  partition.setDevicePermissionHandler(() => false);
  partition.removeAllListeners('will-download');
  partition.on('will-download', (event) => event.preventDefault());
}

async function clear(partition: Session): Promise<void> {
  await Promise.all([
    partition.clearStorageData(),
    partition.clearCache(),
    partition.clearAuthCache(),
    partition.closeAllConnections(),
  ]);
}

/** Shows the login page and settles at the first of: signed in, closed, failed. */
function visit(
  window: BrowserWindow,
  policy: SignInPolicy,
  partition: Session,
  log: Log,
): Promise<SignInEnd> {
  return new Promise((resolve) => {
    let page = '';
    let quiet: NodeJS.Timeout | undefined;
    let ended = false;
    const end = (result: SignInEnd) => {
      if (ended) return;
      ended = true;
      clearTimeout(quiet);
      partition.cookies.removeListener('changed', look);
      resolve(result);
    };
    const takeCookie = async () => {
      const [cookie] = await partition.cookies.get({ url: policy.cookieUrl, name: SESSION_COOKIE });
      if (cookie !== undefined && cookie.value !== '') end({ outcome: 'cookie', cookie: cookie.value });
    };
    function look(): void {
      clearTimeout(quiet);
      if (policy.isLanding(page)) void takeCookie();
      else if (policy.isBeyondLogin(page)) quiet = setTimeout(() => void takeCookie(), QUIET_MILLISECONDS);
    }

    partition.cookies.on('changed', look);
    window.on('closed', () => end({ outcome: 'closed' }));
    guardPage(window, {
      policy,
      log,
      onArrival(url) {
        page = url;
        look();
      },
      onFailure: (message) => end({ outcome: 'failed', message }),
    });
    window.loadURL(policy.loginUrl).catch(() => undefined);
  });
}
