import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Log } from '../shared/log.ts';
import { isOurPage, pageFor } from './page-address.ts';
import type { WindowPlace } from './window-place.ts';

/** `--page` of the window's style, so that it does not flash before its page is there. */
const PAGE_COLOUR = { light: '#f6f6f3', dark: '#0e1218' };
const MINIMUM = { width: 640, height: 480 };

export interface AppWindow {
  /** Opens the window, or brings it to the front. */
  show(): void;
  /** The window, while it is open. */
  current(): BrowserWindow | null;
}

/**
 * The app's own window. Closing it destroys it, so that the tray alone keeps no page in memory.
 * @param onClosed called after the window is gone
 */
export function createAppWindow({
  preload,
  icon,
  place,
  allowDevTools,
  log,
  onClosed,
}: {
  preload: string;
  icon: string;
  place: WindowPlace;
  allowDevTools: boolean;
  log: Log;
  onClosed: () => void;
}): AppWindow {
  let window: BrowserWindow | null = null;

  function open(): BrowserWindow {
    const opened = new BrowserWindow({
      ...place.read(screen.getAllDisplays().map(({ workArea }) => workArea)),
      minWidth: MINIMUM.width,
      minHeight: MINIMUM.height,
      title: 'TP Tray',
      icon,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? PAGE_COLOUR.dark : PAGE_COLOUR.light,
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        spellcheck: false,
        disableBlinkFeatures: 'Auxclick',
        devTools: allowDevTools,
      },
    });
    opened.once('ready-to-show', () => opened.show());
    opened.on('close', () => place.write(opened.getNormalBounds()));
    opened.on('closed', () => {
      window = null;
      appearInDock(false);
      onClosed();
    });
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      // The page holds nothing of its own: a new one shows the same.
      if (reason !== 'clean-exit' && !opened.isDestroyed()) opened.reload();
    });
    confine(opened, log);
    opened
      .loadURL(pageFor(app.getSystemLocale()))
      .catch((error: unknown) => log.error('the window could not be loaded', error));
    return opened;
  }

  return {
    current: () => window,
    show() {
      appearInDock(true);
      if (window === null) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

/** The window shows its own page and never another one. */
function confine({ webContents }: BrowserWindow, log: Log): void {
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', (event) => event.preventDefault());
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Not even to write to the clipboard: what the user copies there may be taken for a sign-in.
  webContents.session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  webContents.session.setPermissionCheckHandler(() => false);
  webContents.on('did-navigate', (_event, url) => {
    if (!isOurPage(url)) log.error('the window shows a page that is not its own');
  });
}

/** On macOS a program without a window stays out of the Dock and of the list behind Command-Tab. */
function appearInDock(visible: boolean): void {
  if (process.platform === 'darwin') app.setActivationPolicy(visible ? 'regular' : 'accessory');
}
