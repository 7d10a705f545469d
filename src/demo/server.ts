import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { AppError } from '../shared/errors.ts';
import type { SimulatedAccount } from './account.ts';
import { createAnswerer } from './answer.ts';
import { TIME_ZONE } from './athlete/identity.ts';
import { syntheticAthlete } from './athlete/synthetic-athlete.ts';
import { todayIn } from './days.ts';
import { FaultController } from './faults.ts';
import type { FaultSwitches } from './faults.ts';
import { accountFromWorkouts } from './file-account.ts';
import { checkWorkouts } from './load-workouts.ts';
import { serverFailure } from './reply.ts';
import type { Reply } from './reply.ts';
import type { DemoRequest } from './router.ts';
import { SimulatorState } from './state.ts';
import type { WireObject } from './wire-object.ts';

export interface SimulatorOptions {
  /** Default: `syntheticAthlete({ seed: 1, today })`. */
  readonly athlete?: SimulatedAccount;
  /** Wire-format workouts to serve instead of an athlete. Throws `bad_input` for rows without id or day. */
  readonly workouts?: readonly unknown[];
  /** TCP port on 127.0.0.1; 0 takes a free one. */
  readonly port?: number;
  /** The simulator's clock in epoch milliseconds. */
  readonly now?: () => number;
  readonly latencyMs?: number;
  readonly faults?: FaultSwitches;
  /** Cookies with `Domain` and `Secure`, as the real service sets them. */
  readonly productionCookies?: boolean;
}

/** One answered request; no headers, no bodies. `at` is epoch milliseconds; status 0 is a cut connection. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly at: number;
  readonly status: number;
}

/** Changes to the running account, as a test needs them. */
export interface AccountAccess {
  /** Saves fields over the workout with the id, or over a new blank one. Returns the row. */
  upsertWorkout(fields: WireObject): WireObject;
  deleteWorkout(workoutId: number): boolean;
  /** Ends one cookie, or all. */
  revokeCookie(value?: string): void;
  /** Ends all access tokens. */
  expireTokens(): void;
  /** A further valid cookie. */
  addCookie(): string;
}

export interface Simulator {
  /** Base of `tpapi`, without a trailing slash. */
  readonly apiUrl: string;
  /** Base of `home` (login, refresh). */
  readonly homeUrl: string;
  /** Base of the analysis host. */
  readonly analysisUrl: string;
  /** A valid value of `Production_tpAuth`. */
  readonly cookie: string;
  readonly athleteId: number;
  readonly requests: readonly LoggedRequest[];
  readonly faults: FaultController;
  readonly account: AccountAccess;
  close(): Promise<void>;
}

const LONGEST_LOG = 10_000;
const LARGEST_BODY_BYTES = 5_000_000;

/**
 * Starts a simulated TrainingPeaks on loopback. Throws `bad_input` for unusable workouts and
 * `internal` when the port cannot be opened.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const now = options.now ?? Date.now;
  const account = accountOf(options, todayIn(TIME_ZONE, now()));
  const faults = new FaultController(options.faults);
  const state = new SimulatorState(account, faults, now, options.productionCookies ?? false);
  const answer = createAnswerer(state);
  const requests: LoggedRequest[] = [];
  const stopping = new AbortController();
  const context = { state, answer, requests, latencyMs: options.latencyMs ?? 0, stopping: stopping.signal };
  const server = createServer((incoming, outgoing) => {
    serve(context, incoming, outgoing).catch(() => outgoing.destroy());
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new AppError('internal', 'The demo server could not open its port.', { cause })),
    );
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const origin = `http://127.0.0.1:${String(port)}`;
  return {
    apiUrl: `${origin}/tpapi`,
    homeUrl: `${origin}/home`,
    analysisUrl: `${origin}/peaksware`,
    cookie: state.auth.addCookie(),
    athleteId: account.athleteId,
    requests,
    faults,
    account: {
      upsertWorkout: (fields) => state.workouts.upsert(fields),
      deleteWorkout: (workoutId) => state.workouts.delete(workoutId),
      revokeCookie: (value) => state.auth.revokeCookie(value),
      expireTokens: () => state.auth.expireTokens(),
      addCookie: () => state.auth.addCookie(),
    },
    close: () =>
      new Promise((resolve) => {
        stopping.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface ServerContext {
  readonly state: SimulatorState;
  readonly answer: (request: DemoRequest) => Reply;
  readonly requests: LoggedRequest[];
  readonly latencyMs: number;
  readonly stopping: AbortSignal;
}

function accountOf(options: SimulatorOptions, today: string): SimulatedAccount {
  if (options.workouts !== undefined) return accountFromWorkouts(checkWorkouts(options.workouts), today);
  return options.athlete ?? syntheticAthlete({ seed: 1, today });
}

async function serve(
  context: ServerContext,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { state, stopping, requests } = context;
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const path = url.pathname;
  const method = incoming.method ?? 'GET';
  const entry = { method, path: path + url.search, at: state.now(), status: 0 };
  requests.push(entry);
  if (requests.length > LONGEST_LOG) requests.shift();
  const body = await readBody(incoming);
  const slow = state.faults.take('latency', path);
  const pause = context.latencyMs + (slow === null ? 0 : (slow.milliseconds ?? 100));
  if (pause > 0) await wait(pause, undefined, { signal: stopping });
  if (state.faults.take('droppedConnection', path) !== null) {
    incoming.socket.destroy();
    return;
  }
  const reply = answerSafely(context, {
    method,
    path,
    query: url.searchParams,
    headers: incoming.headers,
    body,
  });
  entry.status = reply.status;
  await send(context, path, reply, outgoing);
}

function answerSafely(context: ServerContext, request: DemoRequest): Reply {
  try {
    return context.answer(request);
  } catch {
    return serverFailure();
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LARGEST_BODY_BYTES) throw new RangeError('The request body is too large.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function send(
  context: ServerContext,
  path: string,
  reply: Reply,
  outgoing: ServerResponse,
): Promise<void> {
  const { faults } = context.state;
  const { contentType, content } = encode(reply);
  const isJson = reply.content.kind === 'json';
  const cut = isJson && faults.take('truncatedJson', path) !== null;
  const sent = cut ? content.subarray(0, Math.floor(content.length / 2)) : content;
  outgoing.statusCode = reply.status;
  if (contentType !== null) outgoing.setHeader('Content-Type', contentType);
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    outgoing.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  const drip = content.length === 0 ? null : faults.take('slowBody', path);
  if (drip !== null) {
    const size = drip.bytesPerPiece ?? 64;
    for (let offset = 0; offset < sent.length && !outgoing.destroyed; offset += size) {
      outgoing.write(sent.subarray(offset, offset + size));
      await wait(drip.pauseMilliseconds ?? 20, undefined, { signal: context.stopping });
    }
    outgoing.end();
    return;
  }
  outgoing.end(sent);
}

function encode(reply: Reply): { contentType: string | null; content: Buffer } {
  const { content } = reply;
  switch (content.kind) {
    case 'empty':
      return { contentType: null, content: Buffer.alloc(0) };
    case 'json':
      return {
        contentType: 'application/json; charset=utf-8',
        content: Buffer.from(JSON.stringify(content.value)),
      };
    case 'html':
      return { contentType: 'text/html; charset=utf-8', content: Buffer.from(content.text) };
    case 'bytes':
      return { contentType: content.contentType, content: Buffer.from(content.bytes) };
  }
}
