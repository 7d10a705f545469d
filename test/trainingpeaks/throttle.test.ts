import { expect, test } from 'vitest';
import { createThrottle } from '../../src/trainingpeaks/index.ts';
import { retryAfterMs } from '../../src/trainingpeaks/retry-after.ts';
import {
  ATHLETE,
  codeOf,
  connect,
  failureOf,
  json,
  RIDE,
  RIDE_PATH,
  startServer,
  tokenFor,
  TOKEN_PATH,
  USER_PATH,
  wireUser,
  wireWorkout,
} from './support.ts';

const SPACING_MS = 40;
/** Arrival times are taken at the server: a request may arrive a little sooner after its predecessor than it left. */
const ARRIVAL_JITTER_MS = 25;

test('request starts are spaced, token, replay and retry included, with several requests in flight', async () => {
  const server = await startServer();
  const turns: number[] = [];
  const gate = createThrottle(SPACING_MS, 1000);
  const throttle = {
    ...gate,
    turn: async (signal: AbortSignal | undefined) => {
      await gate.turn(signal);
      turns.push(performance.now());
    },
  };
  server.on(TOKEN_PATH, tokenFor('gAAAAOne'), tokenFor('gAAAATwo'));
  server.on(USER_PATH, json({}, 401), json({}, 500), json(wireUser()));
  let open = 0;
  let mostOpen = 0;
  server.on(RIDE_PATH, async (response, request) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    await new Promise((resolve) => setTimeout(resolve, 200));
    open -= 1;
    await json(wireWorkout())(response, request);
  });
  const client = connect(server, { throttle });
  await Promise.all([client.user(), client.workout(ATHLETE, RIDE), client.workout(ATHLETE, RIDE)]);

  expect(turns).toHaveLength(server.requests.length);
  expect(server.requests).toHaveLength(7);
  for (const [index, start] of turns.slice(1).entries()) {
    expect(start - (turns[index] ?? NaN)).toBeGreaterThanOrEqual(SPACING_MS - 1);
  }
  expect(mostOpen).toBe(2);
});

test('two clients that share a throttle keep the distance together', async () => {
  const server = await startServer();
  server.on(USER_PATH, json(wireUser()));
  const throttle = createThrottle(80, 1000);
  await Promise.all([connect(server, { throttle }).user(), connect(server, { throttle }).user()]);
  const arrivals = server.requests.map(({ at }) => at).sort((a, b) => a - b);
  expect(arrivals).toHaveLength(4);
  expect((arrivals[3] ?? NaN) - (arrivals[0] ?? NaN)).toBeGreaterThanOrEqual(3 * 80 - ARRIVAL_JITTER_MS);
});

test('a turn that was cancelled while waiting does not cost the next one its place', async () => {
  const throttle = createThrottle(60, 1000);
  await throttle.turn(undefined);
  const controller = new AbortController();
  const cancelled = throttle.turn(controller.signal);
  const next = throttle.turn(undefined);
  controller.abort(new Error('no longer needed'));
  await expect(cancelled).rejects.toThrow('no longer needed');
  await next;
});

test('a pause holds back turns that already wait', async () => {
  const throttle = createThrottle(20, 1000);
  await throttle.turn(undefined);
  const startedAt = performance.now();
  const waiting = throttle.turn(undefined);
  throttle.pauseFor(150);
  throttle.pauseFor(10);
  await waiting;
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(149);
});

test('a pause longer than the cap fails those who wait and those who come, and says how long', async () => {
  const throttle = createThrottle(20, 1000);
  await throttle.turn(undefined);
  const waiting = throttle.turn(undefined);
  throttle.pauseFor(90_000);
  expect((await failureOf(waiting)).message).toMatch(/Try again in (89|90) seconds/);
  expect(await codeOf(throttle.turn(undefined))).toBe('rate_limited');
});

test('Retry-After is read as seconds and as a date', () => {
  const now = Date.parse('2026-09-14T10:00:00Z');
  expect(retryAfterMs('5', now)).toBe(5000);
  expect(retryAfterMs(' 0 ', now)).toBe(0);
  expect(retryAfterMs('Mon, 14 Sep 2026 10:00:07 GMT', now)).toBe(7000);
  expect(retryAfterMs('Mon, 14 Sep 2026 09:00:00 GMT', now)).toBe(0);
  for (const unreadable of [null, '', 'soon', '-5', '5 minutes', 'Someday 2026']) {
    expect(retryAfterMs(unreadable, now)).toBeNull();
  }
  expect(retryAfterMs('9'.repeat(400), now)).toBe(3_600_000);
});
