import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClientId } from '../../src/clients/client.ts';
import { createConnections } from '../../src/clients/connections.ts';
import { entryFor, isOurs, starts, type ServerCommand } from '../../src/clients/entry.ts';
import { checkLasting } from '../../src/clients/lasting.ts';
import type { PlatformFacts } from '../../src/clients/platform.ts';
import {
  parseProcessStatus,
  parseWindowsProcesses,
  processLister,
  programsOf,
} from '../../src/clients/processes.ts';
import { findClient } from '../../src/clients/registry.ts';
import { environmentFor } from '../../src/clients/verify.ts';
import { ours } from './support/foreign.ts';
import { COMMAND, computer, ENTRY, temporaryFolder } from './support/workbench.ts';
import { windowsDisk } from './support/windows-disk.ts';

const MAC: PlatformFacts = { platform: 'darwin', home: '/Users/zoë', variables: {} };
const LINUX: PlatformFacts = { platform: 'linux', home: '/home/ada', variables: {} };
const WINDOWS: PlatformFacts = {
  platform: 'win32',
  home: 'C:\\Users\\José Núñez',
  variables: {
    APPDATA: 'C:\\Users\\José Núñez\\AppData\\Roaming',
    LOCALAPPDATA: 'C:\\Users\\José Núñez\\AppData\\Local',
  },
};
const ROAMING = 'C:\\Users\\José Núñez\\AppData\\Roaming';
const PACKAGES = 'C:\\Users\\José Núñez\\AppData\\Local\\Packages';
const packaged = (name: string) =>
  `${PACKAGES}\\${name}\\LocalCache\\Roaming\\Claude\\claude_desktop_config.json`;

function client(id: ClientId) {
  const found = findClient(id);
  if (found === null) throw new Error(`no client ${id}`);
  return found;
}

async function paths(id: ClientId, facts: PlatformFacts): Promise<string[]> {
  const locations = await client(id).locate(facts, computer().disk);
  return locations.map(({ path }) => path);
}

describe('the configuration file', () => {
  it.each<[ClientId, string, PlatformFacts, string[]]>([
    [
      'claude-desktop',
      'macOS',
      MAC,
      ['/Users/zoë/Library/Application Support/Claude/claude_desktop_config.json'],
    ],
    ['claude-desktop', 'Linux', LINUX, ['/home/ada/.config/Claude/claude_desktop_config.json']],
    ['claude-desktop', 'Windows', WINDOWS, [`${ROAMING}\\Claude\\claude_desktop_config.json`]],
    ['claude-code', 'macOS', MAC, ['/Users/zoë/.claude.json']],
    ['claude-code', 'Windows', WINDOWS, ['C:\\Users\\José Núñez\\.claude.json']],
    ['cursor', 'Linux', LINUX, ['/home/ada/.cursor/mcp.json']],
    ['cursor', 'Windows', WINDOWS, ['C:\\Users\\José Núñez\\.cursor\\mcp.json']],
    [
      'vscode',
      'macOS',
      MAC,
      [
        '/Users/zoë/Library/Application Support/Code/User/mcp.json',
        '/Users/zoë/Library/Application Support/Code - Insiders/User/mcp.json',
      ],
    ],
    [
      'vscode',
      'Linux',
      LINUX,
      ['/home/ada/.config/Code/User/mcp.json', '/home/ada/.config/Code - Insiders/User/mcp.json'],
    ],
    [
      'vscode',
      'Windows',
      WINDOWS,
      [`${ROAMING}\\Code\\User\\mcp.json`, `${ROAMING}\\Code - Insiders\\User\\mcp.json`],
    ],
  ])('of %s on %s is found', async (id, _system, facts, expected) => {
    expect(await paths(id, facts)).toEqual(expected);
  });

  it('follows XDG_CONFIG_HOME on Linux, unless it is relative', async () => {
    const at = (folder: string) =>
      paths('claude-desktop', { ...LINUX, variables: { XDG_CONFIG_HOME: folder } });
    expect(await at('/data/config')).toEqual(['/data/config/Claude/claude_desktop_config.json']);
    expect(await at('config')).toEqual(['/home/ada/.config/Claude/claude_desktop_config.json']);
  });

  it('follows each client’s own variable, and not the other’s', async () => {
    const variables = { CLAUDE_CONFIG_DIR: '/c', TP_CLAUDE_DESKTOP_DIR: '/d' };
    for (const facts of [MAC, LINUX]) {
      expect(await paths('claude-code', { ...facts, variables })).toEqual(['/c/.claude.json']);
      expect(await paths('claude-desktop', { ...facts, variables })).toEqual([
        '/d/claude_desktop_config.json',
      ]);
    }
    const withCode = { ...LINUX, variables: { CLAUDE_CONFIG_DIR: '/c' } };
    expect(await paths('claude-desktop', withCode)).toEqual([
      '/home/ada/.config/Claude/claude_desktop_config.json',
    ]);
  });

  it('on Windows falls back to the folders below the home folder', async () => {
    expect(await paths('vscode', { ...WINDOWS, variables: {} })).toContain(
      `${ROAMING}\\Code\\User\\mcp.json`,
    );
  });
});

describe('Claude Desktop on Windows', () => {
  const command = { command: 'C:\\Program Files\\TP Tray\\TP Tray.exe', args: ['mcp'] };

  function onWindows(folder: string) {
    const disk = windowsDisk(folder);
    const put = (path: string, text: string) => {
      mkdirSync(dirname(disk.here(path)), { recursive: true });
      writeFileSync(disk.here(path), text);
    };
    const read = (path: string) => readFileSync(disk.here(path), 'utf8');
    return { disk, put, read, connections: createConnections(command, computer(WINDOWS, disk)) };
  }

  it('writes the classic file when there is no package', async () => {
    using folder = temporaryFolder();
    const { disk, read, connections } = onWindows(folder.path);
    mkdirSync(disk.here(`${ROAMING}\\Claude`), { recursive: true });

    const outcome = await connections.connect('claude-desktop');

    const path = `${ROAMING}\\Claude\\claude_desktop_config.json`;
    expect(outcome.files.map((file) => [file.path, file.result])).toEqual([[path, 'created']]);
    expect(ours(read(path), 'mcpServers')).toEqual(command);
  });

  it('writes every package folder and the classic one, says so, and clears all', async () => {
    using folder = temporaryFolder();
    const { disk, put, read, connections } = onWindows(folder.path);
    const classic = `${ROAMING}\\Claude\\claude_desktop_config.json`;
    put(packaged('Claude_pzs8sxrjxfjjc'), '{\r\n\t"preferences": {}\r\n}\r\n');
    mkdirSync(disk.here(`${PACKAGES}\\Claude_another`), { recursive: true });
    mkdirSync(disk.here(`${PACKAGES}\\ClaudeCompanion_x`), { recursive: true });
    put(classic, '{}');

    const outcome = await connections.connect('claude-desktop');

    const all = [packaged('Claude_another'), packaged('Claude_pzs8sxrjxfjjc'), classic];
    expect(outcome.files.map(({ path }) => path)).toEqual(all);
    for (const { path, message } of outcome.files) expect(message).toContain(path);
    for (const path of all) expect(ours(read(path), 'mcpServers')).toEqual(command);
    expect(await connections.state('claude-desktop')).toMatchObject({ state: 'connected' });

    await connections.disconnect('claude-desktop');
    expect(read(classic)).toBe('{}');
    expect(read(packaged('Claude_pzs8sxrjxfjjc'))).toBe('{\r\n\t"preferences": {}\r\n}\r\n');
  });

  it('shows the file of the package first, and one unconnected file makes it not connected', async () => {
    using folder = temporaryFolder();
    const { put, connections } = onWindows(folder.path);
    const classic = `${ROAMING}\\Claude\\claude_desktop_config.json`;
    put(classic, '{}');
    await connections.connect('claude-desktop');
    put(packaged('Claude_pzs8sxrjxfjjc'), '{}');

    const state = await connections.state('claude-desktop');

    expect(state).toMatchObject({ state: 'not_connected', path: packaged('Claude_pzs8sxrjxfjjc') });
    expect(state.message).toContain(packaged('Claude_pzs8sxrjxfjjc'));
    expect(state.files.map((file) => file.state)).toEqual(['not_connected', 'connected']);
  });

  it('writes the files it can when one of them is broken, and tells which', async () => {
    using folder = temporaryFolder();
    const { put, read, connections } = onWindows(folder.path);
    const classic = `${ROAMING}\\Claude\\claude_desktop_config.json`;
    put(classic, '{ broken');
    put(packaged('Claude_pzs8sxrjxfjjc'), '{}');

    const outcome = await connections.connect('claude-desktop');

    expect(outcome.changed).toBe(true);
    expect(outcome.files.map(({ result }) => result)).toEqual(['added', 'refused']);
    expect(read(classic)).toBe('{ broken');
  });
});

describe('Claude Desktop as a flatpak', () => {
  function onLinux(home: string, ...folders: string[]) {
    for (const each of folders) mkdirSync(join(home, each), { recursive: true });
    return createConnections(COMMAND, computer({ home }));
  }
  const FLATPAK = '.var/app/com.anthropic.Claude/config/Claude';

  it('is found, and not taken for one that could start TP Tray', async () => {
    using home = temporaryFolder();
    const connections = onLinux(home.path, FLATPAK);
    const words = /flatpak \(com\.anthropic\.Claude\).*sandbox.*Use a build of it that is no flatpak/u;

    expect(await connections.state('claude-desktop')).toMatchObject({
      state: 'not_installed',
      message: expect.stringMatching(words) as string,
    });
    expect(await connections.connect('claude-desktop')).toMatchObject({
      changed: false,
      files: [],
      problem: { code: 'not_installed', message: expect.stringMatching(words) as string },
    });
    expect(readdirSync(join(home.path, FLATPAK))).toEqual([]);
  });

  it('does not stand in the way of another build, but is told of', async () => {
    using home = temporaryFolder();
    const connections = onLinux(home.path, FLATPAK, '.config/Claude');
    const outcome = await connections.connect('claude-desktop');
    expect(outcome.files).toMatchObject([
      { path: join(home.path, '.config/Claude/claude_desktop_config.json') },
    ]);
    expect(outcome.warnings).toMatchObject([expect.stringContaining('flatpak')]);
  });

  it.each(['.var/app/org.mozilla.firefox/config/Claude', '.var/app/com.anthropic.Claude/config/other'])(
    'is not %s',
    async (folder) => {
      using home = temporaryFolder();
      expect((await onLinux(home.path, folder).state('claude-desktop')).message).toBe(
        'Claude Desktop was not found on this computer.',
      );
    },
  );
});

describe('a path that will not last', () => {
  const at = (path: string, facts = LINUX) => checkLasting({ command: path, args: ['mcp'] }, facts);

  it.each([
    '/private/var/folders/x1/T/AppTranslocation/6B1F/d/TP Tray.app/Contents/MacOS/TP Tray',
    '/tmp/.mount_TPTrayAbC123/tp-tray',
    '/run/user/1000/.mount_TPTrayAbC123/tp-tray',
  ])('is refused: %s', (path) => {
    expect(() => at(path)).toThrow(expect.objectContaining({ code: 'path_will_not_last' }));
    expect(() => checkLasting({ command: '/usr/bin/node', args: [path, 'mcp'] }, LINUX)).toThrow();
  });

  it('writes nothing', async () => {
    using folder = temporaryFolder();
    const facts = { ...LINUX, variables: { TP_CLAUDE_DESKTOP_DIR: join(folder.path, 'Claude') } };
    const command = { command: '/tmp/.mount_TPTrayAbC123/tp-tray', args: ['mcp'] };

    const outcome = await createConnections(command, computer(facts)).connect('claude-desktop');

    expect(outcome).toMatchObject({ changed: false, files: [], problem: { code: 'path_will_not_last' } });
    expect(await computer().disk.entry(join(folder.path, 'Claude'))).toBeNull();
  });

  it.each([
    ['/tmp/build/dist/cli.js', LINUX],
    ['/private/var/folders/x1/T/tp-tray', MAC],
    ['C:\\Users\\x\\AppData\\Local\\Temp\\tp\\TP Tray.exe', WINDOWS],
    ['/home/ada/.npm/_npx/1f/node_modules/tp-tray/dist/cli.js', LINUX],
    ['/Volumes/TP Tray/TP Tray.app/Contents/MacOS/TP Tray', MAC],
  ])('is warned of: %s', (path, facts) => {
    expect(at(path, facts)).toContain(path);
  });

  it.each([
    '/Applications/TP Tray.app/Contents/Frameworks/TP Tray Helper.app/Contents/MacOS/TP Tray Helper',
    '/opt/TP Tray/tp-tray',
    'C:\\Users\\x\\AppData\\Local\\Programs\\tp-tray\\TP Tray.exe',
    '/home/ada/Template/tp-tray',
  ])('is none of: %s', (path) => {
    expect(at(path)).toBeNull();
  });
});

describe('an entry of ours', () => {
  const is = (entry: unknown, facts = LINUX) => isOurs(entry, COMMAND, computer(facts));

  it.each([
    [LINUX, '/opt/tp-tray/tp-tray', ['mcp']],
    [LINUX, '/opt/TP Tray/tp-tray', ['/opt/TP Tray/resources/cli.js', 'mcp']],
    [LINUX, '/media/usb/tp-tray-linux-x86_64.AppImage', ['mcp']],
    [
      LINUX,
      '/home/ada/.local/share/tp-tray/program/tp-tray',
      ['/home/ada/.local/share/tp-tray/program/resources/cli.js', 'mcp'],
    ],
    [
      WINDOWS,
      'C:\\Users\\x\\AppData\\Local\\Programs\\tp-tray\\TP Tray.exe',
      ['C:\\Users\\x\\AppData\\Local\\Programs\\tp-tray\\resources\\cli.js', 'mcp'],
    ],
    [
      MAC,
      '/Applications/TP Tray.app/Contents/Frameworks/TP Tray Helper.app/Contents/MacOS/TP Tray Helper',
      ['/Applications/TP Tray.app/Contents/Resources/cli.js', 'mcp'],
    ],
    [MAC, '/opt/homebrew/bin/node', ['/Applications/TP Tray.app/Contents/Resources/cli.js', 'mcp']],
    [LINUX, '/usr/bin/node', ['/home/ada/src/tp-tray/dist/cli.js', 'mcp', '--demo']],
    [LINUX, '/usr/bin/node', ['/home/ada/Downloads/tp-tray-main/dist/cli.js', 'mcp']],
    [
      LINUX,
      '/home/ada/src/tp-tray/node_modules/electron/dist/electron',
      ['/home/ada/src/tp-tray/dist/cli.js', 'mcp'],
    ],
    [
      WINDOWS,
      'C:\\Program Files\\nodejs\\node.exe',
      ['C:\\npm-cache\\_npx\\1f\\node_modules\\tp-tray\\dist\\cli.js', 'mcp'],
    ],
  ])('is told by what it starts, although that is gone: %o %s %j', async (facts, program, args) => {
    expect(await is({ command: program, args }, facts)).toBe(true);
  });

  it.each([
    { command: 'uvx', args: ['trainingpeaks-mcp'] },
    { command: 'node', args: ['/home/ada/trainingpeaks-mcp/build/index.js', 'mcp'] },
    { command: '/usr/bin/node', args: ['/media/usb/other-tp-server/dist/cli.js', 'mcp'] },
    { command: '/usr/bin/node', args: ['/no/such/place/dist/cli.js', 'mcp'] },
    { command: '/usr/bin/node', args: ['/home/ada/tp-tray/tools/other/dist/cli.js', 'mcp'] },
    { command: '/usr/bin/node', args: ['/home/ada/tp-tray-bridge/dist/cli.js', 'mcp'] },
    { command: '/usr/bin/node', args: ['/home/ada/tp-tray/dist/other.js', 'mcp'] },
    { command: '/usr/bin/node', args: ['dist/cli.js', 'mcp'] },
    { command: 'node', args: ['/home/ada/tp-tray/dist/cli.js', 'mcp'] },
    { command: '/home/ada/bin/with-a-log', args: ['/home/ada/tp-tray/dist/cli.js', 'mcp'] },
    { command: 'uv', args: ['run', 'dist/cli.js', 'mcp'] },
    { command: '/usr/bin/uv', args: ['run', '/home/ada/tp-tray/dist/cli.js', 'mcp'] },
    { command: 'npx', args: ['-y', 'tp-tray', 'mcp'] },
    { command: '/usr/bin/npx', args: ['-y', 'tp-tray-bridge', 'mcp'] },
    { command: 'docker', args: ['run', 'ghcr.io/someone/tp-tray-mcp', 'mcp'] },
    { command: '/usr/bin/docker', args: ['run', 'ghcr.io/someone/tp-tray', 'mcp'] },
    { command: '/opt/tp-tray/tp-tray-bridge', args: ['mcp'] },
    { command: '/opt/tp-tray/tp-tray', args: ['serve'] },
    { command: '/opt/tp-tray/tp-tray', args: ['--flag', 'mcp'] },
    { command: 'tp-tray', args: ['mcp'] },
    { command: '/home/ada/tp-tray-notes/other', args: ['mcp'] },
    { command: ['tp-tray', 'mcp'] },
    { url: 'https://tp-tray.example/mcp' },
    'tp-tray mcp',
    null,
  ])('is not %j', async (entry) => {
    expect(await is(entry)).toBe(false);
  });

  it('is told by the package of a script that is there', async () => {
    using folder = temporaryFolder();
    const script = join(folder.path, 'dist', 'cli.js');
    mkdirSync(dirname(script));
    writeFileSync(script, '');
    const entry = { command: '/usr/bin/node', args: [script, 'mcp'] };
    for (const [name, expected] of [
      ['tp-tray', true],
      ['other', false],
    ] as const) {
      writeFileSync(join(folder.path, 'package.json'), JSON.stringify({ name }));
      expect(await is(entry)).toBe(expected);
    }
  });

  it('is left to its owner where nobody can say that it is ours, and is replaced only by force', async () => {
    using folder = temporaryFolder();
    const facts = { ...LINUX, variables: { TP_CLAUDE_DESKTOP_DIR: folder.path } };
    const connections = createConnections(COMMAND, computer(facts));
    const path = join(folder.path, 'claude_desktop_config.json');
    const entry = { command: '/usr/bin/node', args: ['/media/usb/other-tp-server/dist/cli.js', 'mcp'] };
    const text = JSON.stringify({ mcpServers: { trainingpeaks: entry } });
    writeFileSync(path, text);

    expect(await connections.state('claude-desktop')).toMatchObject({ state: 'foreign_entry' });
    for (const outcome of [
      await connections.connect('claude-desktop'),
      await connections.disconnect('claude-desktop'),
    ])
      expect(outcome.files).toMatchObject([{ problem: 'foreign_entry', changed: false }]);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(await connections.connect('claude-desktop', { force: true })).toMatchObject({ changed: true });
  });

  it('keeps the user’s own variables and settings when it is repaired', () => {
    const old = {
      command: '/old/tp-tray',
      args: ['mcp'],
      env: { MINE: 'x', ELECTRON_RUN_AS_NODE: '1', TP_TRAY_HOME: '/old' },
      disabled: false,
    };
    expect(entryFor({ command: '/new/tp-tray', args: ['mcp'] }, { type: true }, old)).toEqual({
      type: 'stdio',
      command: '/new/tp-tray',
      args: ['mcp'],
      env: { MINE: 'x' },
      disabled: false,
    });
  });

  it('is the wanted one only with our variables as they are wanted', () => {
    expect(starts(ENTRY, COMMAND)).toBe(true);
    expect(starts({ ...ENTRY, env: { ...ENTRY.env, MINE: 'x' } }, COMMAND)).toBe(true);
    expect(starts({ ...ENTRY, env: {} }, COMMAND)).toBe(false);
    expect(starts({ ...ENTRY, type: 'http' }, COMMAND)).toBe(false);
    expect(starts(ENTRY, { command: COMMAND.command, args: COMMAND.args })).toBe(false);
  });
});

describe('an entry that another runtime starts', () => {
  const SCRIPT = '/home/ada/src/fitness/dist/cli.js';
  const TERMINAL = { command: process.execPath, args: [SCRIPT, 'mcp'] };

  function entryIn(folder: string, value: object) {
    const path = join(folder, 'claude_desktop_config.json');
    writeFileSync(path, JSON.stringify({ mcpServers: { trainingpeaks: value } }));
    const facts = { ...LINUX, variables: { TP_CLAUDE_DESKTOP_DIR: folder } };
    const electron = join(folder, 'electron');
    writeFileSync(electron, '');
    const app = { command: electron, args: [SCRIPT, 'mcp'], env: { ELECTRON_RUN_AS_NODE: '1' } };
    const seenBy = async (command: ServerCommand) =>
      (await createConnections(command, computer(facts)).state('claude-desktop')).state;
    return { path, app, seenBy, by: (command: ServerCommand) => createConnections(command, computer(facts)) };
  }

  it('is connected for the app and for the terminal of the same copy', async () => {
    using folder = temporaryFolder();
    const { app, seenBy } = entryIn(folder.path, TERMINAL);
    expect(await seenBy(app)).toBe('connected');
    expect(await seenBy(TERMINAL)).toBe('connected');
    entryIn(folder.path, app);
    expect(await seenBy(TERMINAL)).toBe('connected');
    expect(await seenBy(app)).toBe('connected');
  });

  it.each<[string, object]>([
    ['a runtime that is gone', { ...TERMINAL, command: '/no/such/node' }],
    ['a runtime from the search path', { ...TERMINAL, command: 'node' }],
    ['Electron with a window', { ...TERMINAL, command: 'electron' }],
    ['another data folder', { ...TERMINAL, env: { TP_TRAY_HOME: '/elsewhere' } }],
    ['another script', { ...TERMINAL, args: ['/home/ada/src/tp-tray/dist/cli.js', 'mcp'] }],
    ['other words', { ...TERMINAL, args: [SCRIPT, 'mcp', '--demo'] }],
  ])('is not connected with %s', async (_what, entry) => {
    using folder = temporaryFolder();
    const command = 'command' in entry && entry.command === 'electron' ? join(folder.path, 'electron') : null;
    const { app, seenBy } = entryIn(folder.path, command === null ? entry : { ...entry, command });
    expect(await seenBy({ ...app, command: '/opt/other/electron' })).not.toBe('connected');
  });

  it('is written anew by whoever connects, so that a runtime that does not answer is repaired', async () => {
    using folder = temporaryFolder();
    const { path, app, by } = entryIn(folder.path, TERMINAL);
    expect(await by(app).connect('claude-desktop')).toMatchObject({ files: [{ result: 'repaired' }] });
    expect(ours(readFileSync(path, 'utf8'), 'mcpServers')).toEqual(app);
  });
});

describe('a running client', () => {
  const running = (id: ClientId, programs: readonly string[], facts: PlatformFacts) =>
    programsOf(
      programs.map((program, index) => ({ processId: index + 2, parentId: 1, program })),
      client(id),
      facts,
    ).map(({ program }) => program);

  it('is found by its program', () => {
    const desktop = '/Applications/Claude.app/Contents/MacOS/Claude';
    const both = [desktop, '/usr/local/bin/claude', `${desktop} Helper (Renderer)`];
    expect(running('claude-desktop', both, MAC)).toEqual([desktop]);
    expect(running('claude-code', both, MAC)).toEqual(['/usr/local/bin/claude']);
    expect(running('claude-desktop', ['bash', 'claude-desktop', 'claude'], LINUX)).toEqual([
      'claude-desktop',
    ]);
  });

  it('on Windows is told from Claude Code, which has the same name', () => {
    const desktop = [
      'C:\\Program Files\\WindowsApps\\Claude_1.1.0.0_x64__pzs8sxrjxfjjc\\app\\Claude.exe',
      'C:\\Users\\x\\AppData\\Local\\AnthropicClaude\\app-1.0.2\\claude.exe',
      'claude.exe',
    ];
    const code = [
      'C:\\Users\\x\\.local\\bin\\claude.exe',
      'C:\\Users\\x\\AppData\\Roaming\\Claude\\claude-code\\2.1.0\\claude.exe',
      'C:\\Users\\x\\.vscode\\extensions\\anthropic.claude-code-2.1.0\\resources\\claude.exe',
    ];
    expect(running('claude-desktop', [...code, ...desktop], WINDOWS)).toEqual(desktop);
  });

  it('is looked for among the programs of this user alone', () => {
    const lines =
      '    1     0     0 /sbin/init\n  901   900  1000 /opt/Claude App/Claude \n 902 1 1001 claude\n';
    expect(parseProcessStatus(lines, 1000)).toEqual([
      { processId: 901, parentId: 900, program: '/opt/Claude App/Claude' },
    ]);
  });

  it('is read from what PowerShell prints, with its path where that is told', async () => {
    const line = {
      ProcessId: 7,
      ParentProcessId: 4,
      Name: 'claude.exe',
      ExecutablePath: 'C:\\José\\claude.exe',
    };
    const printed = JSON.stringify([line, { ...line, ProcessId: 8, ExecutablePath: null }]);
    expect(parseWindowsProcesses(printed)).toEqual([
      { processId: 7, parentId: 4, program: 'C:\\José\\claude.exe' },
      { processId: 8, parentId: 4, program: 'claude.exe' },
    ]);
    const asked: string[] = [];
    await processLister(WINDOWS, (command) => {
      asked.push(command);
      return Promise.resolve('[]');
    })();
    expect(asked).toEqual(['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe']);
  });

  it('is unknown when the processes cannot be listed', async () => {
    const blind = { ...computer(), listProcesses: () => Promise.reject(new Error('no ps')) };
    expect(await createConnections(COMMAND, blind).isRunning('cursor')).toBeNull();
  });
});

describe('the environment that Claude gives', () => {
  it('is six variables on macOS and Linux, and the entry’s own', () => {
    const variables = {
      HOME: '/h',
      LOGNAME: 'a',
      PATH: '/bin',
      SHELL: '() { x; }',
      TERM: 'xterm',
      USER: 'a',
      DISPLAY: ':0',
      XDG_CONFIG_HOME: '/x',
      NODE_OPTIONS: '--x',
    };
    expect(environmentFor(COMMAND, { ...LINUX, variables })).toEqual({
      HOME: '/h',
      LOGNAME: 'a',
      PATH: '/bin',
      TERM: 'xterm',
      USER: 'a',
      ELECTRON_RUN_AS_NODE: '1',
    });
  });

  it('is twelve variables on Windows, in whatever case', () => {
    const variables = {
      Path: 'C:\\Windows',
      SystemRoot: 'C:\\Windows',
      APPDATA: ROAMING,
      ComSpec: 'cmd',
      ProgramData: 'C:\\ProgramData',
      HOME: 'x',
    };
    expect(environmentFor({ command: 'x', args: [] }, { ...WINDOWS, variables })).toEqual({
      Path: 'C:\\Windows',
      SystemRoot: 'C:\\Windows',
      APPDATA: ROAMING,
    });
  });
});
