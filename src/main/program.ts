import { app, clipboard, net, powerMonitor } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../../package.json';
import { createJournal } from '../activity/journal.ts';
import { createApp } from '../app/app.ts';
import { createPreferencesFile } from '../app/preferences.ts';
import { createClientFiles } from '../app/client-files.ts';
import { repairAtStart } from '../app/repair-at-start.ts';
import { createConnections } from '../clients/connections.ts';
import { connectorAddress } from '../connector/address.ts';
import { createDoor } from '../connector/door.ts';
import { trainingPeaksAddresses } from '../environment.ts';
import { createServices } from '../services.ts';
import type { Log } from '../shared/log.ts';
import { appImageOf } from './app-image.ts';
import { setApplicationMenu } from './application-menu.ts';
import { createAppConnections } from '../app/client-connections.ts';
import { createHandlers } from '../app/handlers.ts';
import type { Folders } from '../app/folders.ts';
import { answerCalls, tellWindow } from './ipc.ts';
import { leaveWhenDone } from './leave-when-done.ts';
import { createLocalServer } from './local-server.ts';
import { createNotifier } from './notifications.ts';
import { servePages } from './pages.ts';
import { closeBeforeQuit } from './quit.ts';
import { createShell } from './shell.ts';
import { createSignInWindow } from './sign-in.ts';
import { createStartAtLogin } from './start-at-login.ts';
import { exposeForTests } from './test-hook.ts';
import { thisProgram } from './this-program.ts';
import { createTray, type TrayIcon } from './tray.ts';
import { hasTray, untilTray } from './tray-host.ts';
import { askToRestart, findUpdater } from './updater.ts';
import { createUpdates, type Updates } from './updates.ts';
import { createAppWindow } from './window.ts';
import { createWindowPlace } from './window-place.ts';

const DEMO_FLAG = '--demo';
const REFRESH_MILLISECONDS = 15 * 60_000;
/** A desktop that is just starting may bring up its tray after us. */
const TRAY_WITHIN_MILLISECONDS = 20_000;

export interface ProgramOptions {
  readonly folders: Folders;
  /** Started by the system, not by the user: no window is opened. */
  readonly startedHidden: boolean;
  readonly log: Log;
}

const built = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** The `tp-tray` program: AI clients start it, so a packaged app keeps it outside its archive. */
const connectorScript = () =>
  app.isPackaged ? join(process.resourcesPath, 'cli.js') : built('../../cli.js');

/** Joins the app with its desktop, and runs it until it quits. */
export async function runProgram({ folders, startedHidden, log }: ProgramOptions): Promise<void> {
  await app.whenReady();
  log.info(`TP Tray ${version} has started`, { electron: process.versions.electron, hidden: startedHidden });
  setApplicationMenu();
  servePages(built('../renderer'));
  app.setAboutPanelOptions({ applicationName: 'TP Tray', applicationVersion: version });
  const allowDevTools = !app.isPackaged;

  let tray: TrayIcon | null = null;
  let updates: Updates | null = null;
  const window = createAppWindow({
    preload: built('../preload/index.cjs'),
    icon: built('../../../assets/icon-512.png'),
    place: createWindowPlace(join(folders.electron, 'window.json'), log),
    allowDevTools,
    log,
    onClosed: () => leaving.begin(),
  });
  const openWindow = () => window.show();
  const notify = createNotifier(openWindow);
  const signInWindow = createSignInWindow({
    homeUrl: () => trainingPeaksAddresses(process.env).home,
    allowDevTools,
    log,
  });
  const journal = createJournal(folders.data, { log });
  const program = thisProgram(connectorScript(), folders.data, version);
  const startAtLogin = createStartAtLogin(
    {
      platform: process.platform,
      isPackaged: app.isPackaged,
      executable: process.execPath,
      appImage: appImageOf(process.execPath, process.env) ?? undefined,
      home: homedir(),
      configFolder: process.env['XDG_CONFIG_HOME'],
    },
    app,
    log,
  );
  startAtLogin.renew();
  const clients = createConnections(program.command);
  const core = createApp({
    openServices: ({ demo }) => createServices({ variables: process.env, log, demo }),
    connections: createAppConnections(
      clients,
      () => program.prepare(),
      createClientFiles(folders.data, log),
      log,
    ),
    desktop: {
      abilities: { signIn: 'window', opensFolders: true },
      signIn: () => signInWindow.run(),
      copiedText: () => Promise.resolve(clipboard.readText()),
      notify,
      startAtLogin,
    },
    preferences: createPreferencesFile(join(folders.data, 'settings.json'), log),
    log,
    version,
  });
  const update = async () => updates?.goOn();
  const shell = createShell({ core, window, signInWindow, notify, folders, journal, update, log });
  const activate = (item: Parameters<typeof shell.activate>[0]) => void shell.activate(item);

  const localServer = createLocalServer({
    app: core,
    version,
    log,
    journal,
    onIdle: () => leaving.look(),
  });
  const door = createDoor(connectorAddress(folders.data), localServer.serve, log);
  const leaving = leaveWhenDone({
    status: core.status,
    isWindowOpen: () => window.current() !== null,
    hasTray,
    isServing: localServer.isServing,
    notify,
    quit: () => {
      log.info('the window is closed, and this desktop has no tray: TP Tray leaves');
      app.quit();
    },
  });

  answerCalls(createHandlers(core, shell), window, log);
  core.onChange((status) => {
    tellWindow(window, 'app.status', status);
    tray?.update(status);
    leaving.look();
  });
  exposeForTests(process.env, { status: core.status, activate });

  const showDemoIfAsked = (words: readonly string[]) => {
    if (!words.includes(DEMO_FLAG)) return;
    core.showDemo(true).catch((error: unknown) => log.error('the demo could not be shown', error));
  };
  app.on('second-instance', (_event, words, _folder, start) => {
    // Whom an assistant without the app told to open it starts it once more.
    void door.look();
    if (!isHiddenStart(start)) openWindow();
    showDemoIfAsked(words);
  });
  app.on('activate', () => {
    void door.look();
    openWindow();
  });
  // Without a listener Electron quits with the last window.
  app.on('window-all-closed', () => undefined);
  closeBeforeQuit(async () => {
    tray?.destroy();
    await door.close();
    await core.close();
    await journal.settled();
  }, log);

  const isHidden = startedHidden || isOpenedAtLogin();
  if (!isHidden) openWindow();
  const showWithoutTray = () => {
    log.info('this desktop has no tray; the window takes its place');
    openWindow();
  };
  const grace = isHidden ? setTimeout(showWithoutTray, TRAY_WITHIN_MILLISECONDS) : undefined;
  // Electron shows no icon in a tray that comes after it was made.
  const trayShown = untilTray().then(() => {
    clearTimeout(grace);
    tray = createTray({
      iconFolder: built('../../../assets/tray'),
      activate,
      openWindow,
      initial: core.status(),
      updateState: () => updates?.state() ?? null,
    });
  });
  await door.open();
  program.renew().catch((error: unknown) => log.error('the copy for assistants is not up to date', error));
  if (app.isPackaged) await repairAtStart({ ...program, clients, log });
  core.start();
  showDemoIfAsked(process.argv);
  const catchUp = () => {
    core.refreshInBackground();
    void door.look();
  };
  setInterval(catchUp, REFRESH_MILLISECONDS);
  powerMonitor.on('resume', catchUp);
  powerMonitor.on('unlock-screen', catchUp);

  const showUpdates = () => tray?.update(core.status());
  const updater = await findUpdater(log);
  if (updater !== null) {
    updates = createUpdates({
      updater,
      isOnline: () => net.isOnline(),
      askToRestart,
      notify,
      letGo: async () => {
        await door.close();
        app.releaseSingleInstanceLock();
        return async () => {
          app.requestSingleInstanceLock();
          await door.open();
        };
      },
      version,
      log,
      onChange: showUpdates,
    });
    updates.start();
    showUpdates();
  }
  await trayShown;
}

function isOpenedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

function isHiddenStart(start: unknown): boolean {
  return typeof start === 'object' && start !== null && 'hidden' in start && start.hidden === true;
}
