import type { SessionStatus, ShellAbilities } from '../../src/shared/app-status.ts';
import { FAILURES } from '../failures.ts';
import type { Format } from '../format.ts';
import { isKeychainTrouble } from '../screen.ts';
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

type WayToSignIn = ShellAbilities['signIn'];

const HOW_TO_SIGN_IN: Readonly<Record<WayToSignIn, string>> = {
  window: 'Opens TrainingPeaks’ own login page.',
  paste: 'Shows how to take the session over from the browser in which you are signed in.',
};

const TITLE = 'Sign in to TrainingPeaks';
export const ENVIRONMENT_ADVICE = 'Put a new cookie into TP_AUTH_COOKIE and start TP Tray again.';

/**
 * What the window says about the session, or about the last attempt to sign in when that failed.
 * `way`: how one signs in here. `isTold`: what is wrong with it stands over the page already, with the way out.
 */
export function sessionWords(
  session: SessionStatus,
  format: Format,
  { way, isTold }: { readonly way: WayToSignIn; readonly isTold: boolean },
): Words<SessionChoice> {
  if (isTold && (session.signIn !== null || MAY_BE_TOLD.includes(session.state))) return quietWords(session);
  if (session.signIn !== null) return SIGNING_IN[session.signIn];
  if (session.signInProblem === null || isKeychainTrouble(session)) return wordsOfState(session, format, way);
  return wordsOfFailure(session, session.signInProblem, format, way);
}

const MAY_BE_TOLD: readonly SessionStatus['state'][] = ['expired', 'unknown'];

const SIGNING_IN: Readonly<Record<NonNullable<SessionStatus['signIn']>, Words<SessionChoice>>> = {
  open: {
    tone: 'working',
    title: 'Signing in',
    text: 'The TrainingPeaks window is open. Finish there; this page goes on by itself.',
    choices: ['show_window'],
  },
  checking: { tone: 'working', title: 'Signing in', text: 'Checking your sign-in…', choices: [] },
};

function quietWords(session: SessionStatus): Words<SessionChoice> {
  const canSignOut = session.state === 'expired' && session.cookieFrom !== 'environment';
  return {
    tone: 'later',
    title: session.athleteName ?? 'Your TrainingPeaks account',
    text: 'Your history stays on this computer.',
    choices: canSignOut ? ['sign_out'] : [],
  };
}

/** An attempt to sign in has failed; what was there before it is still there. */
function wordsOfFailure(
  session: SessionStatus,
  problem: string,
  format: Format,
  way: WayToSignIn,
): Words<SessionChoice> {
  switch (session.state) {
    case 'checking':
      return wordsOfState(session, format, way);
    case 'signed_out':
      return {
        tone: 'attention',
        title: 'You are not signed in yet',
        text: problem,
        choices: ['try_again'],
      };
    case 'valid':
    case 'expiring':
      return {
        tone: 'attention',
        title: session.athleteName === null ? 'Still signed in' : `Still signed in as ${session.athleteName}`,
        text: `The new sign-in did not work. ${problem} The session you have ${session.state === 'valid' ? 'goes on' : `ends ${endOf(session, format)}`}.`,
        choices: ['sign_in_again', 'sign_out'],
      };
    case 'expired':
      return {
        tone: 'attention',
        title: FAILURES.session_expired.title,
        text: `Signing in again did not work. ${problem}`,
        choices: ['try_again', 'sign_out'],
      };
    case 'unknown':
      return {
        tone: 'attention',
        title: 'Your session could not be checked',
        text: `Signing in did not work. ${problem}`,
        choices: ['try_again', 'check'],
      };
  }
}

function wordsOfState(session: SessionStatus, format: Format, way: WayToSignIn): Words<SessionChoice> {
  const byUser = session.cookieFrom !== 'environment';
  switch (session.state) {
    case 'checking':
      return { tone: 'working', title: TITLE, text: 'Looking for your session…', choices: [] };
    case 'signed_out':
      return signedOutWords(session, way);
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

function signedOutWords(session: SessionStatus, way: WayToSignIn): Words<SessionChoice> {
  if (isKeychainTrouble(session)) return unknownWords(session);
  return {
    tone: 'now',
    title: TITLE,
    text: `${HOW_TO_SIGN_IN[way]} TP Tray keeps the session in your system keychain, never the password.`,
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
