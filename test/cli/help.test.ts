import { expect, it } from 'vitest';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { runProgram } from './program.ts';

it.for([
  [[], ['tp-tray login', 'tp-tray call tp_get_fitness --demo', 'TP_AUTH_COOKIE', 'TP_TRAY_HOME']],
  [['mcp'], ['"command": "tp-tray"', '"args": ["mcp"]', 'Claude Desktop']],
  [['serve'], ['tp-tray serve --demo', '--no-open', '"mcp_url"', '"mcp_token"', 'works once']],
  [['call'], ['tp-tray call tp_get_workouts days=7', '--json', 'Ctrl-C', 'exit status']],
  [['status'], ['tp-tray status --json', 'exit status']],
  [['login'], ['tp-tray login < cookie.txt', 'tp-tray login --forget', 'TP_AUTH_COOKIE']],
  [
    ['remove'],
    ['tp-tray remove', 'tp-tray remove --data', 'quit the app first', 'exit status is 1', 'else 2'],
  ],
  [['demo'], ['tp-tray demo --workouts workouts.json --port 8765', '"env"']],
] as const)('--help of "%s" shows how to use it', async ([command, examples]) => {
  const { status, stdout, stderr } = await runProgram([...command, '--help']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const example of examples) expect(stdout).toContain(example);
  expect(stdout).not.toMatch(/undefined|\[object/);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
});

it('says where help is when a command or an option does not exist', async () => {
  for (const words of [['srv'], ['status', '--jsn'], ['demo', '--port', 'http']]) {
    const { status, stdout, stderr } = await runProgram(words);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/--help shows what there is/);
  }
  expect((await runProgram(['demo', '--port', '70000'])).stderr).toMatch(/whole number from 0 to 65535/);
});

it('prints its version', async () => {
  expect(await runProgram(['--version'])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
  });
});

it('lists every tool with its parameters, defaults and limits', async () => {
  const { status, stdout } = await runProgram(['call']);
  expect(status).toBe(0);
  for (const { name, title, input } of TOOLS) {
    const [, described = ''] = stdout.split(new RegExp(`^${name}  `, 'm'));
    const own = described.split('\n\n')[0] ?? '';
    expect(own).toContain(title);
    for (const key of Object.keys(input.shape)) expect(own).toMatch(new RegExp(`^    ${key}=`, 'm'));
  }
  expect(stdout).toMatch(/^ {4}days=90 .*whole number from 1 to 20000/m);
  expect(stdout).toMatch(/^ {4}start_date=YYYY-MM-DD/m);
  expect(stdout).toMatch(/^ {4}workout_id=\.\.\. .*required/m);
  expect(stdout).toMatch(/^ {4}status=all .*completed, planned, missed/m);
});
