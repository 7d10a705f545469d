import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import type { Log } from '../../src/shared/log.ts';
import { createTrainingPeaks } from '../../src/trainingpeaks/index.ts';
import type { CookieStore, TrainingPeaks, TrainingPeaksOptions } from '../../src/trainingpeaks/index.ts';

export const ATHLETE = 4_100_001;
export const RIDE = 3_900_000_001;
export const COOKIE = 'V001InventedCookie_for-tests';
export const TOKEN_PATH = '/api/users/v3/token';
export const USER_PATH = '/api/users/v3/user';
export const REFRESH_PATH = '/home/refresh';
export const ATHLETE_PATH = `/api/fitness/v6/athletes/${ATHLETE}`;
export const RIDE_PATH = `${ATHLETE_PATH}/workouts/${RIDE}`;

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Monotonic milliseconds. */
  readonly at: number;
}

export type Responder = (response: ServerResponse, request: RecordedRequest) => void | Promise<void>;

/** A scripted TrainingPeaks on loopback: every path has a queue of answers, whose last one repeats. */
export interface ScriptedServer {
  readonly urls: { readonly api: string; readonly home: string; readonly analysis: string };
  readonly requests: readonly RecordedRequest[];
  on(path: string, ...responders: readonly Responder[]): void;
  /** The requests for one path so far. */
  to(path: string): readonly RecordedRequest[];
}

/** Starts a server that lives until the test ends. It hands out tokens unless told otherwise. */
export async function startServer(): Promise<ScriptedServer> {
  const scripts = new Map<string, Responder[]>();
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    void record(request).then(async (recorded) => {
      requests.push(recorded);
      const queue = scripts.get(recorded.path);
      const responder = queue !== undefined && queue.length > 1 ? queue.shift() : queue?.[0];
      await (responder ?? json({ message: 'no such route' }, 404))(response, recorded);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  scripts.set(TOKEN_PATH, [tokenFor('gAAAATokenOne')]);
  return {
    urls: { api: `${base}/api`, home: `${base}/home/`, analysis: `${base}/analysis` },
    requests,
    on: (path, ...responders) => void scripts.set(path, [...responders]),
    to: (path) => requests.filter((request) => request.path === path),
  };
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  const at = performance.now();
  const url = new URL(request.url ?? '/', 'http://loopback.invalid');
  request.setEncoding('utf8');
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { method = '', headers } = request;
  return { method, path: url.pathname, query: url.searchParams, headers, body, at };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Responder {
  return text(JSON.stringify(value), status, { 'Content-Type': 'application/json', ...headers });
}

export function text(
  body: string | Uint8Array,
  status = 200,
  headers: Record<string, string | string[]> = {},
): Responder {
  return (response) => void response.writeHead(status, headers).end(body);
}

export function html(status = 200): Responder {
  return text('<!DOCTYPE html><title>Sign in</title>', status, {
    'Content-Type': 'text/html; charset=utf-8',
  });
}

export function tokenFor(token: string, expiresInSeconds = 3600): Responder {
  return json({
    success: true,
    token: {
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresInSeconds,
      refresh_token: 'unused',
    },
  });
}

/** Cuts the connection without an answer. */
export const hangUp: Responder = (response) => void response.destroy();

/** Never answers; the promise it returns with resolves when the client gives up. */
export function silence(): { readonly responder: Responder; readonly abandoned: Promise<void> } {
  let responder: Responder = hangUp;
  const abandoned = new Promise<void>((resolve) => {
    responder = (response) => void response.on('close', resolve);
  });
  return { responder, abandoned };
}

export interface MemoryCookies extends CookieStore {
  current: string | null;
  readonly replaced: { readonly cookie: string; readonly previous: string }[];
  reads: number;
}

export function memoryCookies(cookie: string | null = COOKIE): MemoryCookies {
  const store: MemoryCookies = {
    current: cookie,
    replaced: [],
    reads: 0,
    read: () => {
      store.reads += 1;
      return Promise.resolve(store.current === null ? null : { cookie: store.current, origin: 'keychain' });
    },
    replace: (newCookie, previous) => {
      store.replaced.push({ cookie: newCookie, previous });
      store.current = newCookie;
      return Promise.resolve();
    },
  };
  return store;
}

/** A log that keeps what it is given, as one text. */
export function memoryLog(): Log & { text(): string } {
  const lines: string[] = [];
  const describe = (value: unknown): string =>
    value instanceof Error ? `${value.message} ${describe(value.cause)}` : JSON.stringify(value ?? '');
  return {
    info: (message, fields) => void lines.push(`${message} ${describe(fields)}`),
    warn: (message, fields) => void lines.push(`${message} ${describe(fields)}`),
    error: (message, cause) => void lines.push(`${message} ${describe(cause)}`),
    text: () => lines.join('\n'),
  };
}

/** A client without waits: spacing and backoff take a millisecond unless a test says otherwise. */
export function connect(server: ScriptedServer, options: Partial<TrainingPeaksOptions> = {}): TrainingPeaks {
  return createTrainingPeaks({
    urls: server.urls,
    cookies: memoryCookies(),
    log: memoryLog(),
    spacingMs: 1,
    retryDelayMs: 1,
    ...options,
  });
}

/** The code of the AppError a call ends in; any other end fails the test. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return (await failureOf(call)).code;
}

export async function failureOf(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The call was expected to fail, but it succeeded.');
}

/** A completed ride in the form of the wire; the values are invented. */
export function wireWorkout(overrides: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    workoutId: RIDE,
    athleteId: ATHLETE,
    title: 'Sweet spot 3x12',
    workoutTypeValueId: 2,
    code: null,
    workoutDay: '2026-09-14T00:00:00',
    startTime: '2026-09-14T17:05:31',
    startTimePlanned: null,
    completed: null,
    description: 'Hold steady.',
    userTags: 'Cycling,CyclingVirtualActivity,Virtual',
    coachComments: null,
    workoutComments: [],
    sharedWorkoutInformationKey: 'INVENTEDKEY1',
    distance: 38_210.5,
    distancePlanned: null,
    totalTime: 1.2519,
    totalTimePlanned: 1.25,
    heartRateAverage: 142,
    calories: 905,
    tssActual: 88.4,
    tssPlanned: 86,
    tssSource: 1,
    if: 0.84,
    ifPlanned: 0.83,
    velocityAverage: 8.478,
    normalizedPowerActual: 208.3,
    powerAverage: 196,
    energy: 883.3,
    lastModifiedDate: '2026-09-14T18:40:02.41',
    complianceDurationPercent: 100,
    rpe: 6,
    feeling: 3,
    structure: null,
    orderOnDay: 1,
    personalRecordCount: 0,
    workoutSubTypeId: 49,
    ...overrides,
  };
}

/** The answer of `/users/v3/user`, invented. */
export function wireUser(): Record<string, unknown> {
  return {
    user: {
      userId: ATHLETE,
      personId: ATHLETE,
      userName: 'demo.rider',
      email: 'demo@example.test',
      fullName: 'Dana Demo',
      age: 36,
      gender: 'f',
      timeZone: 'Europe/Vienna',
      created: '2019-03-01T08:00:00',
      athletes: [{ athleteId: 4_200_000 }, { athleteId: ATHLETE }],
      settings: { account: { isPremium: true } },
    },
    accountStatus: { isCoach: false },
  };
}
