import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { advice } from '../../src/cli/commands/connect.ts';
import type { ConnectionOutcome } from '../../src/clients/connections.ts';
import { bareEnvironment, PROGRAM, runProgram, temporaryFolder } from './program.ts';

const OTHERS = `{
\t"mcpServers": {
\t\t"files": { "command": "npx", "args": ["-y", "files"] }
\t},
\t"preferences": { "big": 12345678901234567890 }
}`;

/** A computer with Claude Desktop, which runs only as the process that is given. */
function desktop(text?: string, claude?: ChildProcess) {
  const home = temporaryFolder();
  const folder = join(home, 'Claude');
  const programs = join(home, 'programs');
  for (const each of [folder, programs]) mkdirSync(each);
  const path = join(folder, 'claude_desktop_config.json');
  if (text !== undefined) writeFileSync(path, text);
  const pid = claude?.pid ?? 0;
  const line = `${pid} 1 ${process.getuid?.()} /usr/lib/claude-desktop/claude-desktop`;
  const looks = pid === 0 ? '' : `kill -0 ${pid} 2>/dev/null && echo "${line}"`;
  writeFileSync(join(programs, 'ps'), `#!/bin/sh\n${looks}\nexit 0\n`, { mode: 0o755 });
  const bare = bareEnvironment();
  const variables = { ...bare, TP_CLAUDE_DESKTOP_DIR: folder, PATH: `${programs}:${bare.PATH ?? ''}` };
  return { folder, path, variables, run: (...words: string[]) => runProgram(words, variables) };
}

it('connects, proves that the written command answers, and disconnects to the same bytes', async () => {
  const { path, run, variables } = desktop(OTHERS);

  const connected = await run('connect', 'claude-desktop');
  expect(connected.stdout).toMatch(
    /Added the trainingpeaks server to .*Verified: .* answered, with \d+ tools.*Quit Claude Desktop completely/su,
  );
  expect(connected.status).toBe(0);
  const written = JSON.parse(readFileSync(path, 'utf8')) as { mcpServers: Record<string, unknown> };
  expect(written.mcpServers['trainingpeaks']).toEqual({
    command: process.execPath,
    args: [PROGRAM, 'mcp'],
    env: { TP_TRAY_HOME: variables.TP_TRAY_HOME },
  });
  expect(written.mcpServers['files']).toEqual({ command: 'npx', args: ['-y', 'files'] });

  const listed = JSON.parse((await run('clients', '--json')).stdout) as { id: string }[];
  expect(listed.find(({ id }) => id === 'claude-desktop')).toMatchObject({ state: 'connected', path });

  // As the app notes it, which else would take the missing entry for an accident.
  const noted = join(variables.TP_TRAY_HOME, 'connected.json');
  mkdirSync(variables.TP_TRAY_HOME, { recursive: true });
  writeFileSync(noted, '["claude-desktop"]');
  expect(await run('disconnect', 'claude-desktop')).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(path, 'utf8')).toBe(OTHERS);
  expect(JSON.parse(readFileSync(noted, 'utf8'))).toEqual([]);
});

it.each([
  [
    'a file that is no JSON',
    '{"mcpServers": {},}',
    /line 1, column 19: the comma before the closing } must go/,
  ],
  [
    'an entry of another program',
    '{"mcpServers": {"trainingpeaks": {"command": "uvx"}}}',
    /did not write.*--force/su,
  ],
])('says on standard error why %s is left alone, with exit status 1', async (_name, text, reason) => {
  const { path, folder, run } = desktop(text);
  const { status, stdout, stderr } = await run('connect', 'claude-desktop');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(reason);
  expect(readFileSync(path, 'utf8')).toBe(text);
  expect(readdirSync(folder)).toHaveLength(1);
});

it('says with exit status 1 that there was nothing to do', async () => {
  const { run } = desktop('{}');
  expect(await run('disconnect', 'claude-desktop')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('has no trainingpeaks server') as string,
  });
  expect(await run('connect', 'claude-desktop', '--no-verify')).toMatchObject({ status: 0 });
  expect(await run('connect', 'claude-desktop')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('is connected already') as string,
  });
});

/** A process that ends when it is asked to, or at the end of the test. */
function standIn(): ChildProcess {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

it('writes nothing while the client runs and would undo it, unless the user insists', async () => {
  const { path, run } = desktop('{}', standIn());

  const refused = await run('connect', 'claude-desktop', '--no-verify');
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toMatch(/is running, and would .*connect claude-desktop --quit.*--while-running/su);
  expect(readFileSync(path, 'utf8')).toBe('{}');

  const connected = await run('connect', 'claude-desktop', '--no-verify', '--while-running');
  expect(connected).toMatchObject({ status: 0, stderr: expect.stringContaining('may overwrite') as string });
  expect((await run('disconnect', 'claude-desktop')).stderr).toMatch(/is running and may write/u);
});

it('has the client quit first when it is told to', async () => {
  const claude = standIn();
  const { path, run } = desktop('{}', claude);

  const { status, stdout } = await run('connect', 'claude-desktop', '--no-verify', '--quit');

  expect(status).toBe(0);
  expect(stdout).toMatch(/Asking Claude Desktop to quit.*Added.*Start Claude Desktop again\./su);
  expect(claude.signalCode).toBe('SIGTERM');
  expect(readFileSync(path, 'utf8')).toContain('trainingpeaks');
});

it('does not offer to quit a client that cannot be asked to', () => {
  const outcome: ConnectionOutcome = {
    id: 'claude-desktop',
    name: 'Claude Desktop',
    changed: false,
    files: [],
    problem: { code: 'client_running', message: 'It is running.' },
    warnings: [],
    toReload: '',
    mayBeOverwritten: true,
  };
  for (const triedToQuit of [false, true]) {
    const words = advice(outcome, { triedToQuit, canBeQuit: false });
    expect(words).toMatch(/cannot quit Claude Desktop for you.*--while-running/su);
    expect(words).not.toContain('--quit');
  }
  expect(advice(outcome, { triedToQuit: false, canBeQuit: true })).toContain('--quit');
});

it('names the clients there are', async () => {
  const { run } = desktop();
  expect(await run('connect', 'netscape')).toMatchObject({
    status: 1,
    stderr: 'There is no client "netscape". The clients are: claude-desktop, claude-code, cursor, vscode.\n',
  });
  expect((await run('clients')).stdout).toMatch(
    /^claude-desktop +not_connected .*\n.*\ncursor +not_installed /u,
  );
});

it('leaves a client that is not there alone, unless told to insist', async () => {
  const { run, variables } = desktop();
  expect(await run('connect', 'cursor')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('tp-tray connect cursor --force') as string,
  });
  expect((await run('connect', 'cursor', '--force', '--no-verify')).status).toBe(0);
  expect(readdirSync(join(variables.HOME, '.cursor'))).toEqual(['mcp.json']);
});
