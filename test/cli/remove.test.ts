import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { connectorAddress } from '../../src/connector/address.ts';
import { bareEnvironment, runProgram, temporaryFolder } from './program.ts';

const OTHERS = '{\n\t"mcpServers": {\n\t\t"files": { "command": "npx" }\n\t}\n}\n';

/** The copies that were kept when a file was changed. */
function backupsBeside(path: string): string[] {
  return readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.tp-tray-backup-`));
}

/** A computer on which two clients, the autostart folder and the data folder know TP Tray. */
async function used() {
  const home = temporaryFolder();
  const bare = bareEnvironment(home);
  const claude = join(home, 'Claude', 'claude_desktop_config.json');
  const cursor = join(home, '.cursor', 'mcp.json');
  const autostart = join(home, '.config', 'autostart', 'tp-tray.desktop');
  const foreign = join(home, '.config', 'autostart', 'other.desktop');
  const data = bare.TP_TRAY_HOME;
  const updates = join(home, '.cache', 'tp-tray-updater');
  const ps = join(home, 'programs', 'ps');
  for (const path of [claude, cursor, autostart, ps, join(data, 'logs', 'x'), join(updates, 'pending', 'x')])
    mkdirSync(dirname(path), { recursive: true });
  // No client runs, whatever does on the computer of the test.
  writeFileSync(ps, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  for (const path of [claude, cursor]) writeFileSync(path, OTHERS);
  writeFileSync(autostart, '[Desktop Entry]\n');
  writeFileSync(foreign, '[Desktop Entry]\n');
  writeFileSync(join(data, 'history.db'), 'history');
  writeFileSync(join(data, 'settings.json'), '{}');
  writeFileSync(join(data, 'logs', 'tp-tray.log'), 'log');
  const variables = {
    ...bare,
    TP_CLAUDE_DESKTOP_DIR: dirname(claude),
    PATH: `${dirname(ps)}:${bare.PATH ?? ''}`,
  };
  const startClaude = () => {
    const line = `4711 1 ${String(process.getuid?.())} claude-desktop`;
    writeFileSync(ps, `#!/bin/sh\necho '${line}'\n`, { mode: 0o755 });
  };
  const run = (...words: string[]) => runProgram(words, variables);
  for (const client of ['claude-desktop', 'cursor']) await run('connect', client, '--no-verify');
  expect(readFileSync(claude, 'utf8')).toContain('"trainingpeaks"');
  expect(readFileSync(cursor, 'utf8')).toContain('"trainingpeaks"');
  return { claude, cursor, autostart, foreign, data, updates, startClaude, run };
}

it('takes TP Tray out of every client and of the session, and leaves the data', async () => {
  const { claude, cursor, autostart, foreign, data, updates, run } = await used();
  const { status, stdout, stderr } = await run('remove');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain(claude);
  expect(stdout).toContain(cursor);
  expect(stdout).toContain('no longer starts when you log in');
  for (const path of [claude, cursor]) expect(readFileSync(path, 'utf8')).toBe(OTHERS);
  expect(existsSync(autostart)).toBe(false);
  expect(existsSync(foreign)).toBe(true);
  expect(readdirSync(data).toSorted()).toEqual(['history.db', 'logs', 'settings.json']);
  expect(backupsBeside(claude)).not.toEqual([]);
  expect(existsSync(updates)).toBe(true);
  // Nothing is left to do, and that is no failure: an uninstaller may ask twice.
  expect(await run('remove')).toEqual({ status: 0, stdout: '', stderr: '' });
});

it('with --data deletes what was kept, and says what it could not do', async () => {
  const { claude, cursor, data, updates, run } = await used();
  expect(backupsBeside(claude)).not.toEqual([]);
  const { status, stdout, stderr } = await run('remove', '--data');
  for (const gone of [data, updates]) expect(existsSync(gone)).toBe(false);
  for (const path of [claude, cursor]) {
    expect(readFileSync(path, 'utf8')).toBe(OTHERS);
    expect(backupsBeside(path)).toEqual([]);
  }
  expect(stdout).toContain(`What TP Tray kept in ${data} is deleted.`);
  // This environment has no keychain: whether a sign-in is in one cannot be told.
  expect(stdout).not.toContain('keychain');
  expect(stderr).toMatch(/keyring|keychain|session bus/i);
  expect(status).toBe(1);
});

it('with --data leaves what is not ours', async () => {
  const { data, run } = await used();
  writeFileSync(join(data, 'diary.txt'), 'mine');
  await run('remove', '--data');
  expect(readdirSync(data)).toEqual(['diary.txt']);
});

it('does nothing at all with --data while the app is running', async () => {
  const { claude, data, run } = await used();
  const { socket } = connectorAddress(data);
  mkdirSync(dirname(socket), { recursive: true });
  const app = createServer().listen(socket);
  onTestFinished(() => void app.close());
  const { status, stdout, stderr } = await run('remove', '--data');
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toContain('TP Tray is running. Quit it, then run this again.');
  expect(readFileSync(claude, 'utf8')).toContain('"trainingpeaks"');
  expect(existsSync(join(data, 'history.db'))).toBe(true);
});

it('a file that cannot be read is told, and keeps the others from nothing', async () => {
  const { claude, cursor, run } = await used();
  writeFileSync(claude, '{"mcpServers": {"trainingpeaks": ');
  const backups = backupsBeside(claude);
  const { status, stderr } = await run('remove', '--data');
  expect(status).toBe(1);
  expect(stderr).toContain(claude);
  // Whoever repairs the file may need them.
  expect(backupsBeside(claude)).toEqual(backups);
  expect(readFileSync(cursor, 'utf8')).toBe(OTHERS);
});

it('says by its exit status that a client that runs may write its entry back', async () => {
  const { claude, startClaude, run } = await used();
  startClaude();
  const { status, stderr } = await run('remove');
  expect(stderr).toBe(
    'Claude Desktop is running and may write its own copy of the file back. Quit it, then run this again.\n',
  );
  expect(status).toBe(2);
  expect(readFileSync(claude, 'utf8')).toBe(OTHERS);
});

it('says rather by its exit status that something is left, when both are so', async () => {
  const { cursor, startClaude, run } = await used();
  startClaude();
  writeFileSync(cursor, '{"mcpServers": {"trainingpeaks": ');
  expect((await run('remove')).status).toBe(1);
});
