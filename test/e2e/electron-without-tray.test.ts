import { once } from 'node:events';
import { expect, onTestFinished, test, vi, type TestContext } from 'vitest';
import { connectorAddress } from '../../src/connector/address.ts';
import { connectToApp } from '../../src/connector/client.ts';
import { AppLab, needsElectron } from './app-lab.ts';

// The app itself waits here: for a tray to come, for work to settle.
vi.setConfig({ testTimeout: 90_000 });

/** The app on a desktop that shows no tray icons. */
async function startLab(context: TestContext): Promise<AppLab> {
  needsElectron(context);
  const lab = await AppLab.start({ tray: false });
  onTestFinished(() => lab.close());
  return lab;
}

const windowCount = (lab: AppLab) =>
  lab.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

async function closeWindow(lab: AppLab): Promise<void> {
  await (await lab.window()).close();
  await lab.poll(
    () => windowCount(lab),
    (count) => count === 0,
  );
}

test('closing the window of an idle app quits it', async (context) => {
  const lab = await startLab(context);
  await lab.launch();
  const closed = lab.app.waitForEvent('close');
  await (await lab.window()).close();
  await closed;
});

test('a start by the system brings the window when no tray comes', async (context) => {
  const lab = await startLab(context);
  await lab.launch(['--hidden']);
  await lab.until(({ session }) => session.state === 'signed_out');
  expect(await windowCount(lab)).toBe(0);
  await lab.window();
});

test('the first load goes on without the window, says when it is done, and the app ends', async (context) => {
  const lab = await startLab(context);
  await lab.session.showNotifications();
  await lab.launch();
  lab.simulator.faults.set({ latency: { milliseconds: 300, when: (path) => path.includes('/workouts/') } });
  await lab.invoke('sign-in');
  await lab.logIn(await lab.loginPage());
  await lab.until(({ sync }) => sync.state === 'loading');
  await (await lab.window()).getByText('You can close this window').waitFor();
  const closed = lab.app.waitForEvent('close');
  await closeWindow(lab);
  expect((await lab.status()).sync.state).toBe('loading');
  const before = lab.simulator.requests.length;
  await closed;
  expect(lab.simulator.requests.length).toBeGreaterThan(before);
  expect(await lab.session.notifications()).toContain('Your history is loaded');

  lab.simulator.faults.clear();
  await lab.launch();
  const { sync, today } = await lab.until(
    ({ sync: { state }, today: numbers }) => state === 'idle' && numbers !== null,
  );
  expect(sync.workoutCount).toBeGreaterThan(0);
  expect(today?.stale).toBe(false);
});

test('an assistant that is being served keeps the app until it leaves', async (context) => {
  const lab = await startLab(context);
  await lab.launch();
  await lab.until(({ session }) => session.state === 'signed_out');
  const connection = await lab.poll(
    () => connectToApp(connectorAddress(lab.dataFolder)),
    (connected) => connected !== null,
  );
  const cutOff = connection === null ? null : once(connection.resume(), 'close');
  await closeWindow(lab);
  await expect(
    Promise.race([cutOff, new Promise((resolve) => setTimeout(resolve, 5_000, 'still served'))]),
  ).resolves.toBe('still served');
  const closed = lab.app.waitForEvent('close');
  connection?.destroy();
  await closed;
});

test('a tray that comes later gets the icon, and the app then outlives its window', async (context) => {
  const lab = await startLab(context);
  await lab.launch();
  await lab.until(({ session }) => session.state === 'signed_out');
  await lab.session.showTray();
  await lab.poll(
    () => lab.session.trayItems(),
    (items) => items.length === 1,
  );
  await lab.poll(
    () => lab.session.trayMenu(),
    (menu) => menu.includes('Not signed in'),
  );
  await closeWindow(lab);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(await windowCount(lab)).toBe(0);
  expect((await lab.status()).session.state).toBe('signed_out');
});
