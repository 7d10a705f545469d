import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PYTHON, type DesktopSession } from '../test/e2e/desktop-session.ts';
import { processFamily, readMemory, type Memory } from './memory.ts';

/** An Electron app that can be started: its main file, what follows it, and its environment. */
export interface TrayCommand {
  readonly electron: string;
  readonly args: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

export interface WindowUse {
  readonly title: string;
  /** What starts the app so that it opens its window. */
  readonly args: readonly string[];
  readonly look: () => Promise<void>;
}

/** A started app whose icon is in the tray. */
export interface TrayProcess {
  /** From the start of the process to the tray of the desktop knowing its icon. */
  readonly readyMilliseconds: number;
  memory(): Memory;
  /** Processor time that the app and its child processes use in the next so many seconds, in milliseconds. */
  processorMilliseconds(seconds: number): Promise<number>;
  /** Whether one of its processes draws a page. */
  hasRenderer(): boolean;
  /** Opens the window as the user does, by a second start, and closes it once it has been looked at. */
  openAndCloseWindow(window: WindowUse): Promise<void>;
  close(): Promise<void>;
}

/** Prints what changes in the tray of the desktop. */
const TRAY_MONITOR = {
  program: 'gdbus',
  args: ['monitor', '--session', '--dest', 'org.kde.StatusNotifierWatcher'],
};

const NOT_MEASURED: Memory = { residentMebibytes: Number.NaN, proportionalMebibytes: Number.NaN };

const run = promisify(execFile);
const WINDOW_CLOSER = fileURLToPath(new URL('close-window.py', import.meta.url));

/** Nothing waits this long when all is well. */
const PATIENCE_MILLISECONDS = 30_000;

/**
 * Starts an app and waits until the tray tells the desktop that it has one icon more. Both the start and the
 * wait are the same for every app, and the app need not know that it is measured.
 */
export async function startTray(session: DesktopSession, command: TrayCommand): Promise<TrayProcess> {
  const environment = session.environment(command.variables);
  const watch = spawn(TRAY_MONITOR.program, TRAY_MONITOR.args, {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told = createInterface({ input: watch.stdout });
  await lineWith(told, 'is owned by');
  const startedAt = performance.now();
  const app = spawn(command.electron, ['--no-sandbox', ...command.args], {
    env: environment,
    stdio: 'ignore',
  });
  try {
    await Promise.race([lineWith(told, 'RegisteredStatusNotifierItems'), failure(app)]);
  } catch (error) {
    app.kill('SIGKILL');
    throw error;
  } finally {
    watch.kill();
  }
  const readyMilliseconds = performance.now() - startedAt;
  const processId = app.pid ?? 0;
  const hasRenderer = () =>
    processFamily(processId).some((id) =>
      readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer'),
    );
  return {
    readyMilliseconds,
    memory: () => readMemory(processId) ?? NOT_MEASURED,
    async processorMilliseconds(seconds) {
      const before = usedProcessorMilliseconds(processId);
      await wait(seconds * 1000);
      return usedProcessorMilliseconds(processId) - before;
    },
    hasRenderer,
    async openAndCloseWindow({ title, args, look }) {
      await run(command.electron, ['--no-sandbox', ...args], { env: environment });
      await until(hasRenderer, 'The window did not open.');
      await look();
      await run(PYTHON, [WINDOW_CLOSER, title], { env: environment });
      await until(() => !hasRenderer(), 'The window was closed, and its page is still in memory.');
    },
    async close() {
      if (app.exitCode !== null || app.signalCode !== null) return;
      const ended = once(app, 'exit');
      app.kill();
      await ended;
    },
  };
}

async function until(isSo: () => boolean, otherwise: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(otherwise);
    await wait(100);
  }
}

/** @throws AbortError when no such line comes in time */
async function lineWith(lines: Interface, words: string): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  for await (const [line] of on(lines, 'line', { signal }) as AsyncIterable<[string]>) {
    if (line.includes(words)) return;
  }
}

async function failure(app: ChildProcess): Promise<never> {
  const [code] = (await once(app, 'exit')) as [number | null];
  throw new Error(`The app ended with ${code ?? 'a signal'} before its icon was in the tray.`);
}

/** utime, stime, and the same of the children that have ended: proc_pid_stat(5), fields 14 to 17. */
function usedProcessorMilliseconds(processId: number): number {
  const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const ticks = processFamily(processId).flatMap((id) => {
    const afterName = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return afterName.split(' ').slice(11, 15).map(Number);
  });
  return (ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond) * 1000;
}
