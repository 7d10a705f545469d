import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConnections, type Connections } from '../../src/clients/connections.ts';
import type { ClientState } from '../../src/clients/inspect.ts';
import type { Verification } from '../../src/clients/verify.ts';
import { createAppConnections } from '../../src/app/client-connections.ts';
import type { ClientFiles } from '../../src/app/client-files.ts';
import type { Wait } from '../../src/app/client-status.ts';
import type { ClientId } from '../../src/shared/app-status.ts';
import { AppError } from '../../src/shared/errors.ts';
import { createLineLog } from '../../src/shared/line-log.ts';
import { standInClaude } from '../clients/support/stand-in-claude.ts';
import { standInServer } from '../clients/support/stand-in-server.ts';
import { temporaryFolder } from '../clients/support/workbench.ts';

const VERIFIED: Verification = {
  verified: true,
  serverName: 'trainingpeaks',
  serverVersion: '1',
  protocolVersion: '2025-11-25',
  toolNames: ['tp_get_fitness'],
  durationMilliseconds: 300,
};
const SILENT: Verification = {
  verified: false,
  message: 'The program ended before it answered (exit status 1).',
  errorOutput: 'cannot find module',
  cause: undefined,
};

/** One client, Claude Desktop, in memory. */
function fakeClients() {
  const world = {
    state: 'not_connected' as ClientState['state'],
    verification: VERIFIED,
    running: false as boolean | null,
    processId: 11,
    /** Whether the client must not run while its file is changed. */
    mustQuit: false,
    /** Whether it quits when it is asked to. */
    obeys: true,
    /** Whether somebody starts it again at once. */
    comesBack: false,
    /** How long it takes to quit. */
    quitting: Promise.resolve(),
    refusal: null as Awaited<ReturnType<Connections['connect']>>['problem'],
    asked: [] as string[],
    listener: null as (() => void) | null,
  };
  const clientState = (): ClientState => ({
    id: 'claude-desktop',
    name: 'Claude Desktop',
    installed: true,
    state: world.state,
    path: '/home/vera/claude.json',
    files: [],
    canBeQuit: true,
    message: 'In words.',
  });
  const isInTheWay = () => world.mustQuit && world.running === true && world.state !== 'connected';
  const outcome = (changed: boolean, problem = world.refusal) => ({
    id: 'claude-desktop' as const,
    name: 'Claude Desktop',
    changed,
    files: [],
    problem,
    warnings: [],
    toReload: 'Quit Claude Desktop and start it again.',
    mayBeOverwritten: true,
  });
  const clients: Connections = {
    list: () => Promise.resolve([clientState()]),
    state: () => Promise.resolve(clientState()),
    connect: (_id, { force = false, whileRunning = false } = {}) => {
      world.asked.push(`connect, force ${String(force)}${whileRunning ? ', while it runs' : ''}`);
      if (isInTheWay() && !whileRunning)
        return Promise.resolve(outcome(false, { code: 'client_running', message: 'It is running.' }));
      const changed = world.refusal === null && world.state !== 'connected';
      if (changed) world.state = 'connected';
      return Promise.resolve(outcome(changed));
    },
    disconnect: (_id, { whileRunning = false } = {}) => {
      world.asked.push(`disconnect${whileRunning ? ', while it runs' : ''}`);
      const isThere = world.state === 'connected';
      if (world.mustQuit && world.running === true && isThere && !whileRunning)
        return Promise.resolve(outcome(false, { code: 'client_running', message: 'It is running.' }));
      world.state = 'not_connected';
      return Promise.resolve(outcome(isThere));
    },
    verify: () => {
      world.asked.push('verify');
      return Promise.resolve(world.verification);
    },
    processIds: () => Promise.resolve(world.running === null ? null : world.running ? [world.processId] : []),
    isAlive: (processId) => world.running !== false && processId === world.processId,
    isRunning: () => Promise.resolve(world.running),
    quit: async () => {
      world.asked.push('quit');
      await world.quitting;
      if (world.obeys) world.running = world.comesBack;
      return world.obeys;
    },
    watch: (_id, listener) => {
      world.listener = () => listener(clientState());
      return Promise.resolve(() => (world.listener = null));
    },
  };
  return { world, clients };
}

const lines: string[] = [];
const log = createLineLog((line) => lines.push(line));

/** What one start of the program leaves to the next. */
function keptFiles(): ClientFiles {
  let waits: ReadonlyMap<ClientId, Wait> = new Map();
  const connected = new Set<ClientId>();
  return {
    waits: { read: () => waits, write: (kept) => void (waits = kept) },
    connected: {
      all: () => connected,
      set: (id, isConnected) => {
        if (isConnected) connected.add(id);
        else connected.delete(id);
      },
    },
  };
}

function setUp({ world, clients } = fakeClients(), files = keptFiles()) {
  const connections = createAppConnections(
    clients,
    () => {
      world.asked.push('prepare');
      return Promise.resolve();
    },
    files,
    log,
  );
  const stateOf = async () => (await connections.list())[0];
  return { world, clients, files, connections, stateOf };
}

beforeEach(() => {
  lines.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('a client that answers the handshake is verified', async () => {
  const { world, connections, stateOf } = setUp();
  await connections.connect('claude-desktop', { insist: false });
  expect(world.asked).toEqual(['prepare', 'connect, force false', 'verify']);
  expect(await stateOf()).toMatchObject({ state: 'verified', message: null, file: '/home/vera/claude.json' });
});

test('what is written but does not answer is not green, and says why', async () => {
  const { world, connections, stateOf } = setUp();
  world.verification = SILENT;
  await expect(connections.connect('claude-desktop', { insist: false })).rejects.toMatchObject({
    message: expect.stringContaining('exit status 1') as string,
  });
  expect(await stateOf()).toMatchObject({ state: 'failing', message: SILENT.message });
  expect(lines.join('')).toContain('cannot find module');
});

test('a refusal of the file reaches the user in its own words', async () => {
  const { world, connections } = setUp();
  world.refusal = { code: 'foreign_entry', message: 'There is a server of this name already.' };
  await expect(connections.connect('claude-desktop', { insist: false })).rejects.toMatchObject({
    code: 'bad_input',
    message: 'There is a server of this name already.',
  });
  expect(world.asked).not.toContain('verify');
});

test('a foreign entry is replaced only when that was asked for', async () => {
  const { world, connections } = setUp();
  await connections.connect('claude-desktop', { insist: true });
  expect(world.asked).toContain('connect, force true');
});

describe('a client that was running', () => {
  test('needs a restart until it was quit', async () => {
    const { world, connections, stateOf } = setUp();
    const told = vi.fn();
    connections.watch(told);
    world.running = true;
    await connections.connect('claude-desktop', { insist: false });
    expect(await stateOf()).toMatchObject({
      state: 'needs_restart',
      message: 'Quit Claude Desktop and start it again.',
    });

    await vi.advanceTimersByTimeAsync(10_000);
    expect((await stateOf())?.state).toBe('needs_restart');
    world.running = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await stateOf()).toMatchObject({ state: 'verified', message: null });
    expect(told).toHaveBeenCalled();
  });

  test('still needs it when the connection is only checked again meanwhile', async () => {
    const { world, connections, stateOf } = setUp();
    world.running = true;
    await connections.connect('claude-desktop', { insist: false });
    await connections.connect('claude-desktop', { insist: false });
    expect((await stateOf())?.state).toBe('needs_restart');
  });

  test('was restarted too when that took less time than one look', async () => {
    const { world, connections, stateOf } = setUp();
    world.running = true;
    await connections.connect('claude-desktop', { insist: false });
    world.processId = 12;
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await stateOf())?.state).toBe('verified');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is not watched any more after that', async () => {
    const { world, connections } = setUp();
    world.running = true;
    await connections.connect('claude-desktop', { insist: false });
    world.running = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a client that must quit before its file is changed', () => {
  const LOOK_MILLISECONDS = 2_000;

  /** Somebody asked for a connection while the client runs. */
  async function waiting(insist = false) {
    const all = setUp();
    const told = vi.fn();
    all.connections.watch(told);
    all.world.mustQuit = true;
    all.world.running = true;
    await all.connections.connect('claude-desktop', { insist });
    all.world.asked.length = 0;
    told.mockClear();
    return { ...all, told };
  }

  test('is waited for, and connected as soon as it has quit', async () => {
    const { world, stateOf, told } = await waiting();
    expect(await stateOf()).toMatchObject({ state: 'waiting_for_quit', message: null });
    await vi.advanceTimersByTimeAsync(5 * LOOK_MILLISECONDS);
    expect(world.asked).toEqual([]);

    world.running = false;
    await vi.advanceTimersByTimeAsync(LOOK_MILLISECONDS);

    expect(world.asked).toEqual(['prepare', 'connect, force false', 'verify']);
    expect(await stateOf()).toMatchObject({ state: 'verified', message: null });
    expect(told).toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is asked to quit when the user wants that, and shown as quitting meanwhile', async () => {
    const { world, connections, stateOf } = await waiting(true);
    let hasQuit = (): void => undefined;
    world.quitting = new Promise((resolve) => (hasQuit = resolve));
    const done = connections.goOn('claude-desktop', 'quit');
    await vi.advanceTimersByTimeAsync(LOOK_MILLISECONDS);
    expect(await stateOf()).toMatchObject({
      state: 'working',
      message: 'Waiting for Claude Desktop to quit…',
    });
    hasQuit();
    await done;
    expect(world.asked).toEqual(['quit', 'prepare', 'connect, force true', 'verify']);
    expect((await stateOf())?.state).toBe('verified');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('may stay, which is said, and is waited for all the same', async () => {
    const { world, connections, stateOf } = await waiting();
    world.obeys = false;
    await connections.goOn('claude-desktop', 'quit');
    expect(await stateOf()).toMatchObject({
      state: 'waiting_for_quit',
      message: expect.stringContaining('still running') as string,
    });
    world.running = false;
    await vi.advanceTimersByTimeAsync(LOOK_MILLISECONDS);
    expect((await stateOf())?.state).toBe('verified');
  });

  test('is connected while it runs when the user insists, and again when it undid that', async () => {
    const { world, connections, stateOf } = await waiting();
    await connections.goOn('claude-desktop', 'write');
    expect(world.asked).toEqual(['prepare', 'connect, force false, while it runs', 'verify']);
    expect((await stateOf())?.state).toBe('needs_restart');

    world.state = 'not_connected';
    world.listener?.();
    expect((await stateOf())?.state).toBe('waiting_for_quit');
    world.running = false;
    await vi.advanceTimersByTimeAsync(LOOK_MILLISECONDS);

    expect((await stateOf())?.state).toBe('verified');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is forgotten when the user wants no connection any more', async () => {
    const { world, connections, stateOf } = await waiting();
    await connections.disconnect('claude-desktop', { whileRunning: false });
    expect(world.asked).toEqual([]);
    expect((await stateOf())?.state).toBe('not_connected');
    world.running = false;
    await vi.advanceTimersByTimeAsync(LOOK_MILLISECONDS);
    expect(world.asked).toEqual([]);
  });

  test('is told about when it could not be connected after all', async () => {
    const { world, connections, stateOf } = await waiting();
    world.refusal = { code: 'disk_full', message: 'There is no space left.' };
    world.running = false;
    await vi.advanceTimersByTimeAsync(LOOK_MILLISECONDS);
    expect(await stateOf()).toMatchObject({ state: 'not_connected', message: 'There is no space left.' });
    world.refusal = null;
    await connections.connect('claude-desktop', { insist: false });
    expect(await stateOf()).toMatchObject({ state: 'verified', message: null });
  });

  test('is waited for anew when it was only started again', async () => {
    const { world, connections, stateOf } = await waiting();
    world.comesBack = true;
    await connections.goOn('claude-desktop', 'quit');
    expect((await stateOf())?.state).toBe('waiting_for_quit');
  });

  test('has nothing to go on with when nothing waits', async () => {
    const { world, connections } = setUp();
    await connections.goOn('claude-desktop', 'quit');
    await connections.goOn('claude-desktop', 'write');
    expect(world.asked).toEqual([]);
  });
});

describe('a process list that cannot be had', () => {
  test('is no sign that the client has quit', async () => {
    const { connections, world, stateOf } = setUp();
    connections.watch(vi.fn());
    world.mustQuit = true;
    world.running = true;
    await connections.connect('claude-desktop', { insist: false });
    world.running = null;
    await vi.advanceTimersByTimeAsync(120_000);
    expect((await stateOf())?.state).toBe('waiting_for_quit');
    world.running = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await stateOf())?.state).toBe('verified');
  });

  test('is told where something was written', async () => {
    const { connections, world, stateOf } = setUp();
    world.running = null;
    await connections.connect('claude-desktop', { insist: false });
    expect(await stateOf()).toMatchObject({
      state: 'verified',
      message: expect.stringContaining('could not be seen. If it is: Quit Claude Desktop') as string,
    });
  });
});

test('a process of another program that got the number of the client is not waited for', async () => {
  const { clients, connections, world, stateOf } = setUp();
  connections.watch(vi.fn());
  world.mustQuit = true;
  world.running = true;
  await connections.connect('claude-desktop', { insist: false });
  world.running = false;
  clients.isAlive = () => true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect((await stateOf())?.state).toBe('verified');
});

describe('an entry that vanished', () => {
  async function vanished() {
    const all = setUp();
    await all.connections.connect('claude-desktop', { insist: false });
    all.world.state = 'not_connected';
    return all;
  }

  test('is noticed, and written again by a repair', async () => {
    const { connections, stateOf } = await vanished();
    expect(await stateOf()).toMatchObject({ state: 'vanished', message: null });
    await connections.connect('claude-desktop', { insist: false });
    expect((await stateOf())?.state).toBe('verified');
  });

  test('is noticed by the next start too, whoever wrote it', async () => {
    const first = setUp();
    first.world.state = 'connected';
    await first.connections.list();
    first.world.state = 'not_connected';
    const { stateOf } = setUp(first, first.files);
    expect((await stateOf())?.state).toBe('vanished');
  });

  test('is left so when the user wants that', async () => {
    const { connections, stateOf } = await vanished();
    await connections.disconnect('claude-desktop', { whileRunning: false });
    expect((await stateOf())?.state).toBe('not_connected');
  });

  test('is none where the user has disconnected, or the client is gone', async () => {
    const { connections, world, stateOf } = setUp();
    await connections.connect('claude-desktop', { insist: false });
    await connections.disconnect('claude-desktop', { whileRunning: false });
    expect((await stateOf())?.state).toBe('not_connected');
    await connections.connect('claude-desktop', { insist: false });
    world.state = 'not_installed';
    expect((await stateOf())?.state).toBe('not_installed');
  });
});

describe('a client that must quit before it is disconnected', () => {
  const LOOK_MILLISECONDS = 2_000;

  /** Somebody disconnects a client that runs. */
  async function waiting() {
    const all = setUp();
    all.connections.watch(vi.fn());
    all.world.state = 'connected';
    all.world.mustQuit = true;
    all.world.running = true;
    await all.connections.disconnect('claude-desktop', { whileRunning: false });
    return all;
  }

  test('is waited for, and disconnected as soon as it has quit', async () => {
    const { world, stateOf } = await waiting();
    expect(world.state).toBe('connected');
    expect(await stateOf()).toMatchObject({ state: 'waiting_to_disconnect', message: null });
    world.running = false;
    await vi.advanceTimersByTimeAsync(LOOK_MILLISECONDS);
    expect(await stateOf()).toMatchObject({ state: 'not_connected', message: null });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is asked to quit when the user wants that', async () => {
    const { connections, world, stateOf } = await waiting();
    await connections.goOn('claude-desktop', 'quit');
    expect(world.asked.slice(-2)).toEqual(['quit', 'disconnect']);
    expect((await stateOf())?.state).toBe('not_connected');
  });

  test('is disconnected while it runs when the user insists, and again when it undid that', async () => {
    const { connections, world, stateOf } = await waiting();
    await connections.goOn('claude-desktop', 'write');
    expect(world.asked.at(-1)).toBe('disconnect, while it runs');
    expect(await stateOf()).toMatchObject({
      state: 'not_connected',
      message: expect.stringContaining('may write it back when it quits') as string,
    });
    world.state = 'connected';
    expect((await stateOf())?.state).toBe('waiting_to_disconnect');
    world.running = false;
    await vi.advanceTimersByTimeAsync(LOOK_MILLISECONDS);
    expect(await stateOf()).toMatchObject({ state: 'not_connected', message: null });
  });

  test('stays connected when the user wants that after all', async () => {
    const { connections, world, stateOf } = await waiting();
    await connections.connect('claude-desktop', { insist: false });
    expect((await stateOf())?.state).toBe('verified');
    world.running = false;
    await vi.advanceTimersByTimeAsync(LOOK_MILLISECONDS);
    expect((await stateOf())?.state).toBe('verified');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('keeps its entry, and says why, when the file cannot be changed', async () => {
    const { clients, world, stateOf } = await waiting();
    clients.disconnect = () => Promise.reject(new AppError('storage_failed', 'There is no space left.'));
    world.running = false;
    await vi.advanceTimersByTimeAsync(LOOK_MILLISECONDS);
    expect(await stateOf()).toMatchObject({ message: 'There is no space left.' });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a program that starts anew', () => {
  /** What one start leaves undone, and the next start that finds it. */
  async function again(begin: (all: ReturnType<typeof setUp>) => Promise<void>) {
    const first = setUp();
    const end = first.connections.watch(vi.fn());
    first.world.mustQuit = true;
    first.world.running = true;
    await begin(first);
    end();
    const second = setUp(first, first.files);
    second.connections.watch(vi.fn());
    return second;
  }

  test('still connects what waits for its client to quit', async () => {
    const { world, stateOf } = await again(({ connections }) =>
      connections.connect('claude-desktop', { insist: false }),
    );
    expect((await stateOf())?.state).toBe('waiting_for_quit');
    world.running = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await stateOf())?.state).toBe('verified');
  });

  test('still knows that a client has to start anew, and whether it has', async () => {
    const { world, stateOf, files } = await again(async ({ connections }) => {
      await connections.connect('claude-desktop', { insist: false });
      await connections.goOn('claude-desktop', 'write');
    });
    expect((await stateOf())?.state).toBe('needs_restart');
    world.processId = 12;
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await stateOf())?.state).toBe('verified');
    expect(files.waits.read().size).toBe(0);
  });
});

describe.skipIf(process.platform !== 'linux')('a real program that writes its own copy back', () => {
  beforeEach(() => vi.useRealTimers());

  test.each(['quit', 'write'] as const)('keeps its connection through "%s"', async (how) => {
    using folder = temporaryFolder();
    await using claude = standInClaude(folder.path);
    const clients = createConnections(standInServer(folder.path, 'answers'), claude.computer);
    const connections = createAppConnections(clients, () => Promise.resolve(), keptFiles(), log);
    const end = connections.watch(() => undefined);
    const state = async () => (await connections.list()).find(({ id }) => id === 'claude-desktop')?.state;
    await claude.start();
    await connections.connect('claude-desktop', { insist: false });
    expect(await state()).toBe('waiting_for_quit');

    await connections.goOn('claude-desktop', how);
    if (how === 'write') {
      expect(await state()).toBe('needs_restart');
      await claude.quit();
    }

    await vi.waitFor(async () => expect(await state()).toBe('verified'), { timeout: 30_000, interval: 100 });
    end();
    const written: unknown = JSON.parse(
      readFileSync(join(claude.folder, 'claude_desktop_config.json'), 'utf8'),
    );
    expect(written).toMatchObject({
      preferences: { of: 'Claude' },
      mcpServers: { trainingpeaks: { command: process.execPath } },
    });
  });
});

test('a connection of earlier days is tried once, in the background', async () => {
  const { world, connections, stateOf } = setUp();
  const told = vi.fn();
  connections.watch(told);
  world.state = 'connected';
  expect((await stateOf())?.state).toBe('connected');
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1));
  expect((await stateOf())?.state).toBe('verified');
  await stateOf();
  expect(world.asked.filter((word) => word === 'verify')).toHaveLength(1);
});

test('a connection that was lost is not verified when it comes back', async () => {
  const { world, connections, stateOf } = setUp();
  await connections.connect('claude-desktop', { insist: false });
  world.state = 'not_connected';
  expect(await stateOf()).toMatchObject({ state: 'vanished', message: null });
  world.verification = SILENT;
  world.state = 'connected';
  expect((await stateOf())?.state).toBe('connected');
});

test('what was tried is not tried again when the file changes elsewhere', async () => {
  const { world, connections, stateOf } = setUp();
  connections.watch(vi.fn());
  await vi.waitFor(() => expect(world.listener).not.toBeNull());
  await connections.connect('claude-desktop', { insist: false });
  world.listener?.();
  expect((await stateOf())?.state).toBe('verified');
  expect(world.asked.filter((each) => each === 'verify')).toHaveLength(1);
});

test('changes by another hand are told until the watch ends', async () => {
  const { world, connections } = setUp();
  const told = vi.fn();
  const end = connections.watch(told);
  await vi.waitFor(() => expect(world.listener).not.toBeNull());
  world.listener?.();
  expect(told).toHaveBeenCalledTimes(1);
  end();
  expect(world.listener).toBeNull();
});

test('disconnecting forgets what was known', async () => {
  const { connections, stateOf } = setUp();
  await connections.connect('claude-desktop', { insist: false });
  await connections.disconnect('claude-desktop', { whileRunning: false });
  expect((await stateOf())?.state).toBe('not_connected');
});
