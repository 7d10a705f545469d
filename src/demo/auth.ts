import { randomBytes } from 'node:crypto';

const COOKIE_LIFETIME_MILLISECONDS = 30 * 86_400_000;
const TOKEN_LIFETIME_SECONDS = 3600;
const COOKIE_RANDOM_BYTES = 1272;

export const AUTH_COOKIE = 'Production_tpAuth';
export const FORGERY_COOKIE = '__RequestVerificationToken';
export const DEMO_USER_NAME = 'demo.rider';
export const DEMO_PASSWORD = 'demo-password';
export const DEMO_SECOND_FACTOR = '123456';

/** Cookies and tokens of a simulator: which exist, and until when by its clock. */
export class AuthStore {
  readonly #now: () => number;
  readonly #cookies = new Map<string, number>();
  readonly #tokens = new Map<string, number>();
  readonly #forms = new Map<string, string>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A new cookie value that is valid for 30 days. */
  addCookie(): string {
    const value = `V001${randomBytes(COOKIE_RANDOM_BYTES).toString('base64url')}`;
    this.#cookies.set(value, this.#now() + COOKIE_LIFETIME_MILLISECONDS);
    return value;
  }

  isCookieValid(value: string | undefined): boolean {
    return value !== undefined && (this.#cookies.get(value) ?? 0) > this.#now();
  }

  /** Ends one cookie, or all of them. Tokens live on, as with the real service. */
  revokeCookie(value?: string): void {
    if (value === undefined) this.#cookies.clear();
    else this.#cookies.delete(value);
  }

  /** The body of the token endpoint with a fresh access token. */
  issueToken(): object {
    const accessToken = `gAAAA${randomBytes(96).toString('base64url')}`;
    const expires = this.#now() + TOKEN_LIFETIME_SECONDS * 1000;
    this.#tokens.set(accessToken, expires);
    return {
      success: true,
      token: {
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: TOKEN_LIFETIME_SECONDS,
        expires: new Date(expires).toISOString(),
        refresh_token: randomBytes(24).toString('base64url'),
        scope: 'demo',
      },
    };
  }

  /** Whether an Authorization header carries a living token. */
  isAuthorized(header: string | undefined): boolean {
    const token = /^Bearer (.+)$/.exec(header ?? '')?.[1];
    return token !== undefined && (this.#tokens.get(token) ?? 0) > this.#now();
  }

  /** Ends all access tokens. */
  expireTokens(): void {
    this.#tokens.clear();
  }

  /** A pair against request forgery: one value for the cookie, one for the hidden field. */
  openForm(): { cookie: string; field: string } {
    const pair = {
      cookie: randomBytes(24).toString('base64url'),
      field: randomBytes(24).toString('base64url'),
    };
    this.#forms.set(pair.cookie, pair.field);
    return pair;
  }

  isFormGenuine(cookie: string | undefined, field: string | null): boolean {
    return cookie !== undefined && field !== null && this.#forms.get(cookie) === field;
  }
}

/** The value of one cookie in a Cookie header. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const prefix = `${name}=`;
  const found = (header ?? '').split(';').find((part) => part.trim().startsWith(prefix));
  return found?.trim().slice(prefix.length);
}
