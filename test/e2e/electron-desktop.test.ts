import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, type TestContext } from 'vitest';
import { connectorAddress } from '../../src/connector/address.ts';
import { connectToApp } from '../../src/connector/client.ts';
import { AppLab, needsElectron } from './app-lab.ts';

const PRELOAD = fileURLToPath(new URL('../../dist/app/preload/index.cjs', import.meta.url));

async function startLab(context: TestContext): Promise<AppLab> {
  needsElectron(context);
  const lab = await AppLab.start();
  onTestFinished(() => lab.close());
  return lab;
}

const windowCount = (lab: AppLab) =>
  lab.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

/** The app without its window, once its icon is in the tray. */
async function startInTray(context: TestContext) {
  const lab = await startLab(context);
  await lab.launch(['--hidden']);
  await lab.until(({ session, clients }) => session.state === 'signed_out' && clients.length > 0);
  await lab.poll(
    () => lab.session.trayItems(),
    (items) => items.length === 1,
  );
  return lab;
}

test('the tray of the desktop shows the icon with its menu', async (context) => {
  const lab = await startInTray(context);
  const menu = await lab.poll(
    () => lab.session.trayMenu(),
    (text) => text.includes('Not signed in'),
  );
  const labels = Array.from(menu.matchAll(/'label': <'([^']*)'>/g), ([, label]) => label);
  expect(labels).toEqual([
    'Not signed in',
    'Open dashboard',
    'Sync now',
    'Claude Desktop: not connected',
    'Connect',
    'Sign in…',
    'Open logs',
    'About TP Tray',
    'Quit',
  ]);
});

test('the icon follows the windows between light and dark where the panel does', async (context) => {
  const lab = await startInTray(context);
  const paint = (theme: 'light' | 'dark') =>
    lab.app.evaluate(({ nativeTheme }, wanted) => {
      process.env['XDG_CURRENT_DESKTOP'] = 'KDE';
      nativeTheme.themeSource = wanted;
    }, theme);
  await paint('dark');
  const onDark = await lab.session.trayPicture();
  await paint('light');
  const onLight = await lab.poll(
    () => lab.session.trayPicture(),
    (picture) => picture !== onDark,
  );
  expect(onLight).toContain('0x');
  await paint('dark');
  await lab.poll(
    () => lab.session.trayPicture(),
    (picture) => picture === onDark,
  );
});

test('an item of the menu that fails says which one it was', async (context) => {
  const lab = await startLab(context);
  await lab.session.showNotifications();
  await lab.launch(['--hidden']);
  await lab.until(({ session }) => session.state === 'signed_out');
  await lab.app.evaluate(({ shell }) => {
    shell.openPath = () => Promise.resolve('no program opens folders');
  });
  await lab.invoke('open-logs');
  const shown = await lab.poll(
    () => lab.session.notifications(),
    (notifications) => notifications.includes('could not be opened'),
  );
  expect(shown).toContain('"Open logs" did not work');
  expect(shown).not.toContain('no program opens folders');
});

test('closing the window leaves the tray, and a second start opens it again', async (context) => {
  const lab = await startLab(context);
  await lab.launch();
  await (await lab.window()).close();
  await lab.poll(
    () => windowCount(lab),
    (count) => count === 0,
  );
  const types = await lab.app.evaluate(({ app }) => app.getAppMetrics().map(({ type }) => type));
  expect(types).not.toContain('Tab');

  expect(await lab.launchAgain()).toBe(0);
  await lab.window();
  expect(await lab.launchAgain()).toBe(0);
  expect(await windowCount(lab)).toBe(1);
});

test.for([
  ['it is started once more', (lab: AppLab) => lab.launchAgain(['--hidden'])],
  [
    'the computer wakes up',
    (lab: AppLab) => lab.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume')),
  ],
] as const)('an app whose socket somebody deleted opens another when %s', async ([, wake], context) => {
  const lab = await startLab(context);
  await lab.launch(['--hidden']);
  const address = connectorAddress(lab.dataFolder);
  const connect = async () => {
    const connection = await connectToApp(address);
    connection?.destroy();
    return connection !== null;
  };
  await lab.poll(connect, (isOpen) => isOpen);
  rmSync(dirname(address.tokenFile), { recursive: true });
  expect(await connect()).toBe(false);
  await wake(lab);
  await lab.poll(connect, (isOpen) => isOpen);
});

test('a second start for the demo shows it in the app that runs', async (context) => {
  const lab = await startLab(context);
  await lab.launch(['--hidden']);
  await lab.until(({ session, demo }) => session.state === 'signed_out' && !demo);
  expect(await lab.launchAgain(['--demo'])).toBe(0);
  await lab.until(({ demo, session }) => demo && session.state === 'valid');
  expect(await lab.menuItem('sign-in')).toMatchObject({ label: 'Sign in…', enabled: true });
});

test('a start by the system opens no window', async (context) => {
  const lab = await startLab(context);
  await lab.launch(['--hidden']);
  await lab.until(({ session }) => session.state === 'signed_out');
  await lab.poll(
    () => lab.session.trayItems(),
    (items) => items.length === 1,
  );
  expect(await windowCount(lab)).toBe(0);
});

test('quitting leaves no process, no socket and no token', async (context) => {
  const lab = await startLab(context);
  await lab.launch();
  await lab.window();
  const address = connectorAddress(lab.dataFolder);
  await lab.poll(
    () => Promise.resolve(existsSync(address.tokenFile)),
    (there) => there,
  );
  expect(statSync(address.socket).mode & 0o777).toBe(0o600);
  const connection = await connectToApp(address);
  expect(connection).not.toBeNull();
  const processes = await lab.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  expect(processes.length).toBeGreaterThan(1);

  const ended = connection === null ? null : once(connection.resume(), 'close');
  await lab.quit();
  await ended;
  await lab.poll(
    () => Promise.resolve(processes.filter(isRunning)),
    (running) => running.length === 0,
  );
  expect(readdirSync(join(lab.dataFolder, 'run'))).toEqual([]);
});

test('the end of the session of the user ends the app in the same way', async (context) => {
  const lab = await startLab(context);
  await lab.launch(['--hidden']);
  await lab.until(({ session }) => session.state === 'signed_out');
  const closed = lab.app.waitForEvent('close');
  lab.app.process().kill('SIGTERM');
  await closed;
  expect(readdirSync(join(lab.dataFolder, 'run'))).toEqual([]);
});

test('the page of the window reaches the bridge and nothing behind it', async (context) => {
  const lab = await startLab(context);
  await lab.launch();
  const page = await lab.window();
  const url = page.url();
  expect(
    await page.evaluate(`({
      globals: ['require', 'process', 'module', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
      bridge: Object.keys(window.tpTray).sort(),
    })`),
  ).toEqual({ globals: [], bridge: ['call', 'on'] });
  expect(await lab.call('app.status')).toMatchObject({ ok: true });
  expect(await lab.call('mcp.access')).toEqual({ ok: true, value: null });
  expect(await lab.call('constructor')).toMatchObject({ ok: false, error: { code: 'bad_input' } });
  expect(await lab.call('client.connect', { id: '../claude', insist: true })).toMatchObject({
    ok: false,
    error: { code: 'bad_input' },
  });

  expect(await page.evaluate(`window.open('https://example.test/') === null`)).toBe(true);
  await page.evaluate(`location.href = 'https://example.test/'`);
  expect(await page.evaluate(`fetch('https://example.test/').then(() => 'answered', () => 'refused')`)).toBe(
    'refused',
  );
  expect(
    await page.evaluate(`fetch('tp-tray://window/../main/index.js').then(() => 'answered', () => 'refused')`),
  ).toBe('refused');
  expect(page.url()).toBe(url);
});

test('another page is not answered, even with the same preload script', async (context) => {
  const lab = await startLab(context);
  await lab.launch();
  await lab.window();
  const reply = await lab.app.evaluate(async ({ BrowserWindow }, preload) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await stranger.loadURL('data:text/html,<title>stranger</title>');
    return stranger.webContents.executeJavaScript(`window.tpTray.call('app.status')`) as Promise<unknown>;
  }, PRELOAD);
  expect(reply).toMatchObject({ ok: false, error: { code: 'not_permitted' } });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
