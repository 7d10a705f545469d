import type { SessionStatus } from '../../src/shared/app-status.ts';
import { FAILURES } from '../failures.ts';
import type { Format } from '../format.ts';
import type { Words } from './words.ts';

export type SessionChoice = 'sign_in' | 'sign_in_again' | 'try_again' | 'show_window' | 'sign_out' | 'check';

export const SESSION_LABELS: Readonly<Record<SessionChoice, string>> = {
  sign_in: 'Sign in',
  sign_in_again: 'Sign in again',
  try_again: 'Try again',
  show_window: 'Show the window',
  sign_out: 'Sign out',
  check: 'Check again',
};

const TITLE = 'Sign in to TrainingPeaks';
const ENVIRONMENT_ADVICE = 'Put a new cookie into TP_AUTH_COOKIE and start TP Tray again.';

/** What the window says about the session; first of all how the last attempt to sign in ended, when it failed. */
export function sessionWords(session: SessionStatus, format: Format): Words<SessionChoice> {
  const words = wordsOfState(session, format);
  if (session.signInProblem === null || session.state === 'signing_in') return words;
  return { ...words, text: `${session.signInProblem} ${words.text}`.trim() };
}

function wordsOfState(session: SessionStatus, format: Format): Words<SessionChoice> {
  const byUser = session.cookieFrom !== 'environment';
  switch (session.state) {
    case 'checking':
      return { tone: 'working', title: TITLE, text: 'Looking for your session…', choices: [] };
    case 'signed_out':
      return signedOutWords(session);
    case 'signing_in':
      return {
        tone: 'working',
        title: 'Signing in',
        text: 'The TrainingPeaks window is open. Finish there; this page goes on by itself.',
        choices: ['show_window'],
      };
    case 'valid':
      return {
        tone: 'done',
        title: whoSignedIn(session),
        text: byUser
          ? `The session is in your system keychain. It renews itself${goodUntil(session, format)}.`
          : `The session comes from TP_AUTH_COOKIE${goodUntil(session, format)}. TP Tray stores nothing.`,
        choices: byUser ? ['sign_out'] : [],
      };
    case 'expiring':
      return {
        tone: 'attention',
        title: whoSignedIn(session),
        text: `This session ends ${endOf(session, format)}. ${byUser ? 'Sign in again now and it goes on without a gap.' : ENVIRONMENT_ADVICE}`,
        choices: byUser ? ['sign_in_again', 'sign_out'] : [],
      };
    case 'expired':
      return {
        tone: 'attention',
        title: FAILURES.session_expired.title,
        text: `TrainingPeaks no longer accepts it. ${byUser ? 'Your history stays on this computer.' : ENVIRONMENT_ADVICE}`,
        choices: byUser ? ['sign_in_again', 'sign_out'] : [],
      };
    case 'unknown':
      return unknownWords(session);
  }
}

function signedOutWords(session: SessionStatus): Words<SessionChoice> {
  if (session.problem?.code === 'keychain_unavailable') return unknownWords(session);
  if (session.signInProblem !== null) {
    return {
      tone: 'attention',
      title: 'You are not signed in yet',
      text: '',
      choices: ['try_again'],
    };
  }
  return {
    tone: 'now',
    title: TITLE,
    text: 'Opens TrainingPeaks’ own login page. TP Tray keeps the session in your system keychain, never the password.',
    choices: ['sign_in'],
  };
}

function unknownWords({ problem, athleteName }: SessionStatus): Words<SessionChoice> {
  return {
    tone: 'attention',
    title: problem ? FAILURES[problem.code].title : 'Your session could not be checked',
    text:
      problem?.message ??
      `${athleteName === null ? 'You may still be signed in.' : `${athleteName} is probably still signed in.`} Check your connection, then check again.`,
    choices: ['check'],
  };
}

function whoSignedIn({ athleteName }: SessionStatus): string {
  return athleteName === null ? 'Signed in to TrainingPeaks' : `Signed in as ${athleteName}`;
}

function goodUntil({ expectedExpiryDay }: SessionStatus, format: Format): string {
  return expectedExpiryDay === null ? '' : ` and is good until ${format.day(expectedExpiryDay)}`;
}

function endOf({ expectedExpiryDay }: SessionStatus, format: Format): string {
  return expectedExpiryDay === null ? 'soon' : `on ${format.day(expectedExpiryDay)}`;
}
