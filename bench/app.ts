import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { transformWithOxc } from 'vite';
import { DesktopSession, electronExecutable, SESSION_PACKAGES } from '../test/e2e/desktop-session.ts';
import { hasDebianPackages } from '../test/support/debian-packages.ts';
import type { BenchAccount } from './account.ts';
import { startTray, type TrayProcess } from './app-process.ts';
import type { Memory } from './memory.ts';
import { table, type Line } from './report.ts';
import { startServer, type ServerCommand } from './server-process.ts';
import { median } from './statistics.ts';

const STARTS = 5;
const CONNECTOR_STARTS = 10;
const IDLE_SECONDS = Number(process.env['BENCH_IDLE_SECONDS'] ?? 60);
/** An app that has asked TrainingPeaks nothing for so long has loaded what it wanted. */
const REST_MILLISECONDS = 5_000;

const APP = fileURLToPath(new URL('../dist/app/main/index.js', import.meta.url));

/** The system counts processor time in these steps; less than one of them is not told from none. */
const PROCESSOR_STEP_MILLISECONDS = 10;

type StartTray = () => Promise<TrayProcess>;

interface AppMeasurements {
  readonly readyMilliseconds: number;
  readonly memory: Memory;
  readonly idleProcessorMilliseconds: number;
}

/**
 * Measures the app in the tray against an empty Electron app with a tray icon, turn by turn on one desktop of their
 * own, and how long a client waits for the connector. The app is signed in, has its history and shows no window.
 *
 * @param connector what a client starts
 * @returns the lines to print, or one that says what is missing here
 */
export async function reportApp(account: BenchAccount, connector: ServerCommand): Promise<string> {
  const electron = electronExecutable();
  if (electron === null || !hasDebianPackages(SESSION_PACKAGES)) {
    return `The tray app is left out: it takes Electron (ELECTRON_OVERRIDE_DIST_PATH, or node_modules/electron/install.js) and the Debian packages ${SESSION_PACKAGES.join(' ')}.`;
  }
  const session = await DesktopSession.start({ tray: true });
  try {
    const folders = { HOME: session.home, TP_TRAY_HOME: join(session.home, 'tp-tray') };
    const ourCommand = {
      electron,
      args: [APP, '--hidden'],
      variables: { ...account.variables, ...folders },
    };
    const emptyCommand = {
      electron,
      args: [await emptyApp(session.home)],
      variables: { TRAY_ICON: pathOf('../assets/tray/connected-on-dark.png') },
    };
    const startOurs = () => startTray(session, ourCommand);
    const startEmpty = () => startTray(session, emptyCommand);

    await during(startOurs, () => rest(account));
    const ready: Record<'ours' | 'empty', number[]> = { ours: [], empty: [] };
    for (let start = 0; start < STARTS; start += 1) {
      ready.ours.push(await during(startOurs, (app) => app.readyMilliseconds));
      ready.empty.push(await during(startEmpty, (app) => app.readyMilliseconds));
    }
    const idleEmpty = await during(startEmpty, (app) => measureIdle(app, account));
    const { idleOurs, throughApp, afterWindow } = await during(startOurs, async (app) => ({
      idleOurs: await measureIdle(app, account),
      throughApp: await connectorMilliseconds(connector, folders),
      afterWindow: await measureAfterWindow(app, account),
    }));
    const withoutApp = await connectorMilliseconds(connector, folders);

    const ours = { readyMilliseconds: median(ready.ours), ...idleOurs };
    const empty = { readyMilliseconds: median(ready.empty), ...idleEmpty };
    return [
      table([
        ...appLines('TP Tray', ours),
        ...memoryLines('TP Tray: memory after its window was open', afterWindow),
        ...appLines('empty Electron tray app', empty),
        inMilliseconds('connector start to initialize answered by the app, median', throughApp),
        inMilliseconds('connector start to initialize answered without the app, median', withoutApp),
      ]),
      `TP Tray divided by an empty Electron tray app\n${table(ratioLines(ours, empty, afterWindow))}`,
    ].join('\n\n');
  } finally {
    await session.close();
  }
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

/** Electron reads JavaScript alone. */
async function emptyApp(folder: string): Promise<string> {
  const source = fileURLToPath(new URL('./empty-tray/main.ts', import.meta.url));
  const file = join(folder, 'empty-tray.mjs');
  const { code } = await transformWithOxc(await readFile(source, 'utf8'), source);
  await writeFile(file, code);
  return file;
}

async function during<T>(start: StartTray, work: (app: TrayProcess) => T | Promise<T>): Promise<T> {
  const app = await start();
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** Waits until the app has nothing more to ask; an empty app gets the same pause. */
async function rest(account: BenchAccount): Promise<void> {
  let requests: number;
  do {
    requests = account.requestCount();
    await wait(REST_MILLISECONDS);
  } while (account.requestCount() > requests);
}

async function measureIdle(
  app: TrayProcess,
  account: BenchAccount,
): Promise<Omit<AppMeasurements, 'readyMilliseconds'>> {
  await rest(account);
  if (app.hasRenderer()) throw new Error('The app has a window, so it is not idle.');
  return {
    memory: app.memory(),
    idleProcessorMilliseconds: await app.processorMilliseconds(IDLE_SECONDS),
  };
}

/** The memory of the app in the tray again, its window opened, looked at and closed. */
async function measureAfterWindow(app: TrayProcess, account: BenchAccount): Promise<Memory> {
  await app.openAndCloseWindow({ title: 'TP Tray', args: [APP], look: () => rest(account) });
  await rest(account);
  return app.memory();
}

/** With the six variables that Claude gives a server, and the folders. */
async function connectorMilliseconds(
  connector: ServerCommand,
  folders: Readonly<Record<string, string>>,
): Promise<number> {
  const times: number[] = [];
  for (let start = 0; start < CONNECTOR_STARTS; start += 1) {
    const server = await startServer(connector, folders);
    times.push(server.initializeMilliseconds);
    await server.close();
  }
  return median(times);
}

function inMilliseconds(name: string, value: number): Line {
  return { name, value, unit: 'ms', digits: 1 };
}

function appLines(app: string, measured: AppMeasurements): Line[] {
  return [
    inMilliseconds(`${app}: start to tray ready, median`, measured.readyMilliseconds),
    ...memoryLines(`${app}: memory of the idle tray`, measured.memory),
    inMilliseconds(`${app}: processor time over ${IDLE_SECONDS} s idle`, measured.idleProcessorMilliseconds),
  ];
}

function memoryLines(name: string, { residentMebibytes, proportionalMebibytes }: Memory): Line[] {
  const inMebibytes = { unit: 'MiB', digits: 1 };
  return [
    { name: `${name}, RSS`, value: residentMebibytes, ...inMebibytes },
    { name: `${name}, PSS`, value: proportionalMebibytes, ...inMebibytes },
  ];
}

function ratioLines(ours: AppMeasurements, empty: AppMeasurements, afterWindow: Memory): Line[] {
  const ratio = (name: string, of: (app: AppMeasurements) => number): Line => ({
    name,
    value: of(ours) / of(empty),
    unit: 'times',
    digits: 2,
  });
  const againstIdle = (name: string, kind: keyof Memory): Line => ({
    name,
    value: afterWindow[kind] / empty.memory[kind],
    unit: 'times',
    digits: 2,
  });
  return [
    ratio('start to tray ready', (app) => app.readyMilliseconds),
    ratio('memory of the idle tray, RSS', ({ memory }) => memory.residentMebibytes),
    ratio('memory of the idle tray, PSS', ({ memory }) => memory.proportionalMebibytes),
    againstIdle('memory after the window was open, RSS', 'residentMebibytes'),
    againstIdle('memory after the window was open, PSS', 'proportionalMebibytes'),
    ratio(`processor time over ${IDLE_SECONDS} s idle`, (app) =>
      Math.max(app.idleProcessorMilliseconds, PROCESSOR_STEP_MILLISECONDS),
    ),
  ];
}
