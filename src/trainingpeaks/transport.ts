import pRetry from 'p-retry';
import { createDeadline, throwIfEnded } from '../shared/deadline.ts';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { exchangeHttp, type HttpAnswer } from './http-exchange.ts';
import { retryAfterMs } from './retry-after.ts';
import { rateLimited, type Throttle } from './throttle.ts';
import type { TrainingPeaksUrls } from './types.ts';

export interface TransportRequest {
  readonly host: keyof TrainingPeaksUrls;
  readonly method?: 'GET' | 'POST';
  /** Starts with a slash; carries no secret. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly jsonBody?: unknown;
  /** How often a server error or a page instead of data is tried again. Default 3. */
  readonly serverRetries?: number;
}

/** An answer that is neither a server error nor "too many requests", read to its end. */
export type Answer = HttpAnswer;

type Fault =
  'server_error' | 'unreachable' | 'network' | 'timeout' | 'too_many_requests' | 'not_data' | 'truncated';

const NO_WAY_OUT = 'TrainingPeaks could not be reached. Check the network connection.';

const FAULTS: Readonly<Record<Fault, { readonly code: ErrorCode; readonly message: string }>> = {
  server_error: {
    code: 'upstream_down',
    message: 'TrainingPeaks has a problem of its own. Try again later.',
  },
  unreachable: { code: 'upstream_down', message: NO_WAY_OUT },
  network: { code: 'upstream_down', message: NO_WAY_OUT },
  timeout: { code: 'upstream_down', message: 'TrainingPeaks did not answer in time. Try again later.' },
  too_many_requests: {
    code: 'rate_limited',
    message: 'TrainingPeaks asked for fewer requests. Try again in a minute.',
  },
  not_data: {
    code: 'upstream_down',
    message:
      'A web page instead of data came back from TrainingPeaks: it may be under maintenance, or this network wants its own sign-in first (a hotel, a train). Try again later.',
  },
  truncated: {
    code: 'upstream_down',
    message: 'The answer of TrainingPeaks was incomplete. Try again later.',
  },
};

const RETRIES = 3;
const BACKOFF_FACTOR = 3;

/** A failure that may pass: the request is worth repeating. Readers of an answer throw it too. */
export class PassingFault extends AppError {
  constructor(
    readonly fault: Fault,
    options?: ErrorOptions,
  ) {
    super(FAULTS[fault].code, FAULTS[fault].message, options);
  }
}

export interface TransportOptions {
  readonly urls: TrainingPeaksUrls;
  readonly log: Log;
  readonly throttle: Throttle;
  readonly now: () => number;
  readonly retryDelayMs: number;
  readonly longestWaitMs: number;
  readonly requestTimeoutMs: number;
  readonly analysisTimeoutMs: number;
}

/**
 * A browser's User-Agent, because the sign-in host is said to want one, with our own name at its end.
 * Origin and Referer are what the web application sends.
 */
const COMMON_HEADERS = {
  'User-Agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 TPTray',
  Origin: 'https://app.trainingpeaks.com',
  Referer: 'https://app.trainingpeaks.com/',
};

/** One way out to TrainingPeaks: throttle, timeouts and retries for every request. Redirects are never followed. */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /**
   * Sends a request and reads its answer; both are repeated when the failure may pass.
   * @param read turns an answer into a value; throws `PassingFault` to have the request repeated
   * @throws AppError `rate_limited`, `upstream_down`, `upstream_changed`, `cancelled`, or what `read` throws
   */
  async send<T>(
    request: TransportRequest,
    read: (answer: Answer) => T,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const { retryDelayMs, longestWaitMs } = this.options;
    const giveUpAt = performance.now() + longestWaitMs;
    try {
      return await pRetry(
        async (attempt) => {
          return read(await this.exchange(request, attempt, giveUpAt, signal));
        },
        {
          retries: RETRIES,
          factor: BACKOFF_FACTOR,
          minTimeout: retryDelayMs,
          randomize: true,
          signal,
          shouldRetry: ({ error, attemptNumber }) => this.shouldRetry(request, error, attemptNumber),
        },
      );
    } catch (error) {
      throwIfEnded(signal);
      throw error;
    }
  }

  private shouldRetry(request: TransportRequest, error: Error, attempt: number): boolean {
    if (!(error instanceof PassingFault)) return false;
    const retry = attempt <= retriesFor(error.fault, request.serverRetries ?? RETRIES);
    this.options.log.warn(retry ? 'request failed, trying again' : 'request failed', {
      host: request.host,
      path: request.path,
      attempt,
      fault: error.fault,
    });
    return retry;
  }

  private async exchange(
    request: TransportRequest,
    attempt: number,
    giveUpAt: number,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const answer = await this.options.throttle.start(async () => this.fetchWhole(request, signal), signal);
    if (answer.status === 429) {
      const { now, retryDelayMs, throttle } = this.options;
      const waitMs =
        retryAfterMs(answer.headers['retry-after'] ?? null, now()) ??
        retryDelayMs * BACKOFF_FACTOR ** (attempt - 1);
      throttle.pauseFor(waitMs);
      if (performance.now() + waitMs > giveUpAt) throw rateLimited(waitMs);
      throw new PassingFault('too_many_requests');
    }
    if (answer.status >= 500) {
      throw new PassingFault('server_error', { cause: new Error(`HTTP ${answer.status}`) });
    }
    return answer;
  }

  private async fetchWhole(request: TransportRequest, signal: AbortSignal | undefined): Promise<Answer> {
    const { urls, requestTimeoutMs, analysisTimeoutMs } = this.options;
    throwIfEnded(signal);
    const deadline = createDeadline({
      milliseconds: request.host === 'analysis' ? analysisTimeoutMs : requestTimeoutMs,
      signals: [signal],
    });
    try {
      return await exchangeHttp(urls[request.host].replace(/\/+$/, '') + request.path, {
        method: request.method ?? 'GET',
        headers: {
          ...COMMON_HEADERS,
          ...(request.jsonBody === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...request.headers,
        },
        body: request.jsonBody === undefined ? null : JSON.stringify(request.jsonBody),
        signal: deadline.signal,
      });
    } catch (error) {
      throwIfEnded(signal);
      throw new PassingFault(deadline.signal.aborted ? 'timeout' : networkFault(error), { cause: error });
    } finally {
      deadline.release();
    }
  }
}

/** What the system says when no connection came about at all: offline, no such name, nobody listening. */
const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
]);

function networkFault(error: unknown): 'unreachable' | 'network' {
  return error instanceof Error && 'code' in error && NO_CONNECTION.has(String(error.code))
    ? 'unreachable'
    : 'network';
}

/**
 * A server that lets a request time out is asked once more only, as each try costs the whole timeout. So is one
 * that cannot be reached: a computer without a network answers from its history, and should do so soon.
 */
function retriesFor(fault: Fault, serverRetries: number): number {
  if (fault === 'timeout' || fault === 'unreachable') return 1;
  return fault === 'server_error' || fault === 'not_data' || fault === 'truncated' ? serverRetries : RETRIES;
}
