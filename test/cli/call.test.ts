import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator, type Simulator } from '../../src/demo/server.ts';
import { needsDebianPackages } from '../support/debian-packages.ts';
import { addressesOf, bareEnvironment, ended, runProgram, startProgram, temporaryFolder } from './program.ts';

const TODAY = new Date().toISOString().slice(0, 10);
let simulator: Simulator;
/** A data folder whose history is loaded. */
let loadedHome: string;

beforeAll(async () => {
  simulator = await startSimulator({ athlete: syntheticAthlete({ seed: 1, today: TODAY, seasons: 1 }) });
  loadedHome = temporaryFolder();
});

afterAll(async () => {
  await simulator.close();
});

function signedIn(home = temporaryFolder()) {
  return { ...bareEnvironment(home), ...addressesOf(simulator), TP_AUTH_COOKIE: simulator.cookie };
}

it('answers in words, and with --json by exactly the structured content', async () => {
  const variables = signedIn(loadedHome);
  const words = await runProgram(['call', 'tp_get_fitness', 'days=7'], variables);
  expect(words).toMatchObject({ status: 0, stderr: '' });
  expect(words.stdout).toMatch(/CTL.*\n[^]*As of \d{4}-\d\d-\d\d \(Europe\/Vienna\), synced just now\./);

  const json = await runProgram(['call', 'tp_get_fitness', 'days=7', '--json'], variables);
  expect(json).toMatchObject({ status: 0, stderr: '' });
  const content = JSON.parse(json.stdout) as { days: unknown[]; about: object; current: { ctl: number } };
  expect(content.days).toHaveLength(7);
  expect(Object.keys(content)).toEqual(expect.arrayContaining(['range', 'current', 'days', 'about']));
  expect(content.about).toMatchObject({ stale: false, partial: false });
  expect(words.stdout).toContain(content.current.ctl.toFixed(1));
});

it.for([
  ['an unknown tool', ['tp_fitness'], /^There is no tool tp_fitness\. The tools are:\n {2}tp_auth_status /],
  [
    'a word that is no argument',
    ['tp_get_fitness', 'ninety'],
    /"ninety" is not an argument\. Write key=value/,
  ],
  ['an argument without a name', ['tp_get_fitness', '=90'], /"=90" is not an argument/],
  ['an unknown parameter', ['tp_get_fitness', 'day=9'], /^.*day: the parameters are days, start_date/],
  ['a text for a number', ['tp_get_fitness', 'days=many'], /^days must be a number/],
  ['a number out of range', ['tp_get_fitness', 'days=0'], /^days must be at least 1/],
  ['a day that does not exist', ['tp_get_fitness', 'start_date=2026-02-30'], /^start_date is not a day/],
  ['a missing parameter', ['tp_get_workout'], /^workout_id is missing/],
  ['a workout that does not exist', ['tp_get_workout', 'workout_id=1'], /^.*It may have been deleted/],
] as const)('refuses %s in our words', async ([, words, refusal]) => {
  const { status, stdout, stderr } = await runProgram(['call', ...words], signedIn(loadedHome));
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(refusal);
  expect(stderr).not.toMatch(/ at .*:\d+|Error:|zod/i);
});

it('refuses an address to which the session could leak', async () => {
  const variables = { ...signedIn(), TP_API_URL: 'http://trainingpeaks.example.test' };
  const { status, stderr } = await runProgram(['call', 'tp_get_fitness', '--verbose'], variables);
  expect(status).toBe(1);
  expect(stderr).toMatch(/TP_API_URL must be an https address, or an http address on this computer/);
  expect(stderr).not.toContain(simulator.cookie);
});

it('says what is wrong with a data folder that cannot be written', async () => {
  const home = temporaryFolder();
  const variables = { ...signedIn(home), TP_TRAY_HOME: join(home, 'history.db') };
  mkdirSync(join(home, 'history.db', 'history.db'), { recursive: true });
  const { status, stderr } = await runProgram(['call', 'tp_get_fitness'], variables);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^TP Tray cannot open its history file .*disk is not full/);
});

it('shows diagnostics with --verbose alone', async () => {
  const variables = { ...signedIn(), TP_AUTH_COOKIE: 'V001NotACookieAnyMore' };
  const quiet = await runProgram(['call', 'tp_get_fitness'], variables);
  expect(quiet.stderr).toMatch(/^The TrainingPeaks session has ended/);
  const verbose = await runProgram(['call', 'tp_get_fitness', '--verbose'], variables);
  expect(verbose.stderr).toMatch(/^\d{4}-.* error tp_get_fitness failed with session_expired/m);
});

it('shows progress on a terminal, and leaves no trace of it in the answer', async (context) => {
  needsDebianPackages(context, ['bsdutils']);
  const answer = join(temporaryFolder(), 'answer.txt');
  const onTerminal = `exec script -qec "'$1' '$2' call tp_get_fitness > '${answer}'" /dev/null`;
  const around = ['bash', '-c', onTerminal, 'bash'];
  const { status, stdout: shown } = await runProgram([], signedIn(), { around });
  expect(status).toBe(0);
  expect(shown).toMatch(/Loading your TrainingPeaks history: back to \d{4}-\d\d-\d\d \(\d+ of about \d+\)/);
  expect(shown.endsWith('\r\u001B[K')).toBe(true);
  expect(readFileSync(answer, 'utf8')).toMatch(/^All sports, /);
});

it('stops a first load on Ctrl-C, keeps what was loaded, and goes on from there', async () => {
  const variables = signedIn();
  const before = simulator.requests.length;
  const child = startProgram(['call', 'tp_get_fitness'], variables);
  const end = ended(child);
  await expect.poll(() => lists(before), { interval: 20, timeout: 20_000 }).toBeGreaterThan(4);
  child.kill('SIGINT');
  const { status, stdout, stderr } = await end;
  expect({ status, stdout }).toEqual({ status: 130, stdout: '' });
  expect(stderr).toMatch(/^Stopped\. What was loaded is kept/);

  const middle = simulator.requests.length;
  const again = await runProgram(['call', 'tp_get_fitness', '--json'], variables);
  expect(again.status).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({ about: { stale: false, partial: false } });
  const today = simulator.requests.slice(middle).filter(({ path }) => /workouts\/\d{4}-/.test(path));
  const first = simulator.requests.slice(before).find(({ path }) => /workouts\/\d{4}-/.test(path));
  expect(today.map(({ path }) => path)).not.toContain(first?.path);
});

it('answers for the made-up athlete without an account, a keyring or a file', async () => {
  const variables = bareEnvironment();
  const { status, stdout } = await runProgram(['call', 'tp_auth_status', '--demo'], variables);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Signed in to TrainingPeaks as Dana Demo/);
});

function lists(from: number): number {
  return simulator.requests.slice(from).filter(({ path }) => /workouts\/\d{4}-/.test(path)).length;
}
