import type { AppStatus, TodayStatus } from '../../src/shared/app-status.ts';
import { isNearZero } from '../../src/analytics/training-load.ts';
import { formBand, formBands, type FormBand, type FormBandName } from '../../src/analytics/form-bands.ts';
import { hasHistory, isConnected, isConnectionUnfinished, isKeychainTrouble, isSignedIn } from '../screen.ts';

const FORM: Readonly<Record<FormBandName, string>> = {
  'high risk': 'You are very tired. Few athletes hold this for long.',
  optimal: 'You are tired enough to gain fitness.',
  grey: 'You are neither fresh nor under a heavy load.',
  fresh: 'You are fresh: a good state to race in.',
  transition: 'You are very rested, and fitness is going down.',
};

/** What today's form means, in a sentence. */
export function formSentence(today: TodayStatus): string {
  if (isNearZero(today)) return 'Fitness and fatigue are close to zero, so form says nothing.';
  return FORM[bandOf(today).name];
}

/** The band of today's form. Its label was chosen from the exact value; the rounded one may lie across an edge. */
function bandOf(today: TodayStatus): FormBand {
  return formBands().find(({ label }) => label === today.formLabel) ?? formBand(today.tsb);
}

/** The sentence under the first run's heading: what is done and what comes next. */
export function setUpSentence(status: AppStatus): string {
  const { session, sync } = status;
  if (session.signIn === 'open') return 'Finish signing in, in the window that just opened.';
  if (session.signIn === 'checking') return 'Checking your sign-in…';
  if (isKeychainTrouble(session)) return 'TP Tray goes on as soon as your system keychain can be used.';
  if (session.state === 'unknown') return 'TP Tray goes on by itself as soon as your session can be checked.';
  if (!isSignedIn(status)) {
    return isConnected(status) || isConnectionUnfinished(status) || hasHistory(status)
      ? 'Sign in, and TP Tray goes on where it was.'
      : 'Three steps, about a minute. Your password goes to TrainingPeaks and nobody else.';
  }
  if (!isConnected(status)) {
    if (status.clients.some(({ state }) => state === 'waiting_for_quit'))
      return 'Almost there: quit Claude, and it is connected.';
    if (status.clients.some(({ state }) => state === 'needs_restart'))
      return 'Almost there: start Claude again.';
    if (status.clients.some(({ state }) => state === 'moved' || state === 'vanished'))
      return 'Almost there: the connection of Claude needs repair.';
    if (isConnectionUnfinished(status)) return 'Almost there: Claude would not get an answer yet.';
    if (hasHistory(status)) return 'You are signed in and your history is here. Now connect Claude.';
    return sync.state === 'paused'
      ? 'You are signed in. Now connect Claude; your history waits until you continue.'
      : 'You are signed in. Now connect Claude; your history comes by itself.';
  }
  if (!status.clients.some(({ state }) => state === 'verified')) return 'Trying the connection of Claude…';
  if (!hasHistory(status)) return 'Claude is connected. Your history is all that is missing.';
  return 'Everything is set up. Ask Claude how fit you are.';
}
