import { randomUUID } from 'node:crypto';
import { AppError } from '../shared/errors.ts';
import { inFreshProcess } from './fresh-process.ts';
import { describeFault, KeychainFault, reasonOf, toAppError } from './keychain-fault.ts';
import type { KeychainState } from './keychain-fault.ts';
import { loadKeytar, type NativeKeychain } from './native-keychain.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { findSessionBus } from './session-bus.ts';

const SERVICE = 'TP Tray';
const ACCOUNT = 'Production_tpAuth';

/** `CRED_MAX_CREDENTIAL_BLOB_SIZE` of the Windows Credential Manager: 5 × 512 bytes. */
const WINDOWS_LIMIT_BYTES = 2560;

/** Long enough to type a keyring password, short of the minute that AI clients allow a tool call. */
const LIMIT_MILLISECONDS = 20_000;

/** The one secret of TP Tray in the keychain of the operating system. There is no other place it is ever stored. */
export interface Keychain {
  /**
   * The stored cookie, or null when there surely is none.
   * @throws AppError `keychain_unavailable` when the keychain cannot be asked
   */
  read(): Promise<string | null>;
  /**
   * Stores the cookie and reads it back.
   * @throws AppError `keychain_unavailable`; `bad_input` when the cookie is larger than Windows can hold
   */
  write(cookie: string): Promise<void>;
  /**
   * Removes the cookie; false when there was none.
   * @throws AppError `keychain_unavailable`
   */
  delete(): Promise<boolean>;
  /** Stores, reads and removes a probe entry. Never throws. */
  check(): Promise<KeychainState>;
}

/** What tests replace; the program passes nothing. */
export interface KeychainOptions {
  readonly platform?: NodeJS.Platform;
  readonly environment?: NodeJS.ProcessEnv;
  /** Folder that holds the session bus socket on Linux; `/run/user/<uid>` when not given. */
  readonly runtimeDirectory?: string;
  readonly limitMilliseconds?: number;
  readonly loadNative?: () => NativeKeychain;
  readonly startProcess?: typeof inFreshProcess;
}

/** Opens the keychain of this computer. Nothing native is loaded before the first call. */
export function createKeychain(options: KeychainOptions = {}): Keychain {
  const {
    platform = process.platform,
    environment = process.env,
    runtimeDirectory,
    limitMilliseconds = LIMIT_MILLISECONDS,
    loadNative = loadKeytar,
    startProcess = inFreshProcess,
  } = options;
  const runInTurn = oneAtATime(limitMilliseconds);
  /** Takes the place of the native module once that has lost the keyring service for good. */
  let replacement: NativeKeychain | null = null;

  function call<T>(operation: (native: NativeKeychain) => Promise<T>): Promise<T> {
    return runInTurn(async () => {
      if (platform === 'linux') findSessionBus(environment, runtimeDirectory);
      if (replacement !== null) return operation(replacement);
      try {
        return await operation(load(loadNative));
      } catch (error) {
        if (reasonOf(error) !== 'service_restarted') throw error;
        replacement = startProcess(environment, limitMilliseconds);
        return operation(replacement);
      }
    });
  }

  async function callOrExplain<T>(operation: (native: NativeKeychain) => Promise<T>): Promise<T> {
    try {
      return await call(operation);
    } catch (error) {
      throw toAppError(error, platform);
    }
  }

  /** Finds what hinders storing a secret; undefined when nothing does. */
  async function findFault(): Promise<unknown> {
    // Several servers may probe at once, so each probe has its own name.
    const account = `probe-${randomUUID()}`;
    try {
      await call((native) => native.setPassword(SERVICE, account, account));
      const found = await call((native) => native.getPassword(SERVICE, account));
      return found === account ? undefined : new KeychainFault('no_collection');
    } catch (error) {
      return error;
    } finally {
      await call((native) => native.deletePassword(SERVICE, account)).catch(() => undefined);
    }
  }

  // On Linux a locked or missing keyring answers a look-up with "nothing found" instead of an error.
  async function refuseFalseAbsence(): Promise<void> {
    if (platform !== 'linux') return;
    const fault = await findFault();
    if (fault !== undefined) throw toAppError(fault, platform);
  }

  return {
    async read() {
      const cookie = await callOrExplain((native) => native.getPassword(SERVICE, ACCOUNT));
      if (cookie === null) await refuseFalseAbsence();
      return cookie;
    },

    async write(cookie) {
      refuseTooLarge(cookie, platform);
      await callOrExplain((native) => native.setPassword(SERVICE, ACCOUNT, cookie));
      const stored = await callOrExplain((native) => native.getPassword(SERVICE, ACCOUNT));
      if (stored !== cookie) throw toAppError(new KeychainFault('no_collection'), platform);
    },

    async delete() {
      const deleted = await callOrExplain((native) => native.deletePassword(SERVICE, ACCOUNT));
      if (!deleted) await refuseFalseAbsence();
      return deleted;
    },

    async check() {
      const fault = await findFault();
      return fault === undefined ? { state: 'ready' } : describeFault(fault, platform);
    },
  };
}

function load(loadNative: () => NativeKeychain): NativeKeychain {
  try {
    return loadNative();
  } catch (cause) {
    throw new KeychainFault('no_library', { cause });
  }
}

function refuseTooLarge(cookie: string, platform: NodeJS.Platform): void {
  const sizeBytes = Buffer.byteLength(cookie);
  if (platform !== 'win32' || sizeBytes <= WINDOWS_LIMIT_BYTES) return;
  throw new AppError(
    'bad_input',
    `The cookie has ${sizeBytes} bytes, and the Windows Credential Manager holds at most ${WINDOWS_LIMIT_BYTES}. ` +
      'Copy only the value of Production_tpAuth.',
  );
}
