import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { needsRealSeason, REAL_SEASON } from '../support/real-season.ts';
import { startDemo } from './demo-process.ts';
import { McpProcess } from './mcp-process.ts';
import { bareEnvironment, runProgram, temporaryFolder } from './program.ts';

interface Fitness {
  readonly days: readonly { date: string; ctl: number; atl: number; tsb: number }[];
  readonly current: { ctl: number; atl: number; tsb: number };
}

it('serves a made-up athlete that the program itself can sign in to', async () => {
  const variables = bareEnvironment();
  const { addresses, stop } = await startDemo([], variables);
  expect(addresses.env).toEqual({
    TP_API_URL: addresses.api_url,
    TP_HOME_URL: addresses.home_url,
    TP_ANALYSIS_URL: addresses.analysis_url,
    TP_AUTH_COOKIE: addresses.cookie,
  });
  const answer = await runProgram(['call', 'tp_get_profile'], { ...variables, ...addresses.env });
  expect(answer).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Dana Demo, /) as string });
  expect(await stop('SIGINT')).toBe(0);
});

it('listens on the port it is given, and says when it cannot', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const port = String(typeof address === 'object' ? address?.port : '');
  const refused = await runProgram(['demo', '--port', port]);
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toMatch(/could not open port|could not open its port/);

  taken.close();
  await once(taken, 'close');
  const { addresses, stop } = await startDemo(['--port', port], bareEnvironment());
  expect(addresses.api_url).toBe(`http://127.0.0.1:${port}/tpapi`);
  expect(await stop('SIGTERM')).toBe(0);
});

it.for([
  ['a file that is not there', null, /The workouts file cannot be read\. Check the path/],
  ['broken JSON', '[{"workoutId": 1', /The workouts file is not valid JSON/],
  ['something else than a list', '{"workouts": []}', /must hold a JSON array of workouts/],
  ['a row without a day', '[{"workoutId": 1}]', /Row 0 of the workouts is not a workout: it needs/],
] as const)('refuses %s in our words', async ([, content, refusal]) => {
  const file = join(temporaryFolder(), 'workouts.json');
  if (content !== null) writeFileSync(file, content);
  const { status, stdout, stderr } = await runProgram(['demo', '--workouts', file]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(refusal);
  expect(stderr).not.toMatch(/SyntaxError|ENOENT| at /);
});

it('serves a real season, whose fitness comes out right through a real client', async (context) => {
  needsRealSeason(context);
  const variables = bareEnvironment();
  const { addresses, stop } = await startDemo(['--workouts', fileURLToPath(REAL_SEASON)], variables);
  const server = await McpProcess.start({ ...variables, ...addresses.env });
  const { structuredContent } = await server.call('tp_get_fitness', {
    start_date: '2020-09-07',
    end_date: '2021-01-03',
  });
  const { days } = structuredContent as Fitness;
  const on = (wanted: string) => days.find(({ date }) => date === wanted);
  expect(days).toHaveLength(119);
  expect(on('2020-09-30')).toMatchObject({ ctl: 42.1, atl: 97, tsb: -53.8 });
  expect(on('2020-12-31')).toMatchObject({ ctl: 66.4, atl: 64.3, tsb: -7 });

  const short = await server.call('tp_get_fitness', { start_date: '2020-12-31', end_date: '2020-12-31' });
  expect((short['structuredContent'] as Fitness).current).toMatchObject({ ctl: 66.4, atl: 64.3, tsb: -7 });
  expect(await server.stop()).toBe(0);
  expect(await stop('SIGTERM')).toBe(0);
});
