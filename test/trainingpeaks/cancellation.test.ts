import { expect, test } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import { SharedCall } from '../../src/trainingpeaks/shared-call.ts';
import {
  ATHLETE,
  codeOf,
  connect,
  json,
  memoryCookies,
  RIDE,
  RIDE_PATH,
  silence,
  startServer,
  tokenFor,
  TOKEN_PATH,
  USER_PATH,
  wireUser,
  wireWorkout,
} from './support.ts';

test('a signal that fired before the call keeps everything at home', async () => {
  const server = await startServer();
  const cookies = memoryCookies();
  const client = connect(server, { cookies });
  expect(await codeOf(client.user(AbortSignal.abort()))).toBe('cancelled');
  expect(await codeOf(client.session.check(AbortSignal.abort()))).toBe('cancelled');
  expect(await codeOf(client.session.renew(AbortSignal.abort()))).toBe('cancelled');
  expect(server.requests).toHaveLength(0);
  expect(cookies.reads).toBe(0);
});

test('cancelling a request in flight closes its connection', async () => {
  const server = await startServer();
  const { responder, abandoned } = silence();
  server.on(USER_PATH, responder);
  const controller = new AbortController();
  const call = codeOf(connect(server).user(controller.signal));
  await expect.poll(() => server.to(USER_PATH).length).toBe(1);
  controller.abort();
  expect(await call).toBe('cancelled');
  await abandoned;
});

test('cancelling while the body arrives ends the call, for the reason that was given', async () => {
  const server = await startServer();
  server.on(USER_PATH, (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write('{"user":');
  });
  const controller = new AbortController();
  const call = codeOf(connect(server).user(controller.signal));
  await expect.poll(() => server.to(USER_PATH).length).toBe(1);
  controller.abort(new AppError('still_loading', 'a reason of the caller'));
  expect(await call).toBe('still_loading');
});

test('cancelling ends the wait in the throttle, and the request is never sent', async () => {
  const server = await startServer();
  server.on(USER_PATH, json(wireUser()));
  const client = connect(server, { spacingMs: 60_000 });
  await client.session.check();
  const controller = new AbortController();
  const call = codeOf(client.user(controller.signal));
  controller.abort();
  expect(await call).toBe('cancelled');
  expect(server.to(USER_PATH)).toHaveLength(0);
});

test('cancelling ends a backoff', async () => {
  const server = await startServer();
  server.on(USER_PATH, json({}, 500));
  const controller = new AbortController();
  const call = codeOf(connect(server, { retryDelayMs: 60_000 }).user(controller.signal));
  await expect.poll(() => server.to(USER_PATH).length).toBe(1);
  controller.abort();
  expect(await call).toBe('cancelled');
  expect(server.to(USER_PATH)).toHaveLength(1);
});

test('cancelling ends the wait after "too many requests"', async () => {
  const server = await startServer();
  server.on(USER_PATH, json({}, 429, { 'Retry-After': '50' }));
  server.on(RIDE_PATH, json(wireWorkout()));
  const client = connect(server);
  const first = new AbortController();
  const second = new AbortController();
  const user = codeOf(client.user(first.signal));
  await expect.poll(() => server.to(USER_PATH).length).toBe(1);
  const ride = codeOf(client.workout(ATHLETE, RIDE, second.signal));
  first.abort();
  second.abort();
  expect(await Promise.all([user, ride])).toEqual(['cancelled', 'cancelled']);
  expect(server.to(RIDE_PATH)).toHaveLength(0);
});

test('a shared token exchange survives one caller and ends with the last', async () => {
  const server = await startServer();
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.on(TOKEN_PATH, async (response, request) => {
    await released;
    await tokenFor('gAAAASlow')(response, request);
  });
  server.on(USER_PATH, json(wireUser()));
  const client = connect(server);
  const controller = new AbortController();
  const leaving = codeOf(client.user(controller.signal));
  const staying = client.user();
  await expect.poll(() => server.to(TOKEN_PATH).length).toBe(1);
  controller.abort();
  expect(await leaving).toBe('cancelled');
  release();
  expect((await staying).athleteId).toBe(ATHLETE);
  expect(server.to(TOKEN_PATH)).toHaveLength(1);
});

test('a shared call is aborted when nobody waits any more, and starts afresh for the next caller', async () => {
  const signals: AbortSignal[] = [];
  const call = new SharedCall<number>(async (signal) => {
    signals.push(signal);
    if (signals.length === 2) return 2;
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  });
  const first = new AbortController();
  const second = new AbortController();
  const calls = [codeOf(call.run(first.signal)), codeOf(call.run(second.signal))];
  first.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  second.abort();
  expect(await Promise.all(calls)).toEqual(['cancelled', 'cancelled']);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect(await call.run()).toBe(2);
});
