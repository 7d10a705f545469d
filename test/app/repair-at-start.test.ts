import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { repairAtStart } from '../../src/app/repair-at-start.ts';
import type { Computer } from '../../src/clients/computer.ts';
import { createConnections } from '../../src/clients/connections.ts';
import type { ServerCommand } from '../../src/clients/entry.ts';
import { COMMAND, computer, ENTRY, temporaryFolder } from '../clients/support/workbench.ts';

const GONE = {
  command: '/opt/before/TP Tray/tp-tray',
  args: ['/opt/before/TP Tray/resources/cli.js', 'mcp'],
  env: { ELECTRON_RUN_AS_NODE: '1' },
};

interface Setting {
  /** What Claude's file holds under our name. */
  readonly entry: unknown;
  readonly command?: ServerCommand;
  readonly on?: Partial<Computer>;
}

/** Starts the app on a computer with Claude Desktop; tells what its file holds then, and what was done. */
async function startWith({ entry, command = COMMAND, on = {} }: Setting) {
  const folder = temporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const file = join(folder.path, 'Claude', 'claude_desktop_config.json');
  mkdirSync(dirname(file));
  const before = JSON.stringify({ mcpServers: { files: { command: 'npx' }, trainingpeaks: entry } });
  writeFileSync(file, before);
  const here: Computer = {
    ...computer({ home: folder.path, variables: { TP_CLAUDE_DESKTOP_DIR: dirname(file) } }),
    ...on,
  };
  const did: string[] = [];
  await repairAtStart({
    clients: createConnections(command, here),
    command,
    prepare: () => {
      did.push('prepare');
      return Promise.resolve();
    },
    log: {
      info: (message) => void did.push(message),
      warn: (message) => void did.push(message),
      error: (message) => void did.push(message),
    },
    computer: here,
  });
  const text = readFileSync(file, 'utf8');
  const { mcpServers } = JSON.parse(text) as { mcpServers: Record<string, unknown> };
  return { isUntouched: text === before, servers: mcpServers, did, names: readdirSync(dirname(file)) };
}

test('an entry whose program is gone starts this one, and nothing else is changed', async () => {
  const { servers, did } = await startWith({ entry: GONE });
  expect(servers).toEqual({ files: { command: 'npx' }, trainingpeaks: ENTRY });
  expect(did).toEqual(['prepare', 'the entry of claude-desktop starts the program at its new place']);
});

test('so does one of a data folder that was chosen, when this app has the same', async () => {
  const env = { TP_TRAY_HOME: '/data', ELECTRON_RUN_AS_NODE: '1' };
  const command = { ...COMMAND, env: { ELECTRON_RUN_AS_NODE: '1', TP_TRAY_HOME: '/data' } };
  const { servers } = await startWith({ entry: { ...GONE, env }, command });
  expect(servers['trainingpeaks']).toEqual(command);
});

const claudeRuns: Partial<Computer> = {
  listProcesses: () => Promise.resolve([{ processId: 7, parentId: 1, program: '/usr/bin/claude-desktop' }]),
};
const { disk } = computer();

test.each<[string, Setting]>([
  ['Claude runs', { entry: GONE, on: claudeRuns }],
  [
    'it cannot be seen whether Claude runs',
    { entry: GONE, on: { listProcesses: () => Promise.reject(new Error('no ps')) } },
  ],
  [
    'the program of the entry is still there',
    { entry: { ...GONE, command: '/srv/tp-tray' }, on: there('/srv/tp-tray') },
  ],
  [
    'it cannot be seen whether the program is there',
    {
      entry: GONE,
      on: {
        disk: {
          ...disk,
          entry: (path) => (path === GONE.command ? Promise.reject(new Error('EACCES')) : disk.entry(path)),
        },
      },
    },
  ],
  ['the entry is another program’s', { entry: { command: 'uvx', args: ['trainingpeaks-mcp', 'mcp'] } }],
  [
    'the entry starts the built program of a copy of the repository',
    { entry: { command: '/usr/bin/node-that-is-gone', args: ['/gone/tp-tray/dist/cli.js', 'mcp'] } },
  ],
  ['the entry uses another data folder', { entry: { ...GONE, env: { ...GONE.env, TP_TRAY_HOME: '/data' } } }],
  ['the user added words to the entry', { entry: { ...GONE, args: [...GONE.args, '--demo'] } }],
  ['the entry is in order', { entry: ENTRY }],
  [
    'this app is in a place that may not last',
    { entry: GONE, command: { ...COMMAND, command: '/Volumes/TP Tray/tp-tray' } },
  ],
  [
    'this app is in a place that will not last',
    { entry: GONE, command: { ...COMMAND, command: '/tmp/.mount_tp/tp-tray' } },
  ],
])('nothing is written and nobody is bothered when %s', async (_why, setting) => {
  const { isUntouched, did, names } = await startWith(setting);
  expect({ isUntouched, did, names }).toEqual({
    isUntouched: true,
    did: [],
    names: ['claude_desktop_config.json'],
  });
});

test('a failure keeps the app from nothing', async () => {
  const { isUntouched, did } = await startWith({
    entry: GONE,
    on: {
      disk: {
        ...disk,
        rename: () => Promise.reject(new Error('EIO')),
        writable: () => Promise.resolve(false),
      },
    },
  });
  expect(isUntouched).toBe(true);
  expect(did).toEqual(['prepare', 'the entry of claude-desktop could not be repaired']);
});

/** A disk on which something stands at one path more. */
function there(path: string): Partial<Computer> {
  expect(existsSync(path)).toBe(false);
  return {
    disk: { ...disk, entry: (asked) => disk.entry(asked === path ? process.execPath : asked) },
  };
}
