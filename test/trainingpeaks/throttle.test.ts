import { expect, test } from 'vitest';
import { createThrottle, type Throttle } from '../../src/trainingpeaks/index.ts';
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

async function nothing(): Promise<void> {
  return Promise.resolve();
}

/** A throttle and the times at which it let requests go, in milliseconds. */
function recordedThrottle(): { readonly throttle: Throttle; readonly turns: readonly number[] } {
  const gate = createThrottle(SPACING_MS, 1000);
  const turns: number[] = [];
  const start: Throttle['start'] = async (request, signal) =>
    gate.start(async () => {
      turns.push(performance.now());
      return request();
    }, signal);
  return { throttle: { ...gate, start }, turns };
}

/** Timers may fire a fraction of a millisecond early. */
function expectSpaced(turns: readonly number[]): void {
  for (const [index, start] of turns.slice(1).entries()) {
    expect(start - (turns[index] ?? NaN)).toBeGreaterThanOrEqual(SPACING_MS - 1);
  }
}

test('request starts are spaced, token, replay and retry included', async () => {
  const server = await startServer();
  const { throttle, turns } = recordedThrottle();
  server.on(TOKEN_PATH, tokenFor('gAAAAOne'), tokenFor('gAAAATwo'));
  server.on(USER_PATH, json({}, 401), json({}, 500), json(wireUser()));
  server.on(RIDE_PATH, json(wireWorkout()));
  const client = connect(server, { throttle });
  await Promise.all([client.user(), client.workout(ATHLETE, RIDE), client.workout(ATHLETE, RIDE)]);
  expect(server.requests).toHaveLength(7);
  expect(turns).toHaveLength(7);
  expectSpaced(turns);
});

test('several requests may be in flight', async () => {
  const server = await startServer();
  const waiting: (() => void)[] = [];
  server.on(RIDE_PATH, async (response, request) => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 3) for (const release of waiting) release();
    });
    await json(wireWorkout())(response, request);
  });
  const client = connect(server);
  await Promise.all([1, 2, 3].map(async () => client.workout(ATHLETE, RIDE)));
  expect(waiting).toHaveLength(3);
});

test('two clients that share a throttle keep the distance together', async () => {
  const server = await startServer();
  server.on(USER_PATH, json(wireUser()));
  const { throttle, turns } = recordedThrottle();
  await Promise.all([connect(server, { throttle }).user(), connect(server, { throttle }).user()]);
  expect(turns).toHaveLength(4);
  expectSpaced(turns);
});

test('a turn that was cancelled while waiting does not cost the next one its place', async () => {
  const throttle = createThrottle(60, 1000);
  await throttle.start(nothing, undefined);
  const controller = new AbortController();
  const cancelled = throttle.start(nothing, controller.signal);
  const next = throttle.start(nothing, undefined);
  controller.abort(new Error('no longer needed'));
  await expect(cancelled).rejects.toThrow('no longer needed');
  await next;
});

test('a pause holds back turns that already wait', async () => {
  const throttle = createThrottle(20, 1000);
  await throttle.start(nothing, undefined);
  const startedAt = performance.now();
  const waiting = throttle.start(nothing, undefined);
  throttle.pauseFor(150);
  throttle.pauseFor(10);
  await waiting;
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(149);
});

test('a pause longer than the cap fails those who wait and those who come, and says how long', async () => {
  const throttle = createThrottle(20, 1000);
  await throttle.start(nothing, undefined);
  const waiting = throttle.start(nothing, undefined);
  throttle.pauseFor(90_000);
  expect((await failureOf(waiting)).message).toMatch(/Try again in (89|90) seconds/);
  expect(await codeOf(throttle.start(nothing, undefined))).toBe('rate_limited');
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
