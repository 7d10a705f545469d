import type { ErrorCode, ErrorInfo } from '../shared/errors.ts';

const SIGN_IN =
  'Sign in with "tp-tray login"; where the variable TP_AUTH_COOKIE is set, put a new cookie into it.';

/** What a person at the terminal can do, where the message does not say it already. */
const NEXT: Partial<Record<ErrorCode, string>> = {
  not_found: 'See "tp-tray call tp_get_workouts" for the ids.',
  signed_out: SIGN_IN,
  session_expired: SIGN_IN,
  keychain_unavailable: 'On a computer without a keychain set TP_AUTH_COOKIE instead.',
  upstream_changed: 'Look for a newer TP Tray.',
  still_loading: 'Ask again in a minute; what was loaded is kept.',
  internal: 'The same command with --verbose shows what happened.',
};

/** A failure in words for the terminal. */
export function explainToPerson({ code, message }: ErrorInfo): string {
  const next = NEXT[code];
  return next === undefined ? message : `${message} ${next}`;
}
