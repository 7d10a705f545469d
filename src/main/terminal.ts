import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';

/** Chromium's own, which an AppImage adds where the system has no sandbox for it. */
const NO_SANDBOX = '--no-sandbox';
const ABOUT = ['--help', '-h', '--version', '-V'];

/**
 * The words of a command line that are meant for the terminal program, or null: the app itself is started with options
 * alone.
 */
export function terminalWords(words: readonly string[]): string[] | null {
  const meant = words.filter((word) => word !== NO_SANDBOX);
  const [first] = meant;
  return first !== undefined && (!first.startsWith('-') || ABOUT.includes(first)) ? meant : null;
}

/**
 * Runs the terminal program in this terminal to its end, by this executable in Node mode. Nothing of a desktop is
 * needed: Electron reaches for its display only after this.
 * @returns the exit status
 */
export function runInTerminal(script: string, words: readonly string[]): number {
  const { status, signal, error } = spawnSync(process.execPath, [script, ...words], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: 'inherit',
  });
  if (error !== undefined) process.stderr.write('The terminal program of TP Tray could not be started.\n');
  return status ?? (signal === null ? 1 : 128 + constants.signals[signal]);
}
