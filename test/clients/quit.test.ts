import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Computer } from '../../src/clients/computer.ts';
import { createConnections } from '../../src/clients/connections.ts';
import type { PlatformFacts } from '../../src/clients/platform.ts';
import type { RunningProgram } from '../../src/clients/processes.ts';
import { standInClaude } from './support/stand-in-claude.ts';
import { COMMAND, computer, temporaryFolder } from './support/workbench.ts';

const SOON = { timeoutMilliseconds: 30_000, intervalMilliseconds: 5 };

/** A computer on which Claude runs until something that quits it there is done. */
function withClaude(
  facts: Partial<PlatformFacts>,
  programs: readonly RunningProgram[],
  quits: (act: string) => boolean,
): { on: Computer; acts: string[] } {
  const acts: string[] = [];
  let running = programs;
  const act = (words: string) => {
    acts.push(words);
    if (quits(words)) running = [];
  };
  const on: Computer = {
    ...computer(facts),
    listProcesses: () => Promise.resolve(running),
    runProgram: (command, words) => {
      act([command, ...words].join(' '));
      return words.includes('refused') ? Promise.reject(new Error('refused')) : Promise.resolve('');
    },
    isAlive: () => true,
    terminate: (processId) => act(`terminate ${processId}`),
  };
  return { on, acts };
}

const tree = (program: string): RunningProgram[] => [
  { processId: 12, parentId: 11, program },
  { processId: 11, parentId: 1, program },
  { processId: 13, parentId: 11, program },
];

describe('a connection while Claude runs', () => {
  function claudeRuns(folder: string, text: string | null) {
    const path = join(folder, 'claude_desktop_config.json');
    if (text !== null) writeFileSync(path, text);
    const { on } = withClaude(
      { variables: { TP_CLAUDE_DESKTOP_DIR: folder } },
      tree('claude-desktop'),
      () => false,
    );
    return { path, connections: createConnections(COMMAND, on) };
  }

  it('is not written before Claude was quit, and says how', async () => {
    using folder = temporaryFolder();
    const { path, connections } = claudeRuns(folder.path, '{}');

    const outcome = await connections.connect('claude-desktop');

    expect(outcome).toMatchObject({ changed: false, files: [], problem: { code: 'client_running' } });
    expect(outcome.problem?.message).toMatch(/Claude Desktop is running.*Quit Claude Desktop completely/u);
    expect(readFileSync(path, 'utf8')).toBe('{}');
  });

  it('is written when the user wants it all the same', async () => {
    using folder = temporaryFolder();
    const { connections } = claudeRuns(folder.path, '{}');
    expect(await connections.connect('claude-desktop', { whileRunning: true })).toMatchObject({
      changed: true,
    });
    expect(await connections.connect('claude-desktop')).toMatchObject({
      problem: null,
      files: [{ result: 'already_connected' }],
    });
  });

  it.each([
    ['a file that cannot be parsed', '{', false, 'not_json'],
    [
      'an entry of another program',
      '{"mcpServers":{"trainingpeaks":{"command":"uvx"}}}',
      false,
      'foreign_entry',
    ],
  ])('asks nobody to quit for the sake of %s', async (_what, text, force, problem) => {
    using folder = temporaryFolder();
    const { connections } = claudeRuns(folder.path, text);
    expect(await connections.connect('claude-desktop', { force })).toMatchObject({
      problem: null,
      files: [{ problem }],
    });
  });

  it('is not taken out either, before Claude was quit', async () => {
    using folder = temporaryFolder();
    const { path, connections } = claudeRuns(folder.path, '{}');
    await connections.connect('claude-desktop', { whileRunning: true });
    const written = readFileSync(path, 'utf8');

    expect(await connections.disconnect('claude-desktop')).toMatchObject({
      changed: false,
      problem: { code: 'client_running' },
    });
    expect(readFileSync(path, 'utf8')).toBe(written);
    expect(await connections.disconnect('claude-desktop', { whileRunning: true })).toMatchObject({
      changed: true,
    });
    expect(await connections.disconnect('claude-desktop')).toMatchObject({ problem: null, changed: false });
  });

  it('knows Claude by the roots of its processes', async () => {
    using folder = temporaryFolder();
    expect(await claudeRuns(folder.path, null).connections.processIds('claude-desktop')).toEqual([11]);
  });

  it('asks for it when the entry of another program is to be replaced', async () => {
    using folder = temporaryFolder();
    const { connections } = claudeRuns(folder.path, '{"mcpServers":{"trainingpeaks":{"command":"uvx"}}}');
    expect(await connections.connect('claude-desktop', { force: true })).toMatchObject({
      problem: { code: 'client_running' },
    });
  });

  it('is no matter to a client that reads its file at any time', async () => {
    using home = temporaryFolder();
    mkdirSync(join(home.path, '.cursor'));
    const { on } = withClaude({ home: home.path }, tree('cursor'), () => false);
    expect(await createConnections(COMMAND, on).connect('cursor')).toMatchObject({ changed: true });
  });
});

describe('asking Claude to quit', () => {
  const quit = async (
    facts: Partial<PlatformFacts>,
    program: string,
    quits: (act: string) => boolean,
    timeoutMilliseconds = SOON.timeoutMilliseconds,
  ) => {
    const { on, acts } = withClaude(facts, tree(program), quits);
    const gone = await createConnections(COMMAND, on).quit('claude-desktop', {
      ...SOON,
      timeoutMilliseconds,
    });
    return { gone, acts };
  };
  const MAC = { platform: 'darwin', home: '/Users/zoë' } as const;
  const WINDOWS = { platform: 'win32', home: 'C:\\Users\\x' } as const;
  const windowsCommand = { command: 'C:\\TP Tray\\TP Tray.exe', args: ['mcp'] };

  it('asks the first of its processes on Linux', async () => {
    expect(await quit({}, 'claude-desktop', (act) => act === 'terminate 11')).toEqual({
      gone: true,
      acts: ['terminate 11'],
    });
  });

  it('asks as a Mac user would', async () => {
    expect(await quit(MAC, '/Applications/Claude.app/Contents/MacOS/Claude', () => true)).toEqual({
      gone: true,
      acts: ['osascript -e quit app "Claude"'],
    });
  });

  it('asks by signal when macOS does not let one program steer another', async () => {
    const { on, acts } = withClaude(MAC, tree('Claude'), (act) => act.startsWith('terminate'));
    const forbidden = { ...on, runProgram: () => Promise.reject(new Error('Not authorised (-1743)')) };
    expect(await createConnections(COMMAND, forbidden).quit('claude-desktop', SOON)).toBe(true);
    expect(acts).toEqual(['terminate 11']);
  });

  it('is not offered on Windows, where Claude would only close its window', async () => {
    const { on, acts } = withClaude(WINDOWS, tree('C:\\Claude\\claude.exe'), () => false);
    const connections = createConnections(windowsCommand, on);
    expect(await connections.state('claude-desktop')).toMatchObject({ canBeQuit: false });
    expect(await connections.quit('claude-desktop', SOON)).toBe(false);
    expect(acts).toEqual([]);
  });

  it('is offered elsewhere, of a client that must quit', async () => {
    for (const facts of [MAC, {}]) {
      const connections = createConnections(COMMAND, withClaude(facts, [], () => false).on);
      expect(await connections.state('claude-desktop')).toMatchObject({ canBeQuit: true });
      expect(await connections.state('cursor')).toMatchObject({ canBeQuit: false });
    }
  });

  it('has nothing to do where Claude does not run, and knows nothing where that cannot be told', async () => {
    const { on, acts } = withClaude({}, [], () => false);
    expect(await createConnections(COMMAND, on).quit('claude-desktop', SOON)).toBe(true);
    expect(acts).toEqual([]);
    const blind = { ...on, listProcesses: () => Promise.reject(new Error('no ps')) };
    expect(await createConnections(COMMAND, blind).quit('claude-desktop', SOON)).toBeNull();
  });
});

describe.skipIf(process.platform !== 'linux')('a program that writes its own copy back when it quits', () => {
  it('quits in good order, and then keeps what is written', async () => {
    using folder = temporaryFolder();
    await using claude = standInClaude(folder.path);
    const connections = createConnections(COMMAND, claude.computer);
    await claude.start();
    expect(await connections.connect('claude-desktop')).toMatchObject({
      problem: { code: 'client_running' },
    });

    expect(await connections.quit('claude-desktop', SOON)).toBe(true);
    expect(claude.childWasAsked()).toBe(false);
    expect(await connections.connect('claude-desktop')).toMatchObject({ changed: true });

    const written: unknown = JSON.parse(
      readFileSync(join(claude.folder, 'claude_desktop_config.json'), 'utf8'),
    );
    expect(written).toMatchObject({ preferences: { of: 'Claude' }, mcpServers: { trainingpeaks: COMMAND } });
  });

  it('is not forced when it stays', async () => {
    using folder = temporaryFolder();
    await using claude = standInClaude(folder.path, 'stubborn');
    const connections = createConnections(COMMAND, claude.computer);
    await claude.start();
    expect(await connections.quit('claude-desktop', { ...SOON, timeoutMilliseconds: 100 })).toBe(false);
    expect(await connections.isRunning('claude-desktop')).toBe(true);
  });
});
