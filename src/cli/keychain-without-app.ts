import type { Keychain } from '../credentials/keychain.ts';
import { AppError } from '../shared/errors.ts';

const OPEN_APP =
  'Your sign-in cannot be read from here, so TrainingPeaks was not asked. Open TP Tray, then quit and reopen this assistant.';

/**
 * The keychain of a process that an AI client started beside no app. What it lacks there, such as a session bus, says
 * nothing to an athlete, and the app has it or explains it; the reason goes to the log.
 */
export function keychainWithoutApp(keychain: Keychain): Keychain {
  return {
    ...keychain,
    read: async () => {
      try {
        return await keychain.read();
      } catch (cause) {
        throw new AppError('keychain_unavailable', OPEN_APP, { cause });
      }
    },
  };
}
