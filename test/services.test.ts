import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Keychain } from '../src/credentials/keychain.ts';
import { syntheticAthlete } from '../src/demo/athlete/synthetic-athlete.ts';
import type { FaultSwitches } from '../src/demo/faults.ts';
import { startSimulator } from '../src/demo/server.ts';
import { createServices, type ServiceOptions } from '../src/services.ts';
import { AppError, type ErrorInfo } from '../src/shared/errors.ts';
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

const NOTHING_KEPT = 'TP Tray could not verify the session. Nothing was kept, so sign in again then.';

test.for<[string, FaultSwitches, ErrorInfo]>([
  [
    'TrainingPeaks has an error of its own',
    { tokenError: true },
    {
      code: 'upstream_down',
      message: `TrainingPeaks has a problem of its own. Try again later. ${NOTHING_KEPT}`,
    },
  ],
  [
    'TrainingPeaks asks for a pause',
    { rateLimit: { requestsPerMinute: 0, retryAfterSeconds: 240 } },
    {
      code: 'rate_limited',
      message: `TrainingPeaks asked for fewer requests. Try again in 4 minutes. ${NOTHING_KEPT}`,
    },
  ],
])('a new session that cannot be proven is not kept, and why is told: %s', async ([, faults, told]) => {
  const { simulator, services } = await account();
  simulator.faults.set(faults);
  await expect(services.prove(simulator.cookie)).rejects.toMatchObject(told);
  simulator.faults.clear();
  expect(await services.prove(simulator.cookie)).toMatchObject({ athleteName: 'Dana Demo' });
});

test('whoever signs in without a network is told to look at the network', async () => {
  const services = servicesWith({ variables: { TP_API_URL: 'http://127.0.0.1:9' } });
  await expect(services.prove('SomeCookie')).rejects.toMatchObject({
    code: 'upstream_down',
    message: `TrainingPeaks could not be reached. Check the network connection. ${NOTHING_KEPT}`,
  });
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
