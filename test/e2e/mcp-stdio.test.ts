import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { Client, type VersionNegotiationMode } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator, type Simulator } from '../../src/demo/server.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { callsOf } from '../support/mcp-fixture.ts';
import {
  bareEnvironment,
  commandOf,
  connect2025,
  ensureProgram,
  nodeOnPath,
  RawServer,
  temporaryHome,
  type Message,
  type Start,
  type Variables,
} from '../support/mcp-program.ts';
import { addDays, between, must } from '../support/wire-truth.ts';

const NAMES = TOOLS.map(({ name }) => name);
const NODE_20 = nodeOnPath(20);
const today = () => new Date().toISOString().slice(0, 10);

const homes: (() => void)[] = [];
function newHome(): string {
  const { home, remove } = temporaryHome();
  homes.push(remove);
  return home;
}

beforeAll(ensureProgram);
afterAll(() => homes.forEach((remove) => remove()));

interface Fitness {
  readonly current: { readonly date: string; readonly ctl: number } | null;
}

/** Asks every tool once and gives the texts, failing when one refuses. */
async function askEverything(start: Start): Promise<string[]> {
  const client = await connect2025(start);
  const { call } = callsOf(client);
  const list = await call<{ workouts: { workout_id: number }[] }>('tp_get_workouts', { status: 'completed' });
  const workoutId = must(list.data.workouts[0]).workout_id;
  const texts: string[] = [];
  for (const { name, inputSchema } of (await client.listTools()).tools) {
    const needsWorkout = inputSchema.required?.includes('workout_id') === true;
    texts.push((await call(name, needsWorkout ? { workout_id: workoutId } : {})).text);
  }
  await client.close();
  return texts;
}

describe('with nothing set up', () => {
  it.skipIf(process.platform !== 'linux')('lists its tools, says who is missing, and lives on', async () => {
    const client = await connect2025({ environment: bareEnvironment(newHome()) });
    const { call, refusal } = callsOf(client);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(NAMES);
    const status = await call<{ signed_in: boolean; next_step: string | null }>('tp_auth_status');
    expect(status.data.signed_in).toBe(false);
    expect(status.data.next_step).toMatch(/^(Ask the user to sign in|Tell the user)/);
    expect(status.text.length).toBeGreaterThan(60);
    expect(await refusal('tp_get_fitness')).toMatch(/^(signed_out|keychain_unavailable): /);
    expect((await call<{ signed_in: boolean }>('tp_auth_status')).data.signed_in).toBe(false);
    await client.close();
  });
});

describe('mcp --demo', () => {
  it('answers all fourteen tools to a client of today', async () => {
    const texts = await askEverything({ environment: bareEnvironment(newHome()), words: ['--demo'] });
    expect(texts).toHaveLength(14);
    for (const text of texts) expect(text).toContain('As of ');
  });

  it.each<[string, VersionNegotiationMode, string]>([
    ['legacy', 'legacy', 'legacy'],
    ['auto', 'auto', 'modern'],
    ['2026-07-28', { pin: '2026-07-28' }, 'modern'],
  ])('answers the 2.x client with %s negotiation', async (_, mode, era) => {
    const start = { environment: bareEnvironment(newHome()), words: ['--demo'] };
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
    await client.connect(new StdioClientTransport({ ...commandOf(start), stderr: 'ignore' }));
    expect(client.getProtocolEra()).toBe(era);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(NAMES);
    expect((await client.listPrompts()).prompts).toHaveLength(4);
    expect((await client.listResources()).resources).toHaveLength(2);
    const { structuredContent, isError } = await client.callTool({
      name: 'tp_get_fitness',
      arguments: { days: 7 },
    });
    expect(isError).not.toBe(true);
    expect(structuredContent).toMatchObject({
      current: { date: expect.stringMatching(/^\d{4}-/) as string },
    });
    await client.close();
  });

  it.skipIf(NODE_20 === null)(
    `answers under the Node 20 of this computer${NODE_20 === null ? ' (there is none on PATH)' : ''}`,
    async () => {
      const start = { environment: bareEnvironment(newHome()), words: ['--demo'], node: must(NODE_20) };
      expect(await askEverything(start)).toHaveLength(14);
    },
  );
});

describe('the process', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    const rows = syntheticAthlete({ seed: 1, today: today(), seasons: 1 }).workouts.map((each) => each.row());
    // A short history: the pauses between requests to TrainingPeaks are the real ones here.
    simulator = await startSimulator({
      workouts: between(rows, addDays(today(), -80), addDays(today(), 30)),
    });
  });
  afterAll(() => simulator.close());

  const environment = (home: string): Variables => ({
    ...bareEnvironment(home),
    TP_TRAY_HOME: `${home}/data`,
    TP_API_URL: simulator.apiUrl,
    TP_HOME_URL: simulator.homeUrl,
    TP_ANALYSIS_URL: simulator.analysisUrl,
    TP_AUTH_COOKIE: simulator.cookie,
  });

  /** A server that waits for an answer which does not come while a test lasts. */
  async function inTheMiddleOfALoad(): Promise<RawServer> {
    simulator.faults.set({ latency: { milliseconds: 600_000, when: (path) => path.includes('/workouts/') } });
    const before = simulator.requests.length;
    const server = new RawServer({ environment: environment(newHome()) });
    await server.initialize();
    void server.request('tools/call', { name: 'tp_get_fitness', arguments: {} });
    while (!simulator.requests.slice(before).some(({ path }) => path.includes('/workouts/'))) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    simulator.faults.clear();
    return server;
  }

  it('writes nothing but the protocol to standard output', async () => {
    const server = new RawServer({ environment: environment(newHome()) });
    await server.initialize();
    const answers = await Promise.all([
      server.request('tools/list'),
      server.request('tools/call', { name: 'tp_get_fitness', arguments: {}, _meta: { progressToken: 1 } }),
      server.request('tools/call', { name: 'tp_get_fitness', arguments: { days: 'x' } }),
      server.request('tools/call', { name: 'no_such_tool', arguments: {} }),
      server.request('resources/read', { uri: 'trainingpeaks://metrics' }),
      server.request('no/such/method'),
    ]);
    server.process.stdin.write('this is no JSON\n');
    await server.request('ping');
    server.process.stdin.end();
    expect(await server.ended()).toBe(0);
    expect(answers.filter(({ error }) => error !== undefined).length).toBeGreaterThan(0);
    const messages = server.lines.map((line) => JSON.parse(line) as Message);
    expect(messages.every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true);
    expect(messages.some(({ method }) => method === 'notifications/progress')).toBe(true);
    expect(server.lines.join('\n')).not.toContain(simulator.cookie);
  });

  it('ends when standard input closes', async () => {
    const server = new RawServer({ environment: environment(newHome()) });
    await server.initialize();
    server.process.stdin.end();
    expect(await server.ended()).toBe(0);
  });

  it('ends when standard input closes before anything was said', async () => {
    const server = new RawServer({ environment: environment(newHome()) });
    server.process.stdin.end();
    expect(await server.ended()).toBe(0);
  });

  it('ends when standard input closes in the middle of a load', async () => {
    const server = await inTheMiddleOfALoad();
    server.process.stdin.end();
    expect(await server.ended()).toBe(0);
  });

  it('ends on SIGTERM, in the middle of a load too', async () => {
    const server = await inTheMiddleOfALoad();
    server.process.kill('SIGTERM');
    expect(await server.ended()).toBe(0);
  });

  it('shares one data folder with another of its kind: both give the same numbers', async () => {
    const start = { environment: environment(newHome()) };
    const clients = await Promise.all([connect2025(start), connect2025(start)]);
    const before = simulator.requests.length;
    const answers = await Promise.all(
      clients.map((client) => callsOf(client).call<Fitness>('tp_get_fitness', { days: 60 })),
    );
    const [one, other] = answers.map(({ data }) => ({ ...data, about: null }));
    expect(one).toEqual(other);
    expect(must(answers[0]).data.current?.ctl).toBeGreaterThan(20);
    expect(answers.map(({ data }) => data.about.partial)).toEqual([false, false]);
    const windows = simulator.requests.slice(before).filter(({ path }) => /workouts\/\d{4}-/.test(path));
    expect(new Set(windows.map(({ path }) => path)).size).toBe(windows.length);
    await Promise.all(clients.map((client) => client.close()));
  });

  it('answers from its own disk after a restart, with TrainingPeaks out of reach', async () => {
    const home = newHome();
    const first = await connect2025({ environment: environment(home) });
    const before = await callsOf(first).call<Fitness>('tp_get_fitness');
    await first.close();
    const nowhere = {
      ...environment(home),
      TP_API_URL: 'http://127.0.0.1:9',
      TP_HOME_URL: 'http://127.0.0.1:9',
    };
    const second = await connect2025({ environment: nowhere });
    const after = await callsOf(second).call<Fitness>('tp_get_fitness');
    expect(after.data.current).toEqual(before.data.current);
    await second.close();
  });
});

describe('the folder it is started in', () => {
  it('does not matter: nothing is written there or into an unasked place', async () => {
    const home = newHome();
    const server = new RawServer({ environment: bareEnvironment(home), words: ['--demo'] });
    await server.initialize();
    await server.request('tools/call', { name: 'tp_get_fitness', arguments: {} });
    server.process.stdin.end();
    await once(server.process, 'close');
    expect(readdirSync(home)).toEqual([]);
  });
});
