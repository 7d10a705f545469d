import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import type { SimulatedAccount } from '../../src/demo/account.ts';
import { startSimulator, type Simulator } from '../../src/demo/server.ts';
import { openDatabase } from '../../src/history/database.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { startDemo } from '../cli/demo-process.ts';
import { McpProcess } from '../cli/mcp-process.ts';
import { addressesOf, bareEnvironment, runProgram, temporaryFolder } from '../cli/program.ts';
import { type Leak, type LeakingProxy, startLeakingProxy } from './leaking-proxy.ts';

/** Leaks that the program asks again after, so that a test of them takes long: each meets two of them in turn. */
const PAGE: Leak = (response, secrets) =>
  void response
    .writeHead(200, { 'Content-Type': 'text/html' })
    .end(`<html><title>${secrets}</title><body>Production_tpAuth=${secrets}</body></html>`);
const REDIRECT: Leak = (response, secrets) =>
  void response
    .writeHead(302, { Location: `https://login.example.test/?token=${encodeURIComponent(secrets)}` })
    .end();
const FAILURE: Leak = (response, secrets) =>
  void response.writeHead(500).end(`Authorization: Bearer ${secrets} at Token.cs:12`);
const CUT_JSON: Leak = (response, secrets) => void response.end(`{"access_token":"${secrets}`);

function inTurn(...leaks: readonly Leak[]): Leak {
  let count = 0;
  return (...answer) => leaks[(count += 1) % leaks.length]?.(...answer);
}

/** Answers that give the secrets away. */
const LEAKS: readonly (readonly [name: string, leak: Leak])[] = [
  ['a web page that echoes them, and a redirect with them in its address', inTurn(PAGE, REDIRECT)],
  ['500 whose body holds them, and JSON that breaks off behind them', inTurn(FAILURE, CUT_JSON)],
  [
    '401 that names the token',
    (response, secrets) =>
      void response
        .writeHead(401, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ message: `The token ${secrets} is not accepted.` })),
  ],
  [
    '403 whose status line, headers and cookies hold them',
    (response, secrets) => {
      const headers = { 'Set-Cookie': `Production_tpAuth=${secrets}`, 'X-Seen': secrets };
      response.writeHead(403, `Refused ${secrets}`, headers).end(secrets);
    },
  ],
  [
    '400 whose text is cut within them',
    (response, secrets) => void response.writeHead(400).end(`${' '.repeat(480)}${secrets}`),
  ],
  [
    '404 with a dump of the request',
    (response, secrets, request) =>
      void response.writeHead(404).end(JSON.stringify({ secrets, headers: request.headers })),
  ],
  [
    'data of another form',
    (response, secrets) => void response.end(JSON.stringify({ [secrets]: [secrets] })),
  ],
  [
    'rows that cannot be read',
    (response, secrets) =>
      void response.end(JSON.stringify([{ workoutId: secrets, workoutDay: secrets }, secrets])),
  ],
];

const SHARE_KEY = /(?:SHARE|EXPIRE)[0-9A-Z]+/g;
const CALENDAR_KEYS = ['DEMOCALENDARKEY1', 'DEMOCALENDARKEY2'];
let account: SimulatedAccount;
let simulator: Simulator;
let shareKeys: ReadonlySet<string>;
let workoutId: number;

beforeAll(async () => {
  const today = new Date().toISOString().slice(0, 10);
  account = syntheticAthlete({ seed: 1, today, seasons: 1 });
  simulator = await startSimulator({ athlete: account });
  const rows = account.workouts.map((workout) => workout.row());
  shareKeys = new Set(
    rows
      .flatMap((row) => [row['sharedWorkoutInformationKey'], row['sharedWorkoutInformationExpireKey']])
      .map(String),
  );
  workoutId = account.workouts.filter(({ recording }) => recording !== null).at(-1)?.workoutId ?? 0;
});

const proxies: LeakingProxy[] = [];

afterAll(async () => {
  for (const proxy of proxies) proxy.close();
  await simulator.close();
});

async function openProxy(): Promise<LeakingProxy> {
  const proxy = await startLeakingProxy(simulator);
  proxies.push(proxy);
  return proxy;
}

it('looks for secrets that the account really holds', () => {
  expect(JSON.stringify(account.settings)).toContain(CALENDAR_KEYS[0]);
  expect(shareKeys.size).toBeGreaterThan(500);
  expect([...shareKeys].flatMap((key) => key.match(SHARE_KEY))).toEqual([...shareKeys]);
  expect(simulator.cookie.length).toBeGreaterThan(1000);
  const [key = ''] = shareKeys;
  const planted = Buffer.from(`x${simulator.cookie.slice(500, 600)} "${key}" ${CALENDAR_KEYS[0] ?? ''}`);
  expect(secretsIn([['a place', planted]], new Set(['gAAAA']))).toEqual([
    'a piece of the cookie in a place',
    'a calendar key in a place',
    'a share key in a place',
  ]);
});

describe.concurrent('the server, as a process', () => {
  it.for(LEAKS)('%s', { timeout: 60_000 }, async ([, leak]) => {
    const proxy = await openProxy();
    const variables = {
      ...bareEnvironment(temporaryFolder()),
      ...addressesOf(proxy),
      TP_AUTH_COOKIE: simulator.cookie,
    };
    const server = await McpProcess.start(variables);
    const good = await askEverything(server);
    expect(good.filter((answer) => answer.includes('"isError":true'))).toEqual([]);

    makeStale(join(variables.TP_TRAY_HOME, 'history.db'));
    proxy.leak(leak);
    const bad = await askEverything(server);
    expect(bad.join('\n')).toMatch(/"stale":true|"isError":true/);
    expect(proxy.leaked).toBeGreaterThan(3);
    const duringFault = filesBelow(variables.TP_TRAY_HOME);
    expect(duringFault.map(([name]) => name)).toEqual(
      expect.arrayContaining([expect.stringMatching(/history\.db$/), expect.stringMatching(/-wal$/)]),
    );
    expect(await server.stop()).toBe(0);
    expect(server.stderr).toMatch(/ error /);

    const places: Place[] = [
      ['standard output', Buffer.from(server.stdout)],
      ['standard error', Buffer.from(server.stderr)],
      ['the answers', Buffer.from([...good, ...bad].join('\n'))],
      ...duringFault,
      ...filesBelow(variables.HOME),
    ];
    expect(proxy.tokens.size).toBeGreaterThan(1);
    expect(secretsIn(places, proxy.tokens)).toEqual([]);
    expect(server.stderr).not.toContain('demo@example.test');
  });

  it('on a first load that fails, and in the commands of the terminal', { timeout: 60_000 }, async () => {
    const proxy = await openProxy();
    const variables = {
      ...bareEnvironment(temporaryFolder()),
      ...addressesOf(proxy),
      TP_AUTH_COOKIE: simulator.cookie,
    };
    const said: Place[] = [];
    const run = async (words: readonly string[], input = '') => {
      const { stdout, stderr } = await runProgram(words, variables, { input });
      said.push([words.join(' '), Buffer.from(stdout + stderr)]);
    };
    for (const [, leak] of LEAKS.slice(2)) {
      proxy.leak(leak);
      await run(['call', 'tp_get_profile', '--verbose']);
    }
    await run(['status', '--verbose']);
    await run(['status', '--json', '--verbose']);
    await run(['login', '--verbose'], simulator.cookie);
    await run([simulator.cookie]);
    await run(['call', simulator.cookie]);
    await run(['call', 'tp_get_fitness', simulator.cookie]);
    proxy.leak(null);
    await run(['call', 'tp_get_profile', '--verbose', '--json']);
    await run(['status', '--verbose']);
    expect(said.map(([, bytes]) => bytes.toString()).join('\n')).toMatch(/Dana Demo/);
    expect(secretsIn([...said, ...filesBelow(variables.HOME)], proxy.tokens)).toEqual([]);
  });

  it('does not keep the cookie that the demo prints, nor print another secret', async () => {
    const variables = bareEnvironment(temporaryFolder());
    const { addresses, stop } = await startDemo([], variables);
    const { stdout, stderr } = await runProgram(['call', 'tp_auth_status', '--verbose'], {
      ...variables,
      ...addresses.env,
    });
    await stop('SIGTERM');
    expect(stdout).toMatch(/^Signed in to TrainingPeaks as Dana Demo/);
    const piece = addresses.cookie.slice(200, 240);
    expect(stdout + stderr).not.toContain(piece);
    const files = filesBelow(variables.HOME);
    expect(files.filter(([, bytes]) => bytes.includes(piece))).toEqual([]);
    expect(Object.keys(addresses).sort()).toEqual(['analysis_url', 'api_url', 'cookie', 'env', 'home_url']);
  });
});

/** Calls the tools, reads the resources and gets the prompts; all answers as JSON. */
async function askEverything(server: McpProcess): Promise<string[]> {
  const input: Readonly<Record<string, object>> = {
    tp_get_workout: { workout_id: workoutId },
    tp_get_workout_prs: { workout_id: workoutId },
    tp_workout_analysis: { workout_id: workoutId },
    tp_get_peaks: { days: 10 },
    tp_training_zones_distribution: { days: 10 },
  };
  // First, since it lets go of an earlier failure and looks anew.
  const first = await server.call('tp_refresh_auth');
  const others = TOOLS.filter(({ name }) => name !== 'tp_refresh_auth');
  const answers = await Promise.all([
    ...others.map(({ name }) => server.call(name, input[name])),
    server.request('prompts/list'),
    server.request('resources/list'),
    ...(await everyPrompt(server)),
    ...(await everyResource(server)),
  ]);
  expect(others).toHaveLength(13);
  return [first, ...answers].map((answer) => JSON.stringify(answer));
}

async function everyPrompt(server: McpProcess) {
  const { result } = await server.request('prompts/list');
  const prompts = (result as { prompts: { name: string; arguments?: { name: string }[] }[] }).prompts;
  expect(prompts.length).toBeGreaterThan(3);
  return prompts.map((prompt) =>
    server.request('prompts/get', {
      name: prompt.name,
      arguments: Object.fromEntries((prompt.arguments ?? []).map(({ name }) => [name, String(workoutId)])),
    }),
  );
}

async function everyResource(server: McpProcess) {
  const { result } = await server.request('resources/list');
  const { resources } = result as { resources: { uri: string }[] };
  expect(resources.length).toBeGreaterThan(1);
  return resources.map(({ uri }) => server.request('resources/read', { uri }));
}

/** Makes the history look old, so that the next question asks TrainingPeaks. */
function makeStale(file: string): void {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const database = openDatabase(file, silent);
  database.exec('UPDATE sync_state SET synced_at = 1');
  database.close();
}

type Place = readonly [name: string, bytes: Buffer];

/** Which secrets stand in which places; pieces of the long ones count, plain or encoded. */
function secretsIn(places: readonly Place[], tokens: ReadonlySet<string>): string[] {
  const { cookie } = simulator;
  const wanted: (readonly [name: string, text: string])[] = [
    ...[0, 500, 1200].map((at) => ['a piece of the cookie', cookie.slice(at, at + 40)] as const),
    ['the cookie in base64', Buffer.from(cookie).toString('base64').slice(0, 60)],
    ...[...tokens].flatMap((token) => [
      ['a token', token.slice(0, 24)] as const,
      ['a token', token.slice(-24)] as const,
    ]),
    ...CALENDAR_KEYS.map((key) => ['a calendar key', key] as const),
  ];
  const found = places.flatMap(([place, bytes]) => [
    ...wanted.filter(([, text]) => bytes.includes(text)).map(([name]) => `${name} in ${place}`),
    ...(bytes.toString('latin1').match(SHARE_KEY) ?? [])
      .filter((key) => shareKeys.has(key))
      .map(() => `a share key in ${place}`),
  ]);
  return [...new Set(found)];
}

function filesBelow(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => [path, readFileSync(path)]);
}
