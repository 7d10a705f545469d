import { shell, type WebContents } from 'electron';
import type { Log } from '../shared/log.ts';
import {
  EMBEDDED_REFUSAL,
  isEmbeddedRefusal,
  loadFailure,
  statusFailure,
  windowTitle,
  type SignInPolicy,
} from './sign-in-policy.ts';

const ABORTED = -3;

/** The settings of every page that is not ours: no Node, no preload script, its own process in a sandbox. */
export const ISOLATED = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  // A middle click would open a window past the rules of navigation.
  disableBlinkFeatures: 'Auxclick',
} as const;

export interface PageRules {
  readonly policy: SignInPolicy;
  readonly log: Log;
  /** Called with each page that the window arrives at; its popups do not count. */
  readonly onArrival: (url: string) => void;
  /** Called with the reason, in words for the user, when a page of the window or of a popup ends the sign-in. */
  readonly onFailure: (message: string) => void;
}

/** Keeps the page of a window, and the popups it opens, to the rules of the sign-in. A popup goes when its window goes. */
export function guardPage(window: Electron.BrowserWindow, rules: PageRules): void {
  if (process.platform !== 'darwin') window.removeMenu();
  nameTheHost(window);
  confine(window.webContents, rules);
  tellFailures(window.webContents, rules);
  window.webContents.on('did-navigate', (_event, url) => rules.onArrival(url));
  // Electron shows no question "Leave this page?": the window would stay open without a word, and so would the app.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault());
  window.webContents.on('did-create-window', (popup) =>
    guardPage(popup, { ...rules, onArrival: () => undefined }),
  );
}

/** The name of the site, which the title shows in place of an address bar, must not be the page's to choose. */
function nameTheHost(window: Electron.BrowserWindow): void {
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('did-navigate', (_event, url) => window.setTitle(windowTitle(url)));
}

function confine(contents: WebContents, { policy, log }: PageRules): void {
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
  contents.setWindowOpenHandler(({ url }) => {
    const verdict = policy.judge(url);
    if (verdict === 'stay')
      return {
        action: 'allow',
        overrideBrowserWindowOptions: {
          title: windowTitle(url),
          autoHideMenuBar: true,
          webPreferences: { ...ISOLATED },
        },
      };
    leave(verdict, url, log);
    return { action: 'deny' };
  });
}

function leave(verdict: 'system_browser' | 'refuse', url: string, log: Log): void {
  if (verdict === 'refuse') {
    log.warn('the login page wanted to open an address that is not a web page');
    return;
  }
  shell.openExternal(url).catch((error: unknown) => log.error('the system browser did not open', error));
}

function tellFailures(contents: WebContents, { policy, log, onArrival, onFailure }: PageRules): void {
  contents.on('did-navigate', (_event, url, status) => {
    // The web app need not load here: the cookie alone is wanted, and it is proved afterwards.
    if (policy.isLanding(url)) return;
    const failure = isEmbeddedRefusal(url) ? EMBEDDED_REFUSAL : statusFailure(status, policy.siteOf(url));
    if (failure !== null) onFailure(failure);
  });
  contents.on('did-fail-load', (_event, errorCode, _description, url, isMainFrame) => {
    if (!isMainFrame || errorCode === ABORTED) return;
    if (policy.isLanding(url)) {
      onArrival(url);
      return;
    }
    log.warn('a page of the sign-in did not load', { errorCode });
    onFailure(loadFailure(errorCode, policy.siteOf(url)));
  });
  contents.on('render-process-gone', () =>
    onFailure('The login page stopped working. Try to sign in again.'),
  );
}
