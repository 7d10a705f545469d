/**
 * `npm start`: opens the tray app. Where Electron cannot be downloaded or started it says why, and asks the
 * README's questions in the terminal instead, so that the product's main job runs on any machine with Node.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('ask-examples.ts', import.meta.url));

const problem = whyNoWindow() ?? (await open());
if (problem !== null) {
  console.error(`The tray app cannot be opened here: ${problem}\nThe same answers, in the terminal:\n`);
  process.exitCode = spawnSync(process.execPath, [EXAMPLES], { stdio: 'inherit' }).status ?? 1;
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
  const app = spawn(electron, [ROOT, ...process.argv.slice(2)], { stdio: 'inherit' });
  const stop = () => app.kill();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return new Promise((resolve) => {
    app.once('error', () => resolve('Electron could not be started.'));
    app.once('exit', (code, signal) => {
      resolve(code === 0 || signal !== null ? null : `Electron ended with status ${String(code)}.`);
    });
  });
}
