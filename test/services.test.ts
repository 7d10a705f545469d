import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Keychain } from '../src/credentials/keychain.ts';
import { syntheticAthlete } from '../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator } from '../src/demo/server.ts';
import { createServices, type ServiceOptions } from '../src/services.ts';
import { AppError } from '../src/shared/errors.ts';
import { NOW, recordingLog, TODAY } from './support/mcp-fixture.ts';

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const BROKEN = new AppError('keychain_unavailable', 'No keyring service runs here.');
const brokenKeychain: Keychain = {
  read: () => Promise.reject(BROKEN),
  write: () => Promise.reject(BROKEN),
  delete: () => Promise.reject(BROKEN),
  check: () => Promise.resolve({ state: 'unavailable', reason: 'no_service', message: BROKEN.message }),
};

function servicesWith(options: Partial<ServiceOptions>) {
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-services-'));
  endings.push(() => rmSync(folder, { recursive: true, force: true }));
  const variables = { TP_TRAY_HOME: folder, ...options.variables };
  const services = createServices({
    log: recordingLog([]),
    keychain: brokenKeychain,
    ...options,
    variables,
  });
  endings.push(() => services.close());
  return services;
}

async function account() {
  const athlete = syntheticAthlete({ seed: 1, today: TODAY, seasons: 1 });
  const simulator = await startSimulator({ now: () => NOW, athlete });
  endings.push(() => simulator.close());
  const variables = {
    TP_API_URL: simulator.apiUrl,
    TP_HOME_URL: simulator.homeUrl,
    TP_ANALYSIS_URL: simulator.analysisUrl,
  };
  return { simulator, services: servicesWith({ variables }) };
}

test('a new session that cannot be proven is not kept, and nobody is told that it is', async () => {
  const { simulator, services } = await account();
  simulator.faults.set({ tokenError: true });
  const words = expect.stringMatching(
    /could not verify the session\. Nothing was kept\..*sign in again/,
  ) as string;
  await expect(services.prove(simulator.cookie)).rejects.toMatchObject({
    code: 'upstream_down',
    message: words,
  });
  simulator.faults.clear();
  expect(await services.prove(simulator.cookie)).toMatchObject({ athleteName: 'Dana Demo' });
});

test('the demo is signed in by nobody, neither from the environment nor from the keychain', async () => {
  const services = servicesWith({ demo: true });
  const report = await services.engine.session.report();
  expect(report).toMatchObject({ state: 'valid', origin: null });
});

test('a keychain that could not keep a session is told in the demo too, from which one may sign in', async () => {
  expect(await servicesWith({ demo: true }).keychainProblem()).toEqual({
    code: 'keychain_unavailable',
    message: BROKEN.message,
  });
});

test('a data folder that was there before is closed to others before anything is kept in it', async (context) => {
  context.skip(process.platform === 'win32', 'the rights of a folder are POSIX rights here');
  const services = servicesWith({});
  const folder = services.folder ?? '';
  chmodSync(folder, 0o755);
  await services.engine.session.report();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a data folder that can never be made is told', async (context) => {
  context.skip(process.platform !== 'linux', 'such a place is /proc');
  const services = servicesWith({ variables: { TP_TRAY_HOME: '/proc/nothing' } });
  await expect(services.engine.snapshot({})).rejects.toMatchObject({
    code: 'storage_failed',
    message: expect.stringContaining('/proc/nothing, which cannot be used') as string,
  });
});
