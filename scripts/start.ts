/**
 * `npm start`: opens the tray app. Where Electron cannot be downloaded or started it says why, and shows the same
 * window in the browser instead, so that the product's main job runs on any machine with Node.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
/** How a user ends a program. Every other signal says that Electron could not go on. */
const ENDED_BY_USER: readonly (NodeJS.Signals | null)[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'];

const words = process.argv.slice(2);
const problem = whyNoWindow() ?? (await open());
if (problem !== null) {
  console.error(
    `The tray app cannot be opened here: ${problem}\nThe same window is shown in your browser; there is no tray.\n`,
  );
  process.exitCode = (await run(process.execPath, [PROGRAM, 'serve', ...words])).code ?? 1;
}

function whyNoWindow(): string | null {
  if (process.platform !== 'linux') return null;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if ((DISPLAY ?? '') === '' && (WAYLAND_DISPLAY ?? '') === '') return 'this terminal has no display.';
  return process.getuid?.() === 0 ? 'Electron does not run as root.' : null;
}

/** Runs the app until it ends. Null when it ran, else what stood in its way. */
async function open(): Promise<string | null> {
  let electron: string;
  try {
    electron = String(createRequire(import.meta.url)('electron'));
  } catch {
    return 'Electron could not be downloaded.';
  }
  try {
    const { code, signal } = await run(electron, [ROOT, ...words]);
    if (code === 0 || ENDED_BY_USER.includes(signal)) return null;
    return `Electron ended with ${signal ?? `status ${String(code)}`}.`;
  } catch {
    return 'Electron could not be started.';
  }
}

/** Runs a program in this terminal until it ends, and passes on what would end this one. @throws Error when it cannot start */
async function run(program: string, parameters: readonly string[]) {
  const child = spawn(program, parameters, { stdio: 'inherit' });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return { code, signal };
  } finally {
    process.off('SIGINT', pass).off('SIGTERM', pass);
  }
}
