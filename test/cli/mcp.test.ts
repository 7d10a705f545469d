import { afterAll, beforeAll, expect, it } from 'vitest';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator, type Simulator } from '../../src/demo/server.ts';
import { openDatabase } from '../../src/history/database.ts';
import { addDays, between } from '../support/wire-truth.ts';
import { McpProcess } from './mcp-process.ts';
import { addressesOf, bareEnvironment, runProgram } from './program.ts';

let simulator: Simulator;

beforeAll(async () => {
  const today = new Date().toISOString().slice(0, 10);
  const rows = syntheticAthlete({ seed: 1, today, seasons: 1 }).workouts.map((each) => each.row());
  simulator = await startSimulator({ workouts: between(rows, addDays(today, -60), addDays(today, 20)) });
});

afterAll(() => simulator.close());

interface Result {
  readonly isError?: boolean;
  readonly content?: readonly { readonly text: string }[];
  readonly structuredContent?: { readonly about?: unknown; readonly current?: unknown };
}

const textOf = ({ content }: Result) => content?.map(({ text }) => text).join('\n') ?? '';

/** The environment has no session bus: only Linux programs then find no keychain. */
const onLinux = it.skipIf(process.platform !== 'linux');

onLinux('answers from what is loaded when neither the app nor the keychain is there', async () => {
  const variables = { ...bareEnvironment(), ...addressesOf(simulator) };
  const signedIn = { ...variables, TP_AUTH_COOKIE: simulator.cookie };
  const loaded = await runProgram(['call', 'tp_get_fitness', 'days=7', '--json'], signedIn);
  const { current } = JSON.parse(loaded.stdout) as { current: unknown };
  makeOld(`${variables.TP_TRAY_HOME}/history.db`);

  const server = await McpProcess.start(variables);
  const answer: Result = await server.call('tp_get_fitness', { days: 7 });
  const session: Result = await server.call('tp_auth_status');
  await server.stop();

  expect(answer.isError).not.toBe(true);
  expect(answer.structuredContent).toMatchObject({ current, about: { stale: true } });
  expect(textOf(answer)).toMatch(/\[STALE\].*Open TP Tray.*the history of Dana Demo/su);
  expect(session.structuredContent).toMatchObject({
    signed_in: false,
    state: 'unknown',
    athlete: 'Dana Demo',
  });
  for (const words of [textOf(answer), textOf(session)]) expect(words).not.toMatch(/TP_AUTH_COOKIE|D-Bus/u);
});

onLinux('asks to open the app when nothing is loaded either', async () => {
  const server = await McpProcess.start({ ...bareEnvironment(), ...addressesOf(simulator) });
  const answer: Result = await server.call('tp_get_fitness');
  await server.stop();
  expect(answer.isError).toBe(true);
  expect(textOf(answer)).toMatch(/^keychain_unavailable: .*Open TP Tray/u);
  expect(textOf(answer)).not.toMatch(/TP_AUTH_COOKIE|D-Bus/u);
});

/** Makes a history older than a question lets pass unrefreshed. */
function makeOld(file: string): void {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const database = openDatabase(file, silent);
  database.exec('UPDATE sync_state SET synced_at = synced_at - 3600000');
  database.close();
}
