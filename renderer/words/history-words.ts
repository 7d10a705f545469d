import type { AppStatus } from '../../src/shared/app-status.ts';
import { FAILURES } from '../failures.ts';
import type { Format } from '../format.ts';
import { hasHistory, isKeychainTrouble, isSignedIn } from '../screen.ts';
import { asOf, staleWords } from './stale-words.ts';
import type { Words } from './words.ts';

export type HistoryChoice = 'pause' | 'continue' | 'try_again' | 'sync_now';

export const HISTORY_LABELS: Readonly<Record<HistoryChoice, string>> = {
  pause: 'Pause',
  continue: 'Continue',
  try_again: 'Try again',
  sync_now: 'Sync now',
};

/** What the window says about the local history while it is being set up. */
export function historyWords(status: AppStatus, format: Format): Words<HistoryChoice> {
  const { sync, today } = status;
  switch (sync.state) {
    case 'loading':
      return {
        tone: 'working',
        title: 'Getting your history',
        text: `${reached(status, format, true)}You can close this window.`,
        choices: ['pause'],
      };
    case 'paused':
      return {
        tone: 'now',
        title: 'Your history is paused',
        text: `${reached(status, format, false)}Nothing is lost: it goes on from there.`,
        choices: ['continue'],
      };
    case 'failed':
      if (!hasHistory(status)) {
        if (!isSignedIn(status)) return notBegun(status, format);
        return {
          tone: 'attention',
          title: sync.problem ? FAILURES[sync.problem.code].title : 'Your history could not be loaded',
          text: `${sync.problem?.message ?? 'TP Tray could not finish.'} ${reached(status, format, false)}`.trim(),
          choices: ['try_again'],
        };
      }
      break;
    case 'idle':
    case 'refreshing':
      if (!hasHistory(status)) return notBegun(status, format);
      break;
  }
  if (today === null) return withoutNumbers(status, format);
  return {
    tone: 'done',
    title: 'Today’s numbers',
    text: staleWords(status, format) === null ? extent(status, format) : asOf(status, format),
    choices: [],
  };
}

/** How many workouts are done in the history, and since when. */
export function extent({ sync }: AppStatus, format: Format): string {
  const since = sync.loadedFrom === null ? '' : ` since ${format.month(sync.loadedFrom)}`;
  return `${workouts(sync.workoutCount, format)}${since}.`;
}

function notBegun(status: AppStatus, format: Format): Words<HistoryChoice> {
  if (isSignedIn(status)) {
    return {
      tone: 'working',
      title: 'Getting your history',
      text: 'Asking TrainingPeaks for your workouts, newest first…',
      choices: [],
    };
  }
  const { session, sync } = status;
  const next = isKeychainTrouble(session)
    ? 'once your system keychain can be used'
    : session.state === 'unknown'
      ? 'once TrainingPeaks can be reached'
      : 'once you are signed in';
  const isBegun = sync.workoutCount > 0;
  return {
    tone: 'later',
    title: 'Get your history',
    text: isBegun
      ? `${reached(status, format, false)}It goes on by itself ${next}.`
      : `Starts by itself ${next}. Then today’s fitness, fatigue and form appear here.`,
    choices: [],
  };
}

function withoutNumbers({ sync }: AppStatus, format: Format): Words<HistoryChoice> {
  return {
    tone: 'done',
    title: 'No numbers yet',
    text:
      sync.workoutCount === 0
        ? 'Your TrainingPeaks calendar has no completed workout yet. Fitness, fatigue and form appear after the first one.'
        : `${workouts(sync.workoutCount, format)} loaded, none with a training load. Numbers appear after the first one that has a TSS.`,
    choices: ['sync_now'],
  };
}

/** How far back a load has come, as the beginning of a line; empty when nothing is known. */
function reached({ sync }: AppStatus, format: Format, isRunning: boolean): string {
  const { loadedFrom, workoutCount, secondsLeft } = sync;
  const parts = [
    ...(loadedFrom === null ? [] : [span(loadedFrom, sync.accountSince, format)]),
    ...(workoutCount === 0 ? [] : [workouts(workoutCount, format)]),
    ...(isRunning && secondsLeft !== null ? [leftWords(format.duration(secondsLeft))] : []),
  ];
  return parts.length === 0 ? '' : `${parts.join(' · ')}. `;
}

/** `about 40 seconds left`; what is no number needs no “about”. */
function leftWords(duration: string): string {
  return /^\d/u.test(duration) ? `about ${duration} left` : `${duration} left`;
}

/** The month reached, and the one to which a load goes back at least: workouts may be older than the account. */
function span(loadedFrom: string, accountSince: string | null, format: Format): string {
  const goesFurther = accountSince !== null && accountSince.slice(0, 7) < loadedFrom.slice(0, 7);
  return goesFurther
    ? `${format.month(loadedFrom)}, on the way back to ${format.month(accountSince)}`
    : `Back to ${format.month(loadedFrom)}`;
}

function workouts(count: number, format: Format): string {
  return count === 1 ? '1 workout' : `${format.count(count)} workouts`;
}
