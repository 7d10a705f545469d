import type { ErrorCode } from '../src/shared/errors.ts';

/** What the button of a failure does: the same once more, a new sign-in, or the logs. */
export type WayOut = 'retry' | 'sign_in' | 'open_logs';

export interface FailureWords {
  readonly title: string;
  readonly button: { readonly label: string; readonly does: WayOut } | null;
}

const TRY_AGAIN = { label: 'Try again', does: 'retry' } as const;
const SIGN_IN = { label: 'Sign in again', does: 'sign_in' } as const;
const OPEN_LOGS = { label: 'Open logs', does: 'open_logs' } as const;

/** How the window speaks of each failure; what exactly happened is the failure's own message. */
export const FAILURES: Readonly<Record<ErrorCode, FailureWords>> = {
  bad_input: { title: 'That cannot be used', button: TRY_AGAIN },
  not_found: { title: 'That is no longer there', button: TRY_AGAIN },
  no_data: { title: 'There is nothing to show yet', button: null },
  signed_out: { title: 'You are signed out', button: { label: 'Sign in', does: 'sign_in' } },
  session_expired: { title: 'Your session has ended', button: SIGN_IN },
  not_permitted: { title: 'Your account may not do that', button: null },
  rate_limited: { title: 'TrainingPeaks asks for a pause', button: TRY_AGAIN },
  upstream_down: { title: 'TrainingPeaks did not answer', button: TRY_AGAIN },
  upstream_changed: { title: 'TrainingPeaks answered in a way TP Tray does not know', button: OPEN_LOGS },
  still_loading: { title: 'Your history is still loading', button: null },
  keychain_unavailable: { title: 'Your system keychain cannot be used', button: TRY_AGAIN },
  storage_failed: { title: 'The data folder cannot be used', button: TRY_AGAIN },
  cancelled: { title: 'That was cancelled', button: TRY_AGAIN },
  internal: { title: 'Something went wrong inside TP Tray', button: OPEN_LOGS },
};
