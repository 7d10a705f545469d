import type { AppStatus } from '../../src/shared/app-status.ts';
import { FAILURES } from '../failures.ts';
import type { Format } from '../format.ts';
import { hasHistory, isSignedIn } from '../screen.ts';
import type { Words } from './words.ts';

export type HistoryChoice = 'pause' | 'continue' | 'start' | 'try_again' | 'sync_now';

export const HISTORY_LABELS: Readonly<Record<HistoryChoice, string>> = {
  pause: 'Pause',
  continue: 'Continue',
  start: 'Start',
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
        text: `${reached(status, format)}You can close this window.`,
        choices: ['pause'],
      };
    case 'paused':
      return {
        tone: 'now',
        title: 'Your history is paused',
        text: `${reached(status, format)}Nothing is lost: it goes on from there.`,
        choices: ['continue'],
      };
    case 'failed':
      if (!hasHistory(status)) {
        return {
          tone: 'attention',
          title: sync.problem ? FAILURES[sync.problem.code].title : 'Your history could not be loaded',
          text: `${sync.problem?.message ?? 'TP Tray could not finish.'} ${reached(status, format)}`.trim(),
          choices: ['try_again'],
        };
      }
      break;
    case 'idle':
    case 'refreshing':
      if (!hasHistory(status)) return notBegun(status);
      break;
  }
  if (today === null) return withoutNumbers(status, format);
  return {
    tone: 'done',
    title: 'Today’s numbers',
    text: extent(status, format),
    choices: [],
  };
}

/** How many workouts the history holds, and since when. */
export function extent({ sync }: AppStatus, format: Format): string {
  const since = sync.loadedFrom === null ? '' : ` since ${format.month(sync.loadedFrom)}`;
  return `${workouts(sync.workoutCount, format)}${since}.`;
}

function notBegun(status: AppStatus): Words<HistoryChoice> {
  const ready = isSignedIn(status);
  return {
    tone: ready ? 'now' : 'later',
    title: 'Get your history',
    text: ready
      ? 'Loads your workouts from TrainingPeaks into this computer, newest first.'
      : 'Starts by itself once you are signed in. Then today’s fitness, fatigue and form appear here.',
    choices: ready ? ['start'] : [],
  };
}

function withoutNumbers({ sync }: AppStatus, format: Format): Words<HistoryChoice> {
  return {
    tone: 'done',
    title: 'No numbers yet',
    text:
      sync.workoutCount === 0
        ? 'Your TrainingPeaks calendar has no workouts yet. Fitness, fatigue and form appear after the first one.'
        : `${workouts(sync.workoutCount, format)} loaded, none with a training load. Numbers appear after the first one that has a TSS.`,
    choices: ['sync_now'],
  };
}

/** How far back a load has come, as the beginning of a line; empty when nothing is known. */
function reached({ sync }: AppStatus, format: Format): string {
  const parts = [
    ...(sync.loadedFrom === null ? [] : [`Back to ${format.month(sync.loadedFrom)}`]),
    ...(sync.workoutCount === 0 ? [] : [workouts(sync.workoutCount, format)]),
    ...(sync.progress === null ? [] : [format.percent(sync.progress)]),
  ];
  return parts.length === 0 ? '' : `${parts.join(' · ')}. `;
}

function workouts(count: number, format: Format): string {
  return count === 1 ? '1 workout' : `${format.count(count)} workouts`;
}
