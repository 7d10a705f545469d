import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ClientDefinition } from './client.ts';
import type { PlatformFacts } from './platform.ts';

/** The programs that run now, as paths or bare names. */
export type ListProcesses = () => Promise<readonly string[]>;

const run = promisify(execFile);

/** Asks `ps` or, on Windows, `tasklist`. */
export function processLister({ platform }: PlatformFacts): ListProcesses {
  return async () => {
    const options = { timeout: 5_000, maxBuffer: 16 * 1024 * 1024, windowsHide: true };
    if (platform === 'win32') {
      const { stdout } = await run('tasklist', ['/FO', 'CSV', '/NH'], options);
      return parseTasklist(stdout);
    }
    const { stdout } = await run('ps', ['-axo', 'comm='], options);
    return stdout
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  };
}

/** The image names of `tasklist /FO CSV /NH`. */
export function parseTasklist(text: string): string[] {
  return Array.from(text.matchAll(/^"([^"]*)"/gmu), ([, name]) => name ?? '');
}

/** Whether one of the programs is the client; names on Windows are compared without regard to case. */
export function isAmong(
  programs: readonly string[],
  client: ClientDefinition,
  { platform }: PlatformFacts,
): boolean {
  const system = platform === 'darwin' || platform === 'win32' ? platform : 'linux';
  const same = (name: string) => (system === 'win32' ? name.toLowerCase() : name);
  const wanted = new Set(client.processNames[system].map(same));
  return programs.some((program) => wanted.has(same(program.split('/').at(-1) ?? program)));
}
