import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createConnections } from '../../src/clients/connections.ts';
import type { ServerCommand } from '../../src/clients/entry.ts';
import type { ClientState } from '../../src/clients/inspect.ts';
import { ours } from './support/foreign.ts';
import { standInServer } from './support/stand-in-server.ts';
import { COMMAND, computer, ENTRY, temporaryFolder } from './support/workbench.ts';

const TIMING = { intervalMilliseconds: 20, restMilliseconds: 20 };
const PATIENCE = { timeoutMilliseconds: 20_000 };

function connectionsAt(home: string, command: ServerCommand = COMMAND, variables = {}) {
  return createConnections(
    command,
    computer({
      home,
      variables: {
        ...process.env,
        XDG_CONFIG_HOME: '',
        CLAUDE_CONFIG_DIR: '',
        TP_CLAUDE_DESKTOP_DIR: '',
        ...variables,
      },
    }),
  );
}

describe('the list of clients', () => {
  it('tells what is installed and what is connected', async () => {
    using home = temporaryFolder();
    mkdirSync(join(home.path, '.cursor'));
    mkdirSync(join(home.path, '.config', 'Claude'), { recursive: true });
    writeFileSync(
      join(home.path, '.claude.json'),
      '{"mcpServers":{"trainingpeaks":{"command":"uvx","args":["x"]}}}',
    );
    mkdirSync(join(home.path, '.config', 'Code', 'User'), { recursive: true });
    writeFileSync(join(home.path, '.config', 'Code', 'User', 'mcp.json'), '{"servers":');
    const connections = connectionsAt(home.path);
    await connections.connect('cursor');

    const states = await connections.list();

    expect(states.map(({ id, state }) => [id, state])).toEqual([
      ['claude-desktop', 'not_connected'],
      ['claude-code', 'foreign_entry'],
      ['cursor', 'connected'],
      ['vscode', 'unreadable'],
    ]);
    for (const { message, path } of states) expect(message).toContain(path);
  });

  it('says what is not installed, and where its file would be', async () => {
    using home = temporaryFolder();
    for (const state of await connectionsAt(home.path).list()) {
      expect(state).toMatchObject({ installed: false, state: 'not_installed', files: [] });
      expect(state.path.startsWith(home.path)).toBe(true);
    }
  });

  it('counts the servers that are not ours', async () => {
    using home = temporaryFolder();
    const path = join(home.path, '.claude.json');
    const connections = connectionsAt(home.path);
    const countIn = async (content: string) => {
      writeFileSync(path, content);
      return (await connections.state('claude-code')).files[0]?.otherServers;
    };
    expect(await countIn('')).toBe(0);
    expect(await countIn('{"preferences":{}}')).toBe(0);
    expect(await countIn('{"mcpServers":{"files":{},"mail":{}}}')).toBe(2);
    await connections.connect('claude-code');
    expect((await connections.state('claude-code')).files[0]?.otherServers).toBe(2);
    expect(await countIn('{"mcpServers":')).toBeNull();
  });

  it('counts a byte order mark before our entry as in need of repair, which connecting mends', async () => {
    using home = temporaryFolder();
    const path = join(home.path, '.claude.json');
    const connections = connectionsAt(home.path);
    writeFileSync(path, '{}');
    await connections.connect('claude-code');
    writeFileSync(path, `\u{FEFF}${readFileSync(path, 'utf8')}`);
    expect(await connections.state('claude-code')).toMatchObject({ state: 'moved' });

    expect(await connections.connect('claude-code')).toMatchObject({ changed: true });

    expect(await connections.state('claude-code')).toMatchObject({ state: 'connected' });
  });
});

describe('connecting', () => {
  it('leaves a computer without the client alone, unless the user insists', async () => {
    using home = temporaryFolder();
    const connections = connectionsAt(home.path);

    expect(await connections.connect('cursor')).toMatchObject({
      changed: false,
      problem: { code: 'not_installed' },
    });
    expect(existsSync(join(home.path, '.cursor'))).toBe(false);

    expect(await connections.connect('cursor', { force: true })).toMatchObject({ changed: true });
    expect(statSync(join(home.path, '.cursor')).mode & 0o777).toBe(0o700);
    expect(await connections.state('cursor')).toMatchObject({ state: 'connected' });
  });

  it('repairs an entry that leads to an older place', async () => {
    using home = temporaryFolder();
    mkdirSync(join(home.path, '.cursor'));
    await connectionsAt(home.path, { command: '/old/tp-tray', args: ['mcp'] }).connect('cursor');
    const connections = connectionsAt(home.path);
    expect(await connections.state('cursor')).toMatchObject({ state: 'moved' });

    const outcome = await connections.connect('cursor');

    expect(outcome.files).toMatchObject([{ result: 'repaired' }]);
    expect(ours(readFileSync(join(home.path, '.cursor', 'mcp.json'), 'utf8'), 'mcpServers')).toEqual(ENTRY);
    await connections.disconnect('cursor');
    expect(existsSync(join(home.path, '.cursor', 'mcp.json'))).toBe(false);
  });

  it('repairs an entry that leads to another data folder, and knows it as ours', async () => {
    using home = temporaryFolder();
    mkdirSync(join(home.path, '.cursor'));
    const chosen = { ...COMMAND, env: { ...COMMAND.env, TP_TRAY_HOME: '/data' } };
    const path = join(home.path, '.cursor', 'mcp.json');
    for (const [before, after] of [
      [COMMAND, chosen],
      [chosen, COMMAND],
    ] as const) {
      await connectionsAt(home.path, before).connect('cursor');
      const connections = connectionsAt(home.path, after);
      const state = await connections.state('cursor');
      expect(state).toMatchObject({ state: 'moved' });
      expect(state.message).toContain('another data folder');
      expect((await connections.connect('cursor')).files).toMatchObject([{ result: 'repaired' }]);
      expect(ours(readFileSync(path, 'utf8'), 'mcpServers')).toEqual(after);
      expect(await connectionsAt(home.path, before).disconnect('cursor')).toMatchObject({ changed: true });
      expect(existsSync(path)).toBe(false);
    }
  });

  it('needs an absolute command and a client that exists', async () => {
    using home = temporaryFolder();
    expect(() => connectionsAt(home.path, { command: 'node', args: [] })).toThrow(/absolute path/u);
    const connections = connectionsAt(home.path);
    await expect(connections.connect('netscape')).rejects.toMatchObject({ code: 'bad_input' });
    await expect(connections.disconnect('netscape')).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('is taken back only where it was done', async () => {
    using home = temporaryFolder();
    const connections = connectionsAt(home.path);
    expect(await connections.disconnect('cursor')).toMatchObject({ problem: { code: 'not_installed' } });
    mkdirSync(join(home.path, '.cursor'));
    expect(await connections.disconnect('cursor')).toMatchObject({
      changed: false,
      files: [{ result: 'nothing_to_remove', backup: null }],
    });
  });
});

describe('the verification', () => {
  const verified = async (command: ServerCommand, timeoutMilliseconds = PATIENCE.timeoutMilliseconds) => {
    using home = temporaryFolder();
    mkdirSync(join(home.path, '.cursor'));
    const variables = { DISPLAY: ':0', XDG_RUNTIME_DIR: '/run', DBUS_SESSION_BUS_ADDRESS: 'unix:x' };
    const connections = connectionsAt(home.path, command, variables);
    await connections.connect('cursor');
    return await connections.verify('cursor', { timeoutMilliseconds });
  };

  it('starts the written command in the environment and the folder that Claude gives', async () => {
    using folder = temporaryFolder();
    const result = await verified(standInServer(folder.path, 'answers'));
    expect(result).toMatchObject({ verified: true, serverName: 'stand-in', serverVersion: '1.2.3' });
    if (!result.verified) return;
    const allowed = ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER', 'OWN', 'folder /'];
    expect(result.toolNames.filter((name) => !allowed.includes(name))).toEqual([]);
    expect(result.toolNames).toEqual(expect.arrayContaining(['HOME', 'PATH', 'OWN', 'folder /']));
  });

  it('is not fooled by a program that is not a server', async () => {
    using folder = temporaryFolder();
    expect(await verified(standInServer(folder.path, 'ends'))).toMatchObject({
      verified: false,
      message: 'The program ended before it answered (exit status 3).',
      errorOutput: 'no such module\n',
    });
    expect(await verified(standInServer(folder.path, 'talks nonsense'))).toMatchObject({
      verified: false,
      message: 'The program started, but what it answered is not the Model Context Protocol.',
    });
    expect(await verified(standInServer(folder.path, 'has no tools'))).toMatchObject({
      verified: false,
      message: 'The program answers, but offers no tools.',
    });
    expect(await verified({ command: '/no/such/tp-tray', args: ['mcp'] })).toMatchObject({
      verified: false,
      message: 'The program /no/such/tp-tray could not be started. Is it still there?',
    });
  });

  it('ends in time when nothing is answered', async () => {
    using folder = temporaryFolder();
    expect(await verified(standInServer(folder.path, 'stays silent'), 400)).toMatchObject({
      verified: false,
      message: 'The program did not answer within 0.4 seconds.',
    });
  });

  it('reads what is written, not what was meant', async () => {
    using home = temporaryFolder();
    mkdirSync(join(home.path, '.cursor'));
    const connections = connectionsAt(home.path);
    expect(await connections.verify('cursor', PATIENCE)).toMatchObject({ verified: false });
    writeFileSync(
      join(home.path, '.cursor', 'mcp.json'),
      '{"mcpServers":{"trainingpeaks":{"command":"/nowhere"}}}',
    );
    expect(await connections.verify('cursor', PATIENCE)).toMatchObject({
      verified: false,
      message: expect.stringContaining('/nowhere') as string,
    });
  });
});

describe('the watch', () => {
  it('tells when the entry vanishes, comes back, or leads elsewhere, also through replaced files', async () => {
    using home = temporaryFolder();
    mkdirSync(join(home.path, '.cursor'));
    const path = join(home.path, '.cursor', 'mcp.json');
    const connections = connectionsAt(home.path);
    const seen: ClientState['state'][] = [];
    const end = await connections.watch('cursor', ({ state }) => seen.push(state), TIMING);
    const replace = (text: string) => {
      writeFileSync(`${path}.new`, text);
      renameSync(`${path}.new`, path);
    };
    try {
      await connections.connect('cursor');
      await vi.waitFor(() => expect(seen).toEqual(['connected']), 10_000);
      replace('{"mcpServers": {}, "preferences": {}}');
      await vi.waitFor(() => expect(seen).toEqual(['connected', 'not_connected']), 10_000);
      replace('{"mcpServers": {"trainingpeaks": {"command": "/old/tp-tray", "args": ["mcp"]}}}');
      await vi.waitFor(() => expect(seen).toEqual(['connected', 'not_connected', 'moved']), 10_000);
    } finally {
      end();
    }
    await connections.connect('cursor');
    expect(seen).toHaveLength(3);
  });
});
