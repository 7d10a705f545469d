import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Simulator } from '../../src/demo/server.ts';

/** The built program, as users run it. */
export const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Variables = Readonly<Record<string, string | undefined>>;

const children = new Set<ChildProcessWithoutNullStreams>();
const folders = new Set<string>();

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that lives as long as the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-test-'));
  folders.add(folder);
  return folder;
}

/** An environment with nothing of this computer but PATH: no keyring, no account, a data folder of its own. */
export function bareEnvironment(home = temporaryFolder()) {
  return {
    HOME: home,
    PATH: process.env['PATH'],
    TP_TRAY_HOME: join(home, 'data'),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home, 'no-bus')}`,
  };
}

/** Where a simulated TrainingPeaks listens, as the program takes it. */
export function addressesOf({
  apiUrl,
  homeUrl,
  analysisUrl,
}: Pick<Simulator, 'apiUrl' | 'homeUrl' | 'analysisUrl'>) {
  return { TP_API_URL: apiUrl, TP_HOME_URL: homeUrl, TP_ANALYSIS_URL: analysisUrl };
}

/** Starts the program; it is ended with the tests of the file at the latest. */
export function startProgram(
  words: readonly string[],
  variables: Variables,
  around: readonly string[] = [],
): ChildProcessWithoutNullStreams {
  if (!existsSync(PROGRAM)) throw new Error('dist/cli.js is missing: run "npm run build" first.');
  const [command = '', ...rest] = [...around, process.execPath, PROGRAM, ...words];
  const child = spawn(command, rest, { env: { ...variables }, cwd: '/' });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Runs the program to its end. `around` is a command line that takes the program as its last words. */
export async function runProgram(
  words: readonly string[],
  variables: Variables = bareEnvironment(),
  { input = '', around = [] }: { input?: string; around?: readonly string[] } = {},
): Promise<Ended> {
  const child = startProgram(words, variables, around);
  child.stdin.end(input);
  return ended(child);
}

/** Waits for the end of the program, reading all it says. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { status, stdout, stderr };
}
