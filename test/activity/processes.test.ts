import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as Client2025 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as Transport2025 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createJournal } from '../../src/activity/journal.ts';
import { connectorAddress } from '../../src/connector/address.ts';
import { startConnectorHost } from '../../src/connector/host.ts';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator, type Simulator } from '../../src/demo/server.ts';
import { createLocalServer } from '../../src/main/local-server.ts';
import type { AskedQuestion } from '../../src/shared/activity.ts';
import { makeApp, startAccount } from '../app/lab.ts';
import { McpProcess } from '../cli/mcp-process.ts';
import { addressesOf, bareEnvironment } from '../cli/program.ts';
import { startServe } from '../cli/serve-process.ts';
import { recordingLog } from '../support/mcp-fixture.ts';
import { commandOf, connect2025 } from '../support/mcp-program.ts';
import { addDays, between } from '../support/wire-truth.ts';

const SECRET = 'gAAAA-what-nobody-may-read';

let simulator: Simulator;
beforeAll(async () => {
  const today = new Date().toISOString().slice(0, 10);
  const rows = syntheticAthlete({ seed: 1, today, seasons: 1 }).workouts.map((each) => each.row());
  simulator = await startSimulator({ workouts: between(rows, addDays(today, -60), addDays(today, 20)) });
});
afterAll(() => simulator.close());

/** The environment of a signed-in user, and the list of questions that its data folder holds. */
function newUser({ signedIn = true } = {}) {
  const { HOME, PATH = '', TP_TRAY_HOME, DBUS_SESSION_BUS_ADDRESS } = bareEnvironment();
  const folder = TP_TRAY_HOME;
  const file = join(folder, 'activity.jsonl');
  const listed = async (): Promise<readonly AskedQuestion[]> =>
    (await createJournal(folder, { log: recordingLog([]) }).list()).questions;
  return {
    environment: {
      ...{ HOME, PATH, TP_TRAY_HOME, DBUS_SESSION_BUS_ADDRESS },
      ...addressesOf(simulator),
      ...(signedIn ? { TP_AUTH_COOKIE: simulator.cookie } : {}),
    },
    folder,
    file,
    listed,
    /** The questions, once there are so many. */
    questions: async (count: number) => {
      await vi.waitFor(async () => expect(await listed()).toHaveLength(count), 5000);
      return listed();
    },
  };
}

/** Asks what is answered, what is refused, and what does not exist; with secrets where they do not belong. */
async function askThree(call: (tool: string, input: Record<string, unknown>) => Promise<unknown>) {
  await call('tp_get_fitness', { days: 7 });
  await call('tp_get_workouts', { sport: SECRET, [SECRET]: SECRET });
  // A tool that does not exist is refused by the protocol, and its name is a text of the client.
  await call(SECRET, {}).catch(() => undefined);
}

const ASKED_THREE = [
  { tool: 'tp_get_workouts', outcome: 'refused', reason: 'bad_input' },
  { tool: 'tp_get_fitness', outcome: 'answered', reason: null },
];

const KEPT = ['askedAt', 'tool', 'client', 'durationMilliseconds', 'answerCharacters', 'outcome', 'reason'];

function expectNoSecret(file: string): void {
  const kept = readFileSync(file, 'utf8');
  for (const line of kept.trim().split('\n')) expect(Object.keys(JSON.parse(line) as object)).toEqual(KEPT);
  expect(kept).toContain('tp_get_fitness');
  expect(kept).not.toContain('nobody-may-read');
  expect(statSync(file).mode & 0o777).toBe(0o600);
}

describe('what an assistant asks is noted', () => {
  test('by "tp-tray mcp" that serves by itself', async () => {
    const user = newUser();
    const server = await McpProcess.start(user.environment);
    expect(existsSync(user.file)).toBe(false);
    await askThree((tool, input) => server.call(tool, input));
    expect(await user.questions(2)).toMatchObject(ASKED_THREE.map((each) => ({ ...each, client: 'test' })));
    await server.stop();
    expectNoSecret(user.file);
  });

  test('with the name of a client that shows it with every request', async () => {
    const user = newUser();
    const client = new Client({ name: 'of-2026', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new StdioClientTransport(commandOf({ environment: user.environment })));
    await client.callTool({ name: 'tp_auth_status', arguments: {} });
    await client.close();
    expect(await user.questions(1)).toMatchObject([{ tool: 'tp_auth_status', client: 'of-2026' }]);
  });

  test('before the process ends, however soon its client leaves', async () => {
    const user = newUser();
    const server = await McpProcess.start(user.environment);
    await server.call('tp_auth_status');
    expect(await server.stop()).toBe(0);
    expect(await user.listed()).toMatchObject([{ tool: 'tp_auth_status', outcome: 'answered' }]);
  });

  test('by the app, for "tp-tray mcp" beside it', async () => {
    const user = newUser({ signedIn: false });
    const account = await startAccount();
    const { app } = makeApp(account.openServices);
    const log = recordingLog([]);
    const journal = createJournal(user.folder, { log, now: () => account.clock.now });
    const noted = async () => (await journal.list()).questions;
    const { serve } = createLocalServer({ app, version: '9', log, journal, onIdle: () => undefined });
    const host = await startConnectorHost(connectorAddress(user.folder), serve, log);
    onTestFinished(() => host.close());
    const server = await McpProcess.start(user.environment);
    await askThree((tool, input) => server.call(tool, input));
    await vi.waitFor(async () => expect(await noted()).toHaveLength(2));
    await app.showDemo(true);
    expect(await server.call('tp_get_fitness')).toMatchObject({ isError: true });
    await server.stop();
    expect(await noted()).toMatchObject(ASKED_THREE.map((each) => ({ ...each, client: 'test' })));
    expectNoSecret(user.file);
  });

  test('by "tp-tray serve", whose older clients have no name', async () => {
    const user = newUser();
    const { addresses, stop } = await startServe(['--no-open'], user.environment);
    const url = new URL(addresses.mcp_url);
    const requestInit = { headers: { Authorization: `Bearer ${addresses.mcp_token}` } };
    const newer = new Client({ name: 'claude-code', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await newer.connect(new StreamableHTTPClientTransport(url, { requestInit }));
    const older = new Client2025({ name: 'claude-ai', version: '1' });
    await older.connect(new Transport2025(url, { requestInit }));
    await askThree((name, input) => newer.callTool({ name, arguments: input }));
    await older.callTool({ name: 'tp_auth_status', arguments: {} });
    await Promise.all([newer.close(), older.close()]);
    expect(await user.questions(3)).toMatchObject([
      { tool: 'tp_auth_status', client: null },
      ...ASKED_THREE.map((each) => ({ ...each, client: 'claude-code' })),
    ]);
    await stop('SIGTERM');
    expectNoSecret(user.file);
  });
});

test('nothing is noted about the demo athlete', async () => {
  const { environment, file } = newUser({ signedIn: false });
  const client = await connect2025({ environment, words: ['--demo'] });
  await client.callTool({ name: 'tp_get_fitness', arguments: {} });
  await client.close();
  expect(existsSync(file)).toBe(false);
});

test('processes that write at once lose no line of one another', { timeout: 30_000 }, async () => {
  const user = newUser();
  const servers = await Promise.all([1, 2, 3].map(() => McpProcess.start(user.environment)));
  const tools = ['tp_get_fitness', 'tp_fitness_trend', 'tp_auth_status'];
  // One loads the history while the others wait; after that they answer as fast as they can.
  await Promise.all(servers.map((server) => server.call('tp_get_profile')));
  await Promise.all(
    servers.flatMap((server, index) => Array.from({ length: 100 }, () => server.call(tools[index] ?? ''))),
  );
  expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0, 0]);
  const questions = await user.listed();
  for (const tool of tools) expect(questions.filter((each) => each.tool === tool)).toHaveLength(100);
  expect(questions).toHaveLength(303);
});
