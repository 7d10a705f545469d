import { z } from 'zod';
import { throwIfEnded, waitUntil } from '../shared/deadline.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { readJson } from './answer.ts';
import { COOKIE_NAME, cookieFromSetCookie, isHeaderSafe, parseCookieInput } from './cookie.ts';
import { SharedCall } from './shared-call.ts';
import { type Answer, PassingFault, type Transport } from './transport.ts';
import type { CookieStore, StoredCookie, TrainingPeaksSession } from './types.ts';
import { unverifiedButKept } from './unverified.ts';
import { looseNumber } from './wire/primitives.ts';

const EARLY_REFRESH_MS = 60_000;
const DEFAULT_LIFE_SECONDS = 3600;
const TOKEN_PATH = '/users/v3/token';
const REFRESH_PATH = '/refresh';

interface Token {
  readonly value: string;
  /** Wall clock, milliseconds since 1970. */
  readonly freshUntil: number;
}

const tokenAnswer = z.object({
  token: z.object({
    access_token: z.string().refine(isHeaderSafe),
    expires_in: looseNumber.catch(null),
  }),
});
const refusedAnswer = z.object({ success: z.literal(false) });

/** Turns the sign-in cookie into bearer tokens, one exchange at a time, and keeps the cookie alive. */
export class Session implements TrainingPeaksSession {
  private cached: Token | null = null;
  /** Value of the last cookie TrainingPeaks refused; it is not asked about again. */
  private deadCookie: string | null = null;
  /** Grows with `forget`: work begun before it must not leave anything behind. */
  private generation = 0;
  private readonly exchange: SharedCall<Token>;
  private readonly renewal: SharedCall<boolean>;

  constructor(
    private readonly transport: Transport,
    private readonly cookies: CookieStore,
    private readonly log: Log,
    private readonly now: () => number,
  ) {
    this.exchange = new SharedCall((signal) => this.exchangeStoredCookie(signal));
    this.renewal = new SharedCall((signal) => this.renewStoredCookie(signal));
  }

  /** A bearer token that is good for another minute. */
  async token(signal?: AbortSignal): Promise<string> {
    throwIfEnded(signal);
    if (this.cached !== null && this.now() < this.cached.freshUntil) return this.cached.value;
    return (await this.exchange.run(signal)).value;
  }

  /** Drops a token the data host refused, unless it was replaced meanwhile. */
  invalidate(token: string): void {
    if (this.cached?.value === token) this.cached = null;
  }

  async check(signal?: AbortSignal): Promise<void> {
    await this.exchange.run(signal);
  }

  async verify(cookie: string, signal?: AbortSignal): Promise<void> {
    await this.requestToken(sendableCookie(cookie), signal);
  }

  async renew(signal?: AbortSignal): Promise<boolean> {
    return this.renewal.run(signal);
  }

  forget(): void {
    this.generation += 1;
    this.cached = null;
    this.deadCookie = null;
    this.exchange.detach();
    this.renewal.detach();
  }

  async currentCookie(): Promise<StoredCookie | null> {
    return this.cookies.read();
  }

  private async exchangeStoredCookie(signal: AbortSignal): Promise<Token> {
    const { generation } = this;
    const { cookie } = await this.livingCookie(signal);
    try {
      const token = await this.requestToken(cookie, signal);
      if (generation === this.generation) this.cached = token;
      return token;
    } catch (error) {
      if (isExpired(error) && generation === this.generation) {
        this.deadCookie = cookie;
        this.cached = null;
        this.log.warn('the sign-in cookie was refused');
      }
      throw error;
    }
  }

  private async renewStoredCookie(signal: AbortSignal): Promise<boolean> {
    const { generation } = this;
    const { cookie, stored } = await this.livingCookie(signal);
    const renewed = await this.transport.send(
      {
        host: 'home',
        path: REFRESH_PATH,
        headers: { Accept: 'text/html', Cookie: `${COOKIE_NAME}=${cookie}` },
      },
      (answer) => (answer.status < 400 ? cookieFromSetCookie(answer.headers['set-cookie'] ?? []) : null),
      signal,
    );
    if (renewed === null) return false;
    let token: Token;
    try {
      token = await this.requestToken(renewed, signal);
    } catch (error) {
      if (!isExpired(error)) throw error;
      this.log.warn('TrainingPeaks renewed the sign-in cookie with one that does not work');
      return false;
    }
    if (generation !== this.generation) return false;
    this.cached = token;
    await this.cookies.replace(renewed, stored);
    return true;
  }

  private async livingCookie(
    signal: AbortSignal,
  ): Promise<{ readonly cookie: string; readonly stored: string }> {
    const stored = await waitUntil(this.cookies.read(), signal);
    if (stored === null) throw new AppError('signed_out', 'Nobody is signed in to TrainingPeaks.');
    const cookie = sendableCookie(stored.cookie);
    if (cookie === this.deadCookie) throw expired();
    return { cookie, stored: stored.cookie };
  }

  private async requestToken(cookie: string, signal: AbortSignal | undefined): Promise<Token> {
    const startedAt = this.now();
    try {
      return await this.transport.send(
        {
          host: 'api',
          path: TOKEN_PATH,
          headers: { Accept: 'application/json', Cookie: `${COOKIE_NAME}=${cookie}` },
          serverRetries: 1,
        },
        (answer) => readToken(answer, startedAt),
        signal,
      );
    } catch (error) {
      if (error instanceof PassingFault && error.code === 'upstream_down') {
        throw new AppError('upstream_down', unverifiedButKept(error.message), { cause: error });
      }
      throw error;
    }
  }
}

function readToken(answer: Answer, startedAt: number): Token {
  if (answer.status === 401 || answer.status === 403) throw expired(new Error(`HTTP ${answer.status}`));
  if (answer.status >= 400) throw changed(new Error(`HTTP ${answer.status}`));
  const value = readJson(answer);
  if (refusedAnswer.safeParse(value).success) throw expired(new Error('success: false'));
  const parsed = tokenAnswer.safeParse(value);
  if (!parsed.success) throw changed(new Error(`No token: ${z.prettifyError(parsed.error)}`));
  const { access_token, expires_in } = parsed.data.token;
  const lifeMs = (expires_in !== null && expires_in > 0 ? expires_in : DEFAULT_LIFE_SECONDS) * 1000;
  const earlyMs = lifeMs > EARLY_REFRESH_MS ? EARLY_REFRESH_MS : lifeMs / 2;
  return { value: access_token, freshUntil: startedAt + lifeMs - earlyMs };
}

/** A stored value may be the bare cookie or anything `parseCookieInput` understands. */
function sendableCookie(stored: string): string {
  const bare = stored.trim();
  return isHeaderSafe(bare) && !bare.includes(COOKIE_NAME) ? bare : parseCookieInput(stored);
}

function isExpired(error: unknown): boolean {
  return error instanceof AppError && error.code === 'session_expired';
}

/** The error for a sign-in TrainingPeaks no longer accepts. */
export function expired(cause?: unknown): AppError {
  return new AppError('session_expired', 'The TrainingPeaks session has ended. Sign in again.', { cause });
}

function changed(cause: unknown): AppError {
  return new AppError('upstream_changed', 'TrainingPeaks changed its sign-in. TP Tray may need an update.', {
    cause,
  });
}
