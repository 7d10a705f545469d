import type { AppStatus } from '../../src/shared/app-status.ts';
import { FAILURES } from '../failures.ts';
import type { Format } from '../format.ts';
import { isKeychainTrouble } from '../screen.ts';
import { ENVIRONMENT_ADVICE } from './session-words.ts';

/** What gets newer numbers. */
export type FreshAgain = 'sign_in' | 'show_window' | 'check' | 'sync';

/** Told once, over everything else: the rest of a page is silent about it. */
export interface StaleWords {
  /** What only the user can mend, as a heading without its full stop; null when it may mend itself. */
  readonly title: string | null;
  readonly text: string;
  readonly wayOut: FreshAgain | null;
}

/** Why the numbers lag behind TrainingPeaks, from when they are, and the way out; null when they do not lag. */
export function staleWords(status: AppStatus, format: Format): StaleWords | null {
  return (status.demo ? null : sessionTrouble(status, format)) ?? syncTrouble(status, format);
}

function sessionTrouble(status: AppStatus, format: Format): StaleWords | null {
  const { session } = status;
  if (session.signIn !== null) return isHeldUp(status) ? signInWords(status, format) : null;
  switch (session.state) {
    case 'expired': {
      const byUser = session.cookieFrom !== 'environment';
      const attempt =
        session.signInProblem === null ? '' : `Signing in again did not work. ${session.signInProblem}`;
      const advice = byUser ? 'Sign in again to get newer ones.' : ENVIRONMENT_ADVICE;
      return {
        title: FAILURES.session_expired.title,
        text: joined(attempt, asOf(status, format), advice),
        wayOut: byUser ? 'sign_in' : null,
      };
    }
    case 'unknown': {
      const { problem } = session;
      const reason = problem?.message ?? 'Your session could not be checked.';
      const isForUser = isKeychainTrouble(session);
      return {
        title: isForUser ? FAILURES.keychain_unavailable.title : null,
        text: joined(reason, asOf(status, format)),
        wayOut: isForUser ? 'check' : 'sync',
      };
    }
    case 'checking':
    case 'signed_out':
    case 'valid':
    case 'expiring':
      return null;
  }
}

/** Newer numbers wait for a new session. */
function isHeldUp({ session, sync, today }: AppStatus): boolean {
  return session.state === 'expired' || sync.state === 'failed' || today?.stale === true;
}

function signInWords(status: AppStatus, format: Format): StaleWords {
  const isOpen = status.session.signIn === 'open';
  const next = isOpen
    ? 'Newer ones come when you have finished in the TrainingPeaks window.'
    : 'Checking your sign-in…';
  return {
    title: 'Signing in',
    text: joined(asOf(status, format), next),
    wayOut: isOpen ? 'show_window' : null,
  };
}

function syncTrouble(status: AppStatus, format: Format): StaleWords | null {
  const { sync, today } = status;
  if (sync.state !== 'failed' && today?.stale !== true) return null;
  const reason = sync.problem?.message ?? 'TrainingPeaks may have newer numbers.';
  return { title: null, text: joined(reason, asOf(status, format)), wayOut: 'sync' };
}

/** From when today's numbers are, as a sentence; empty when there are none. */
export function asOf({ today, sync }: AppStatus, format: Format): string {
  return today === null || sync.syncedAt === null
    ? ''
    : `These numbers are from ${format.time(sync.syncedAt)}.`;
}

function joined(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
