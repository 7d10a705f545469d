import { BrowserWindow, session, shell, type Session, type WebContents } from 'electron';
import type { SignInEnd } from '../app/session-keeper.ts';
import type { Log } from '../shared/log.ts';
import {
  browserUserAgent,
  EMBEDDED_REFUSAL,
  isEmbeddedRefusal,
  loadFailure,
  SESSION_COOKIE,
  type SignInPolicy,
  signInPolicy,
} from './sign-in-policy.ts';

/** Without the prefix `persist:` a partition lives in memory alone. */
const PARTITION = 'sign-in';
const ABORTED = -3;
const SERVER_FAILURE = 500;
/** How long the window rests on an unexpected page before the cookie is taken as the end of the sign-in. */
const QUIET_MILLISECONDS = 5_000;

/** The settings of every page that is not ours: no Node, no preload script, its own process in a sandbox. */
const ISOLATED = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  // A middle click would open a window past the rules of navigation.
  disableBlinkFeatures: 'Auxclick',
} as const;

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
      title: 'Sign in to TrainingPeaks',
      autoHideMenuBar: true,
      webPreferences: {
        ...ISOLATED,
        session: partition,
        devTools: allowDevTools,
      },
    });
    if (process.platform !== 'darwin') window.removeMenu();
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
    const { webContents } = window;
    watch(webContents, policy, log, (message) => end({ outcome: 'failed', message }));
    webContents.on('did-navigate', (_event, url, status) => {
      page = url;
      window.setTitle(`Sign in to TrainingPeaks (${new URL(url).host})`);
      if (status >= SERVER_FAILURE && policy.judge(url) === 'stay')
        end({
          outcome: 'failed',
          message: `TrainingPeaks has a problem at the moment (HTTP ${status}). Try again in a few minutes.`,
        });
      look();
    });
    // The name of the site, which the window shows in place of an address bar, must not be the page's to choose.
    webContents.on('page-title-updated', (event) => event.preventDefault());
    webContents.on('did-fail-load', (_event, errorCode, _description, url, isMainFrame) => {
      if (!isMainFrame || errorCode === ABORTED) return;
      // The web app need not load here: the cookie alone is wanted, and it is proved afterwards.
      if (policy.isLanding(url)) {
        page = url;
        look();
        return;
      }
      log.warn('the login page did not load', { errorCode });
      end({ outcome: 'failed', message: loadFailure(errorCode) });
    });
    webContents.on('render-process-gone', () =>
      end({ outcome: 'failed', message: 'The login page stopped working. Try to sign in again.' }),
    );
    window.loadURL(policy.loginUrl).catch(() => undefined);
  });
}

/** Keeps a page and the popups it opens where they belong. A popup goes when its window goes. */
function watch(contents: WebContents, policy: SignInPolicy, log: Log, fail: (message: string) => void): void {
  const keepIn = (event: { preventDefault(): void }, url: string) => {
    const verdict = policy.judge(url);
    if (verdict === 'stay') return;
    event.preventDefault();
    leave(verdict, url, log);
  };
  contents.on('will-navigate', (event) => keepIn(event, event.url));
  contents.on('will-redirect', (event) => {
    if (event.isMainFrame) keepIn(event, event.url);
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('did-navigate', (_event, url) => {
    if (isEmbeddedRefusal(url)) fail(EMBEDDED_REFUSAL);
  });
  contents.setWindowOpenHandler(({ url }) => {
    const verdict = policy.judge(url);
    if (verdict === 'stay')
      return {
        action: 'allow',
        overrideBrowserWindowOptions: {
          autoHideMenuBar: true,
          webPreferences: { ...ISOLATED },
        },
      };
    leave(verdict, url, log);
    return { action: 'deny' };
  });
  contents.on('did-create-window', (child) => watch(child.webContents, policy, log, fail));
}

function leave(verdict: 'system_browser' | 'refuse', url: string, log: Log): void {
  if (verdict === 'refuse') {
    log.warn('the login page wanted to open an address that is not a web page');
    return;
  }
  shell.openExternal(url).catch((error: unknown) => log.error('the system browser did not open', error));
}
