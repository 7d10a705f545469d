import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connections } from '../../src/clients/connections.ts';
import type { ClientState } from '../../src/clients/inspect.ts';
import type { Verification } from '../../src/clients/verify.ts';
import { createAppConnections } from '../../src/main/connections.ts';
import { createLineLog } from '../../src/shared/line-log.ts';

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
    message: 'In words.',
  });
  const outcome = (changed: boolean) => ({
    id: 'claude-desktop' as const,
    name: 'Claude Desktop',
    changed,
    files: [],
    problem: world.refusal,
    warnings: [],
    toReload: 'Quit Claude Desktop and start it again.',
    mayBeOverwritten: true,
  });
  const clients: Connections = {
    list: () => Promise.resolve([clientState()]),
    state: () => Promise.resolve(clientState()),
    connect: (_id, { force = false } = {}) => {
      world.asked.push(`connect, force ${String(force)}`);
      const changed = world.refusal === null && world.state !== 'connected';
      if (changed) world.state = 'connected';
      return Promise.resolve(outcome(changed));
    },
    disconnect: () => {
      world.asked.push('disconnect');
      world.state = 'not_connected';
      return Promise.resolve(outcome(true));
    },
    verify: () => {
      world.asked.push('verify');
      return Promise.resolve(world.verification);
    },
    isRunning: () => Promise.resolve(world.running),
    watch: (_id, listener) => {
      world.listener = () => listener(clientState());
      return Promise.resolve(() => (world.listener = null));
    },
  };
  return { world, clients };
}

const lines: string[] = [];
const log = createLineLog((line) => lines.push(line));

function setUp() {
  const { world, clients } = fakeClients();
  const connections = createAppConnections(
    clients,
    () => {
      world.asked.push('prepare');
      return Promise.resolve();
    },
    log,
  );
  const stateOf = async () => (await connections.list())[0];
  return { world, connections, stateOf };
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

  test('is not watched any more after that', async () => {
    const { world, connections } = setUp();
    world.running = true;
    await connections.connect('claude-desktop', { insist: false });
    world.running = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(vi.getTimerCount()).toBe(0);
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
  expect(await stateOf()).toMatchObject({ state: 'not_connected', message: null });
  world.verification = SILENT;
  world.state = 'connected';
  expect((await stateOf())?.state).toBe('connected');
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
  await connections.disconnect('claude-desktop');
  expect((await stateOf())?.state).toBe('not_connected');
});
