import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connectFile, disconnectFile, type FileOutcome } from '../../../src/clients/change-file.ts';
import type { ClientDefinition } from '../../../src/clients/client.ts';
import type { Computer } from '../../../src/clients/computer.ts';
import { localDisk, type Disk } from '../../../src/clients/disk.ts';
import type { ServerCommand } from '../../../src/clients/entry.ts';
import type { PlatformFacts } from '../../../src/clients/platform.ts';

/** Where TP Tray is installed in these tests. */
export const COMMAND: ServerCommand = {
  command: '/opt/TP Tray/tp-tray',
  args: ['/opt/TP Tray/resources/app.asar/dist/cli.js', 'mcp'],
  env: { ELECTRON_RUN_AS_NODE: '1' },
};

/** What Claude Desktop and Cursor then hold. */
export const ENTRY = {
  command: '/opt/TP Tray/tp-tray',
  args: ['/opt/TP Tray/resources/app.asar/dist/cli.js', 'mcp'],
  env: { ELECTRON_RUN_AS_NODE: '1' },
};

/** A fixed moment; every call of the clock is one second later. */
function steadyClock(): () => number {
  let now = Date.parse('2026-11-22T12:00:00Z');
  return () => (now += 1_000);
}

export function computer(facts: Partial<PlatformFacts> = {}, disk: Partial<Disk> = {}): Computer {
  return {
    facts: { platform: 'linux', home: '/home/ada', variables: {}, ...facts },
    disk: { ...localDisk, ...disk },
    listProcesses: () => Promise.resolve([]),
    runProgram: () => Promise.resolve(''),
    isAlive: () => true,
    terminate: () => undefined,
    now: steadyClock(),
  };
}

/** A folder of its own for one test, removed when the test ends. */
export function temporaryFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'tp-tray-clients-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Connects one file. */
export function connectAt(
  path: string,
  client: ClientDefinition,
  { force = false, on = computer() }: { force?: boolean; on?: Computer } = {},
): Promise<FileOutcome> {
  mkdirSync(dirname(path), { recursive: true });
  return connectFile(path, client, COMMAND, force, on);
}

/** Disconnects one file. */
export function disconnectAt(path: string, client: ClientDefinition, on = computer()): Promise<FileOutcome> {
  return disconnectFile(path, client, COMMAND, on);
}
