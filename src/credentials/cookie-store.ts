import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { Keychain } from './keychain.ts';

/** A cookie and where it came from. */
export interface StoredCookie {
  readonly cookie: string;
  readonly origin: 'environment' | 'keychain';
}

/** The TrainingPeaks cookie of this user. `TP_AUTH_COOKIE` wins over the keychain and is never written anywhere. */
export interface CookieStore {
  /**
   * The cookie to sign in with, or null when nobody has signed in.
   * @throws AppError `keychain_unavailable`; what `parseCookie` throws for a text without a cookie
   */
  read(): Promise<StoredCookie | null>;
  /**
   * Keeps a cookie that TrainingPeaks renewed. One from the environment is kept in memory only; one from the
   * keychain is written back only if the keychain still holds `previous`, so that a sign-in or sign-out of another
   * process is never undone. A keychain that fails is logged: the previous cookie works until it expires.
   */
  replace(renewed: string, previous: string): Promise<void>;
  /**
   * Stores the cookie of a new sign-in in the keychain.
   * @throws AppError `bad_input` while `TP_AUTH_COOKIE` is set, `keychain_unavailable`
   */
  save(cookie: string): Promise<void>;
  /**
   * Signs out: removes the cookie from the keychain. `TP_AUTH_COOKIE` stays valid where it is set.
   * @throws AppError `keychain_unavailable`
   */
  clear(): Promise<void>;
}

/** What a cookie store is made of. */
export interface CookieStoreOptions {
  readonly keychain: Keychain;
  readonly environment: { readonly TP_AUTH_COOKIE?: string | undefined };
  /** Takes a bare value, `Production_tpAuth=...` or a whole Cookie header and returns the bare value, or throws. */
  readonly parseCookie: (text: string) => string;
  readonly log: Log;
}

/** Joins the two places a cookie can come from. */
export function createCookieStore(options: CookieStoreOptions): CookieStore {
  const { keychain, parseCookie, log } = options;
  const given = options.environment.TP_AUTH_COOKIE?.trim() ?? '';
  const fromEnvironment = given !== '';
  let renewedInMemory: string | undefined;

  async function writeBack(renewed: string, previous: string): Promise<void> {
    const stored = await keychain.read();
    if (stored === null || parseCookie(stored) !== previous) {
      log.info('The keychain no longer holds the cookie that was renewed; it is left as it is.');
      return;
    }
    await keychain.write(renewed);
  }

  return {
    async read() {
      if (fromEnvironment) return { cookie: renewedInMemory ?? parseCookie(given), origin: 'environment' };
      const stored = await keychain.read();
      return stored === null ? null : { cookie: parseCookie(stored), origin: 'keychain' };
    },

    async replace(renewed, previous) {
      if (fromEnvironment) {
        if ((renewedInMemory ?? parseCookie(given)) === previous) renewedInMemory = renewed;
        return;
      }
      try {
        await writeBack(renewed, previous);
      } catch (error) {
        log.error('The renewed cookie could not be written back to the keychain.', error);
      }
    },

    async save(cookie) {
      if (fromEnvironment) {
        throw new AppError(
          'bad_input',
          'TP_AUTH_COOKIE is set and wins over every sign-in. Remove the variable, then sign in again.',
        );
      }
      await keychain.write(parseCookie(cookie));
    },

    async clear() {
      renewedInMemory = undefined;
      await keychain.delete();
    },
  };
}
