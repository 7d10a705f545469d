import { AppError } from '../shared/errors.ts';
import { OverdueError } from './one-at-a-time.ts';

/** Why the keychain of this computer cannot be used. */
export type KeychainReason =
  'no_library' | 'no_bus' | 'no_service' | 'service_restarted' | 'no_collection' | 'locked' | 'other';

/** Whether a secret can be stored and read back; `message` says, in our words, what to install or do. */
export type KeychainState =
  | { readonly state: 'ready' }
  | { readonly state: 'unavailable'; readonly reason: KeychainReason; readonly message: string };

/** A fault that this code found itself, as opposed to one the native module reported as text. */
export class KeychainFault extends Error {
  override readonly name = 'KeychainFault';

  constructor(
    readonly reason: KeychainReason,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/**
 * The native module throws plain errors without a code, so their text is all there is. These are the texts of
 * GLib, dbus-daemon and gnome-keyring on Linux, of the Security framework on macOS, and of Windows.
 */
const REASON_BY_TEXT: readonly (readonly [RegExp, KeychainReason])[] = [
  // The service this process once spoke to is gone: by its address on the bus, or by what was agreed with it.
  [/The name :[\d.]+ was not provided|session wrapping the secret does not exist/i, 'service_restarted'],
  [/locked collection|interaction is not allowed|user canceled|passphrase you entered/i, 'locked'],
  [/secrets\/(?:collection|aliases)\/|default keychain|keychain could not be found/i, 'no_collection'],
  [/ServiceUnknown|org\.freedesktop\.secrets|Spawn\.|logon session/i, 'no_service'],
  // Chromium writes "disabled:" where there is no session bus.
  [/D-?Bus|Could not connect|connection is closed|DISPLAY|[“"']disabled/i, 'no_bus'],
];

const LOCKED_ON_LINUX =
  'The keyring is locked. Its password may be asked for in a window behind others: unlock it, then try again.';
const REINSTALL = 'A part of TP Tray that reaches the keychain is missing or damaged. Install TP Tray again.';

const ADVICE: Readonly<
  Record<'linux' | 'darwin' | 'win32', Partial<Record<KeychainReason, string>> & { other: string }>
> = {
  linux: {
    no_library:
      'The system library libsecret is missing. Install it (Debian and Ubuntu: sudo apt install libsecret-1-0; ' +
      'Fedora: sudo dnf install libsecret; Arch: sudo pacman -S libsecret), then try again.',
    no_bus:
      'There is no D-Bus session here, so the keyring cannot be reached. Log in to the desktop of this computer, ' +
      'and start TP Tray from there.',
    no_service:
      'No keyring service runs in this session. Install one (Debian and Ubuntu: sudo apt install gnome-keyring) ' +
      'or turn on the Secret Service of KWallet or KeePassXC, then sign in to the desktop again.',
    service_restarted:
      'The keyring service was started anew, and this TP Tray does not reach it any more. Quit TP Tray and start it again.',
    no_collection:
      'The keyring service has no default keyring. Create one in "Passwords and Keys" (seahorse) and make it ' +
      'the default, then try again.',
    locked: LOCKED_ON_LINUX,
    other: 'The keyring of this computer refused to store a secret. The log of TP Tray says why.',
  },
  darwin: {
    no_library: REINSTALL,
    no_collection: 'macOS has no default keychain. Create or reset the login keychain in Keychain Access.',
    locked:
      'macOS did not open the keychain. Unlock the login keychain in Keychain Access and allow TP Tray, then try again.',
    other: 'The macOS keychain refused to store a secret. The log of TP Tray says why.',
  },
  win32: {
    no_library: REINSTALL,
    no_service:
      'The Windows Credential Manager is not available in this session. Start TP Tray from your own desktop session.',
    other: 'The Windows Credential Manager refused to store a secret. The log of TP Tray says why.',
  },
};

/** Names the reason behind any error a keychain call threw. */
export function reasonOf(error: unknown): KeychainReason {
  if (error instanceof KeychainFault) return error.reason;
  if (error instanceof OverdueError) return 'locked';
  const text = error instanceof Error ? error.message : String(error);
  return REASON_BY_TEXT.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}

/** Describes a fault for a person on `platform` (Linux stands for every system that is not macOS or Windows). */
export function describeFault(
  error: unknown,
  platform: NodeJS.Platform,
): Extract<KeychainState, { state: 'unavailable' }> {
  const reason = reasonOf(error);
  const advice = ADVICE[platform === 'darwin' || platform === 'win32' ? platform : 'linux'];
  return { state: 'unavailable', reason, message: advice[reason] ?? advice.other };
}

/** The same as an `AppError` with code `keychain_unavailable`; the foreign text stays in `cause`. */
export function toAppError(error: unknown, platform: NodeJS.Platform): AppError {
  return new AppError('keychain_unavailable', describeFault(error, platform).message, { cause: error });
}
