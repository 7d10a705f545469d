import { createRequire } from 'node:module';
import type * as Keytar from 'keytar';

/** The calls of the native module that the keychain needs. */
export type NativeKeychain = Pick<typeof Keytar, 'getPassword' | 'setPassword' | 'deletePassword'>;

// Not named `require`: the build of the app declares that name at the top of its file.
const requireHere = createRequire(import.meta.url);

/** Loaded on first use: on a computer without libsecret the program still starts. */
export function loadKeytar(): NativeKeychain {
  return requireHere('keytar') as typeof Keytar;
}

/** The file that another process loads to reach the same keychain. */
export function keytarPath(): string {
  return requireHere.resolve('keytar');
}
