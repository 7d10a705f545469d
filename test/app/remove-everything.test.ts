import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeEverything } from '../../src/app/remove-everything.ts';
import { AppError } from '../../src/shared/errors.ts';
import { fakeServices, validReport } from './fake-services.ts';
import { atTheEnd, isSynced, makeApp, startAccount, until } from './lab.ts';

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-remove-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['activity.jsonl', 'settings.json', 'mcp-token', 'history.db', 'thesis.txt'])
    writeFileSync(join(folder, name), 'something');
  for (const name of ['logs', 'electron']) mkdirSync(join(folder, name));
  return folder;
}

/** Stands for what is on this computer outside the data folder. */
function leftovers() {
  const removed: string[] = [];
  const note = (what: string) => {
    removed.push(what);
    return Promise.resolve();
  };
  return {
    removed,
    removeBackups: (id: string) => note(`backups of ${id}`),
    deleteUpdateCaches: () => note('loaded updates'),
  };
}

test('every client is disconnected, nobody is signed in, nothing starts at login, and the files are gone', async () => {
  const account = await startAccount();
  const { app, user, clients } = makeApp(account.openServices);
  clients.state = 'verified';
  user.startsAtLogin = true;
  app.start();
  await until(app, (status) => isSynced(status) && status.clients.length > 0);
  await app.setStartAtLogin(true);
  const folder = dataFolder();

  const elsewhere = leftovers();
  const { status, left } = await removeEverything(app, folder, elsewhere);

  expect(left).toEqual([]);
  expect(clients.asked).toEqual(['disconnect claude-desktop while it runs']);
  // A client without an entry may have had one.
  expect(elsewhere.removed).toEqual(['backups of claude-desktop', 'backups of cursor', 'loaded updates']);
  expect(account.keychain.cookie).toBeNull();
  expect(user.startsAtLogin).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['electron', 'thesis.txt']);
  expect(status.today).toBeNull();
  expect(status.sync.workoutCount).toBe(0);
  const anew = await until(app, ({ session }) => session.state === 'signed_out');
  expect(anew.session.athleteName).toBeNull();
  expect(anew.clients[0]?.state).toBe('not_connected');
});

test('the app goes on: whoever signs in again has a history again', async () => {
  const account = await startAccount();
  const { app, user } = makeApp(account.openServices);
  const cookie = account.keychain.cookie ?? '';
  app.start();
  await until(app, isSynced);
  await removeEverything(app, dataFolder(), leftovers());
  user.signIn = () => Promise.resolve({ outcome: 'cookie', cookie });
  await app.signIn();
  const status = await until(app, isSynced);
  expect(status.sync.workoutCount).toBeGreaterThan(0);
});

test('the history is closed while its files are deleted', async () => {
  const order: string[] = [];
  const { services, world } = fakeServices('Vera');
  world.close = () => {
    order.push('closed');
    return Promise.resolve();
  };
  const { app } = makeApp(() => {
    order.push('opened');
    return services;
  });
  await app.startAnew(() => {
    order.push('deleted');
    return Promise.resolve();
  });
  expect(order).toEqual(['opened', 'closed', 'deleted', 'opened']);
});

test('what fails is told, and keeps the rest from nothing', async () => {
  const { services } = fakeServices('Vera');
  const locked = new AppError('keychain_unavailable', 'The keyring is locked.');
  const { app, clients } = makeApp(() => ({ ...services, forgetCookie: () => Promise.reject(locked) }));
  clients.state = 'connected';
  clients.act = () => Promise.reject(new AppError('storage_failed', 'The file is not valid.'));
  await app.check();
  const folder = dataFolder();
  const elsewhere = leftovers();
  const { left } = await removeEverything(app, folder, elsewhere);
  expect(left).toEqual(['Claude Desktop: The file is not valid.', 'Your sign-in: The keyring is locked.']);
  expect(existsSync(join(folder, 'history.db'))).toBe(false);
  // Whoever repairs the file of Claude may need its copies.
  expect(elsewhere.removed).toEqual(['backups of cursor', 'loaded updates']);
});

test('a cookie from outside would bring everything back, so nothing is begun', async () => {
  const { services, world } = fakeServices('Vera');
  world.report = () => Promise.resolve({ ...validReport('Vera'), origin: 'environment' });
  const { app, clients } = makeApp(() => services);
  clients.state = 'verified';
  await app.check();
  const folder = dataFolder();
  await expect(removeEverything(app, folder, leftovers())).rejects.toMatchObject({
    message: expect.stringContaining('TP_AUTH_COOKIE') as string,
  });
  expect(clients.asked).toEqual([]);
  expect(existsSync(join(folder, 'history.db'))).toBe(true);
});

test('the demo deletes nothing', async () => {
  const { services } = fakeServices('Demo');
  const { app } = makeApp(() => services);
  await app.showDemo(true);
  const folder = dataFolder();
  await expect(removeEverything(app, folder, leftovers())).rejects.toMatchObject({ code: 'bad_input' });
  expect(existsSync(join(folder, 'history.db'))).toBe(true);
});
