import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { RequestOptions } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { SimulatedAccount } from '../../src/demo/account.ts';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import type { FaultSwitches } from '../../src/demo/faults.ts';
import { startSimulator, type Simulator } from '../../src/demo/server.ts';
import { openDatabase } from '../../src/history/database.ts';
import { createHistory } from '../../src/history/history.ts';
import { createStore } from '../../src/history/store.ts';
import { buildServer } from '../../src/mcp/server.ts';
import type { Engine } from '../../src/mcp/tool.ts';
import type { ObserveQuestion } from '../../src/shared/activity.ts';
import type { Log } from '../../src/shared/log.ts';
import { createTrainingPeaks } from '../../src/trainingpeaks/index.ts';
import type { WireRow } from './wire-truth.ts';

/** A Wednesday, 17:00 in Vienna: the demo athlete has swum and still has a run to do. */
export const NOW = Date.parse('2026-06-17T15:00:00Z');
export const TODAY = '2026-06-17';

export interface About {
  readonly as_of: string;
  readonly time_zone: string;
  readonly synced_at: string | null;
  readonly stale: boolean;
  readonly partial: boolean;
  readonly notes: readonly string[];
}

export interface Answer<Data> {
  readonly data: Data & { readonly about: About };
  readonly text: string;
}

export interface FixtureOptions {
  /** Training years of the demo athlete. Default 1. */
  readonly seasons?: number;
  /** Wire-format workouts instead of the demo athlete. */
  readonly workouts?: readonly WireRow[];
  readonly faults?: FaultSwitches;
  readonly signedIn?: boolean;
  /** Is told of every question. */
  readonly observe?: ObserveQuestion;
}

export interface McpFixture {
  readonly client: Client;
  readonly simulator: Simulator;
  readonly engine: Engine;
  /** The workouts of the account as the simulator sends them. */
  readonly rows: readonly WireRow[];
  readonly account: SimulatedAccount | null;
  /** The clock of the server and of the simulator; a test may move it. */
  readonly clock: { now: number };
  /** Everything that was logged, secrets not scrubbed. */
  readonly logged: string[];
  /** Calls a tool that must succeed. The client checks the answer against the output schema. */
  call<Data>(tool: string, input?: Record<string, unknown>, options?: RequestOptions): Promise<Answer<Data>>;
  /** Calls a tool that must refuse; gives the words of the refusal. */
  refusal(tool: string, input?: Record<string, unknown>, options?: RequestOptions): Promise<string>;
  close(): Promise<void>;
}

/** The real server behind a real client of the 2025 era, over a simulated TrainingPeaks on loopback. */
export async function connectAthlete(options: FixtureOptions = {}): Promise<McpFixture> {
  const clock = { now: NOW };
  const now = () => clock.now;
  const account =
    options.workouts === undefined
      ? syntheticAthlete({ seed: 1, today: TODAY, seasons: options.seasons ?? 1 })
      : null;
  const simulator = await startSimulator({
    now,
    ...(account === null ? {} : { athlete: account }),
    ...(options.workouts === undefined ? {} : { workouts: options.workouts }),
    ...(options.faults === undefined ? {} : { faults: options.faults }),
  });
  const logged: string[] = [];
  const { engine, close } = composeEngine(simulator, now, recordingLog(logged), options.signedIn ?? true);
  const client = await connectClient(engine, options.observe);
  return {
    client,
    simulator,
    engine,
    rows: account?.workouts.map((workout) => workout.row()) ?? options.workouts ?? [],
    account,
    clock,
    logged,
    ...callsOf(client),
    close: async () => {
      await client.close();
      await close();
      await simulator.close();
    },
  };
}

/** Composes the engine as `src/services.ts` does, with a fixed clock and without spacing between requests. */
export function composeEngine(
  simulator: Simulator,
  now: () => number,
  log: Log,
  signedIn = true,
): { engine: Engine; close: () => Promise<void> } {
  const { apiUrl: api, homeUrl: home, analysisUrl: analysis, cookie } = simulator;
  let stored = cookie;
  const cookies = {
    read: () => Promise.resolve(signedIn ? { cookie: stored, origin: 'keychain' as const } : null),
    replace: (young: string) => {
      stored = young;
      return Promise.resolve();
    },
  };
  const remote = createTrainingPeaks({
    urls: { api, home, analysis },
    cookies,
    log,
    now,
    spacingMs: 0,
    retryDelayMs: 1,
  });
  const history = createHistory({ store: createStore(openDatabase(':memory:', log)), remote, log, now });
  const { report, renew, forget } = history.session;
  const session = {
    report,
    renew,
    forget: () => {
      forget();
      return Promise.resolve();
    },
  };
  const engine: Engine = { log, now, session, snapshot: (options) => history.snapshot(options) };
  return { engine, close: () => history.close() };
}

/** A client of the 2025 era, as Claude Desktop is, connected to a server of its own over the engine. */
export async function connectClient(engine: Engine, observe?: ObserveQuestion): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await buildServer(engine, '0.0.0', observe).connect(theirs);
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(ours);
  await client.listTools();
  return client;
}

export function recordingLog(logged: string[]): Log {
  const describe = (cause: unknown): string =>
    cause instanceof Error ? `${String(cause.stack)} <- ${describe(cause.cause)}` : JSON.stringify(cause);
  return {
    info: (message, fields) => void logged.push(`${message} ${describe(fields)}`),
    warn: (message, fields) => void logged.push(`${message} ${describe(fields)}`),
    error: (message, cause) => void logged.push(`${message} ${describe(cause)}`),
  };
}

/** The two ways a tool call ends, of any client. */
export function callsOf(client: Pick<Client, 'callTool'>): Pick<McpFixture, 'call' | 'refusal'> {
  const ask = async (name: string, input: Record<string, unknown>, options?: RequestOptions) => {
    const { isError, structuredContent, content } = await client.callTool(
      { name, arguments: input },
      undefined,
      options,
    );
    const text = (content as readonly { readonly text: string }[])[0]?.text ?? '';
    return { isError: isError === true, data: structuredContent, text };
  };
  return {
    call: async <Data>(name: string, input: Record<string, unknown> = {}, options?: RequestOptions) => {
      const { isError, data, text } = await ask(name, input, options);
      if (isError) throw new Error(`${name} refused: ${text}`);
      return { data, text } as Answer<Data>;
    },
    refusal: async (name, input = {}, options) => {
      const { isError, data, text } = await ask(name, input, options);
      if (!isError || data !== undefined) throw new Error(`${name} did not refuse: ${text}`);
      return text;
    },
  };
}
