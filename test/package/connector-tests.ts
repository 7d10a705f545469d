import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { needsElectron } from '../e2e/app-lab.ts';
import { callsOf } from '../support/mcp-fixture.ts';
import { bareEnvironment, connect2025, temporaryHome } from '../support/mcp-program.ts';
import { ownEntry, startOf } from './entry.ts';
import type { PackagedApp } from './packaged-app.ts';

/** The connector in Node mode of the packaged executable, with a bare environment and no app running. */
export function connectorTests(app: PackagedApp): void {
  test('serves by itself', async (context) => {
    needsElectron(context);
    const client = await connect2025(startOf(ownEntry(app), newHome(), ['--demo']));
    const answer = await callsOf(client).call('tp_get_fitness');
    expect(answer.text).toContain('As of ');
    await client.close();
  });

  test('takes no address but one of this computer', async (context) => {
    needsElectron(context);
    const child = start(app, ['call', 'tp_get_fitness'], {
      TP_API_URL: 'https://example.com',
      TP_AUTH_COOKIE: 'x'.repeat(300),
    });
    expect(await text(child.stderr)).toContain('TP_API_URL must be an address on this computer');
  });

  test('connects a client to itself as the app does', async (context) => {
    needsElectron(context);
    const home = newHome();
    const folder = join(home, '.config/Claude');
    mkdirSync(folder, { recursive: true });
    const child = start(app, ['connect', 'claude-desktop', '--no-verify'], {}, home);
    expect(await once(child, 'exit')).toEqual([0, null]);
    const written = JSON.parse(readFileSync(join(folder, 'claude_desktop_config.json'), 'utf8')) as unknown;
    expect(written).toEqual({ mcpServers: { trainingpeaks: ownEntry(app) } });
  });

  test('is what the executable runs when it is started with words, on a computer without a display', async (context) => {
    needsElectron(context);
    const home = newHome();
    const data = join(home, '.local/share/tp-tray');
    const folder = join(home, '.config/Claude');
    mkdirSync(folder, { recursive: true });
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'history.db'), 'history');
    const configuration = () => readFileSync(join(folder, 'claude_desktop_config.json'), 'utf8');
    const run = async (...words: readonly string[]) => {
      const child = spawn(app.executable, ['--no-sandbox', ...words], {
        env: bareEnvironment(home),
        cwd: '/',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const ended = once(child, 'exit');
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
      return { status: (await ended)[0] as number | null, stdout, stderr };
    };

    expect((await run('connect', 'claude-desktop', '--no-verify')).status).toBe(0);
    expect(JSON.parse(configuration())).toEqual({ mcpServers: { trainingpeaks: ownEntry(app) } });
    const answer = await run('call', 'tp_get_fitness', '--demo');
    expect(answer.stdout).toContain('As of ');
    expect(answer.status).toBe(0);

    const removal = await run('remove', '--data');
    expect(removal.stdout).toContain(`What TP Tray kept in ${data} is deleted.`);
    expect(existsSync(data)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    // The keychain of this computer cannot be asked.
    expect(removal.stderr).toMatch(/keyring|keychain|session bus/i);
    expect(removal.status).toBe(1);
    // Nothing of a window has been started, which would leave its own.
    expect(readdirSync(home, { recursive: true }).filter((name) => /tray/i.test(String(name)))).toEqual([]);
  });

  test('shows the window in a browser, from the archive', async (context) => {
    needsElectron(context);
    const server = start(app, ['serve', '--demo', '--no-open']);
    const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
    const { url } = JSON.parse(line) as { url: string };
    const entrance = await fetch(url, { redirect: 'manual' });
    const cookie = entrance.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(new URL(entrance.headers.get('location') ?? '/', url), { headers: { cookie } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<script type="module"');
  });
}

function start(
  app: PackagedApp,
  words: readonly string[],
  variables: Readonly<Record<string, string>> = {},
  home = newHome(),
) {
  const { command, env } = ownEntry(app);
  const child = spawn(command, [app.connector, ...words], {
    env: { ...bareEnvironment(home), ...env, ...variables },
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

function newHome(): string {
  const { home, remove } = temporaryHome();
  onTestFinished(remove);
  return home;
}
